"""The shared model: what passes between Sayso's packages.

Every offset is a character offset into ``Document.text``; every span is half open, so
``text[start:end]`` is what it covers. All models are frozen: a step returns new data and never
changes what it was given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Span = tuple[int, int]


class Frozen(BaseModel):
    """Base of all models: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    NATIONALITY = "nationality"
    PLATFORM = "platform"
    WEAPON = "weapon"
    VEHICLE = "vehicle"
    FACILITY = "facility"
    QUANTITY = "quantity"
    MONEY = "money"
    TIME = "time"
    DOCUMENT = "document"
    URL = "url"


class Realis(StrEnum):
    """Whether a document says a thing has happened, is planned, may be, or is not so."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"


class ClaimType(StrEnum):
    """The twelve kinds of claim; their roles are in ``ROLES``."""

    AGREEMENT = "agreement"
    FACILITY = "facility"
    PRODUCTION = "production"
    TRANSFER = "transfer"
    TECHNOLOGY = "technology"
    DEVELOPMENT = "development"
    SPECIFICATION = "specification"
    OWNERSHIP = "ownership"
    POSITION = "position"
    SANCTION = "sanction"
    RESPONSE = "response"
    USE = "use"


# The measured core of roles, key role first. A reading may carry more.
ROLES: Mapping[ClaimType, tuple[str, ...]] = {
    ClaimType.AGREEMENT: ("party", "product", "value"),
    ClaimType.FACILITY: ("operator", "partner", "place", "product", "capacity", "area"),
    ClaimType.PRODUCTION: ("producer", "product", "place", "quantity"),
    ClaimType.TRANSFER: ("supplier", "recipient", "product", "quantity"),
    ClaimType.TECHNOLOGY: ("provider", "recipient", "product"),
    ClaimType.DEVELOPMENT: ("developer", "partner", "product", "place"),
    ClaimType.SPECIFICATION: ("product", "property", "value"),
    ClaimType.OWNERSHIP: ("owner", "owned", "share"),
    ClaimType.POSITION: ("person", "title", "organisation"),
    ClaimType.SANCTION: ("authority", "target"),
    ClaimType.RESPONSE: ("speaker", "stance", "about"),
    ClaimType.USE: ("user", "product", "place"),
}


class Furniture(Frozen):
    """A stretch of text that belongs to the page and not to the report."""

    start: int
    end: int
    reason: str  # e.g. "share counter", "comments", "archive note"


class Document(Frozen):
    """One report as received: its text and what is known about it.

    A metadata field is ``None`` where the document does not give it; ``found`` says, for each
    field that is given, how it was found ("html meta og:site_name", "date line").
    """

    uri: str
    sha256: str  # of the original bytes
    media_type: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None  # ISO 8601, as precise as given: 2024-09-25, 2024-09, 2024
    language: str | None = None  # ISO 639-1
    text: str
    found: Mapping[str, str] = Field(default_factory=dict)
    furniture: tuple[Furniture, ...] = ()


class Mention(Frozen):
    """A span that names something; ``name`` is the fullest form the document gives for it."""

    start: int
    end: int
    text: str
    kind: Kind
    name: str


class Attribution(Frozen):
    """Who the text says something from: source, cue and the words so attributed.

    ``chain`` names the sources from the nearest to the outermost.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    chain: tuple[str, ...] = ()


class Claim(Frozen):
    """One thing a document asserts. ``text[start:end] == quote``, always."""

    type: ClaimType
    roles: Mapping[str, tuple[str, ...]]
    realis: Realis
    source: tuple[str, ...] = ()  # nearest to outermost; () is the outlet's own voice
    date: str | None = None  # ISO 8601, as precise as given
    quote: str
    start: int
    end: int
    trigger: Span


class Reading(Frozen):
    """What one reader, at one version, found in one document.

    ``unread`` says why nothing was read (a language without a reader); it is ``None`` otherwise.
    """

    sha256: str
    reader: str
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    unread: str | None = None


class Entry(Frozen):
    """A document with its reading: what the ledger hands to everything derived."""

    document: Document
    reading: Reading


class Passage(Frozen):
    """A stretch that two documents have word for word, punctuation and case apart."""

    span: Span  # in the document the evidence is about
    other: Span  # in the other one


class Evidence(Frozen):
    """Why a document is given its origin: the words, and the other document where there is one.

    ``passages`` are the longest stretches of a near-duplicate, or the shared quote.
    """

    document: str  # sha256
    basis: Literal["near-duplicate", "shared quote", "cites", "own reporting", "only source"]
    words: str  # verbatim; "" for "near-duplicate" and "only source"
    span: Span | None = None
    other: str | None = None  # sha256 of the document that shares the text or the quote
    similarity: float | None = None  # Jaccard similarity of word shingles, 0 to 1
    passages: tuple[Passage, ...] = ()


