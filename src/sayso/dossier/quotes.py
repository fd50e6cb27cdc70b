"""Quotes as a page shows them: numbered, grouped by origin, word-for-word reprints joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.dossier.holdings import Holdings
from sayso.dossier.words import (
    NOT_GIVEN,
    REALIS,
    chain_words,
    date_words,
    document_name,
    iso_date,
    language_tag,
)
from sayso.model import Realis, Support

Key = tuple[str, int]  # a claim: SHA-256 of its document, index in its reading


@dataclass(frozen=True, slots=True)
class Date:
    """A date as words, and as ISO 8601 for machines ("" where it is not known)."""

    words: str
    iso: str


@dataclass(frozen=True, slots=True)
class Printing:
    """One document that prints a quote; ``anchor`` is "" where the quote stands on the page twice.

    ``number`` is the claim's number on the page, ``href`` the words in the document.
    """

    number: int
    anchor: str
    href: str
    outlet: str
    title: str
    published: Date


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted from one or more documents that print them alike.

    ``realis`` is "" where it goes without saying: where the value above has the same.
    """

    text: str
    language: str
    source: str
    realis: str
    realis_words: str
    said_of: Date | None
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True)
class OriginQuotes:
    """The quotes that go back to one origin."""

    name: str
    href: str
    documents: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A claim by its number on the page."""

    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number of each claim on one page, and the place where its quote stands first."""

    number: Mapping[Key, int]
    home: Mapping[Key, str]


def number_claims(places: Iterable[tuple[str, Sequence[Support]]]) -> Numbering:
    """Return the claims of a page, numbered as ``places`` (name, claims) show them."""
    number: dict[Key, int] = {}
    home: dict[Key, str] = {}
    for place, supports in places:
        for support in supports:
            key = key_of(support)
            number.setdefault(key, len(number) + 1)
            home.setdefault(key, place)
    return Numbering(number, home)


def key_of(support: Support) -> Key:
    """Return what identifies the claim of a support."""
    return support.document, support.claim


def refs(numbering: Numbering, supports: Sequence[Support]) -> tuple[Ref, ...]:
    """Return the references for ``supports``, each claim once, in order of number."""
    numbers = sorted({numbering.number[key_of(support)] for support in supports})
    return tuple(Ref(n, f"#q{n}") for n in numbers)


def origin_quotes(
    held: Holdings,
    numbering: Numbering,
    place: str,
    supports: Sequence[Support],
    said: Realis | None = None,
) -> tuple[OriginQuotes, ...]:
    """Return the quotes of ``supports`` by origin, in the order given, for ``place`` on a page.

    ``said`` is the realis that the page gives for all of them; a quote of another one says so.
    """
    by_origin: dict[str, dict[Key, Support]] = {}
    for support in supports:
        by_origin.setdefault(support.origin, {}).setdefault(key_of(support), support)
    return tuple(
        OriginQuotes(
            name=held.origins[origin].name,
            href=f"#{held.origin_anchors[origin]}",
            documents=len({document for document, _ in claims}),
            quotes=_quotes(held, numbering, place, claims.values(), said),
        )
        for origin, claims in by_origin.items()
    )


def date_of(date: str | None) -> Date:
    """Return a date for a page."""
    return Date(date_words(date), iso_date(date))


def _quotes(
    held: Holdings,
    numbering: Numbering,
    place: str,
    supports: Iterable[Support],
    said: Realis | None,
) -> tuple[Quote, ...]:
    alike: dict[tuple[str, tuple[str, ...], str, str | None], list[Support]] = {}
    for support in supports:
        claim = held.claim(support)
        alike.setdefault((claim.quote, claim.source, claim.realis, claim.date), []).append(support)
    return tuple(_quote(held, numbering, place, same, said) for same in alike.values())


def _quote(
    held: Holdings, numbering: Numbering, place: str, same: Sequence[Support], said: Realis | None
) -> Quote:
    claim = held.claim(same[0])
    return Quote(
        text=claim.quote,
        language=language_tag(held.document(same[0]).language),
        source=chain_words(claim.source),
        realis="" if claim.realis is said else claim.realis.value,
        realis_words=REALIS[claim.realis],
        said_of=date_of(claim.date) if claim.date else None,
        printings=tuple(_printing(held, numbering, place, support) for support in same),
    )


def _printing(held: Holdings, numbering: Numbering, place: str, support: Support) -> Printing:
    document, key = held.document(support), key_of(support)
    number = numbering.number[key]
    return Printing(
        number=number,
        anchor=f"q{number}" if numbering.home[key] == place else "",
        href=held.href(support),
        outlet=document.outlet or f"outlet {NOT_GIVEN}",
        title=document_name(document),
        published=date_of(document.published),
    )
