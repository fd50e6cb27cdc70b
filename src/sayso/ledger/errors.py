"""What can go wrong with a case, each as one line a user can act on."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class LedgerError(Exception):
    """A case cannot be opened, read or written; the message says what, where and what to do."""


class DamagedError(LedgerError):
    """An archived original is missing or is not what its name says."""


def as_ledger_error(error: BaseException, where: Path) -> LedgerError:
    """Return the one line that tells what a failure of the disk or of SQLite means for the user."""
    if isinstance(error, OSError):
        if error.errno in FULL:
            return _full(where)
        reason = error.strerror or str(error)
        return LedgerError(f"{where}: cannot be used: {reason}: check the folder and its rights")
    cause = getattr(error, "orig", None) or error
    name = cause.sqlite_errorname if isinstance(cause, sqlite3.Error) else ""
    text = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
    # SQLite reports a write cut short by a full disk or a file-size limit as a plain I/O error.
    if name == "SQLITE_FULL" or name.startswith(("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC")):
        return _full(where)
    if name in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}:
        return LedgerError(f"{where}: not a sound ledger: {text}: restore it from a copy")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LedgerError(f"{where}: in use by another run: {text}: wait for it and try again")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return LedgerError(f"{where}: cannot be written: {text}: check the folder and its rights")
    return LedgerError(f"{where}: SQLite failed: {text}: check the disk and try again")


def _full(where: Path) -> LedgerError:
    return LedgerError(
        f"{where}: cannot be written: the disk is full or failing: free some space "
        "and run the same again, what was added before is kept"
    )
