"""The comments of a row: how it is made, how many a year, on what footing, and who denies it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from sayso.findings import against
from sayso.findings.responses import denies
from sayso.knowledge import table
from sayso.measure import parse_measure
from sayso.model import Claim, ClaimType, Entry, Finding, Realis, Support
from sayso.naming import countrywise, fold
from sayso.register.bearing import Telling
from sayso.register.figures import Count, figure, values_of
from sayso.register.rows import RegisterValue, told

_RATED = {
    ClaimType.FACILITY: ("capacity",),
    ClaimType.PRODUCTION: ("quantity",),
    ClaimType.TRANSFER: ("quantity",),
    ClaimType.AGREEMENT: ("quantity",),
}


class Remark(BaseModel):
    """Words of a claim that are worth a remark, and the remark."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str
    pattern: str


@cache
def _remarks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (r.words, re.compile(r.pattern, re.I)) for r in table("register", "remark", Remark)
    )


def ways(tellings: Sequence[Telling]) -> Iterator[RegisterValue]:
    """Yield how it is made or agreed, by the words of claims: "local assembly", "joint venture"."""
    fitting = [t for t in tellings if t.here and t.claim.realis is not Realis.NEGATED]
    for words, pattern in _remarks():
        if fit := [t for t in fitting if pattern.search(t.claim.quote)]:
            yield _value(words, any(_actual(t) for t in fit), fit)


def _actual(telling: Telling) -> bool:
    return telling.claim.realis is Realis.ACTUAL


def rates(tellings: Sequence[Telling], entries: Mapping[str, Entry]) -> Iterator[RegisterValue]:
    """Yield how many a year (or another period) can, or are to, be made, side by side."""
    found: dict[str, list[Count]] = defaultdict(list)
    for telling in tellings:
        claim = telling.claim
        for filler in (f for r in _RATED.get(claim.type, ()) for f in claim.roles.get(r, ())):
            read = figure(entries[telling.document], claim, filler)
            if read is None or claim.realis is Realis.NEGATED:
                continue
            if claim.type is ClaimType.FACILITY or read.per is not None:
                count = Count(read, telling, telling.sure and read.exact)
                found[f" a {read.per}" if read.per else ""].append(count)
    for per, counts in sorted(found.items()):
        values = values_of(counts)
        cell = told(values)
        yield RegisterValue(
            text=f"capacity or output {cell.text}{per}", support=tuple(_supports(values)), sure=True
        )


def placeless(
    tellings: Sequence[Telling], counted: Sequence[Count], entries: Mapping[str, Entry]
) -> Iterator[RegisterValue]:
    """Yield the numbers that claims give of elsewhere, or without saying where.

    Left out are those that their document gives of here as well: they are ``counted``.
    """
    known = {(count.telling.document, count.figure.text) for count in counted}
    counts = []
    for telling in tellings:
        claim = telling.claim
        fillers = claim.roles.get("quantity", ()) if claim.type in _RATED else ()
        for filler in fillers if not telling.here and claim.realis is not Realis.NEGATED else ():
            read = figure(entries[telling.document], claim, filler)
            if read is None or read.per is not None:
                continue
            if (telling.document, read.text) not in known:
                counts.append(Count(read, telling, False))
    if values := values_of(counts):
        words = f"not said to be here: {told(values).text}"
        yield RegisterValue(text=words, support=tuple(_supports(values)))


def prices(tellings: Sequence[Telling]) -> Iterator[RegisterValue]:
    """Yield the money that agreements are worth, in the reports' words."""
    rows: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        claim = telling.claim
        if (
            claim.type is ClaimType.AGREEMENT
            and telling.here
            and claim.realis is not Realis.NEGATED
        ):
            for words in claim.roles.get("value", ()):
                measure = parse_measure(words)
                if measure is not None and measure.kind == "money":
                    rows[words].append(telling)
    for words, fit in sorted(rows.items()):
        yield _value(f"agreement worth {words}", any(_actual(t) for t in fit), fit)


def denials(
    tellings: Sequence[Telling], findings: Sequence[Finding], entries: Mapping[str, Entry]
) -> Iterator[RegisterValue]:
    """Yield who denies what, who is unaware of what, and who says that it is not so.

    Who declines to comment denies nothing and is left out.
    """
    answers: dict[tuple[int, str], list[tuple[str, Claim, Support]]] = defaultdict(list)
    for support in dict.fromkeys(s for finding in findings for s in finding.denials):
        claim = entries[support.document].reading.claims[support.claim]
        if against(claim):
            who = ", ".join(claim.roles.get("speaker", ())) or "someone unnamed"
            answers[0 if denies(claim) else 1, _key(who)].append((who, claim, support))
    for telling in tellings:
        if telling.claim.realis is Realis.NEGATED:
            who = _source(telling.claim, entries[telling.document])
            answers[2, _key(who)].append((who, telling.claim, telling.support))
    for (how, _), rows in sorted(answers.items()):
        who = min((who for who, _, _ in rows), key=lambda w: (-len(w), w))
        about = sorted({a for _, claim, _ in rows for a in claim.roles.get("about", ())})
        what = f" ({'; '.join(f'“{words}”' for words in about)})" if about else ""
        yield RegisterValue(
            text=_HOW[how].format(who=who) + what,
            support=tuple(sorted({support for _, _, support in rows}, key=_place)),
        )


_HOW = ("denied by {who}", "{who}: not aware of it", "said not to be so by {who}")


def _key(who: str) -> str:
    """Return a speaker's name as a key: "China's" and "Chinese foreign ministry" are one."""
    words, nations = countrywise(who)
    return " ".join([*sorted(nations), *words]) if nations else fold(who)


def footing(tellings: Sequence[Telling], findings: Sequence[Finding]) -> Iterator[RegisterValue]:
    """Yield how many independent origins tell of it, and the grades of the findings it is in."""
    first: dict[str, Support] = {}
    for telling in tellings:
        if telling.claim.realis is not Realis.NEGATED:
            first.setdefault(telling.support.origin, telling.support)
    if first:
        many = "independent origin" if len(first) == 1 else "independent origins"
        yield RegisterValue(text=f"{len(first)} {many}", support=tuple(first.values()))
    codes = Counter(finding.grade.code for finding in findings if finding.grade)
    if codes:
        words = ", ".join(f"{code} ({codes[code]})" for code in sorted(codes))
        graded = {t.support for t in tellings}
        rest = (s for f in findings for v in f.values for s in v.support if s in graded)
        support = tuple(sorted(set(rest), key=_place))
        yield RegisterValue(text=f"grades of findings: {words}", support=support)


def _source(claim: Claim, entry: Entry) -> str:
    return ", according to ".join(claim.source) or entry.document.outlet or "the outlet"


def _value(words: str, sure: bool, fit: Iterable[Telling]) -> RegisterValue:
    return RegisterValue(
        text=words, sure=sure, support=tuple(dict.fromkeys(t.support for t in fit))
    )


def _supports(values: Iterable[RegisterValue]) -> Iterator[Support]:
    return iter(dict.fromkeys(s for value in values for s in value.support))


def _place(support: Support) -> tuple[str, int]:
    return support.document, support.claim
