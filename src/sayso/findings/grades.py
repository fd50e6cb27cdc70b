"""Grades: how far a finding is to be believed, by rules that are data, with the reasons why.

The scale is the NATO Admiralty code (AJP-2.1): a letter for the source, a digit for what is said.
The rules stand in ``knowledge/data/grading.toml``, in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from sayso.findings.material import Material
from sayso.findings.nearness import Near, nearness
from sayso.findings.responses import denies, parties
from sayso.knowledge import table
from sayso.lineage.citing import outlet_names
from sayso.model import Finding, Grade, Realis, Support
from sayso.naming import fold

Letter = Literal["A", "B", "C", "D", "E", "F"]
Digit = Literal[1, 2, 3, 4, 5, 6]
Denied = Literal["no", "party", "third"]


class Rule(BaseModel):
    """Which findings have which credibility; what is ``None`` does not matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    credibility: Digit
    origins: tuple[int, int] | None = None  # from and up to so many
    denied: Denied | None = None
    conflict: bool | None = None
    near: Literal["document", "named", "unnamed", "outlet", "hearsay"] | None = None  # at least
    because: str


class Judged(BaseModel):
    """A source with the analyst's letter for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    aliases: tuple[str, ...] = ()
    letter: Letter
    reason: str = ""


class Step(BaseModel):
    """A step of the scale in words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    letter: Letter | None = None
    digit: Digit | None = None
    words: str


class Circumstances(NamedTuple):
    """What the rules ask about a finding."""

    origins: int
    denied: Denied
    conflict: bool
    near: Near


def rules() -> tuple[Rule, ...]:
    """Return the rules of credibility in the order in which they are tried."""
    return table("grading", "rule", Rule)


def rule_for(found: Circumstances) -> Rule:
    """Return the first rule that fits; the last of the built-in ones fits everything."""
    return next(rule for rule in rules() if _fits(rule, found))


def _fits(rule: Rule, found: Circumstances) -> bool:
    low, high = rule.origins or (0, found.origins)
    return (
        low <= found.origins <= high
        and rule.denied in (None, found.denied)
        and rule.conflict in (None, found.conflict)
        and (rule.near is None or found.near >= Near[rule.near.upper()])
    )


def words_for(step: Letter | Digit) -> str:
    """Return a step of the scale in words: "usually reliable" for "B"."""
    steps = (*table("grading", "letter", Step), *table("grading", "digit", Step))
    words: str = next(s.words for s in steps if step in (s.letter, s.digit))
    return words


@cache
def _letters() -> Mapping[str, Judged]:
    return {
        fold(name): judged
        for judged in table("reliability", "source", Judged)
        for name in (judged.name, *judged.aliases)
    }


class Grader:
    """Grades the findings of one body of material; keeps the names of outlets between them."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._outlets = outlet_names([e.document for e in material.entries.values()])

    def grade(self, finding: Finding) -> Grade:
        """Return the grade of ``finding``, whose values, answers and origins are settled."""
        support = in_favour(finding)
        found = Circumstances(
            finding.origins,
            self._denied(finding),
            finding.conflicting,
            max((self._near(s) for s in support), default=Near.HEARSAY),
        )
        rule = rule_for(found)
        judged = min(
            (j for s in support for j in self._judged(s)), key=lambda j: j.letter, default=None
        )
        letter: Letter = judged.letter if judged else "F"
        return Grade(
            reliability=letter,
            credibility=rule.credibility,
            rule=rule.name,
            words=(words_for(letter), words_for(rule.credibility)),
            reasons=(rule.because, *_about_source(judged)),
        )

    def _near(self, support: Support) -> Near:
        entry = self._material.entries[support.document]
        return nearness(entry, entry.reading.claims[support.claim], self._outlets)

    def _denied(self, finding: Finding) -> Denied:
        """Return whether a party to ``finding`` denies it, or only somebody else."""
        involved = parties(self._material, finding)
        denied: Denied = "no"
        for s in finding.denials:
            claim = self._material.entries[s.document].reading.claims[s.claim]
            if not denies(claim):
                continue
            speakers = {e.id for e in self._material.entities(s.document, claim, "speaker")}
            nations = self._material.nations(s.document, claim, "speaker")
            speakers |= {c for n in nations if (c := self._material.country_entity(n))}
            if not speakers & involved:
                return "third"
            denied = "party"
        return denied

    def _judged(self, support: Support) -> Iterable[Judged]:
        """Yield the least reliable of a claim's listed sources: a chain is as good as that."""
        entry = self._material.entries[support.document]
        chain = [*entry.reading.claims[support.claim].source, entry.document.outlet or ""]
        listed = [j for name in chain if (j := _letters().get(fold(name)))]
        if listed:
            yield max(listed, key=lambda j: j.letter)


def in_favour(finding: Finding) -> Sequence[Support]:
    """Return what speaks for ``finding``; all it has where that is only that it is not so."""
    said = [s for v in finding.values if v.realis is not Realis.NEGATED for s in v.support]
    return said or [s for v in finding.values for s in v.support]


def _about_source(judged: Judged | None) -> tuple[str, ...]:
    if judged is None:
        return ("No source of it is on your list of sources, so its reliability is F.",)
    said = f"{judged.name} is on your list as {words_for(judged.letter)} ({judged.letter})"
    return (f"{said}: {judged.reason}" if judged.reason else f"{said}.",)
