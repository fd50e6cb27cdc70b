"""From programmes and their claims to the rows of the register."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from sayso.findings.material import Material
from sayso.knowledge import table
from sayso.knowledge.systems import Category, System, systems
from sayso.model import Cell, ClaimType, Derived, Entry, Programme, Realis, Support
from sayso.naming import fold
from sayso.register import remarks
from sayso.register.bearing import Bearing, Telling, is_weapon
from sayso.register.figures import Count, figure, values_of
from sayso.register.rows import RegisterCell, RegisterRow, RegisterValue, listed, told
from sayso.register.years import making_years, order_year

_GOODS = {ClaimType.PRODUCTION, ClaimType.TRANSFER}


class Description(BaseModel):
    """What the register calls the systems of one category of the systems list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Category
    words: str
    source: str


def register_rows(entries: Sequence[Entry], derived: Derived) -> tuple[RegisterRow, ...]:
    """Return the register of ``derived``, what the same ``entries`` gave, by programme.

    A programme has a row for each system it names, and one without a designation where claims
    that name no system give numbers or years of making, or where it names no system at all. These
    are in the row of a system only where their claim names that system: what is said of "drones"
    is not said of it. Agreements and denials that name none are of every row.
    """
    material = Material(entries, derived.origins, derived.entities)
    return tuple(
        row for programme in derived.programmes for row in _rows(material, derived, programme)
    )


def _rows(material: Material, derived: Derived, programme: Programme) -> Iterator[RegisterRow]:
    bearing = Bearing(material, derived, programme)
    shared = bearing.unnamed()
    nameless = [*shared, *bearing.uncountried()]
    for system in programme.systems:
        own = bearing.of(str(system.entity))
        yield _row(material, bearing, own, shared, system)
    dated = making_years(nameless, material.entries).values
    if not programme.systems or dated or any(_counts(nameless, material.entries)):
        yield _row(material, bearing, [], nameless, None)


def _row(
    material: Material,
    bearing: Bearing,
    own: Sequence[Telling],
    shared: Sequence[Telling],
    system: Cell | None,
) -> RegisterRow:
    programme, entries = bearing.programme, material.entries
    tellings = [*own, *shared]
    named = own if system else shared  # whose numbers and whose footing are this row's
    ordered, delivered = (
        [count for kind, count in _counts(named, entries) if kind is wanted]
        for wanted in (True, False)
    )
    there = [telling for telling in named if not telling.elsewhere] or named
    return RegisterRow(
        programme=programme.id,
        title=programme.title,
        supplier=_nations(material, programme.providers, bool(programme.hosts)),
        licensee=_nations(material, programme.hosts, True),
        ordered=_numbers(ordered, _TO_COME),
        designation=RegisterCell() if system is None else _nations(material, (system,), True),
        description=_description(own, shared, system),
        order_year=order_year(tellings, entries),
        years=making_years(named, entries),
        delivered=_numbers(delivered, _DONE),
        comments=listed(
            [
                *remarks.ways(tellings),
                *remarks.rates(there, entries),
                *remarks.placeless(own, [*ordered, *delivered], entries),
                *remarks.prices(tellings),
                *remarks.denials(tellings, bearing.findings(tellings), entries),
                *remarks.footing(there, bearing.findings(there)),
            ],
            "; ",
        ),
    )


def _counts(
    tellings: Sequence[Telling], entries: Mapping[str, Entry]
) -> Iterator[tuple[bool, Count]]:
    """Yield (whether it is an order, count) for the numbers of claims about this programme.

    An agreement orders; so does a delivery or a production that is still planned. A number a year
    is no number ordered.
    """
    for telling in tellings:
        claim = telling.claim
        if not telling.here or claim.realis is Realis.NEGATED:
            continue
        if claim.type not in _GOODS and claim.type is not ClaimType.AGREEMENT:
            continue
        for filler in claim.roles.get("quantity", ()):
            read = figure(entries[telling.document], claim, filler)
            if read is not None and read.per is None:
                ordered = claim.type not in _GOODS or claim.realis is not Realis.ACTUAL
                yield ordered, Count(read, telling, telling.sure and read.exact)


