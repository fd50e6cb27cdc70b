"""The view of one finding: its values side by side, and what is said against it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.dossier.holdings import Holdings
from sayso.dossier.quotes import Numbering, OriginQuotes, origin_quotes
from sayso.dossier.words import REALIS, STANDING, counted
from sayso.model import Claim, ClaimType, Finding, Realis, Support


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value in the documents' own words, with its quotes by origin."""

    text: str
    realis: str
    realis_words: str
    weight: str
    origins: tuple[OriginQuotes, ...]


@dataclass(frozen=True, slots=True)
class DenialView:
    """Who answers a finding, and how: "denies", "no comment", "unaware"."""

    speaker: str
    stance: str
    origins: tuple[OriginQuotes, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as its page shows it."""

    anchor: str
    about: str
    standing: str
    standing_words: str
    weight: str
    grade: str  # letter and digit
    reasons: tuple[str, ...]  # for the grade, in sentences
    values: tuple[ValueView, ...]
    denials: tuple[DenialView, ...]


def finding_view(held: Holdings, numbering: Numbering, place: str, finding: Finding) -> FindingView:
    """Return the view of ``finding``; ``place`` is what the page's numbering calls it."""
    supports = [support for value in finding.values for support in value.support]
    documents = counted(len({support.document for support in supports}), "document")
    origins = counted(finding.origins, "independent origin")
    return FindingView(
        anchor=held.finding_anchors[finding.id],
        about=finding.about,
        standing=finding.standing,
        standing_words=_standing(finding),
        weight=documents if finding.standing == "single" else f"{origins}, {documents}",
        grade=finding.grade.code if finding.grade else "",
        reasons=grade_reasons(finding),
        values=tuple(
            ValueView(
                text=value.text,
                realis=value.realis.value,
                realis_words=REALIS[value.realis],
                weight=counted(len({s.origin for s in value.support}), "origin"),
                origins=origin_quotes(
                    held, numbering, f"{place} value {n}", value.support, value.realis
                ),
            )
            for n, value in enumerate(finding.values)
        ),
        denials=_denials(held, numbering, f"{place} denials", finding),
    )


def grade_reasons(finding: Finding) -> tuple[str, ...]:
    """Return what the grade of ``finding`` means and why it has it, in sentences."""
    if finding.grade is None:
        return ()
    grade = finding.grade
    return (f"{grade.words[0]}; {grade.words[1]}.".capitalize(), *grade.reasons)


def _standing(finding: Finding) -> str:
    """Return how a finding stands in words; a denial does not hide that its values conflict."""
    words = STANDING[finding.standing]
    hidden = finding.conflicting and finding.standing != "disputed"
    return f"{words}, and {STANDING['disputed']}" if hidden else words


def _denials(
    held: Holdings, numbering: Numbering, place: str, finding: Finding
) -> tuple[DenialView, ...]:
    grouped: dict[tuple[str, str], list[Support]] = {}
    for support in finding.denials:
        grouped.setdefault(_answer(held.claim(support)), []).append(support)
    return tuple(
        DenialView(speaker, stance, origin_quotes(held, numbering, place, supports, Realis.ACTUAL))
        for (speaker, stance), supports in grouped.items()
    )


def _answer(claim: Claim) -> tuple[str, str]:
    """Return who answers and how, as the claim has it."""
    if claim.type is ClaimType.RESPONSE:
        speaker = ", ".join(claim.roles.get("speaker", ())) or "someone unnamed"
        return speaker, ", ".join(claim.roles.get("stance", ())) or "answers"
    return (claim.source[0] if claim.source else "The outlet"), REALIS[claim.realis]
