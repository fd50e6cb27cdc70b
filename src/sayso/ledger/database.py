"""How the ledger talks to SQLite: one file, write-ahead log, explicit transactions."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as Sqlite
from sqlite3 import Error as SqliteError
from sqlite3 import OperationalError as Locked

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from sayso.ledger.errors import as_ledger_error

BUSY_SECONDS = 30


def connect(path: Path) -> Engine:
    """Return an engine on the SQLite file at ``path``; the file is opened at first use."""
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Sqlite, _: ConnectionPoolEntry) -> None:
    # Python's driver would begin and commit by its own rules; _begin does it instead.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "synchronous = FULL",  # a committed document survives a power cut as well
        "foreign_keys = ON",
        "trusted_schema = OFF",  # a case file may come from elsewhere
    ):
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: Sqlite) -> None:
    """Turn the write-ahead log on, waiting for other runs: SQLite does not wait for this itself."""
    last = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except Locked as error:
            if "locked" not in str(error) or time.monotonic() > last:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: what it then looks up cannot change before it writes.
    mode = "IMMEDIATE" if connection.get_execution_options().get("sayso_writes") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def transaction(engine: Engine, path: Path, *, writes: bool = False) -> Iterator[Connection]:
    """Yield a connection in one transaction: committed at the end, rolled back on any error.

    Raises LedgerError for whatever SQLite or the disk refuses.
    """
    try:
        with (
            engine.connect().execution_options(sayso_writes=writes) as connection,
            connection.begin(),
        ):
            yield connection
    except (SQLAlchemyError, SqliteError, OSError) as error:
        raise as_ledger_error(error, path) from error


def revision_of(connection: Connection) -> str | None:
    """Return the revision the ledger is at; None where it has no schema yet."""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.exec_driver_sql(sql).first() is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])
