"""What people choose of what search finds."""

import sqlalchemy as sa
from alembic import op

from hotline_tui.data.columns import document

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "article_choice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column(
            "article_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("terms", sa.String(length=100), nullable=False),
        sa.Column("manner", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("above", document(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("who", "day", "article_id", "terms"),
    )
    with op.batch_alter_table("article_choice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_article_choice_article_id"), ["article_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_article_choice_day"), ["day"], unique=False)
