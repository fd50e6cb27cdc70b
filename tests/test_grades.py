"""Grades: a rule a row, the first that fits; letters from the analyst's own list alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, entry
from sayso import knowledge
from sayso.findings import find_findings
from sayso.findings.grades import Circumstances, Denied, _letters, rule_for, rules, words_for
from sayso.findings.nearness import Near, nearness
from sayso.identity import find_entities
from sayso.lineage import find_origins
from sayso.model import Entry, Finding

# For each rule, circumstances that it and none above it fits.
FITTING = {
    "confirmed": Circumstances(3, "no", False, Near.NAMED),
    "corroborated": Circumstances(3, "no", False, Near.UNNAMED),
    "corroborated, values conflict": Circumstances(2, "no", True, Near.DOCUMENT),
    "corroborated, denied by a party": Circumstances(2, "party", False, Near.DOCUMENT),
    "corroborated, denied by a third": Circumstances(2, "third", True, Near.DOCUMENT),
    "single, denied by a third": Circumstances(1, "third", False, Near.DOCUMENT),
    "single, denied by a party": Circumstances(1, "party", False, Near.DOCUMENT),
    "single, values conflict": Circumstances(1, "no", True, Near.DOCUMENT),
    "single, from a document or somebody named": Circumstances(1, "no", False, Near.NAMED),
    "single, from somebody unnamed": Circumstances(1, "no", False, Near.UNNAMED),
    "nothing to judge by": Circumstances(1, "no", False, Near.OUTLET),
}


def test_every_rule_has_a_case_here() -> None:
    assert [rule.name for rule in rules()] == list(FITTING)


@pytest.mark.parametrize("name", FITTING)
def test_a_rule_fits_its_case(name: str) -> None:
    assert rule_for(FITTING[name]).name == name


circumstances = st.builds(
    Circumstances,
    st.integers(0, 12),
    st.sampled_from(["no", "party", "third"]),
    st.booleans(),
    st.sampled_from(Near),
)


@given(circumstances)
def test_every_finding_has_a_grade(found: Circumstances) -> None:
    assert 1 <= rule_for(found).credibility <= 6


@given(circumstances, st.integers(1, 5))
def test_another_origin_never_makes_it_less_credible(found: Circumstances, more: int) -> None:
    richer = found._replace(origins=found.origins + more)
    assert rule_for(richer).credibility <= rule_for(found).credibility


@given(circumstances, st.sampled_from(["party", "third"]))
def test_a_denial_never_makes_what_could_be_judged_more_credible(
    found: Circumstances, denied: Denied
) -> None:
    quiet = rule_for(found._replace(denied="no")).credibility
    # 6 says nothing of how likely a thing is: it stands beside the scale.
    assert quiet == 6 or rule_for(found._replace(denied=denied)).credibility >= quiet


def test_the_scale_is_the_admiralty_codes() -> None:
    assert [words_for(letter) for letter in ("A", "F")] == [
        "completely reliable",
        "reliability cannot be judged",
    ]
    assert words_for(1) == "confirmed by other sources"
    assert words_for(6) == "truth cannot be judged"


def one(*entries: Entry, about: str = "the facility in Tema") -> Finding:
    found = find_findings(entries, find_origins(entries), find_entities(entries))
    return next(f for f in found if f.about == about)


def plant(uri: str, source: tuple[str, ...] = (), also: str = "", **roles: str) -> Entry:
    """A report in words of its own on a plant in Tema, said by ``source``."""
    words = " ".join(f"{uri}{i}" for i in range(40))
    quote = "Zephyr Works of Poland builds a Falcon-9 plant in Tema, Ghana"
    said = f"{quote}, {source[0]} said" if source else quote
    made = [
        claim(
            "facility",
            quote,
            "planned",
            source,
            operator="Zephyr Works",
            place=("Tema", "Ghana"),
            product="Falcon-9",
        )
    ]
    if also:
        made.append(claim("response", also, stance="denies", about="the plant in Tema", **roles))
    return entry(f"{said}. {also}. {words}", made, uri=uri)


def grade(finding: Finding) -> tuple[str, str]:
    assert finding.grade is not None
    return finding.grade.code, finding.grade.rule


def test_one_report_in_its_own_voice_cannot_be_judged() -> None:
    assert grade(one(plant("a"))) == ("F6", "nothing to judge by")


def test_somebody_named_is_nearer_than_somebody_unnamed() -> None:
    assert grade(one(plant("a", ("Jan Nowak",))))[0] == "F3"
    assert grade(one(plant("a", ("two officials",))))[0] == "F4"


def test_a_second_origin_corroborates_and_a_reprint_does_not() -> None:
    first = plant("a")
    assert grade(one(first, plant("b")))[0] == "F2"
    again = plant("a").model_copy(
        update={"document": first.document.model_copy(update={"uri": "reprint"})}
    )
    assert grade(one(first, again))[0] == "F6"


def test_a_denial_by_a_party_is_told_from_one_by_a_third() -> None:
    party = plant("a", also="Zephyr Works denied the plant in Tema", speaker="Zephyr Works")
    assert grade(one(party))[1] == "single, denied by a party"
    third = plant("a", also="Norway denied the plant in Tema", speaker="Norway")
    assert grade(one(third))[1] == "single, denied by a third"


def test_letters_come_from_the_analysts_list_and_a_chain_is_as_good_as_its_worst(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reliability.toml").write_text(
        '[[source]]\nname = "Jan Nowak"\nletter = "C"\nreason = "Often early."\n'
        '[[source]]\nname = "Norpress"\naliases = ["NP"]\nletter = "B"\n'
    )
    monkeypatch.setenv(knowledge.VARIABLE, str(tmp_path))
    knowledge.table.cache_clear()
    _letters.cache_clear()
    try:
        worst = one(plant("a", ("Jan Nowak", "NP"))).grade
        assert worst is not None
        assert worst.reliability == "C"
        assert worst.reasons[-1] == (
            "Jan Nowak is on your list as fairly reliable (C): Often early."
        )
        best = one(plant("a", ("Jan Nowak",)), plant("b", ("Norpress",))).grade
        assert best is not None
        assert best.code == "B2"
    finally:
        monkeypatch.undo()
        knowledge.table.cache_clear()
        _letters.cache_clear()


@pytest.mark.parametrize(
    ("source", "near"),
    [
        ((), Near.OUTLET),
        (("Reuters",), Near.HEARSAY),
        (("local media",), Near.HEARSAY),
        (("officials",), Near.UNNAMED),
        (("Western diplomats",), Near.UNNAMED),
        (("Jan Nowak", "Reuters"), Near.NAMED),
        (("customs records",), Near.DOCUMENT),
    ],
)
def test_how_near_a_source_is(source: tuple[str, ...], near: Near) -> None:
    made = entry("It builds.", [claim("facility", "It builds", "actual", source, operator="It")])
    assert nearness(made, made.reading.claims[0], {"Reuters": "Reuters"}) is near