_TO_COME = {
    ClaimType.AGREEMENT: "ordered",
    ClaimType.TRANSFER: "to be delivered",
    ClaimType.PRODUCTION: "to be produced",
}
_DONE = {ClaimType.TRANSFER: "delivered", ClaimType.PRODUCTION: "produced"}


def _numbers(counts: Sequence[Count], ways: Mapping[ClaimType, str]) -> RegisterCell:
    """Return the cell of ``counts``.

    What was delivered and what was produced are two things: where both are told, each is named.
    """
    cells = {
        way: told(values_of(c for c in counts if c.telling.claim.type is type))
        for type, way in ways.items()
    }
    filled = {way: cell for way, cell in cells.items() if cell.values}
    if len(filled) < 2:
        return next(iter(filled.values()), RegisterCell())
    return RegisterCell(
        text=", ".join(f"{cell.text} {way}" for way, cell in filled.items()),
        values=tuple(value for cell in filled.values() for value in cell.values),
    )


def _nations(material: Material, cells: Sequence[Cell], directed: bool) -> RegisterCell:
    """Return a programme's own cells as one; unsure where no claim says that it is so already.

    Not ``directed``, it is not told which of them provides and which makes.
    """
    return listed(
        [
            RegisterValue(
                text=cell.text,
                sure=directed and any(_is_actual(material, s) for s in cell.support),
                support=cell.support,
            )
            for cell in cells
        ]
    )


def _is_actual(material: Material, support: Support) -> bool:
    claim = material.entries[support.document].reading.claims[support.claim]
    return claim.realis is Realis.ACTUAL


@cache
def _known() -> dict[str, System]:
    """Return the systems of the list by their folded names; the first that has a name wins."""
    found: dict[str, System] = {}
    for system in systems():
        for name in (system.name, *system.aliases):
            found.setdefault(fold(name), system)
    return found


def _description(
    own: Sequence[Telling], shared: Sequence[Telling], system: Cell | None
) -> RegisterCell:
    """Return what the system is: by the systems list, else in the words reports have for it."""
    if system is None:
        counted = [t for t in shared if t.claim.roles.get("quantity")] or shared
        return _plain_words([(p, t) for t in counted for p in t.claim.roles.get("product", ())])
    if (known := _known().get(fold(system.text))) is not None:
        words = next(
            (
                d.words
                for d in table("register", "description", Description)
                if d.category == known.category
            ),
            known.category,
        )
        return listed([RegisterValue(text=words, support=system.support, source=known.source)])
    name = re.compile(rf"(?<!\w){re.escape(system.text)}(?!\w)")
    beside = [(name.sub("", p).strip(), t) for t in own for p in t.claim.roles.get("product", ())]
    behind = [(words, t) for t in own if (words := _behind(system.text, t.claim.quote))]
    found = _plain_words([*behind, *beside])
    if not found.values and is_weapon(system.text):  # "Gelincik drones"
        words = system.text.split()[-1]
        return listed([RegisterValue(text=words, support=system.support)])
    return found


def _behind(name: str, quote: str) -> str | None:
    """Return what a quote calls a system right behind its name: "the Falcon-9 cruise missile"."""
    match = re.search(rf"(?<!\w){re.escape(name)},? (?:an? |the )?((?:[\w-]+ ?){{1,4}})", quote)
    words = match[1].split() if match else []
    phrases = (" ".join(words[:size]) for size in range(1, len(words) + 1))
    return next((phrase for phrase in phrases if is_weapon(phrase)), None)


def _plain_words(found: Sequence[tuple[str, Telling]]) -> RegisterCell:
    """Return the words for a weapon that most claims have."""
    rows: dict[str, list[Support]] = defaultdict(list)
    for words, telling in found:
        if is_weapon(words):
            rows[words].append(telling.support)
    if not rows:
        return RegisterCell()
    count = Counter({words: len(set(supports)) for words, supports in rows.items()})
    words = min(count, key=lambda w: (-count[w], w))
    return listed([RegisterValue(text=words, support=tuple(dict.fromkeys(rows[words])))])
