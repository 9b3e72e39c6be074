"""Reviews of intakes and teams."""

import sqlalchemy as sa
from alembic import op

from hotline_tui.data.columns import Instant, document

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "quality_review",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "ticket_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agent", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("drawn_at", Instant(), nullable=False),
        sa.Column("drawn_by", sa.String(length=40), nullable=False),
        sa.Column("marks", document(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("scored_at", Instant(), nullable=True),
        sa.Column("scored_by", sa.String(length=40), nullable=False),
        sa.Column("reply", sa.String(length=40), nullable=True),
        sa.Column("reply_text", sa.String(), nullable=False),
        sa.Column("replied_at", Instant(), nullable=True),
        sa.Column("replied_by", sa.String(length=40), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("final_marks", document(), nullable=False),
        sa.Column("decision_reason", sa.String(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "decided_by = '' OR (decided_by <> agent AND decided_by <> scored_by)",
            name="decision_by_a_third",
        ),
        sa.CheckConstraint("reply IS NULL OR replied_by = agent", name="reply_by_the_agent"),
        sa.CheckConstraint("scored_by <> agent", name="review_by_another"),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ticket_id"),
    )
    with op.batch_alter_table("quality_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quality_review_agent"), ["agent"], unique=False)
        batch_op.create_index(batch_op.f("ix_quality_review_drawn_at"), ["drawn_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_quality_review_scored_at"), ["scored_at"], unique=False
        )

    with op.batch_alter_table("operator", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("team", sa.String(length=60), server_default="", nullable=False)
        )
