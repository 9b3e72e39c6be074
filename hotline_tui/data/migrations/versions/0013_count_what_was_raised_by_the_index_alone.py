"""Count what was raised by the index alone."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ticket_raised"))
        batch_op.create_index(
            "ix_ticket_raised", ["raised_at", "id", "kind", "direct"], unique=False
        )
