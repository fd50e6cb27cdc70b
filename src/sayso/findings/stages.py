"""How far an effort has come: the most advanced stage its claims state."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from pydantic import BaseModel, ConfigDict

from sayso.findings.efforts import Effort
from sayso.findings.material import MAKING, Material
from sayso.knowledge import table
from sayso.model import Cell, Claim, ClaimType, Realis, Support

# From the least advanced to the most; "suspended" outdoes all, "denied" stands where all is denied.
STAGES = (
    "denied",
    "possible",
    "planned",
    "agreed",
    "under construction",
    "established",
    "producing",
    "delivered",
    "suspended",
)


class Stage(BaseModel):
    """Words that state a stage whatever else the claim says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    pattern: str


def status(material: Material, effort: Effort, host: str | None) -> Cell | None:
    """Return the most advanced stage that enough claims about ``effort`` state, with those claims.

    Only what is made in ``host``, agreed between the effort's countries, or delivered from the
    host counts; where nothing is made in the host, deliveries to it do. None without such claims.
    """
    found: dict[str, list[Support]] = defaultdict(list)
    made_there = any(
        claim.type in MAKING and host in material.nations(sha, claim, "place")
        for sha in effort.signs
        for _, claim in material.claims(sha)
    )
    for sha in sorted(effort.signs):
        for index, claim in material.claims(sha):
            if stage := _stage(material, sha, claim, effort, host, made_there):
                found[stage].append(material.support(sha, index))
    if not found:
        return None
    # One claim among many does not make a plan a plant: a stage counts from half the weightiest on.
    most = max(map(len, found.values()))
    last = max((s for s in found if 2 * len(found[s]) > most), key=STAGES.index)
    return Cell(text=last, entity=None, support=tuple(found[last]))


def _stage(
    material: Material, sha: str, claim: Claim, effort: Effort, host: str | None, made_there: bool
) -> str | None:
    """Return the stage ``claim`` states of ``effort``, None where it is about something else."""
    if not _concerns(material, sha, claim, effort, host, made_there):
        return None
    if claim.realis is Realis.NEGATED:
        return "denied"
    if claim.type in MAKING | {ClaimType.AGREEMENT}:
        for name, pattern in _words():
            if pattern.search(claim.quote):
                return name
    if claim.realis is Realis.POSSIBLE:
        return "possible"
    if claim.realis is Realis.PLANNED:
        return "planned"
    return {
        ClaimType.AGREEMENT: "agreed",
        ClaimType.FACILITY: "established",
        ClaimType.PRODUCTION: "producing",
        ClaimType.TRANSFER: "delivered",
    }.get(claim.type)


def _concerns(
    material: Material, sha: str, claim: Claim, effort: Effort, host: str | None, made_there: bool
) -> bool:
    match claim.type:
        case ClaimType.FACILITY | ClaimType.PRODUCTION:
            places = material.nations(sha, claim, "place")
            return host in places or (host is None and not places)
        case ClaimType.AGREEMENT:
            return set(effort.pair) <= set(material.nations(sha, claim, "party"))
        case ClaimType.TRANSFER:
            end = "supplier" if made_there else "recipient"
            return host is not None and host in material.nations(sha, claim, end)
    return False


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (s.name, re.compile(s.pattern, re.IGNORECASE)) for s in table("stages", "stage", Stage)
    )
