"""Files: which there are, and their bytes, without waiting on anything that is not a file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from sayso.documents.original import UnreadableError

_KINDS = (
    (stat.S_ISDIR, "a folder, not a file"),
    (stat.S_ISFIFO, "a named pipe: pass its content on standard input"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files at ``paths``: each file given, and all files in each folder, sorted.

    Hidden files and folders inside a folder are passed over, as are folders already seen (links
    may lead in circles). A path that does not exist is yielded too, so that loading it says so.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if _is_folder(path):
            yield from _inside(path, seen)
        else:
            yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # loading it says why it cannot be reached


def _inside(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if not _is_folder(path):
                yield path
                continue
            status = path.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            names = sorted(e.name for e in os.scandir(path) if not e.name.startswith("."))
        except OSError:
            yield path  # loading it says why it cannot be read
            continue
        waiting += [path / name for name in reversed(names)]


def open_file(path: Path) -> BinaryIO:
    """Open a regular file for reading; never blocks.

    Raises UnreadableError where there is none or it may not be read.
    """
    try:
        status = path.stat()
        for is_kind, what in _KINDS:
            if is_kind(status.st_mode):
                raise UnreadableError(what)
        # The flag keeps a pipe that took the file's place meanwhile from blocking.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        link = path.is_symlink()
        raise UnreadableError("a link to a file that is gone" if link else "no such file") from None
    except PermissionError:
        raise UnreadableError("no permission to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(f"cannot be opened: {reason}") from None
    return os.fdopen(descriptor, "rb")
