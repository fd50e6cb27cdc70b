"""PDF: the text of the pages as paragraphs, and what the file says of itself.

Lines that a page breaks are joined, words that a line end divides are put together again, and
what repeats at the top or the foot of the pages is left out.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
from pypdfium2 import raw

from sayso.documents.original import (
    MAX_CHARACTERS,
    MAX_PDF_BYTES,
    Given,
    UnreadableError,
    check_size,
    size,
)
from sayso.documents.text import clean

MAX_PAGES = 1_000
# One compressed stream, and all of a file's together, may unpack to so many bytes.
MAX_STREAM, MAX_STREAMS = 128 * 1024 * 1024, 1024 * 1024 * 1024
# A gap between lines that is this much larger than the usual one begins a paragraph.
GAP = 1.25
# A distance between lines that occurs so often is the usual one; else type needs this much room
# from line to line, in shares of its height.
FREQUENT, LEADING = 3, 1.4
# A line that ends a sentence before this share of the column's width ends its paragraph.
SHORT = 0.85
# Lines of another size of type (share of the size) are headings or notes: they stand alone.
SIZE = 0.08
# On so many pages a line must return to be a running head or foot.
RUNNING = 0.5

_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?\b")
_HYPHEN = re.compile(r"(?P<first>[^\W\d_]+)[-\u00ad\u2010\x02\ufffe]$")
# The mark that the library puts where a hyphen ends a line.
_DIVIDED = re.compile(r"(?P<first>[^\W_]+)[\x02\ufffe](?P<rest>\w+)")
_BULLET = re.compile(r"(?:[•▪◦●*‣·–—-]|\(?\d{1,2}[.)])\s")
_ENDED = re.compile(r"[.!?…:;]['\"”’»)]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line on a page: its words, its place and height in points and the size of its type.

    ``last`` is the foot of its end: a line that ends in a hyphen comes with the one after it.
    """

    text: str
    left: float
    right: float
    base: float
    last: float
    height: float
    size: float


def read(data: bytes, declared: str | None = None) -> Given:
    """Return the text of the PDF in ``data``, paragraphs apart by blank lines.

    Raises UnreadableError where it is encrypted, damaged, without text or over a limit.
    """
    del declared  # PDF says itself how its characters are written
    check_size(len(data), MAX_PDF_BYTES)
    _check_streams(data)
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableError("an encrypted PDF: remove its password first") from None
        raise UnreadableError("a damaged or truncated PDF: fetch it again") from None
    try:
        if len(file) > MAX_PAGES:
            raise UnreadableError(
                f"{len(file):,} pages are over the limit of {MAX_PAGES:,} for one PDF: split it"
            )
        pages = _pages(file)
        said = {k: str(v).strip() for k, v in file.get_metadata_dict().items()}
    except pypdfium2.PdfiumError:
        raise UnreadableError("a damaged PDF: a page of it cannot be opened") from None
    finally:
        file.close()
    text = _joined(_without_running(pages))
    if not text.strip():
        raise UnreadableError("a PDF without text, pictures only: recognise its text first (OCR)")
    return Given(text, "application/pdf", _fields(said, text))


def _check_streams(data: bytes) -> None:
    """Raise UnreadableError where a compressed stream is a bomb; keeps none of what it unpacks."""
    if _TWICE.search(data):
        raise UnreadableError("a PDF with streams compressed twice: no honest writer does that")
    left = MAX_STREAMS
    for match in _STREAM.finditer(data):
        if data[match.end() : match.end() + 1] not in (b"\x78", b"\x58", b"\x68", b"\x48", b"\x38"):
            continue
        unpacked, at, unpacker = 0, match.end(), zlib.decompressobj()
        waiting = b""
        while not unpacker.eof:
            if not waiting:
                waiting, at = data[at : at + 65536], at + 65536
                if not waiting:
                    break
            try:
                unpacked += len(unpacker.decompress(waiting, 1024 * 1024))
            except zlib.error:
                break
            waiting = unpacker.unconsumed_tail
            if unpacked > min(MAX_STREAM, left):
                raise UnreadableError(
                    f"a PDF stream unpacks to over {size(min(MAX_STREAM, left))}: is it a bomb?"
                )
        left -= unpacked


def _pages(file: pypdfium2.PdfDocument) -> list[list[_Row]]:
    pages: list[list[_Row]] = []
    characters = 0
    for number in range(len(file)):
        page = file[number]
        words = page.get_textpage()
        characters += words.count_chars()
        if characters > MAX_CHARACTERS:
            raise UnreadableError(
                f"over {MAX_CHARACTERS:,} characters of text, the limit for one PDF: split it"
            )
        pages.append(list(_rows(words)))
        words.close()
        page.close()
    return pages


