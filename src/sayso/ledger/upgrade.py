"""Bring a case's schema up to what this version of Sayso works with."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from sayso.ledger.database import revision_of
from sayso.ledger.errors import LedgerError
from sayso.ledger.schema import HEAD

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, where: Path, revision: str = "head") -> None:
    """Run the migrations up to ``revision``, inside the caller's transaction.

    Raises LedgerError where the ledger was made by a newer Sayso, or is not a ledger at all.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    found = revision_of(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise LedgerError(
            f"{where}: written by a newer Sayso (schema {found}, this one knows up to {HEAD}): "
            "install that version or a later one"
        )
    if found is None and connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first():
        raise LedgerError(f"{where}: a database, but not Sayso's: choose another folder")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
