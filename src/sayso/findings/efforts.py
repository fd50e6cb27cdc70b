"""Cross-border production efforts: whose know-how, made where, in which documents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from sayso.findings.material import Material
from sayso.grouping import components
from sayso.knowledge import table
from sayso.knowledge.countries import country_of
from sayso.model import Claim, ClaimType, Realis

LEAD = 1 / 4  # of a text: a claim there counts half as much again
ENOUGH = 2.0  # weight from which a document is about an effort: one plain claim of making abroad
_ACTORS = ("operator", "producer", "developer", "partner", "provider", "supplier", "party")
QUOTED = 0.5  # of the weight, where the countries stand in the words but fill no role
# What a claim of each type says about who makes whose systems where.
WEIGHTS = {
    ClaimType.FACILITY: 3.0,
    ClaimType.TECHNOLOGY: 2.0,
    ClaimType.PRODUCTION: 2.0,
    ClaimType.DEVELOPMENT: 2.0,
    ClaimType.AGREEMENT: 2.0,
    ClaimType.TRANSFER: 1.0,
    ClaimType.OWNERSHIP: 1.0,
}
SURENESS = {Realis.ACTUAL: 1.0, Realis.PLANNED: 1.0, Realis.POSSIBLE: 0.75, Realis.NEGATED: 0.5}


class Abroad(BaseModel):
    """Words for foreign countries that are not named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str


class Sign(NamedTuple):
    """What one claim says of an effort: provider and host, None where it does not say which.

    ``directed`` is False where the claim joins two countries but does not say who provides.
    """

    provider: str
    host: str | None
    directed: bool
    weight: float
    claim: int


class Effort(NamedTuple):
    """One effort: its countries, the documents mainly about it, and their signs of it."""

    id: str
    pair: tuple[str, ...]
    signs: dict[str, list[Sign]]  # by document


def find_efforts(material: Material) -> list[Effort]:
    """Return the efforts that documents are mainly about, each document in at most one.

    A document's countries are those with most weight over all its claims; one whose claims join
    no countries goes with the effort whose system, maker or origin it shares. Documents on one pair
    of countries are one effort where they share a named system, a named organisation or an
    origin; documents that name no system go with the only effort of the pair that has one.
    """
    mains = {sha: main for sha in material.entries if (main := _main(material, sha)) is not None}
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for sha, (pair, _) in mains.items():
        blocks[pair].append(sha)
    efforts = []
    for pair, documents in sorted(blocks.items()):
        for group in _same_effort(material, {sha: mains[sha][1] for sha in documents}):
            signs = {sha: mains[sha][1] for sha in group}
            efforts.append(Effort("/".join([*pair, _first_system(material, signs)]), pair, signs))
    for sha in sorted(material.entries.keys() - mains.keys()):
        if (effort := _followed(material, sha, efforts)) is not None:
            effort.signs[sha] = []
    return efforts


def _followed(material: Material, sha: str, efforts: Sequence[Effort]) -> Effort | None:
    """Return the only effort that a document without a pair of its own goes on about, if any.

    It names both countries, and has a system or maker of the effort, or its origin.
    """
    told = {c.name for m in material.entries[sha].reading.mentions if (c := country_of(m.name))}
    things = _things(material, sha)
    fits = [
        effort
        for effort in efforts
        if set(effort.pair) <= told
        and any(things & _things(material, other) for other, rows in effort.signs.items() if rows)
    ]
    return fits[0] if len(fits) == 1 else None


def _things(material: Material, sha: str) -> set[str]:
    """Return a document's origin, and the systems and makers its weighty claims name."""
    claims = [c for _, c in material.claims(sha) if c.type in WEIGHTS]
    found = {e.id for c in claims for e in material.systems(sha, c)}
    found |= {e.id for c in claims for e in material.parties(sha, c)}
    return found | {"origin " + material.origin_of[sha]}


def _first_system(material: Material, signs: dict[str, list[Sign]]) -> str:
    """Return the id of the system most claims of an effort name, "" where none does.

    With its countries it tells the effort from all others and stays when documents are added.
    """
    counts: Counter[str] = Counter()
    for sha, rows in signs.items():
        counts.update({i: len(claims) for i, claims in systems_of(material, sha, rows).items()})
    return max(sorted(counts), key=lambda i: counts[i], default="")


