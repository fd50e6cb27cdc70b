"""Page furniture: what stands in the text and belongs to the page, with the reason for each.

Precision comes first. A line is furniture only where the whole of it has a known form
(``knowledge/data/furniture.toml``), where it is a menu by its shape at the top or the end of the
page, or where it follows what surely ends the report. A dateline that opens the first sentence
("MINSK, Feb 18 (Agency) -") and a credit ("Source: Reuters") stay: they say where the news is from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sayso.documents.lines import LONGEST, Line, lines_of
from sayso.knowledge import table
from sayso.model import Furniture

# Prose, in characters, that must stand before comments: a count at the top of the page is no end.
REPORT = 300
# Posts show by this many signature lines among as many lines.
SIGNATURES, AMONG = 3, 6
# A menu: this many parts at least, so many words in each on average and at most.
MENU_PARTS, MENU_MEAN, MENU_MOST = 3, 7.0, 14
# Links under one heading, at most.
MOST_LINKS = 40
# Breadcrumbs stand among the first lines of a page.
TOP_LINES = 3

_SEPARATORS = (r"\|", "·", "•", "›", "»", "❖", "★", "☰")
_TOP_SEPARATORS = (*_SEPARATORS, r">(?!\d)", r"(?<=\s)/(?=\s)")  # breadcrumbs, and lists in prose
_BULLET = re.compile(r"[•▪◦●*‣·»–—-]\s+\S|\(?\d{1,2}[.)]\s")
_CREDIT = re.compile(r"(?:source|via)\s*:", re.IGNORECASE)


class Shape(BaseModel):
    """A form that page furniture takes; see ``data/furniture.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str
    reason: str = "comments"
    tail: bool = False
    where: Literal["start", "any"] = "any"


