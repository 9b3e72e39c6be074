"""Keeping the knowledge base right."""

import sqlalchemy as sa
from alembic import op

from hotline_tui.data.columns import Instant, document

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "article_opened",
        sa.Column(
            "article_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("article_id", "day"),
    )
    op.create_table(
        "article_pair",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "first_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "second_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("first_version", sa.Integer(), nullable=False),
        sa.Column("second_version", sa.Integer(), nullable=False),
        sa.Column("doubling", sa.String(length=40), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.Column("differing", document(), nullable=False),
        sa.Column("found_at", Instant(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column(
            "withdrawn_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["article.id"],
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["article.id"],
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("first_id", "second_id"),
    )
    with op.batch_alter_table("article_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_pair_first_id"), ["first_id"], unique=False)
        batch_op.create_index("ix_article_pair_open", ["verdict", "doubling", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_pair_second_id"), ["second_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_article_pair_withdrawn_id"), ["withdrawn_id"], unique=False
        )

    op.create_table(
        "knowledge_gap",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("found_at", Instant(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column(
            "article_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("knowledge_gap", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_knowledge_gap_article_id"), ["article_id"], unique=False
        )

    op.create_table(
        "knowledge_gap_ticket",
        sa.Column(
            "ticket_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("gap_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["gap_id"],
            ["knowledge_gap.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
        ),
        sa.PrimaryKeyConstraint("ticket_id"),
    )
    with op.batch_alter_table("knowledge_gap_ticket", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_knowledge_gap_ticket_gap_id"), ["gap_id"], unique=False
        )

    op.create_table(
        "knowledge_question",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("gap_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["gap_id"],
            ["knowledge_gap.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("text"),
    )
    with op.batch_alter_table("knowledge_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_knowledge_question_gap_id"), ["gap_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_knowledge_question_last_at"), ["last_at"], unique=False
        )
