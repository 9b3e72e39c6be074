"""Reports, and when claimants were asked and tickets sent."""

import sqlalchemy as sa
from alembic import op

from hotline_tui.data.columns import Instant, document

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "report",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("matter", sa.String(length=20), nullable=False),
        sa.Column("ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("figures", document(), nullable=False),
        sa.Column("texts", document(), nullable=False),
        sa.Column("approved_at", Instant(), nullable=True),
        sa.Column("approved_by", sa.String(length=40), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("sent_by", sa.String(length=40), nullable=False),
        sa.Column("sent_to", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_ticket_id"), ["ticket_id"], unique=False)

    with op.batch_alter_table("callback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_callback_at"), ["at"], unique=False)

    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dispatch_at"), ["at"], unique=False)
