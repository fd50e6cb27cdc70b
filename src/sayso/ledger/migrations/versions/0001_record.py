"""The record: documents, readings and decisions, which only grow, and what is derived from them.

A migration is a fixed point in history: it does not import the tables as they are today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# table: the condition under which a new row would take an old one's place. SQLite's INSERT OR
# REPLACE deletes the old row without firing DELETE triggers, so it must be refused beforehand.
GUARDED = {
    "documents": "SELECT 1 FROM documents WHERE sha256 = NEW.sha256",
    "readings": (
        "SELECT 1 FROM readings WHERE id = NEW.id "
        "OR (sha256 = NEW.sha256 AND version = NEW.version)"
    ),
    "decisions": "SELECT 1 FROM decisions WHERE id = NEW.id",
}


def upgrade() -> None:
    """Create the four tables and the triggers that make three of them append-only."""
    op.create_table(
        "documents",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_documents"),
    )
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
        sa.ForeignKeyConstraint(
            ["sha256"], ["documents.sha256"], name="fk_readings_sha256_documents"
        ),
        sa.UniqueConstraint("sha256", "version", name="uq_readings_sha256_version"),
    )
    op.create_index("ix_readings_version", "readings", ["version"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_table(
        "derived",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_derived"),
    )
    for table, exists in GUARDED.items():
        refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse}; END")
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse}; END")
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS ({exists}) BEGIN {refuse}; END"
        )
