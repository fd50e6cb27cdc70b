"""Who a report is from, by its own words: outlets it cites and people it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table
from sayso.knowledge.countries import country_of
from sayso.lineage.duplicates import body
from sayso.model import Claim, ClaimType, Document, Entry, Kind, Span
from sayso.naming import core, countrywise, fold, words_of

LEAD = 1 / 3  # of a text: what stands there is what the report is about
MAIN_SHARE = 0.25  # of a report's claims: a source that carries so many is a main source
SURE = 3.5  # weight from which a formula names the report's source wherever it stands
MOST = 40  # mentions of one outlet looked at in one text
OWN = "own:"  # key of a report's own outlet where it is not known
BACKGROUND = {ClaimType.USE, ClaimType.POSITION, ClaimType.RESPONSE}


class Outlet(BaseModel):
    """An outlet and the names it goes by; further fields are other packages' matter."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    aliases: tuple[str, ...] = ()


class Formula(BaseModel):
    """A way to cite; see ``data/citing.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str
    weight: float
    basis: str


class Recall(BaseModel):
    """Words before a citation by which it recalls an earlier report and is not the news."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str


class Paper(NamedTuple):
    """What an outlet saw ("contracts"), and the words that say so."""

    name: str
    span: Span


class Citation(NamedTuple):
    """A source a report rests on, and the words that show it.

    ``own`` marks the report's own outlet, in its own reporting ("told Reuters"), ``unnamed`` that
    without its name ("told this newspaper"); ``main`` a source of the report as a whole, not of
    one remark in it. ``paper`` is what that source saw, where the report says so.
    """

    key: str  # "outlet:reuters", "says:mikheev"
    name: str
    span: Span
    weight: float
    main: bool
    own: bool = False
    unnamed: bool = False
    paper: Paper | None = None


class Agency(BaseModel):
    """Words that make an author a news agency and no person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]


def _is_agency(author: str) -> bool:
    words = {w for entry in table("citing", "agency", Agency) for w in entry.words}
    return any(word.casefold() in words for word in author.split()[1:])


def outlet_names(documents: Sequence[Document]) -> dict[str, str]:
    """Return every name an outlet goes by, to its main name: known ones and the documents'."""
    names: dict[str, str] = {}
    for outlet in table("outlets", "outlet", Outlet):
        for name in (outlet.name, *outlet.aliases):
            names.setdefault(name, outlet.name)
    given = {d.outlet for d in documents if d.outlet}
    given |= {d.author for d in documents if d.author and _is_agency(d.author)}
    for outlet_name in sorted(given):
        if len(outlet_name) > 3 and outlet_name[0].isupper():
            names.setdefault(outlet_name, outlet_name)
    return names


def own_key(document: Document, names: Mapping[str, str]) -> str | None:
    """Return the key of the outlet that published ``document``, None where it is not known."""
    if not document.outlet:
        return None
    return _outlet_key(names.get(document.outlet, document.outlet))


def sources_of(entry: Entry, names: Mapping[str, str], finder: re.Pattern[str]) -> list[Citation]:
    """Return the sources that ``entry``'s report rests on, main ones first, then the surest.

    Whether a source is a main one depends on this document alone: its place in the text, the
    formula that cites it and the share of claims said from it.
    """
    text = body(entry.document)
    own = own_key(entry.document, names)
    best: dict[str, Citation] = {}
    shown: dict[str, Citation] = {}  # the words that cite, rather than a claim said from there
    cited = (*_cited(text, names, finder), *_by_itself(text, own, entry.document.outlet))
    for found in (*cited, *_claimed(entry, names, finder)):
        if found.key == own:
            found = found._replace(own=True)
        known = best.get(found.key)
        if known is None or (found.main, found.weight) > (known.main, known.weight):
            best[found.key] = found
    for found in sorted(cited, key=lambda c: (c.unnamed, -c.weight)):
        words = shown.setdefault(found.key, found)
        shown[found.key] = words._replace(paper=words.paper or found.paper)
    for key, words in shown.items():
        best[key] = best[key]._replace(span=words.span, unnamed=words.unnamed, paper=words.paper)
    return sorted(best.values(), key=lambda c: (not c.main, -c.weight, c.span, c.key))


