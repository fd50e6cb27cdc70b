"""The views of the two indexes: programmes and documents, and names."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.dossier.document import Link
from sayso.dossier.holdings import Holdings
from sayso.dossier.paths import programme_path
from sayso.dossier.programme import Counts, counts
from sayso.dossier.quotes import Date, date_of
from sayso.dossier.words import NOT_GIVEN, document_name
from sayso.model import Programme


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme in the index; its cells are words, the page has their quotes."""

    href: str
    title: str
    providers: tuple[str, ...]
    hosts: tuple[str, ...]
    systems: tuple[str, ...]
    sites: tuple[str, ...]
    status: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the index."""

    href: str
    title: str
    outlet: str
    published: Date
    origin: str
    programmes: tuple[Link, ...]
    claims: int
    unread: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """All that the index shows."""

    programmes: tuple[ProgrammeRow, ...]
    documents: tuple[DocumentRow, ...]
    origins: int
    claims: int
    unread: int


@dataclass(frozen=True, slots=True)
class NameRow:
    """An entity in the index of names."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    programmes: tuple[Link, ...]
    documents: tuple[Link, ...]


def index_view(held: Holdings) -> IndexView:
    """Return the view of the index page."""
    documents = tuple(_document_row(held, sha) for sha in held.entries)
    return IndexView(
        programmes=tuple(_programme_row(held, p) for p in held.programmes),
        documents=documents,
        origins=len({o.id for o in held.origin_of.values()}),
        claims=sum(row.claims for row in documents),
        unread=sum(bool(row.unread) for row in documents),
    )


def names_view(held: Holdings) -> tuple[NameRow, ...]:
    """Return the rows of the index of names, in alphabetical order."""
    rows = (
        NameRow(
            name=entity.name,
            kind=entity.kind.value,
            aliases=tuple(a for a in entity.aliases if a != entity.name),
            programmes=_links(held, entity.id),
            documents=tuple(
                Link(document_name(d), held.pages[d.sha256])
                for d in (held.entries[s].document for s in entity.documents if s in held.entries)
            ),
        )
        for entity in held.entities.values()
    )
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.kind)))


def _links(held: Holdings, id: str) -> tuple[Link, ...]:
    """Return links to the programmes of a document or an entity."""
    return tuple(Link(p.title, programme_path(p.id)) for p in held.programmes_of.get(id, ()))


def _programme_row(held: Holdings, programme: Programme) -> ProgrammeRow:
    return ProgrammeRow(
        href=programme_path(programme.id),
        title=programme.title,
        providers=tuple(cell.text for cell in programme.providers),
        hosts=tuple(cell.text for cell in programme.hosts),
        systems=tuple(cell.text for cell in programme.systems),
        sites=tuple(cell.text for cell in programme.sites),
        status=programme.status.text if programme.status else "",
        counts=counts(held, programme),
    )


def _document_row(held: Holdings, sha256: str) -> DocumentRow:
    entry = held.entries[sha256]
    document, origin = entry.document, held.origin_of.get(sha256)
    return DocumentRow(
        href=held.pages[sha256],
        title=document_name(document),
        outlet=document.outlet or NOT_GIVEN,
        published=date_of(document.published),
        origin=origin.name if origin else "none worked out",
        programmes=_links(held, sha256),
        claims=len(entry.reading.claims),
        unread=entry.reading.unread or "",
    )
