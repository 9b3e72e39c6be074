"""Warnings that were given."""

import sqlalchemy as sa
from alembic import op

from hotline_tui.data.columns import Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "given_warning",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("whole_city", sa.Boolean(), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("found_at", Instant(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("mean", sa.Float(), nullable=False),
        sa.Column("dispersion", sa.Float(), nullable=False),
        sa.Column("rests_on", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", Instant(), nullable=True),
        sa.Column("acknowledged_by", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("given_warning", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_given_warning_acknowledged_at"), ["acknowledged_at"], unique=False
        )
        batch_op.create_index(
            "ix_given_warning_of", ["day", "category", "whole_city", "district"], unique=True
        )