class Node(Frozen):
    """What a report goes back to, within one origin.

    A document of the case (its id is the SHA-256), an outlet, somebody who speaks, a paper that
    was seen, or a report's own reporting where it does not say what that was.
    """

    id: str
    kind: Literal["document", "outlet", "speaker", "paper", "own reporting"]
    name: str


class Edge(Frozen):
    """Node ``citing`` has its news from node ``cited``, by words in ``document``.

    "publishes" leads from an outlet to its documents of the same origin, "near-duplicate" from a
    document to an earlier one of nearly the same text; neither has words.
    """

    citing: str
    cited: str
    basis: Literal["cites", "own reporting", "publishes", "near-duplicate"]
    document: str  # sha256
    words: str = ""
    span: Span | None = None


class Circle(Frozen):
    """Documents whose outlets cite one another, and no source beyond them that was asked or seen.

    ``speakers`` are those the documents name and do not say they spoke to.
    """

    documents: tuple[str, ...]  # sha256, in the order of the origin
    citing: tuple[Edge, ...]
    speakers: tuple[str, ...] = ()


class Origin(Frozen):
    """Where a piece of news was first reported, and the documents that carry it."""

    id: str
    name: str  # e.g. "Reuters, 2024-09"
    documents: tuple[str, ...]  # sha256, in order of publication then URI
    evidence: tuple[Evidence, ...]
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    circles: tuple[Circle, ...] = ()


class Entity(Frozen):
    """One real-world thing that mentions in many documents name."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    documents: tuple[str, ...] = ()


class Support(Frozen):
    """A claim a value rests on, with the document and the origin that carry it."""

    document: str  # sha256
    claim: int  # index into that document's Reading.claims
    origin: str


class Value(Frozen):
    """One value that documents give, in their own words, and everything it rests on."""

    text: str
    realis: Realis
    support: tuple[Support, ...]


class Grade(Frozen):
    """How far a finding is to be believed: the letter and digit of the NATO Admiralty code.

    ``reliability`` is that of its best source, "A" to "F" (F: cannot be judged); ``credibility``
    that of what is said, 1 to 6 (6: cannot be judged), by the rule called ``rule``. ``words`` are
    the two in the scale's own words; ``reasons`` say in plain sentences how they came about.
    """

    reliability: Literal["A", "B", "C", "D", "E", "F"]
    credibility: Literal[1, 2, 3, 4, 5, 6]
    rule: str
    words: tuple[str, str]
    reasons: tuple[str, ...]

    @property
    def code(self) -> str:
        """Letter and digit, as the field writes them: "B2"."""
        return f"{self.reliability}{self.credibility}"


class Finding(Frozen):
    """What the claims of many documents say about one thing, values side by side.

    ``subject`` maps a role to entity ids; ``origins`` counts independent origins in favour.
    ``standing`` is "denied" where a party to it denies, "disputed" where values conflict,
    "corroborated" with two or more independent origins, "single" otherwise.
    """

    id: str
    type: ClaimType
    about: str  # one line for a reader: "capacity of the Kashgar centre"
    subject: Mapping[str, tuple[str, ...]]
    values: tuple[Value, ...]
    denials: tuple[Support, ...] = ()
    origins: int = 1
    standing: Literal["single", "corroborated", "disputed", "denied"] = "single"
    conflicting: bool = False  # its values conflict, whatever else is said of it
    grade: Grade | None = None


class Event(Frozen):
    """A line of a programme's timeline."""

    date: str  # ISO 8601, as precise as given
    what: str
    support: tuple[Support, ...]


class Cell(Frozen):
    """A cell of a dossier: an entity or a word, and the claims it rests on."""

    text: str
    entity: str | None
    support: tuple[Support, ...]


class Programme(Frozen):
    """One cross-border production effort. A dossier is its page."""

    id: str  # a slug: "garpiya-3-china-russia"
    title: str
    providers: tuple[Cell, ...]
    hosts: tuple[Cell, ...]
    systems: tuple[Cell, ...]
    sites: tuple[Cell, ...]
    status: Cell | None
    parties: tuple[Cell, ...] = ()
    documents: tuple[str, ...]
    findings: tuple[str, ...]  # finding ids, in the order to show them
    timeline: tuple[Event, ...] = ()


class Derived(Frozen):
    """Everything that can be thrown away and rebuilt from the ledger."""

    origins: tuple[Origin, ...] = ()
    entities: tuple[Entity, ...] = ()
    findings: tuple[Finding, ...] = ()
    programmes: tuple[Programme, ...] = ()


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 hexadecimal digits (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()