def systems_of(material: Material, sha: str, signs: Sequence[Sign]) -> dict[str, list[int]]:
    """Return the systems, by entity id, that an effort is about in a document, with the claims.

    They are the products of the claims that are signs of the effort; where these name none, those
    of all claims about making, moving or specifying systems that are of no third country.
    """
    pair = {n for s in signs for n in _pair(s)}
    every = [i for i, c in material.claims(sha) if c.type in {*WEIGHTS, ClaimType.SPECIFICATION}]
    found: dict[str, list[int]] = defaultdict(list)
    for indexes, nations in ((sorted({s.claim for s in signs}), None), (every, {*pair, None})):
        for index in indexes:
            for entity in material.systems(sha, material.entries[sha].reading.claims[index]):
                if nations is None or entity.country in nations:
                    found[entity.id].append(index)
        if found:
            break
    return dict(found)


def signs_of(material: Material, sha: str) -> Iterator[Sign]:
    """Yield what each claim of a document says about who makes whose systems where."""
    lead = len(material.entries[sha].document.text) * LEAD
    for index, claim in material.claims(sha):
        weight = WEIGHTS.get(claim.type, 0.0) * SURENESS[claim.realis]
        if claim.start < lead:
            weight *= 1.5
        if weight:
            pairs = _PAIRS[claim.type](material, sha, claim)
            if not pairs:
                # Readers miss roles: countries named in the same words count, for less.
                pairs, weight = _joined(material.quoted_nations(sha, claim)), weight * QUOTED
            for provider, host, directed in sorted(pairs, key=str):
                yield Sign(provider, host, directed, weight / len(pairs), index)


Pairs = set[tuple[str, str | None, bool]]


def _main(material: Material, sha: str) -> tuple[tuple[str, ...], list[Sign]] | None:
    signs = list(signs_of(material, sha))
    return _weightiest(material, sha, signs) or _weightiest(
        material, sha, [*signs, *_across(material, sha)]
    )


def _across(material: Material, sha: str) -> Iterator[Sign]:
    """Yield what claims say together: one where things are made, another who from abroad acts.

    Readers miss roles, and reports spread a deal over sentences. It counts half.
    """
    hosts = material.making(sha)
    for index, claim in material.claims(sha):
        if claim.type in WEIGHTS and claim.realis is not Realis.NEGATED:
            abroad = [n for n in material.nations(sha, claim, *_ACTORS) if n not in hosts]
            ends = [(giver, host) for giver in abroad for host in hosts]
            for giver, host in ends:
                yield Sign(giver, host, True, WEIGHTS[claim.type] * QUOTED / len(ends), index)


def _weightiest(
    material: Material, sha: str, signs: Sequence[Sign]
) -> tuple[tuple[str, ...], list[Sign]] | None:
    """Return the pair of countries that ``signs`` weigh most for, with its signs, if enough do."""
    by_type: dict[tuple[tuple[str, ...], ClaimType], list[float]] = defaultdict(list)
    for sign in signs:
        claim = material.entries[sha].reading.claims[sign.claim]
        by_type[_pair(sign), claim.type].append(sign.weight)
    weights: dict[tuple[str, ...], float] = defaultdict(float)
    for (pair, _), found in by_type.items():
        # The same said again counts half each time: agreement of different claims tells more.
        weights[pair] += sum(w / 2**n for n, w in enumerate(sorted(found, reverse=True)))
    pair = max(sorted(weights), key=lambda p: (weights[p], len(p)), default=())
    if weights[pair] < ENOUGH:
        return None
    return pair, [s for s in signs if _pair(s) == pair]


def _pair(sign: Sign) -> tuple[str, ...]:
    return tuple(sorted({sign.provider, sign.host or sign.provider}))


