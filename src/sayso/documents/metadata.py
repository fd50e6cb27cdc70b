"""What a text says of itself: title, outlet, author and date, each with the words that say so.

Only the page's own frame is read: the lines above the report, what stands alone below it, and the
dateline that opens it. A credit ("Source: Reuters") is no outlet: it says where the news is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.dates import find_dates, parse_date
from sayso.documents.dates import date_line, dates_in, labelled
from sayso.documents.furniture import matching, menu_parts, navigation_words
from sayso.documents.lines import Line, head, lines_of
from sayso.documents.outlets import known
from sayso.model import Furniture

LONGEST_TITLE = 220
_CAPITAL = r"[^\W\d_a-zа-яёіїєґў]"
_NAME_WORD = rf"{_CAPITAL}[\w.’'‘-]*"
_PARTICLE = "(?:al|el|bin|bint|ibn|ben|da|das|de|del|den|der|di|dos|du|la|le|ten|ter|van|von|y|e)"
_NAME = rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_NAME_WORD}){{1,3}}"
_PERSON = re.compile(_NAME)
# Where only a name can stand: the first word with a capital, no abbreviation ("Ahmed seif eldin").
_SIGNATURE = re.compile(rf"{_CAPITAL}[^\W\d_]+(?:\s+(?!{_CAPITAL}{{2}})[^\W\d_]{{2,}}){{1,3}}")
_BYLINE = re.compile(
    r"(?:\([^()]{2,60}\)\s*)?"
    rf"(?i:by|written by|author|автор|von|por|par|autor|yazar|auteur)\s*:?\s+"
    rf"(?P<names>{_CAPITAL}[^|\n]*)"
)
_BYLINE_IN_LINE = re.compile(rf"\b[Bb]y (?P<names>{_NAME}(?:(?:,| and) {_NAME})*)")
_NOT_PERSON = re.compile(
    r"\b(?:staff|reporters?|desk|correspondents?|newsroom|editors?|editorial|admin|our|team|bureau"
    r"|online|web|agency|agencies)\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:.{0,80}?)(?:©|copyright|\(c\)(?=\s*\d{4}))\s*(?:©|\(c\))?\s*(?:by\s+)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*"
    r"(?:by\s+)?(?P<name>[^\W\d_][^|©.]{1,60}?)"
    r"(?:,?\s*(?:\d{4}|ltd|inc|llc|gmbh|all rights reserved).*|[.|]\s.*|\.)?",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"(?:issued|published|provided|produced) by:?\s+(?P<name>\S.{1,60})", re.I)
_PUBLISHER = re.compile(r"(?:publisher|outlet|publication|newspaper):\s*(?P<name>\S.{1,60})", re.I)
_APPEAL = re.compile(r"(?:support|donate to)\s+(?P<name>[^!.]{2,60})[!.]", re.IGNORECASE)
_DATELINE = re.compile(
    rf"(?P<place>{_CAPITAL}[^\n()]{{1,70}}?)[,:.]?\s*"
    rf"(?:\((?P<agency>{_CAPITAL}[\w .&’'-]{{1,40}})\)\s*[-–—]|/(?P<slashed>[^/\n]{{2,30}})/\.)"
)
# "By Ana Sousa, Example Daily News": a name that ends like a paper's
_TAIL = re.compile(rf"{_NAME}\s*,\s*(?P<name>{_CAPITAL}[\w.&’' -]{{2,40}})")
_PAPER = re.compile(
    r"\b(?:news|times|post|daily|herald|tribune|journal|gazette|press|observer|telegraph|monitor"
    r"|review|today|agency|radio|tv|magazine|chronicle)\b$",
    re.IGNORECASE,
)
# "(WIRE- Example Daily)": who passes a report on, and whose it is
_PASSED_ON = re.compile(
    rf"(?:^|\s)\({_CAPITAL}{{3,15}}\s?[-–—]\s(?P<name>{_CAPITAL}[\w.&’' ]{{2,40}})\)"
)
# "March 6, Norpress. Two plants …"
_SIGNED_DAY = re.compile(
    rf"(?P<day>{_CAPITAL}[a-z]{{2,8}}\.? \d{{1,2}}(?:, \d{{4}})?), "
    rf"(?P<name>{_CAPITAL}[\w-]{{2,20}})\. "
)
_DATED_PLACE = re.compile(rf"(?P<place>{_CAPITAL}[^\n().]{{1,70}}?)\s+[-–—]\s")
_NAMES_ONLY = re.compile(rf"{_NAME_WORD}(?:[,\s/|·-]+{_NAME_WORD}){{0,5}}[,.]?")
_QUOTED = re.compile(r"[\"“«„](?P<title>[^\"“”«»„]+)[\"”»“]")
_BULLET = re.compile(r"(?:[•▪◦●*‣·»–—-]|\(?\d{1,2}[.)]|\[?\d{1,2}:\d\d\]?)\s")
_ENDS = re.compile(r"[.,;:…]$")


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of metadata, and the words on the page it was found in."""

    field: str
    value: str
    how: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What a text says of itself, surest clue first for each field, and the lines that say it."""

    clues: tuple[Clue, ...]
    furniture: tuple[Furniture, ...]

    def first(self, field: str) -> Clue | None:
        """Return the surest clue to ``field``."""
        return next((c for c in self.clues if c.field == field), None)


def read_frame(text: str) -> Frame:
    """Return what ``text`` says of itself."""
    lines = lines_of(text)
    above = _above(lines)
    clues: list[Clue] = []
    pieces: list[Furniture] = []
    taken: set[int] = set()
    for number, line in enumerate(above):
        found, reason = _framing(above, number)
        clues += found
        if reason is not None:
            taken.add(line.start)
            pieces.append(Furniture(start=line.start, end=line.end, reason=reason))
    clues += _opening(lines, above)
    clues += _brands(lines)
    clues += _title(lines, above, taken, clues)
    clues.sort(key=lambda c: (c.field != "published" or "updated" in c.how, _rank(c)))
    return Frame(tuple(clues), tuple(pieces))


_ORDER = (
    "rights notice",
    "publisher line",
    "known outlet",
    "name beside",
    "staff byline",
    "issued",
)


_AGENCY = "agency dateline"


def _rank(clue: Clue) -> int:
    if clue.how.startswith(_AGENCY):
        # Who wrote it may not have printed it: it counts where nobody else is named.
        return len(_ORDER) + 1
    return next((n for n, how in enumerate(_ORDER) if clue.how.startswith(how)), len(_ORDER))


def _quote(line: Line | str) -> str:
    words = line if isinstance(line, str) else line.text
    return f"'{words[:80]}…'" if len(words) > 80 else f"'{words}'"


def _above(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines above the report; prose that is the page's own does not end them."""
    start = 0
    for number, line in enumerate(lines[:8]):
        if matching(line) is not None or menu_parts(line, top=True) or labelled(line.text):
            start = number + 1
        elif line.prose:
            break
    return [*lines[:start], *head(lines[start:])]


