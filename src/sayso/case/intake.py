"""Documents into a ledger: loaded, read and committed one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from sayso.case.results import Added, Outcome, Rebuilt, Step
from sayso.documents import Original, Unreadable, load, load_bytes, walk
from sayso.documents.original import MAX_PDF_BYTES
from sayso.knowledge import KnowledgeError
from sayso.ledger import DamagedError, Ledger, Record
from sayso.model import Document, Reading
from sayso.reading import read, read_in_full, version

OnStep = Callable[[Step], None]


class _Tally:
    """What was done so far, told step by step."""

    def __init__(self, total: int, on_step: OnStep | None) -> None:
        self.total = total
        self.done = 0
        self.steps: list[Step] = []
        self._on_step = on_step

    def note(self, uri: str, outcome: Outcome, detail: str = "") -> None:
        step = Step(done=self.done, total=self.total, uri=uri, outcome=outcome, detail=detail)
        self.steps.append(step)
        if self._on_step is not None:
            self._on_step(step)

    def pairs(self, outcome: Outcome) -> tuple[tuple[str, str], ...]:
        return tuple((step.uri, step.detail) for step in self.steps if step.outcome == outcome)

    def added(self) -> Added:
        return Added(
            new=tuple(step.uri for step in self.steps if step.outcome in ("new", "unread")),
            known=self.pairs("known"),
            unreadable=self.pairs("unreadable"),
            unread=self.pairs("unread"),
        )


def add_paths(ledger: Ledger, paths: Iterable[Path], on_step: OnStep | None) -> Added:
    """Add the files at ``paths``, and all in the folders among them."""
    files = list(walk(paths))
    tally = _Tally(len(files), on_step)
    for file in files:
        tally.done += 1
        record = _known_file(ledger, file)
        if record is not None:
            tally.note(str(file), "known", record.uri)
        else:
            _take(ledger, load(file), str(file), tally)
    return tally.added()


def add_bytes(ledger: Ledger, data: bytes, uri: str, on_step: OnStep | None) -> Added:
    """Add the document or the records in ``data``."""
    tally = _Tally(1, on_step)
    tally.done = 1
    _take(ledger, load_bytes(data, uri), uri, tally)
    return tally.added()


def from_stream(stream: BinaryIO, name: str) -> bytes | Unreadable:
    """Return all bytes of a stream that is no file, or say that they are too many."""
    data = stream.read(MAX_PDF_BYTES + 1)
    if len(data) <= MAX_PDF_BYTES:
        return data
    megabytes = MAX_PDF_BYTES // (1024 * 1024)
    return Unreadable(name, f"over the limit of {megabytes} MB: save it as a file and add that")


def read_again(ledger: Ledger, on_step: OnStep | None) -> Rebuilt:
    """Read the originals of all documents that this version has not read, and append that."""
    records = ledger.records()
    tally = _Tally(len(records), on_step)
    for record in records:
        tally.done += 1
        if ledger.has_reading(record.sha256, version()):
            tally.note(record.uri, "known", record.uri)
            continue
        found = _found_again(ledger, record)
        if isinstance(found, Unreadable):
            tally.note(record.uri, "unreadable", found.reason)
        else:
            ledger.read_again(found[0], found[1], version())
            tally.note(record.uri, "new")
    return Rebuilt(
        read=len(tally.pairs("new")),
        same=len(tally.pairs("known")),
        failed=tally.pairs("unreadable"),
    )


def read_safely(document: Document, *, in_full: bool = False) -> Reading | Unreadable:
    """Return the reading, or say in one line that the reader failed on this document.

    ``in_full`` reads it even where it seems to have no bearing on arms.

    Documents are hostile: one that trips the reader must not stop those after it.
    """
    try:
        return read_in_full(document) if in_full else read(document)
    except KnowledgeError:  # the user's own file is at fault, for every document
        raise
    except Exception as error:
        return Unreadable(document.uri, _failure("the reader failed on it", error))


def load_safely(
    items: Iterator[Original | Unreadable], uri: str
) -> Iterator[Original | Unreadable]:
    """Yield ``items``; where the loader fails on them, say so in one line and end."""
    try:
        yield from items
    except KnowledgeError:
        raise
    except Exception as error:
        yield Unreadable(uri, _failure("taking it apart failed", error))


def _failure(what: str, error: Exception) -> str:
    detail = " ".join(str(error).split())[:200]
    return f"{what} ({type(error).__name__}: {detail}): please report this with the file"


def _known_file(ledger: Ledger, path: Path) -> Record | None:
    """Return the document that a file is known as, without taking the file apart."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            record = ledger.known(digest)
            if record is not None:
                file.seek(0)
                data = file.read()
    except OSError:
        return None  # the loader says why it cannot be read
    if record is not None:
        ledger.restore(data)
    return record


def _take(ledger: Ledger, items: Iterator[Original | Unreadable], uri: str, tally: _Tally) -> None:
    for item in load_safely(items, uri):
        if isinstance(item, Unreadable):
            tally.note(item.uri, "unreadable", item.reason)
            continue
        document = item.document
        record = ledger.known(document.sha256)
        if record is not None:
            ledger.restore(item.data)
            tally.note(document.uri, "known", record.uri)
            continue
        reading = read_safely(document)
        if isinstance(reading, Unreadable):
            tally.note(reading.uri, "unreadable", reading.reason)
            continue
        ledger.add(item.data, document, reading, version())
        if reading.unread is None:
            tally.note(document.uri, "new")
        else:
            tally.note(document.uri, "unread", reading.unread)


def _found_again(ledger: Ledger, record: Record) -> tuple[Document, Reading] | Unreadable:
    try:
        data = ledger.original(record.sha256)
    except DamagedError as error:
        return Unreadable(record.uri, str(error))
    items = list(load_safely(load_bytes(data, record.uri, record.media_type), record.uri))
    for item in items:
        if isinstance(item, Unreadable):
            return item
        if item.document.sha256 == record.sha256:
            reading = read_safely(item.document)
            return reading if isinstance(reading, Unreadable) else (item.document, reading)
    return Unreadable(record.uri, "its original is no longer taken for one document")
