"""Which claims bear on a row: what they are about, and whether they say that it is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.findings.material import MAKING, Material
from sayso.findings.responses import DEALS
from sayso.knowledge.words import words
from sayso.model import Claim, ClaimType, Derived, Finding, Programme, Realis, Support
from sayso.naming import fold, tokens

_GOODS = {ClaimType.PRODUCTION, ClaimType.TRANSFER}
_WEAPONS = ("platform head", "weapon head", "vehicle head", "unmanned system")


class Telling(NamedTuple):
    """A claim that bears on a row.

    ``here`` says that it is about the programme's two countries or its site, ``elsewhere`` that it
    is about making things in another place, ``plain`` that its words name the system and no other,
    ``contested`` that somebody denies what it says or that others say otherwise.
    """

    document: str
    claim: Claim
    support: Support
    here: bool
    elsewhere: bool
    plain: bool
    contested: bool

    @property
    def sure(self) -> bool:
        """Whether it is said to be so, of this system, here, and nobody gainsays it."""
        actual = self.claim.realis is Realis.ACTUAL
        return actual and self.here and self.plain and not self.contested


class Bearing:
    """An index over one programme: its claims about making and agreeing, by what they are about."""

    def __init__(self, material: Material, derived: Derived, programme: Programme) -> None:
        self.material, self.programme = material, programme
        by_id = {f.id: f for f in derived.findings}
        self._findings: dict[tuple[str, int], list[Finding]] = defaultdict(list)
        for finding in (by_id[id_] for id_ in programme.findings if id_ in by_id):
            for support in {s for value in finding.values for s in value.support}:
                self._findings[support.document, support.claim].append(finding)
        cells = (*programme.providers, *programme.hosts, *programme.sites)
        self._signs = {(s.document, s.claim) for cell in cells for s in cell.support}
        self._hosts = {cell.text for cell in programme.hosts}
        self._pair = self._hosts | {cell.text for cell in programme.providers}
        self._sites = {cell.entity for cell in programme.sites if cell.entity}

    def of(self, system: str) -> list[Telling]:
        """Return the claims about the system with this entity id."""
        return [
            self._telling(sha, index, claim, system)
            for sha, index, claim in self._claims()
            if system in self._systems(sha, claim)
        ]

    def unnamed(self) -> list[Telling]:
        """Return the claims of this programme that name no system: "the two will build drones"."""
        return [
            telling
            for sha, index, claim in self._claims()
            if not self._systems(sha, claim) and self._is_of_weapons(claim)
            for telling in [self._telling(sha, index, claim, None)]
            if telling.here and ((sha, index) in self._signs or self._at_site(sha, claim))
        ]

    def uncountried(self) -> list[Telling]:
        """Return the claims of a number made that name neither a system nor a country.

        "By June workers had assembled 228": its document is mainly about this programme and says
        nothing of another place, so it is taken to be of here, and never as sure.
        """
        return [
            self._telling(sha, index, claim, None)._replace(here=True)
            for sha, index, claim in self._claims()
            if claim.type is ClaimType.PRODUCTION and claim.roles.get("quantity")
            if not self._systems(sha, claim) and self._is_of_weapons(claim)
            if not self.material.nations(sha, claim, *claim.roles)
            if (sha, index) not in self._signs and not self._at_site(sha, claim)
        ]

    def findings(self, tellings: Sequence[Telling]) -> list[Finding]:
        """Return the findings that rest on any of these claims, by id."""
        found = {
            finding.id: finding
            for telling in tellings
            for finding in self._findings.get((telling.document, telling.support.claim), ())
        }
        return [found[id_] for id_ in sorted(found)]

    def _claims(self) -> Iterator[tuple[str, int, Claim]]:
        for sha in sorted(self.programme.documents):
            for index, claim in self.material.claims(sha):
                if claim.type in DEALS:
                    yield sha, index, claim

    def _systems(self, sha: str, claim: Claim) -> set[str]:
        return {entity.id for entity in self.material.systems(sha, claim)}

    def _telling(self, sha: str, index: int, claim: Claim, system: str | None) -> Telling:
        return Telling(
            document=sha,
            claim=claim,
            support=self.material.support(sha, index),
            here=self._is_here(sha, index, claim),
            elsewhere=self._is_elsewhere(sha, claim),
            plain=self._systems(sha, claim) == {system} and self._is_named(str(system), claim),
            contested=any(
                finding.standing in {"denied", "disputed"} or finding.conflicting
                for finding in self._findings.get((sha, index), ())
            ),
        )

    def _is_here(self, sha: str, index: int, claim: Claim) -> bool:
        if self._is_elsewhere(sha, claim):
            return False
        if (sha, index) in self._signs or self._at_site(sha, claim):
            return True
        nations = set(self.material.nations(sha, claim, *claim.roles))
        return nations <= self._pair and (bool(nations & self._hosts) or len(nations) > 1)

    def _is_elsewhere(self, sha: str, claim: Claim) -> bool:
        places = set(self.material.nations(sha, claim, "place")) if claim.type in MAKING else set()
        return bool(places and self._hosts) and not places & self._hosts

    def _at_site(self, sha: str, claim: Claim) -> bool:
        found = self.material.entities(sha, claim, "place", "producer", "operator")
        return any(entity.id in self._sites for entity in found)

    def _is_named(self, system: str, claim: Claim) -> bool:
        entity = self.material.names.by_id[system]
        quote = fold(claim.quote)
        return any(fold(name) in quote for name in (entity.name, *entity.aliases))

    def _is_of_weapons(self, claim: Claim) -> bool:
        products = claim.roles.get("product", ())
        if not products:
            return claim.type not in _GOODS
        return any(is_weapon(product) for product in products)


def is_weapon(product: str) -> bool:
    """Say whether words of a report name a whole system ("strike drones"), and no part of one."""
    head = product.split()[-1:]
    found = tokens(head[0]) if head else ()
    if len(found) != 1 or found[0] in words("component head"):  # "drone-borne" is none
        return False
    return any(found[0] in words(name) for name in _WEAPONS)
