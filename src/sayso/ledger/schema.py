"""The ledger's tables, as the newest migration leaves them.

``documents``, ``readings`` and ``decisions`` are the record: triggers made by the migration refuse
to change or delete a row. ``derived`` and the search table hold what can be made again.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0001"  # the newest revision in migrations/versions; a test holds the two together

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

documents = Table(
    "documents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("uri", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes of the original
    Column("added_at", String(32), nullable=False),  # ISO 8601, UTC
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), ForeignKey("documents.sha256"), nullable=False),
    Column("version", Text, nullable=False),
    Column("document", Text, nullable=False),  # JSON of model.Document
    Column("reading", Text, nullable=False),  # JSON of model.Reading
    Column("made_at", String(32), nullable=False),
    UniqueConstraint("sha256", "version"),
    Index(None, "version"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", String(32), nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),  # JSON object
    Column("reason", Text, nullable=False),
)

derived = Table(
    "derived",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON
)

APPEND_ONLY = (documents, readings, decisions)