def _framing(above: Sequence[Line], number: int) -> tuple[list[Clue], str | None]:
    """Return what one line above the report says, and why it is furniture if it is."""
    line = above[number]
    if (dated := date_line(line)) is not None:
        clues = _date_clues(line, dated.published, dated.updated)
        rest = dated.rest
        if not rest:
            return clues, "date line"
        if (byline := _BYLINE.fullmatch(rest)) is not None:
            return [*clues, *_people(byline["names"], line)], "date line"
        if (byline := _BYLINE_IN_LINE.search(rest)) is not None:
            return [*clues, *_people(byline["names"], line)], "date line"
        name = re.split(r"\s*[|·•,;]\s*", rest)[0]
        if (outlet := known(name)) is not None:
            how = f"known outlet's name beside a date: {_quote(line)}"
            return [*clues, Clue("outlet", outlet.name, how)], "date line"
        if len(rest.split()) <= 5 and number > 0 and _same_name(name, above, number):
            clues.append(Clue("outlet", name, f"name beside the date: {_quote(line)}"))
            return clues, "date line"
        framed = labelled(line.text) or _NAMES_ONLY.fullmatch(rest) or _dated_menu(line)
        return (clues, "date line") if framed else ([], None)
    if (byline := _BYLINE.fullmatch(line.text)) is not None and line.words <= 14:
        people = _people(byline["names"], line)
        if (tail := _TAIL.fullmatch(byline["names"])) is not None:
            outlet = known(tail["name"])
            paper = _PAPER.search(tail["name"])
            if outlet is not None or paper is not None:
                how = f"name beside the author's: {_quote(line)}"
                people.append(Clue("outlet", outlet.name if outlet else tail["name"], how))
        if people or _NOT_PERSON.search(byline["names"]):
            return people, "byline"
    for pattern, how in ((_ISSUED, "issued-by line"), (_PUBLISHER, "publisher line")):
        if (match := pattern.fullmatch(line.text)) is not None:
            return [Clue("outlet", _name(match["name"]), f"{how}: {_quote(line)}")], "imprint"
    if (outlet := known(line.text)) is not None:
        return [Clue("outlet", outlet.name, f"known outlet's name: {_quote(line)}")], "imprint"
    if matching(line) is not None:
        return [], None
    if number > 0 and not line.after_blank and _SIGNATURE.fullmatch(line.text):
        before = above[number - 1]
        if known(before.text) is not None or (
            (dated := date_line(before)) is not None and not dated.rest
        ):
            how = f"name under the {'outlet' if known(before.text) else 'date'}: {_quote(line)}"
            return [Clue("author", line.text, how)], "byline"
    return [], None


