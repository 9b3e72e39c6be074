"""The trainer's book."""

import sqlalchemy as sa
from alembic import op

from hotline_tui.data.columns import Instant, document

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "practice_class",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "practice_exercise",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workno", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("scenario", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("elapsed", sa.Float(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("steps", document(), nullable=False),
        sa.Column("marks", document(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("practice_exercise", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_practice_exercise_scenario"), ["scenario"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_practice_exercise_started_at"), ["started_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_practice_exercise_workno"), ["workno"], unique=False)

    op.create_table(
        "practice_assignment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("class_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("scenario", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["practice_class.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("class_id", "scenario"),
    )
    with op.batch_alter_table("practice_assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_practice_assignment_class_id"), ["class_id"], unique=False
        )

    op.create_table(
        "practice_trainee",
        sa.Column("workno", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("class_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["practice_class.id"],
        ),
        sa.PrimaryKeyConstraint("workno"),
    )
    with op.batch_alter_table("practice_trainee", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_practice_trainee_class_id"), ["class_id"], unique=False
        )
