"""What each claim says about which thing: the key under which claims come together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sayso.findings.material import Material
from sayso.model import Claim, ClaimType, Entity, Realis
from sayso.naming import fold

# Roles whose words are a value of the thing, by type: each is a finding of its own.
FIGURES: Mapping[ClaimType, tuple[str, ...]] = {
    ClaimType.AGREEMENT: ("value", "quantity"),
    ClaimType.FACILITY: ("capacity", "area", "value"),
    ClaimType.PRODUCTION: ("quantity",),
    ClaimType.TRANSFER: ("quantity",),
    ClaimType.OWNERSHIP: ("share",),
    ClaimType.SPECIFICATION: ("value",),
    ClaimType.POSITION: ("title",),
}
# What an event-like claim says of its thing, by realis.
SAID: Mapping[Realis, str] = {
    Realis.ACTUAL: "reported as fact",
    Realis.PLANNED: "planned or agreed",
    Realis.POSSIBLE: "possible",
    Realis.NEGATED: "said not to be so",
}
_VALUE_IS_ALL = {ClaimType.SPECIFICATION, ClaimType.POSITION}


class Statement(NamedTuple):
    """One value that one claim gives for one thing.

    Statements with the same ``key`` are about the same thing. ``figure`` names the role that
    ``value`` comes from, "" where the statement is that the thing is so.
    """

    key: tuple[str, ...]
    type: ClaimType
    figure: str
    about: str
    subject: dict[str, tuple[str, ...]]  # role to entity ids
    value: str
    document: str
    claim: int


def statements(material: Material, effort_of: Mapping[str, str]) -> Iterator[Statement]:
    """Yield what every claim but responses says, document by document.

    ``effort_of`` gives each document's effort: what one effort's documents say of "the plant" is
    about one plant, where the same words elsewhere are not.
    """
    for sha in material.entries:
        for index, claim in material.claims(sha):
            for thing in _things(material, sha, claim, effort_of.get(sha, "")):
                yield from _stated(material, sha, index, claim, thing)


class _Thing(NamedTuple):
    key: tuple[str, ...]
    about: str  # with {figure} to be filled, "" for the thing itself


def _stated(
    material: Material, sha: str, index: int, claim: Claim, thing: _Thing
) -> Iterator[Statement]:
    subject = {
        role: tuple(e.id for e in material.entities(sha, claim, role))
        for role in claim.roles
        if role not in FIGURES.get(claim.type, ())
    }
    subject = {role: ids for role, ids in subject.items() if ids}
    figures = [(f, v) for f in FIGURES.get(claim.type, ()) for v in claim.roles.get(f, ())]
    if claim.type not in _VALUE_IS_ALL:
        figures.insert(0, ("", SAID[claim.realis]))
    for figure, value in figures:
        about = f"{figure} of {thing.about}" if figure else thing.about
        if claim.type in _VALUE_IS_ALL:
            about = thing.about
        key = (claim.type.value, figure, *thing.key)
        yield Statement(key, claim.type, figure, about, subject, value, sha, index)


def _things(material: Material, sha: str, claim: Claim, effort: str) -> list[_Thing]:
    """Return what ``claim`` is about; nothing where that cannot be told from other things."""
    what = _Namer(material, sha, claim)
    match claim.type:
        case ClaimType.FACILITY:
            place = what.place()
            who = what.of("operator", "partner")
            if not (place or who):
                return []
            at = f"the facility in {place.name}" if place else f"the facility of {who[0].name}"
            return [_Thing((effort, place.id if place else who[0].id), at)]
        case ClaimType.PRODUCTION:
            by, place, made = what.nation("producer"), what.place(), what.systems()
            where = what.nation("place") or (place.name if place else "")
            if not (where or by or made):
                return []
            at = f" in {where}" if where else f" by {by}" if by else ""
            about = f"production of {what.product()}{at}"
            where = where or by
            return [_Thing((effort, fold(where), *made), about)]
        case ClaimType.TRANSFER:
            ends = (what.nation("supplier"), what.nation("recipient"))
            if not any(ends):
                return []
            about = f"transfer of {what.product()}{_route(*ends)}"
            return [_Thing((fold(ends[0]), fold(ends[1]), *(what.systems() or (effort,))), about)]
        case ClaimType.TECHNOLOGY:
            ends = (what.nation("provider"), what.nation("recipient"))
            if not any(ends):
                return []
            about = f"technology{_route(*ends)}"
            return [_Thing((effort, fold(ends[0]), fold(ends[1])), about)]
        case ClaimType.AGREEMENT:
            return _agreement(what, effort)
        case ClaimType.DEVELOPMENT:
            made, by = what.systems(), what.nation("developer")
            if not made and not by:
                return []
            about = f"development of {what.product()}" + (f" by {by}" if by else "")
            return [_Thing((*made, *(() if made else (effort, fold(by)))), about)]
        case ClaimType.SPECIFICATION:
            return _specification(what, effort)
        case ClaimType.OWNERSHIP:
            return [_Thing((e.id,), f"ownership of {e.name}") for e in what.of("owned")]
        case ClaimType.POSITION:
            return [_Thing((e.id,), f"post of {e.name}") for e in what.of("person")]
        case ClaimType.SANCTION:
            return [_Thing((e.id,), f"sanctions on {e.name}") for e in what.of("target")]
        case ClaimType.USE:
            by, made = what.nation("user"), what.systems()
            if not by:
                return []
            return [_Thing((fold(by), *(made or (effort,))), f"use of {what.product()} by {by}")]
    return []


def _route(start: str, end: str) -> str:
    """Return " from A to B", without what is not told or would only say the same again."""
    start = "" if start == end else start
    return (f" from {start}" if start else "") + (f" to {end}" if end else "")


def _agreement(what: _Namer, effort: str) -> list[_Thing]:
    nations = what.material.nations(what.sha, what.claim, "party")
    if len(nations) > 1:
        return [
            _Thing((effort, *sorted(map(fold, nations))), "agreement between " + _list(nations))
        ]
    parties = what.of("party")
    if not parties:
        return []
    about = "agreement between " if len(parties) > 1 else "agreement of "
    key = (effort, *sorted(e.id for e in parties))
    return [_Thing(key, about + _list([e.name for e in parties]))]


def _specification(what: _Namer, effort: str) -> list[_Thing]:
    made = what.systems()
    if not made and not effort:
        return []
    product = what.product()
    return [
        _Thing((fold(p), *(made or (effort,))), f"{p} of {product}")
        for p in what.claim.roles.get("property", ())[:1]
    ]


def _list(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


class _Namer:
    """The names in one claim, as keys and as words for a reader."""

    def __init__(self, material: Material, sha: str, claim: Claim) -> None:
        self.material, self.sha, self.claim = material, sha, claim

    def of(self, *roles: str) -> list[Entity]:
        return self.material.entities(self.sha, self.claim, *roles)

    def nation(self, role: str) -> str:
        """Return the one country in ``role``, else the one name there, else ""."""
        nations = self.material.nations(self.sha, self.claim, role)
        if len(nations) == 1:
            return nations[0]
        entities = self.of(role)
        return _list(sorted(nations)) or (entities[0].name if len(entities) == 1 else "")

    def place(self) -> Entity | None:
        """Return the most particular place: a site before a country."""
        sites = self.material.sites(self.sha, self.claim)
        return next(iter([*sites, *self.of("place")]), None)

    def systems(self) -> tuple[str, ...]:
        return tuple(sorted(e.id for e in self.material.systems(self.sha, self.claim)))

    def product(self) -> str:
        names = [e.name for e in self.material.systems(self.sha, self.claim)]
        return _list(names) if names else next(iter(self.claim.roles.get("product", ())), "systems")