def _rows(page: Any) -> Iterator[_Row]:
    text = page.get_text_range()
    for match in re.finditer(r"[^\r\n]+", text):
        line = match.group()
        words = line.strip()
        if not words:
            continue
        first = match.start() + len(line) - len(line.lstrip())
        last = match.start() + len(line.rstrip()) - 1
        start = raw.FPDFText_GetCharIndexFromTextIndex(page, first)
        end = raw.FPDFText_GetCharIndexFromTextIndex(page, last)
        if start < 0 or end < 0:
            yield _Row(words, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
            continue
        left, base, _, top = page.get_charbox(start, loose=True)
        _, last, right, _ = page.get_charbox(end, loose=True)
        size = raw.FPDFText_GetFontSize(page, start)
        yield _Row(words, left, right, base, last, top - base, size)


def _without_running(pages: Sequence[Sequence[_Row]]) -> list[list[_Row]]:
    """Return the pages without the lines that return, page numbers aside, at top or foot."""
    if len(pages) < 2:
        return [list(page) for page in pages]
    edges = [{_form(row) for row in (*page[:2], *page[-2:])} for page in pages]
    counts = Counter(form for edge in edges for form in edge)
    fewest = max(2, RUNNING * len(pages))
    running = {form for form, count in counts.items() if count >= fewest}
    kept = []
    for page in pages:
        last = len(page) - 2
        kept.append(
            [
                row
                for n, row in enumerate(page)
                if not ((n < 2 or n >= last) and (_form(row) in running or row.text.isdecimal()))
            ]
        )
    return kept


def _form(row: _Row) -> str:
    return re.sub(r"\d+", "#", row.text)


def _joined(pages: Sequence[Sequence[_Row]]) -> str:
    """Return the lines as paragraphs apart by blank lines."""
    rows = [row for page in pages for row in page]
    # What a line end divided is no evidence of what the words are.
    whole = (_HYPHEN.sub(" ", _DIVIDED.sub(" ", row.text)) for row in rows)
    words = Counter(word.casefold() for text in whole for word in _WORD.findall(text))
    usual = _usual_gap(pages)
    paragraphs: list[str] = []
    previous: _Row | None = None
    for page in pages:
        width = max((row.right for row in page), default=0.0)
        start = min((row.left for row in page), default=0.0)
        for row in page:
            text = _DIVIDED.sub(lambda m: _whole(m["first"], m["rest"], words), row.text)
            if previous is None or _begins(previous, row, usual, start + SHORT * (width - start)):
                paragraphs.append(text)
            else:
                paragraphs[-1] = _put_together(paragraphs[-1], text, words)
            previous = row
    return clean("\n\n".join(paragraphs))


def _usual_gap(pages: Sequence[Sequence[_Row]]) -> float:
    """Return the distance from line to line within paragraphs, in points.

    It is the most frequent one, or what type of this height needs where none is frequent.
    """
    gaps = Counter(round(2 * (a.last - b.base)) / 2 for a, b in _pairs(pages) if a.last > b.base)
    usual = max(gaps, key=lambda gap: (gaps[gap], -gap), default=0.0)
    heights = [row.height for page in pages for row in page]
    return usual if gaps[usual] >= FREQUENT else min(usual, LEADING * max(heights, default=0.0))


def _pairs(pages: Sequence[Sequence[_Row]]) -> Iterator[tuple[_Row, _Row]]:
    for page in pages:
        yield from pairwise(page)


def _begins(before: _Row, row: _Row, usual: float, margin: float) -> bool:
    """Return whether ``row`` begins a paragraph after ``before``."""
    if abs(before.size - row.size) > SIZE * max(before.size, row.size):
        return True
    if _BULLET.match(row.text):
        return True
    gap = before.last - row.base
    if gap <= 0:  # the next column or page
        return _ENDED.search(before.text) is not None and not row.text[:1].islower()
    if usual and gap > GAP * usual:
        return True
    return before.right < margin and _ENDED.search(before.text) is not None


def _put_together(before: str, line: str, words: Counter[str]) -> str:
    """Return ``line`` after ``before``; a word divided by the line end is made whole.

    Whether its hyphen stays is seen from the document's other words; unless they show the
    compound, or both of its parts as words, it was the line end's.
    """
    match = _HYPHEN.search(before)
    rest = _WORD.match(line)
    if match is None or rest is None or not rest.group()[0].islower():
        joint = "" if re.search(r"\w[-\u2010]$", before) else " "
        return f"{before}{joint}{line}"
    whole = _whole(match["first"], rest.group(), words)
    return before[: match.start("first")] + whole + line[rest.end() :]


def _whole(first: str, rest: str, words: Counter[str]) -> str:
    one, two = first.casefold(), rest.casefold()
    if not rest[0].islower():
        return f"{first}-{rest}"
    if words[one + two]:
        return first + rest
    compound = words[f"{one}-{two}"] or (words[one] and words[two])
    return f"{first}-{rest}" if compound else first + rest


def _fields(said: dict[str, str], text: str) -> dict[str, tuple[str, str]]:
    """Return the file's own title and author, where they are more than a file's name.

    Its dates are left: they say when the file was made, and a report may be printed years later.
    """
    fields: dict[str, tuple[str, str]] = {}
    title = " ".join(said.get("Title", "").split())
    start = " ".join(text[:1000].split())
    if title and not re.search(r"\.\w{2,5}$|^untitled|^microsoft word", title, re.IGNORECASE):
        if title in start:
            fields["title"] = (title, "pdf title, and on the first page")
        elif len(title.split()) >= 3:
            fields["title"] = (title, "pdf title")
    author = " ".join(said.get("Author", "").split())
    if author and author in start:
        fields["author"] = (author, "pdf author, and on the first page")
    return fields
