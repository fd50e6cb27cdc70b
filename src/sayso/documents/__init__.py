"""Bytes to documents: what was received becomes text with metadata, and furniture marked.

Plain text, Markdown, HTML, PDF, JSON and JSON Lines are read. Nothing is fetched, and what cannot
be read is said in one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from sayso.documents import jsonl, markdown, text
from sayso.documents.assemble import assemble
from sayso.documents.files import open_file, walk
from sayso.documents.formats import HEAD, Format, charset_of, format_of
from sayso.documents.original import (
    MAX_BYTES,
    MAX_PDF_BYTES,
    Given,
    Original,
    Unreadable,
    UnreadableError,
    check_size,
)

__all__ = ["Original", "Unreadable", "load", "load_bytes", "walk"]

# So many lines in a row that are no records, and the file is not JSON Lines.
MAX_BAD_LINES = 100


def load(path: Path, uri: str | None = None) -> Iterator[Original | Unreadable]:
    """Yield the documents in the file at ``path``: one, or one for each JSON Lines record.

    ``uri`` is what the document is called; the path if it is not given. What cannot be read is
    yielded as Unreadable, at least one item comes, and nothing is raised.
    """
    name = uri or str(path)
    try:
        with open_file(path) as file:
            head = file.read(HEAD)
            file.seek(0)
            if (kind := format_of(head, name)) == "jsonl":
                yield from _records(file, name)
                return
            limit = MAX_PDF_BYTES if kind == "pdf" else MAX_BYTES
            data = file.read(limit + 1)
            if len(data) > limit:
                check_size(path.stat().st_size, limit)
        yield from _documents(data, name, kind, None)
    except UnreadableError as error:
        yield Unreadable(name, str(error))
    except OSError as error:
        yield Unreadable(name, f"cannot be read: {error.strerror or error}")


def load_bytes(
    data: bytes, uri: str, media_type: str | None = None
) -> Iterator[Original | Unreadable]:
    """Yield the documents in ``data``, found at ``uri``: one, or one for each record.

    ``media_type`` is what it was said to be (``text/html; charset=koi8-r``); without it the bytes
    and the name decide. What cannot be read is yielded as Unreadable, at least one item comes, and
    nothing is raised.
    """
    try:
        kind = format_of(data[:HEAD], uri, media_type)
        if kind == "jsonl":
            yield from _records(BytesIO(data), uri)
        else:
            check_size(len(data), MAX_PDF_BYTES if kind == "pdf" else MAX_BYTES)
            yield from _documents(data, uri, kind, charset_of(media_type))
    except UnreadableError as error:
        yield Unreadable(uri, str(error))


def _documents(
    data: bytes, uri: str, kind: Format, charset: str | None
) -> Iterator[Original | Unreadable]:
    if kind != "json":
        yield Original(data, assemble(data, uri, _given(data, kind, charset)))
    elif jsonl.has_lines(data):
        yield from _records(BytesIO(data), uri)
    else:
        yield _record(data, uri, uri)


def _given(data: bytes, kind: Format, charset: str | None) -> Given:
    # The readers of HTML and PDF take a second to load, and a pile of text needs neither.
    if kind == "html":
        from sayso.documents import html  # noqa: PLC0415

        return html.read(data, charset)
    if kind == "pdf":
        from sayso.documents import pdf  # noqa: PLC0415

        return pdf.read(data)
    return markdown.read(data, charset) if kind == "markdown" else text.read(data, charset)


def _record(data: bytes, uri: str, fallback: str) -> Original:
    given, own = jsonl.read(data)
    return Original(data, assemble(data, own or fallback, given))


def _records(file: BinaryIO, uri: str) -> Iterator[Original | Unreadable]:
    """Yield the records of a JSON Lines file as they are read, one line in memory at a time."""
    number = seen = bad = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        place = f"{uri}#L{number}"
        data = line.rstrip(b"\r\n")
        if not data.strip():
            continue
        try:
            if len(line) > MAX_BYTES:
                _skip_line(file)
                check_size(len(line), MAX_BYTES)
            yield _record(data, place, place)
            seen, bad = seen + 1, 0
        except UnreadableError as error:
            seen, bad = seen + 1, bad + 1
            yield Unreadable(place, f"line {number}: {error}")
            if bad == MAX_BAD_LINES:
                yield Unreadable(uri, f"given up after {bad} bad lines in a row: not JSON Lines")
                return
    if seen == 0:
        yield Unreadable(uri, "empty: there is nothing in it")


def _skip_line(file: BinaryIO) -> None:
    while (rest := file.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
        pass
