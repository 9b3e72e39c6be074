"""Improvement, what organizers are told and tell, and typical cases."""

import sqlalchemy as sa
from alembic import op

from hotline_tui.data.columns import Instant, document

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "assessment_notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organizer", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("figures", document(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("received_at", Instant(), nullable=True),
        sa.Column("received_by", sa.String(length=40), nullable=False),
        sa.Column("told_by", sa.String(length=100), nullable=False),
        sa.Column("objection", sa.String(), nullable=False),
        sa.Column("objected_at", Instant(), nullable=True),
        sa.Column("objected_by", sa.String(length=40), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("assessment_notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_notice_organizer"), ["organizer"], unique=False
        )

    op.create_table(
        "improvement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("figure", document(), nullable=False),
        sa.Column("figure_name", sa.String(length=200), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=True),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("improvement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_improvement_settled"), ["settled"], unique=False)

    op.create_table(
        "organizer_analysis",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organizer", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("texts", document(), nullable=False),
        sa.Column("figures", document(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("told_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("organizer_analysis", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organizer_analysis_organizer"), ["organizer"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_organizer_analysis_period"), ["period"], unique=False)

    op.create_table(
        "typical_case",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(length=20), nullable=False),
        sa.Column("texts", document(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("changed_by", sa.String(length=40), nullable=False),
        sa.Column("approved_at", Instant(), nullable=True),
        sa.Column("approved_by", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ticket"),
    )
    op.create_table(
        "assessment_use",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("organizer", sa.String(length=20), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("to", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column(
            "improvement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["improvement_id"],
            ["improvement.id"],
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["assessment_notice.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("assessment_use", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_use_notice_id"), ["notice_id"], unique=False
        )

    op.create_table(
        "improvement_effect",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "improvement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["improvement_id"],
            ["improvement.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("improvement_effect", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_improvement_effect_improvement_id"), ["improvement_id"], unique=False
        )

    op.create_table(
        "improvement_measure",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "improvement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("done_by", sa.String(length=40), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["improvement_id"],
            ["improvement.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("improvement_measure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_improvement_measure_improvement_id"), ["improvement_id"], unique=False
        )