def _date_clues(line: Line, published: str | None, updated: str | None) -> list[Clue]:
    if published is not None:
        return [Clue("published", published, f"date line: {_quote(line)}")]
    if updated is not None:
        return [Clue("published", updated, f"date line (updated): {_quote(line)}")]
    return []


def _dated_menu(line: Line) -> bool:
    """Return whether a line is a menu of which one part is a date and nothing else."""
    parts = menu_parts(line, top=True) or ()
    return any((dated := date_line(part)) is not None and not dated.rest for part in parts)


def _same_name(name: str, above: Sequence[Line], number: int) -> bool:
    """Return whether another line above signs with ``name``: "By Gulf Dispatch staff"."""
    return any(
        name in line.text and _BYLINE.fullmatch(line.text) is not None
        for n, line in enumerate(above)
        if n != number
    )


def _people(names: str, line: Line) -> list[Clue]:
    names = re.split(r"\s*(?:[|;]|\.\s|,?\s(?:in|for|at)\s)", names)[0].strip(" .,")
    outlet = known(names)
    if outlet is not None:
        return [Clue("author", outlet.name, f"byline: {_quote(line)}")]
    people = [p.strip() for p in re.split(r",|\band\b|&|/", names) if p.strip()]
    people = [p for p in people if _PERSON.fullmatch(p) and not _NOT_PERSON.search(p)]
    return [Clue("author", ", ".join(people), f"byline: {_quote(line)}")] if people else []


def _name(words: str) -> str:
    return words.strip(" .,;:|\"“”'")


def _opening(lines: Sequence[Line], above: Sequence[Line]) -> Iterator[Clue]:
    """Yield what the report's first line says: an agency's dateline, or a dated one."""
    first = lines[len(above)] if len(above) < len(lines) else None
    if first is None:
        return
    match = _DATELINE.match(first.text)
    if match is not None and _place_or_day(match["place"]):
        words = match["agency"] or match["slashed"]
        outlet = known(words)
        agency, how = outlet.name if outlet else words, f"{_AGENCY}: {_quote(match[0])}"
        yield Clue("author", agency, how)
        yield Clue("outlet", agency, how)
        for _, _, value in dates_in(match[0]):
            yield Clue("published", value, f"dateline: {_quote(match[0])}")
    elif (match := _SIGNED_DAY.match(first.text)) is not None and _place_or_day(match["day"]):
        outlet = known(match["name"])
        how = f"{_AGENCY}: {_quote(match[0])}"
        yield Clue("outlet", outlet.name if outlet else match["name"], how)
    elif (match := _DATED_PLACE.match(first.text)) is not None:
        for _, _, value in dates_in(match[0]):
            if len(value) == len("2024-09-25"):
                yield Clue("published", value, f"dateline: {_quote(match[0])}")


