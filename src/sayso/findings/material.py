"""What findings are made of: the documents with their claims, origins and entities at hand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from sayso.identity import Names, kind_of_role
from sayso.knowledge.countries import country_of
from sayso.knowledge.systems import systems
from sayso.model import Claim, ClaimType, Entity, Entry, Kind, Mention, Origin, Support
from sayso.naming import core, countrywise, fold

SYSTEMS = {Kind.PLATFORM, Kind.WEAPON, Kind.VEHICLE}
MAKING = {ClaimType.FACILITY, ClaimType.PRODUCTION}
BODIES = {Kind.ORGANISATION, Kind.FACILITY}


class Material:
    """An index over the derived data that findings and programmes start from."""

    def __init__(
        self, entries: Sequence[Entry], origins: Sequence[Origin], entities: Sequence[Entity]
    ) -> None:
        self.entries = {
            e.document.sha256: e for e in sorted(entries, key=lambda e: e.document.sha256)
        }
        self.names = Names(entities)
        self.origin_of = {sha: origin.id for origin in origins for sha in origin.documents}
        self._mentions = {sha: _by_place(e) for sha, e in self.entries.items()}
        self._designs = {fold(s.name): s.country for s in systems()}

    def claims(self, sha: str) -> Iterator[tuple[int, Claim]]:
        """Yield (index, claim) of a document."""
        yield from enumerate(self.entries[sha].reading.claims)

    def support(self, sha: str, claim: int) -> Support:
        """Return the support that claim number ``claim`` of document ``sha`` gives."""
        return Support(document=sha, claim=claim, origin=self.origin_of[sha])

    def entity(self, sha: str, name: str) -> Entity | None:
        """Return the entity ``name`` names in document ``sha``, None if there is none."""
        found = self.names.of(sha, name)
        return self.names.by_id[found] if found else None

    def entities(self, sha: str, claim: Claim, *roles: str) -> list[Entity]:
        """Return the entities that fill ``roles`` of ``claim``, each once, in order."""
        found = (self.entity(sha, n) for r in roles for n in claim.roles.get(r, ()))
        return list({e.id: e for e in found if e is not None}.values())

    def nations(self, sha: str, claim: Claim, *roles: str) -> list[str]:
        """Return the countries of what fills ``roles``: its own, its entity's, or in its words."""
        out: dict[str, None] = {}
        for role in roles:
            for name in claim.roles.get(role, ()):
                out |= dict.fromkeys(self._nations(sha, name))
        return list(out)

    def quoted_nations(self, sha: str, claim: Claim) -> list[str]:
        """Return the countries that the mentions in the words of ``claim`` name or are of."""
        starts, mentions = self._mentions[sha]
        inside = mentions[bisect_left(starts, claim.start) : bisect_left(starts, claim.end)]
        return list(dict.fromkeys(n for m in inside for n in self._nations(sha, m.name)))

    def designs(self, sha: str, claim: Claim) -> list[str]:
        """Return the countries whose design the products of ``claim`` are."""
        out: dict[str, None] = {}
        for name in claim.roles.get("product", ()):
            entity = self.entity(sha, name)
            country = self._designs.get(fold(entity.name)) if entity else None
            out |= dict.fromkeys([country] if country else sorted(countrywise(name)[1]))
        return list(out)

    def systems(self, sha: str, claim: Claim) -> list[Entity]:
        """Return the named systems among the products of ``claim``."""
        return [e for e in self.entities(sha, claim, "product") if e.kind in SYSTEMS]

    def parties(self, sha: str, claim: Claim) -> list[Entity]:
        """Return the organisations in ``claim`` that have a name of their own."""
        roles = [r for r in claim.roles if kind_of_role(r) is Kind.ORGANISATION]
        return [e for e in self.entities(sha, claim, *roles) if e.kind in BODIES and core(e.name)]

    def sites(self, sha: str, claim: Claim) -> list[Entity]:
        """Return the places in ``claim`` that are no countries."""
        return [e for e in self.entities(sha, claim, "place") if not country_of(e.name)]

    def making(self, sha: str) -> list[str]:
        """Return the countries in which document ``sha`` says that something is made or built."""
        claims = [c for _, c in self.claims(sha) if c.type in MAKING]
        return list(dict.fromkeys(n for c in claims for n in self.nations(sha, c, "place")))

    def country_entity(self, name: str) -> str | None:
        """Return the id of the country called ``name``."""
        return self.names.of("", name)

    def _nations(self, sha: str, name: str) -> Iterable[str]:
        if country := country_of(name):
            return [country.name]
        entity = self.entity(sha, name)
        if entity is not None and entity.country:
            return [entity.country]
        return sorted(countrywise(name)[1])


def _by_place(entry: Entry) -> tuple[list[int], list[Mention]]:
    mentions = sorted(entry.reading.mentions, key=lambda m: (m.start, m.end))
    return [m.start for m in mentions], mentions
