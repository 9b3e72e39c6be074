"""The tables that bind the audit trail together: each record's hash, and how far they go."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, SQLModel

from hotline_tui.data.columns import identity


class ChainLink(SQLModel, table=True):
    """The place of one event in the chain: its number, and a hash over all that came before.

    `login` is who was connected from where, as the database knows it; empty on SQLite.
    """

    __tablename__ = "audit_chain"

    number: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    event_id: int = Field(sa_column=Column(identity(), nullable=False, unique=True))
    login: str = Field(default="", max_length=100)
    hash: str = Field(max_length=64)


class ChainHead(SQLModel, table=True):
    """The one row that says where the chain ends, and at which its writers take turns."""

    __tablename__ = "audit_head"

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    hash: str = Field(max_length=64)