def _made(material: Material, sha: str, claim: Claim) -> Pairs:
    """Read a claim of making or building: the host is where, the provider whose design it is."""
    first = material.nations(sha, claim, "operator", "producer", "developer")
    partners = material.nations(sha, claim, "partner")
    makers = list(dict.fromkeys(first + partners))
    hosts = material.nations(sha, claim, "place")
    if len(hosts) > 1 and set(first) & set(hosts):
        # "A Chinese copy of a German engine": made at home; the other country is not where.
        hosts = [h for h in hosts if h in first]
    designs = material.designs(sha, claim)
    if not hosts and (designs or makers) and _abroad(claim, "place", "partner", "producer"):
        return {(p, None, True) for p in designs or makers}
    if not hosts and not set(makers) <= set(designs):
        hosts = [m for m in makers if designs and m not in designs]
    pairs: Pairs = set()
    for host in hosts:
        for providers in (designs, first, partners):
            if abroad := [p for p in providers if p != host]:
                pairs |= {(p, host, True) for p in abroad}
                break
    return pairs or _joined(makers)


def _passed(material: Material, sha: str, claim: Claim) -> Pairs:
    """Read a claim of know-how or goods that pass from one country to another."""
    givers = material.nations(sha, claim, "provider", "supplier")
    takers = material.nations(sha, claim, "recipient")
    return {(g, t, True) for g in givers for t in takers if g != t}


def _agreed(material: Material, sha: str, claim: Claim) -> Pairs:
    parties = material.nations(sha, claim, "party")
    designs = material.designs(sha, claim)
    if len(parties) == 1 and _abroad(claim, "party"):
        return {(parties[0], None, True)}
    pairs: Pairs = {(d, p, True) for d in designs for p in parties if d != p and d in parties}
    if len(parties) == 2 and pairs:
        return pairs
    if len(parties) == 1 and len(material.parties(sha, claim)) > 1:
        # A foreign party and one of unknown country agree: the other is from where things are made.
        return {(parties[0], h, True) for h in material.making(sha) if h not in parties}
    return _joined(parties)


def _owned(material: Material, sha: str, claim: Claim) -> Pairs:
    return _joined(material.nations(sha, claim, "owner", "owned"))


def _joined(nations: list[str]) -> Pairs:
    return {(a, b, False) for a, b in combinations(sorted(nations), 2)}


_PAIRS = {
    ClaimType.FACILITY: _made,
    ClaimType.PRODUCTION: _made,
    ClaimType.DEVELOPMENT: _made,
    ClaimType.TECHNOLOGY: _passed,
    ClaimType.TRANSFER: _passed,
    ClaimType.AGREEMENT: _agreed,
    ClaimType.OWNERSHIP: _owned,
}


@cache
def _abroad_words() -> re.Pattern[str]:
    return re.compile(
        "|".join(a.pattern for a in table("stages", "abroad", Abroad)) or "(?!)", re.I
    )


def _abroad(claim: Claim, *roles: str) -> bool:
    return any(_abroad_words().search(name) for r in roles for name in claim.roles.get(r, ()))


def _same_effort(material: Material, signs: dict[str, list[Sign]]) -> list[list[str]]:
    """Return the groups of documents, all on one pair of countries, that are one effort."""
    shared: dict[str, list[str]] = defaultdict(list)
    named: dict[str, bool] = {}
    ours = {None, *(n for rows in signs.values() for s in rows for n in _pair(s))}
    for sha, rows in signs.items():
        claims = [material.entries[sha].reading.claims[i] for i in sorted({s.claim for s in rows})]
        found = set(systems_of(material, sha, rows))
        named[sha] = bool(found)
        every = [c for _, c in material.claims(sha) if c.type in WEIGHTS]
        found |= {e.id for c in every for e in material.systems(sha, c) if e.country in ours}
        found |= {e.id for c in claims for e in material.parties(sha, c)}
        for thing in {*found, "origin " + material.origin_of[sha]}:
            shared[thing].append(sha)
    links = [(members[0], other) for members in shared.values() for other in members[1:]]
    groups = components(signs, links)
    with_system = [g for g in groups if any(named[sha] for sha in g)]
    without = [sha for g in groups if g not in with_system for sha in g]
    if len(with_system) == 1:
        return [with_system[0] + without]
    return with_system + ([without] if without else [])