class Navigation(BaseModel):
    """First words of menus that name a part of a site and not its owner."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]


@cache
def navigation_words() -> frozenset[str]:
    """Return the words that head a menu without naming the site, in lower case."""
    return frozenset(w for row in table("furniture", "navigation", Navigation) for w in row.words)


@cache
def _shapes(name: str) -> tuple[tuple[re.Pattern[str], Shape], ...]:
    shapes = table("furniture", name, Shape)
    return tuple((re.compile(s.pattern, re.IGNORECASE), s) for s in shapes)


def matching(line: Line, name: str = "line") -> Shape | None:
    """Return the first shape of that kind which the whole ``line`` has."""
    if len(line.text) > LONGEST or _CREDIT.match(line.text):
        return None
    return _matching(line.text, name)


@lru_cache(maxsize=4096)
def _matching(words: str, name: str) -> Shape | None:
    return next((s for p, s in _shapes(name) if p.fullmatch(words)), None)


def find_furniture(text: str, also: Iterable[Furniture] = ()) -> tuple[Furniture, ...]:
    """Return the furniture of ``text`` in order, without overlap.

    ``also`` is what is known to be furniture already: date lines, bylines, front matter.
    """
    lines = lines_of(text)
    found = [*also, *_parts(text), *_lines(lines)]
    found += _menus(lines)
    found += _links(lines)
    comments = _comments(lines)
    if comments is not None:
        found.append(Furniture(start=comments, end=lines[-1].end, reason="comments"))
    known = _merged(found, text)
    return _merged([*known, *_tail(lines, known)], text)


def _of(line: Line, reason: str) -> Furniture:
    return Furniture(start=line.start, end=line.end, reason=reason)


def _parts(text: str) -> Iterator[Furniture]:
    for pattern, shape in _shapes("part"):
        for match in pattern.finditer(text, 0, LONGEST if shape.where == "start" else len(text)):
            yield Furniture(start=match.start(), end=match.end(), reason=shape.reason)


def _lines(lines: Sequence[Line]) -> Iterator[Furniture]:
    for line in lines:
        if (shape := matching(line)) is not None:
            yield _of(line, shape.reason)


def menu_parts(line: Line, *, top: bool = False) -> list[str] | None:
    """Return the parts of a line that is a menu by its shape, None where it is not one.

    ``top`` says that the line stands above the report, where breadcrumbs are.
    """
    if len(line.text) > LONGEST:
        return None
    for separator in _TOP_SEPARATORS if top else _SEPARATORS:
        parts = [p.strip() for p in re.split(separator, line.text) if p.strip(" |·•›»❖★☰")]
        if len(parts) < MENU_PARTS - (separator == r"\|" and not top):
            continue
        if parts[0].isdecimal():
            return None  # the row of a table
        words = [len(p.split()) for p in parts]
        if sum(words) / len(words) <= MENU_MEAN and max(words) <= MENU_MOST:
            return parts
    return None


def _menus(lines: Sequence[Line]) -> Iterator[Furniture]:
    """Yield the menus above the first and below the last prose; rows of a table are no menus."""
    prose = [n for n, line in enumerate(lines) if line.prose]
    first, last = (prose[0], prose[-1]) if prose else (2, len(lines) - 3)
    shapes = [
        menu_parts(line, top=number < min(first, TOP_LINES)) for number, line in enumerate(lines)
    ]
    for number, line in enumerate(lines):
        if first <= number <= last or shapes[number] is None:
            continue
        around = [shapes[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
        if not any(other is not None and _row(shapes[number], other) for other in around):
            yield _of(line, "navigation")


def _row(one: list[str] | None, other: list[str]) -> bool:
    return one is not None and len(one) == len(other) and len(one) != MENU_PARTS


def _links(lines: Sequence[Line]) -> Iterator[Furniture]:
    """Yield headings of links to other pages with the short lines that follow at once."""
    for number, line in enumerate(lines):
        if (shape := matching(line, "heading")) is None:
            continue
        yield _of(line, shape.reason)
        # A heading with a gap below it may hold its links there, one gap away.
        for place, link in enumerate(lines[number + 1 : number + 1 + MOST_LINKS]):
            if matching(link, "heading") is not None:
                break
            if link.prose or (link.after_blank and place > 0) or link.words < 2:
                break
            if link.after_blank and not _BULLET.match(link.text):
                break
            yield _of(link, shape.reason)


def _comments(lines: Sequence[Line]) -> int | None:
    """Return where readers' comments begin, None where there are none."""
    before = 0
    for number, line in enumerate(lines):
        if before >= REPORT and matching(line, "comments") is not None:
            return line.start
        if before >= REPORT and matching(line, "signature") is not None:
            near = lines[number : number + AMONG]
            if sum(matching(n, "signature") is not None for n in near) >= SIGNATURES:
                return lines[number - 1].start if not lines[number - 1].prose else line.start
        before += len(line.text) if line.prose else 0
    return None


def _tail(lines: Sequence[Line], found: Sequence[Furniture]) -> Iterator[Furniture]:
    """Yield the lines below the report that follow the first surely foreign one."""
    last = next((n for n in reversed(range(len(lines))) if _open_prose(lines[n], found)), None)
    if last is None:
        return
    ended = False
    for line in lines[last + 1 :]:
        shape = matching(line)
        if (
            (shape is not None and shape.tail)
            or menu_parts(line) is not None
            or matching(line, "heading") is not None
        ):
            ended = True
        elif ended and _CREDIT.match(line.text) is None:
            yield _of(line, "end of page")


def _open_prose(line: Line, found: Sequence[Furniture]) -> bool:
    """Return whether ``line`` is prose of the report: in none of ``found``, which is in order."""
    place = bisect_right(found, line.start, key=lambda f: f.start) - 1
    return line.prose and not (place >= 0 and line.end <= found[place].end)


def _merged(found: Iterable[Furniture], text: str) -> tuple[Furniture, ...]:
    """Return ``found`` in order; what lies in another goes, neighbours with one reason join."""
    kept: list[Furniture] = []
    for piece in sorted(found, key=lambda f: (f.start, -f.end)):
        last = kept[-1] if kept else None
        if last is not None and piece.start < last.end:
            if piece.end <= last.end:
                continue
            piece = piece.model_copy(update={"start": last.end})
        kept.append(piece)
    joined: list[Furniture] = kept[:1]
    for before, piece in pairwise(kept):
        if before.reason == piece.reason and not text[before.end : piece.start].strip():
            joined[-1] = joined[-1].model_copy(update={"end": piece.end})
        else:
            joined.append(piece)
    return tuple(joined)
