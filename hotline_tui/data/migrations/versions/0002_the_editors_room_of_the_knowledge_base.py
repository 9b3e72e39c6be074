"""The editors' room of the knowledge base."""

import sqlalchemy as sa
from alembic import op

from hotline_tui.data.columns import Instant, document

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "article_reading",
        sa.Column(
            "article_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("workno", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("article_id", "workno", "version"),
    )
    op.create_table(
        "manuscript",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=True),
        sa.Column(
            "article_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content", document(), nullable=False),
        sa.Column("related", document(), nullable=False),
        sa.Column("authors", document(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("begun_by", sa.String(length=40), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("changed_by", sa.String(length=40), nullable=False),
        sa.Column("checked_at", Instant(), nullable=True),
        sa.Column("checked_by", sa.String(length=40), nullable=True),
        sa.Column("published_version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit"],
            ["organizer.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("article_id", "open"),
    )
    with op.batch_alter_table("manuscript", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_manuscript_article_id"), ["article_id"], unique=False)
        batch_op.create_index("ix_manuscript_stage", ["stage", "id"], unique=False)

    op.create_table(
        "related_article",
        sa.Column(
            "lower_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "upper_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["lower_id"],
            ["article.id"],
        ),
        sa.ForeignKeyConstraint(
            ["upper_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("lower_id", "upper_id"),
    )
    with op.batch_alter_table("related_article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_related_article_upper_id"), ["upper_id"], unique=False)

    op.create_table(
        "required_reading",
        sa.Column(
            "article_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("roles", document(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_table(
        "manuscript_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "manuscript_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("medium", sa.String(length=40), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["manuscript_id"],
            ["manuscript.id"],
        ),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["attached_content.sha256"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("manuscript_id", "sha256"),
    )
    with op.batch_alter_table("manuscript_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_manuscript_file_manuscript_id"), ["manuscript_id"], unique=False
        )

    op.create_table(
        "manuscript_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "manuscript_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("parts", document(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["manuscript_id"],
            ["manuscript.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("manuscript_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_manuscript_step_manuscript_id"), ["manuscript_id"], unique=False
        )

    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_valid_to"), ["valid_to"], unique=False)

    with op.batch_alter_table("article_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("content", document(), nullable=True))
        batch_op.add_column(sa.Column("authors", document(), nullable=True))
        batch_op.add_column(sa.Column("checked_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("checked_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("withdrawal", sa.String(), nullable=True))
