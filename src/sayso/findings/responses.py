"""Responses: who denies, confirms or will not comment on which finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.findings.material import Material
from sayso.findings.statements import SAID
from sayso.model import Claim, ClaimType, Finding, Support
from sayso.naming import tokens, words_of

DEALS = {
    ClaimType.AGREEMENT,
    ClaimType.FACILITY,
    ClaimType.PRODUCTION,
    ClaimType.TRANSFER,
    ClaimType.TECHNOLOGY,
    ClaimType.DEVELOPMENT,
}
_DENIES = ("den", "reject", "refut")
AGAINST = (*_DENIES, "unaware")  # how stances begin that speak against a claim
_NOTHING = {"such", "this", "that", "it", "its", "whether", "request", "comment", "question"}


def against(claim: Claim) -> bool:
    """Say whether a response speaks against what it answers; "no comment" does not."""
    return any(s.casefold().startswith(AGAINST) for s in claim.roles.get("stance", ()))


def denies(claim: Claim) -> bool:
    """Say whether a response denies; who is unaware of a thing speaks against it, and less."""
    return any(s.casefold().startswith(_DENIES) for s in claim.roles.get("stance", ()))


def confirming(claim: Claim) -> bool:
    """Say whether a response confirms what it answers."""
    return any(s.casefold().startswith("confirm") for s in claim.roles.get("stance", ()))


def attach(
    material: Material, findings: Sequence[Finding], effort_of: Mapping[str, str]
) -> dict[str, list[Support]]:
    """Return, by finding id, the responses that answer it, confirmations left out.

    A response answers findings that its document, its origin or its effort reports: those whose
    words it speaks about; where its words name nothing ("the project"), those that the speaker
    or the speaker's country is party to; and where neither fits, all of its own document, for a
    denial is never left out.
    """
    nearby: dict[str, list[Finding]] = defaultdict(list)
    own: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.type in DEALS:
            documents = {s.document for v in finding.values for s in v.support}
            for place in {p for sha in documents for p in _places(material, sha, effort_of)}:
                nearby[place].append(finding)
            for sha in documents:
                own[sha].append(finding)
    words = {f.id: _words(material, f) for f in findings if f.type in DEALS}
    found: dict[str, list[Support]] = defaultdict(list)
    for sha in material.entries:
        for index, claim in material.claims(sha):
            if claim.type is not ClaimType.RESPONSE or confirming(claim):
                continue
            near = {f.id: f for p in _places(material, sha, effort_of) for f in nearby[p]}
            answered = _answered(material, sha, claim, list(near.values()), words) or (
                [f for f in own[sha] if _is_project(f)] or own[sha]
            )
            for finding in answered:
                found[finding.id].append(material.support(sha, index))
    return found


def _places(material: Material, sha: str, effort_of: Mapping[str, str]) -> list[str]:
    effort = effort_of.get(sha)
    return ["origin " + material.origin_of[sha], *(["effort " + effort] if effort else [])]


def _answered(
    material: Material,
    sha: str,
    claim: Claim,
    near: list[Finding],
    words: Mapping[str, set[str]],
) -> list[Finding]:
    about = _telling(w for a in claim.roles.get("about", ()) for w in tokens(a))
    if about:
        common = {f.id: len(about & words[f.id]) for f in near}
        most = max(common.values(), default=0)
        return [f for f in near if most and common[f.id] == most]
    entities = {e.id for e in material.entities(sha, claim, "speaker")}
    nations = material.nations(sha, claim, "speaker")
    entities |= {c for n in nations if (c := material.country_entity(n))}
    return [f for f in near if entities & parties(material, f) and _is_project(f)]


def _is_project(finding: Finding) -> bool:
    """Say whether "the project" can mean it; figures and deliveries are answered by their words."""
    figure = any(v.text not in SAID.values() for v in finding.values)
    return not figure and finding.type is not ClaimType.TRANSFER


def parties(material: Material, finding: Finding) -> set[str]:
    """Return the ids of whoever takes part in ``finding``, with the countries they are of."""
    ids = {i for found in finding.subject.values() for i in found}
    nations = {c for i in ids if (c := material.names.by_id[i].country)}
    return ids | {c for n in nations if (c := material.country_entity(n))}


def _words(material: Material, finding: Finding) -> set[str]:
    quotes = (
        material.entries[s.document].reading.claims[s.claim].quote
        for v in finding.values
        for s in v.support
    )
    return _telling(w for text in (finding.about, *quotes) for w in tokens(text))


def _telling(words: Iterable[str]) -> set[str]:
    drop = words_of("generic") | words_of("joining") | _NOTHING
    return {w for w in words if w not in drop and len(w) > 2}