def _place_or_day(words: str) -> bool:
    """Return whether ``words`` can open a dateline: a place in capitals, or a day of the year."""
    return re.search(rf"{_CAPITAL}{{3}}", words) is not None or any(
        parse_date(span.text, "2000-01-01") for span in find_dates(words)
    )


def _brands(lines: Sequence[Line]) -> Iterator[Clue]:
    """Yield the page's brand: its rights notice, its masthead, its name alone at the end."""
    for line in (*lines[:5], *lines[-8:]):
        if menu_parts(line) is None and (match := _RIGHTS.fullmatch(line.text)) is not None:
            name = _name(match["name"])
            outlet = known(name)
            if not re.search(r"rights|reserved|owners?\b", name, re.IGNORECASE):
                how = f"rights notice: {_quote(line)}"
                yield Clue("outlet", outlet.name if outlet else name, how)
        if (match := _APPEAL.fullmatch(line.text)) and (outlet := known(match["name"])):
            yield Clue("outlet", outlet.name, f"appeal: {_quote(line)}")
    if len(lines) > 1 and (outlet := known(lines[-1].text)) is not None:
        how = f"known outlet's name below the report: {_quote(lines[-1])}"
        yield Clue("outlet", outlet.name, how)
    for line in lines[:5]:
        if (match := _PASSED_ON.search(line.text[:120])) is not None:
            outlet = known(match["name"])
            how = f"passed on from: {_quote(line)}"
            yield Clue("outlet", outlet.name if outlet else match["name"], how)
    masthead = _masthead(lines)
    if masthead is not None:
        yield Clue("outlet", masthead, f"masthead: {_quote(lines[0])}")


def _masthead(lines: Sequence[Line]) -> str | None:
    """Return the name that stands first on the page: before a menu, or above the date alone."""
    if len(lines) < 3:
        return None
    parts = menu_parts(lines[0], top=True)
    if parts is not None:
        name = _name(parts[0])
    else:
        dated = None if lines[1].after_blank else date_line(lines[1])
        if dated is None or dated.rest or len(lines[0].text.split()) > 5:
            return None
        if not any(not line.prose and line.words > 5 for line in lines[2:4]):
            return None
        name = _name(lines[0].text)
    if name.casefold() in navigation_words() or len(name.split()) > 6:
        return None
    if not re.match(_CAPITAL, name) or re.search(r"[.!?:#>\d]", name):
        return None
    # A menu may begin with anything; that it is the site's name shows where the name returns.
    rest = "".join(_letters(line.text) for line in lines[1:])
    return name if parts is None or _letters(name) in rest else None


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _title(
    lines: Sequence[Line], above: Sequence[Line], taken: set[int], clues: Sequence[Clue]
) -> Iterator[Clue]:
    outlets = {c.value.casefold() for c in clues if c.field == "outlet"}
    for number, line in enumerate(above):
        if line.start in taken or matching(line) or matching(line, "heading"):
            continue
        if menu_parts(line, top=True) or line.text.casefold() in outlets:
            continue
        if _BULLET.match(line.text) or len(line.text) > LONGEST_TITLE or line.words > 40:
            return
        if line.words < 3 or _ENDS.search(line.text) or len(above) == len(lines):
            continue
        quoted = _QUOTED.fullmatch(line.text)
        title = quoted["title"] if quoted else line.text
        how = "first line" if number == 0 else "headline above the report"
        yield Clue("title", title, how)
        return