def finder_of(names: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern that finds any of ``names`` standing by itself, longest first."""
    ordered = sorted(names, key=lambda n: (-len(n), n))
    any_name = "|".join(map(re.escape, ordered)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{any_name})(?!\w)")


def _outlet_key(name: str) -> str:
    return "outlet:" + fold(name)


@cache
def _formulas(name: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    quoted = f"(?P<outlet>(?-i:{re.escape(name)}))(?!\\w)"
    return tuple(
        (re.compile(f.pattern.replace("{outlet}", quoted), re.IGNORECASE | re.MULTILINE), f.weight)
        for f in table("citing", "formula", Formula)
    )


def _paper(match: re.Match[str]) -> Paper | None:
    name = match.groupdict().get("paper")
    return Paper(name, match.span()) if name else None


def paper_in(words: str, outlet: str) -> str | None:
    """Return what ``words`` say that ``outlet`` saw: the "contracts" of "contracts seen by …"."""
    for pattern, _ in _formulas(outlet):
        match = pattern.search(words)
        if match and (paper := _paper(match)):
            return paper.name
    return None


@cache
def _open_formulas() -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple(
        (re.compile(f.pattern, re.MULTILINE), f.weight) for f in table("citing", "open", Formula)
    )


def _cited(text: str, names: Mapping[str, str], finder: re.Pattern[str]) -> Iterable[Citation]:
    lead = len(text) * LEAD
    seen: dict[str, int] = {}
    for hit in finder.finditer(text):
        seen[hit.group()] = seen.get(hit.group(), 0) + 1
        if seen[hit.group()] > MOST:
            continue
        for pattern, weight in _formulas(hit.group()):
            match = pattern.search(text, max(0, hit.start() - 160), hit.end() + 60)
            if match and match.start("outlet") == hit.start():
                name = names[hit.group()]
                main = weight >= SURE or (hit.start() < lead and not _recalled(text, match.start()))
                paper = _paper(match)
                yield Citation(_outlet_key(name), name, match.span(), weight, main, paper=paper)
                break
    for pattern, weight in _open_formulas():
        for match in pattern.finditer(text):
            name = names.get(match["outlet"], match["outlet"])
            main = weight >= SURE or match.start() < lead
            yield Citation(_outlet_key(name), name, match.span(), weight, main)


def _by_itself(text: str, own: str | None, outlet: str | None) -> Iterable[Citation]:
    """Yield where a report says that it asked or saw for itself, without its outlet's name."""
    for formula in table("citing", "own", Formula):
        for match in re.finditer(formula.pattern, text, re.IGNORECASE):
            yield Citation(
                own or OWN,
                outlet or "the outlet itself",
                match.span(),
                formula.weight,
                main=False,
                own=True,
                unnamed=True,
                paper=_paper(match),
            )


def _recalled(text: str, position: int) -> bool:
    """Say whether the sentence up to ``position`` sets what follows in the past of the news."""
    before = re.split(r"[.!?]\s|\n", text[max(0, position - 80) : position])[-1]
    return any(re.search(row.pattern, before, re.IGNORECASE) for row in _recalls())


@cache
def _recalls() -> tuple[Recall, ...]:
    return table("citing", "recall", Recall)


def _claimed(entry: Entry, names: Mapping[str, str], finder: re.Pattern[str]) -> Iterable[Citation]:
    """Yield the sources of claims: main ones by their share, or from the lead."""
    told = [c for c in entry.reading.claims if c.type not in BACKGROUND]
    lead = len(entry.document.text) * LEAD
    persons = {m.name for m in entry.reading.mentions if m.kind is Kind.PERSON}
    by_key: dict[str, list[tuple[str, Claim]]] = {}
    for claim in told:
        for name in claim.source:
            outlet = finder.search(name)  # "documents reviewed by Reuters"
            shown = names[outlet.group()] if outlet else name
            key = _outlet_key(shown) if outlet else speaker_key(name, name in persons)
            if key is not None:
                by_key.setdefault(key, []).append((shown, claim))
    for key, rows in by_key.items():
        name, first = rows[0]
        share = len(rows) / len(told)
        main = share >= MAIN_SHARE or first.start < lead
        yield Citation(key, name, (first.start, first.end), 1.0 + share, main)


def speaker_key(name: str, person: bool) -> str | None:
    """Return a key for a named speaker, None for one that cannot be told from others.

    A name begins with a capital: "sources aligned with the United States" is a description.
    """
    begin = next(iter(name.removeprefix("the ").removeprefix("The ")), "")
    if not begin.isupper() or core(name) is None or country_of(name):
        return None
    words = [t for t in countrywise(name)[0] if t not in words_of("joining")]
    if person or not set(words) & words_of("generic"):
        return "says:" + words[-1].replace("yev", "ev") if words else None
    # Organisations are told by all their words, in any order: "Center of National Resistance".
    return "says:" + " ".join(sorted(words))
