"""The archive of originals: content-addressed files, ``originals/ab/abcdef…``."""

from __future__ import annotations

import os
from pathlib import Path

from sayso.ledger.errors import DamagedError
from sayso.model import sha256


def path_of(folder: Path, digest: str) -> Path:
    """Return where the original with this SHA-256 lies in the case at ``folder``."""
    return folder / "originals" / digest[:2] / digest


def put(folder: Path, data: bytes) -> str:
    """Keep ``data`` and return its SHA-256; on return it is on the disk under its final name.

    A file that is there already is kept if it is whole, and replaced if it is not. Raises OSError.
    """
    digest = sha256(data)
    final = path_of(folder, digest)
    if _holds(final, digest):
        return digest
    fresh = not final.parent.is_dir()
    final.parent.mkdir(parents=True, exist_ok=True)
    part = final.with_name(f".{digest}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(final)
    except BaseException as error:
        part.unlink(missing_ok=True)
        # Another run that kept the same bytes at the same moment may have swept our part away.
        if not (isinstance(error, FileNotFoundError) and _holds(final, digest)):
            raise
    for left in final.parent.glob(f".{digest}.*.part"):  # of a run that was killed here before
        left.unlink(missing_ok=True)
    _sync(final.parent)
    if fresh:
        _sync(final.parent.parent)
        _sync(folder)
    return digest


def get(folder: Path, digest: str) -> bytes:
    """Return the original with this SHA-256, checked against it.

    Raises DamagedError where it is missing, unreadable or changed.
    """
    path = path_of(folder, digest)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedError(
            f"{path}: original cannot be read: {error.strerror}: restore it, or add the document "
            "again"
        ) from None
    if sha256(data) != digest:
        raise DamagedError(
            f"{path}: original was changed, its SHA-256 differs: restore it, or add the document "
            "again"
        )
    return data


def _holds(path: Path, digest: str) -> bool:
    try:
        return sha256(path.read_bytes()) == digest
    except FileNotFoundError:
        return False


def _sync(directory: Path) -> None:
    """Make a rename in ``directory`` survive a power cut, where the system can do that."""
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
