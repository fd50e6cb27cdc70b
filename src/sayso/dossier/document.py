"""The view of one document: what is known of it, and its text with every claim marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.dossier.holdings import Holdings
from sayso.dossier.origins import (
    EvidenceView,
    StepView,
    chain_view,
    citing_anchor,
    evidence_anchor,
    evidence_views,
    passage_anchor,
    stands_in_text,
)
from sayso.dossier.paths import claim_anchor, programme_path
from sayso.dossier.quotes import Date, Key, date_of, key_of
from sayso.dossier.segments import Layer, Segment, cut
from sayso.dossier.words import (
    NOT_GIVEN,
    REALIS,
    address_words,
    chain_words,
    document_name,
    language_tag,
    role_words,
    web_address,
)
from sayso.model import ROLES, Claim, Document, Entry


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of metadata: its value as words, how it was found, and a web address to link."""

    label: str
    value: str
    found: str
    link: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under one set of marks; ``anchors`` and ``claims`` begin with it."""

    text: str
    classes: str
    claimed: bool
    claims: tuple[int, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a claim says, beside the words it is made of."""

    number: int
    type: str
    realis: str
    realis_words: str
    roles: tuple[tuple[str, str], ...]
    source: str
    said_of: Date | None
    used_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with the notes on the claims and the page furniture that begin in it."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    furniture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that the page of a document shows."""

    path: str
    heading: str
    sha256: str
    facts: tuple[Fact, ...]
    language: str
    unread: str
    reader: str
    origin: str
    evidence: tuple[EvidenceView, ...]
    chain: tuple[StepView, ...]
    programmes: tuple[Link, ...]
    lines: tuple[Line, ...]
    claims: int


def document_view(
    held: Holdings, entry: Entry, uses: Mapping[Key, tuple[Link, ...]]
) -> DocumentView:
    """Return the view of ``entry``; ``uses`` says which findings rest on a claim."""
    document = entry.document
    origin = held.origin_of.get(document.sha256)
    return DocumentView(
        path=held.pages[document.sha256],
        heading=document_name(document),
        sha256=document.sha256,
        facts=tuple(_facts(document)),
        language=language_tag(document.language),
        unread=entry.reading.unread or "",
        reader=entry.reading.reader,
        origin=origin.name if origin else "",
        evidence=evidence_views(held, document.sha256),
        chain=chain_view(held, document.sha256),
        programmes=tuple(
            Link(p.title, programme_path(p.id)) for p in held.programmes_of.get(document.sha256, ())
        ),
        lines=_lines(held, entry, uses),
        claims=len(entry.reading.claims),
    )


def claim_uses(held: Holdings) -> dict[Key, tuple[Link, ...]]:
    """Return, for each claim, the findings on programme pages that rest on it."""
    uses: dict[Key, dict[Link, None]] = {}
    for programme in held.programmes:
        for id in programme.findings:
            finding = held.findings[id]
            href = f"{programme_path(programme.id)}#{held.finding_anchors[id]}"
            for support in (*(s for v in finding.values for s in v.support), *finding.denials):
                uses.setdefault(key_of(support), {}).setdefault(Link(finding.about, href))
    return {key: tuple(links) for key, links in uses.items()}


def _facts(document: Document) -> Iterator[Fact]:
    fields = ("title", "outlet", "author", "published", "language")
    for field in fields:
        value: str | None = getattr(document, field)
        shown = date_of(value).words if field == "published" else value
        yield Fact(field, shown or NOT_GIVEN, document.found.get(field, ""), "")
    yield Fact("address", address_words(document.uri), "", web_address(document.uri) or "")
    yield Fact("kind of file", document.media_type, "", "")


def _lines(held: Holdings, entry: Entry, uses: Mapping[Key, tuple[Link, ...]]) -> tuple[Line, ...]:
    furniture = entry.document.furniture
    rows = cut(entry.document.text, _layers(held, entry))
    lines = []
    for row in rows:
        begun = [layer for segment in row for layer in segment.begins]
        lines.append(
            Line(
                pieces=tuple(_piece(segment) for segment in row),
                notes=tuple(
                    _note(layer.number, entry.reading.claims[layer.number], uses, entry)
                    for layer in begun
                    if layer.kind == "claim"
                ),
                furniture=tuple(
                    furniture[layer.number].reason for layer in begun if layer.kind == "furniture"
                ),
            )
        )
    return tuple(lines)


def _layers(held: Holdings, entry: Entry) -> Iterator[Layer]:
    document, reading = entry.document, entry.reading
    for n, claim in enumerate(reading.claims):
        yield Layer("claim", n, claim.start, claim.end)
    for n, attribution in enumerate(reading.attributions):
        yield Layer("cue", n, *attribution.cue)
    for n, furniture in enumerate(document.furniture):
        yield Layer("furniture", n, furniture.start, furniture.end)
    for n, evidence in enumerate(held.evidence_of.get(document.sha256, ()), start=1):
        if evidence.span and stands_in_text(held, evidence):
            yield Layer("origin", n, *evidence.span)
        if evidence.basis == "near-duplicate":
            for m, passage in enumerate(evidence.passages, start=1):
                yield Layer("passage", _PASSAGES * n + m, *passage.span)
    for n, edge in enumerate(held.citing_of.get(document.sha256, ()), start=1):
        if edge.span and stands_in_text(held, edge):
            yield Layer("citing", n, *edge.span)


def _piece(segment: Segment) -> Piece:
    claims = [layer.number for layer in segment.layers if layer.kind == "claim"]
    kinds = sorted({layer.kind for layer in segment.layers} - {"claim", "passage", "citing"})
    shade = ["deep"] if len(claims) > 1 else []
    return Piece(
        text=segment.text,
        classes=" ".join([*kinds, *shade, *(f"k{n + 1}" for n in sorted(claims))]),
        claimed=bool(claims),
        claims=tuple(layer.number + 1 for layer in segment.begins if layer.kind == "claim"),
        anchors=tuple(
            _ANCHORS[layer.kind](layer.number) for layer in segment.begins if layer.kind in _ANCHORS
        ),
    )


_PASSAGES = 100  # more than a piece of evidence has: a passage's number tells both
_ANCHORS: Mapping[str, Callable[[int], str]] = {
    "origin": evidence_anchor,
    "passage": lambda number: passage_anchor(*divmod(number, _PASSAGES)),
    "citing": citing_anchor,
}


def _note(index: int, claim: Claim, uses: Mapping[Key, tuple[Link, ...]], entry: Entry) -> Note:
    return Note(
        number=index + 1,
        type=claim.type.value,
        realis=claim.realis.value,
        realis_words=REALIS[claim.realis],
        roles=tuple((role_words(r), "; ".join(claim.roles[r])) for r in _ordered(claim)),
        source=chain_words(claim.source),
        said_of=date_of(claim.date) if claim.date else None,
        used_in=uses.get((entry.document.sha256, index), ()),
    )


def _ordered(claim: Claim) -> Sequence[str]:
    """Return the claim's roles, those of the common core first and in its order."""
    core = ROLES[claim.type]
    return [r for r in core if claim.roles.get(r)] + sorted(
        r for r, values in claim.roles.items() if r not in core and values
    )


def highlight_rules(view: DocumentView) -> str:
    """Return the CSS that lights up the whole of a claim when its anchor is the target."""
    if not view.claims:
        return ""
    anchors = map(claim_anchor, range(view.claims))
    selectors = (f":root:has(#{a}:target) .k{a[1:]}" for a in anchors)
    return ",\n".join(selectors) + " { background: var(--target); color: var(--ink); }\n"
