"""The breakdown of reading errors: each claim in one class, and counts that are the scorer's."""

from __future__ import annotations

from collections import Counter
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claims as program
from benches import BUILDS, GOLD, PLAIN, RAIN, SALE, SOLD, TEXT, claim
from claim_errors import Fault, Kind, Slip, assigned, dice, f1, faults, outcomes, slips, worst
from claim_tables import breakdown, compared, worst_documents


def kinds(gold: list[dict[str, Any]], ours: list[dict[str, Any]]) -> list[Kind]:
    return [one.kind for one in outcomes(TEXT, gold, ours, PLAIN)]


def test_a_found_claim_is_one_outcome_of_both() -> None:
    ours = claim("production", RAIN, producer="kite", product="swift")
    (one,) = outcomes(TEXT, [GOLD], [ours], PLAIN)
    assert (one.kind, one.gold, one.ours, one.source) == (Kind.FOUND, GOLD, ours, None)
    assert one.faults == (Fault(Slip.MISSING, "place", gold="Oslo"),)


def test_from_half_of_the_fillers_a_claim_is_found() -> None:
    half = claim("production", BUILDS, place="Oslo")  # 2 · 1 / (3 + 1)
    less = claim("production", BUILDS, place="Oslo", quantity="ten")
    assert dice(GOLD, half, PLAIN) == 0.5
    assert kinds([GOLD], [half]) == [Kind.FOUND]
    assert kinds([GOLD], [less]) == [Kind.ROLES]


@pytest.mark.parametrize(
    ("wanted", "given", "wrong"),
    [
        ((), (), None),
        (("A",), (), "missing"),
        ((), ("A",), "spurious"),
        (("A",), ("B",), "another"),
    ],
)
def test_what_is_wrong_with_the_source_of_a_found_claim(
    wanted: tuple[str, ...], given: tuple[str, ...], wrong: str | None
) -> None:
    gold, ours = GOLD | {"source": list(wanted)}, GOLD | {"source": list(given)}
    (one,) = outcomes(TEXT, [gold], [ours], PLAIN)
    assert one.source == wrong


def test_the_realis_of_a_found_claim_is_compared() -> None:
    made = outcomes(TEXT, [GOLD, SALE], [GOLD | {"realis": "planned"}, SALE], PLAIN)
    assert sorted((one.type, one.realis_ok) for one in made) == [
        ("production", False),
        ("transfer", True),
    ]


def test_what_is_not_found_is_missed_where_nothing_of_ours_overlaps() -> None:
    assert kinds([GOLD], []) == [Kind.MISSED]
    assert kinds([GOLD], [SALE]) == [Kind.MISSED, Kind.SPURIOUS]


def test_another_type_on_the_same_words_is_a_wrong_type() -> None:
    facility = claim("facility", "in Oslo", operator="Kite")
    assert kinds([GOLD], [facility]) == [Kind.TYPE]


def test_one_type_goes_before_another_with_better_names() -> None:
    other = claim("facility", BUILDS, operator="Kite", product="Swift", place="Oslo")
    alike = claim("production", BUILDS, producer="Anka")
    made = outcomes(TEXT, [GOLD], [other, alike], PLAIN)
    assert [(one.kind, one.ours) for one in made] == [(Kind.ROLES, alike), (Kind.EXTRA, other)]


def test_a_second_telling_is_a_duplicate_and_no_try_at_another_claim() -> None:
    facility = claim("facility", BUILDS, operator="Kite", capacity="800")
    assert kinds([GOLD, facility], [GOLD, GOLD]) == [Kind.FOUND, Kind.BESIDE, Kind.DUPLICATE]


def test_gold_that_says_twice_what_we_say_once() -> None:
    assert kinds([GOLD, GOLD | {"source": ["Anka"]}], [GOLD]) == [Kind.FOUND, Kind.ONCE]


def test_offsets_say_which_of_two_equal_quotes_is_meant() -> None:
    text = "It flew. It flew."
    gold = claim("use", "It flew.", user="A") | {"start": 0, "end": 8}
    ours = claim("use", "It flew.", user="B")
    near, far = (ours | {"start": start, "end": start + 8} for start in (0, 9))
    assert [o.kind for o in outcomes(text, [gold], [near], PLAIN)] == [Kind.ROLES]
    assert [o.kind for o in outcomes(text, [gold], [far], PLAIN)] == [Kind.MISSED, Kind.SPURIOUS]
    assert [o.kind for o in outcomes(text, [gold], [ours], PLAIN)] == [Kind.ROLES]


def test_a_quote_is_found_over_other_white_space() -> None:
    wide = claim("facility", BUILDS.replace(" ", "\n "), operator="Kite")
    assert kinds([GOLD], [wide]) == [Kind.TYPE]


def test_an_empty_quote_stands_nowhere() -> None:
    assert kinds([GOLD], [claim("facility", "", operator="Kite")]) == [Kind.MISSED, Kind.SPURIOUS]


def test_the_faults_of_fillers() -> None:
    gold = claim(
        "x", "", supplier="Ferro", recipient="Malta", product="the Swift drones", place="Y"
    )
    ours = claim("x", "", supplier="Malta", product="Swift|Kestrel", quantity="ten", place="Z")
    assert set(faults(gold, ours, PLAIN)) == {
        Fault(Slip.SWAPPED, "recipient", "Malta", "Malta"),
        Fault(Slip.SPAN, "product", "the Swift drones", "Swift"),
        Fault(Slip.ANOTHER, "place", "Y", "Z"),
        Fault(Slip.MISSING, "supplier", gold="Ferro"),
        Fault(Slip.SPURIOUS, "product", ours="Kestrel"),
        Fault(Slip.SPURIOUS, "quantity", ours="ten"),
    }


def test_words_without_meaning_make_no_name_alike() -> None:
    gold, ours = claim("x", "", user="the Army of Y"), claim("x", "", user="the Navy of Z")
    assert [fault.slip for fault in faults(gold, ours, PLAIN)] == [Slip.ANOTHER]


def test_roles_that_the_scorer_leaves_out_are_left_out() -> None:
    assert faults(GOLD, claim("production", "", note="x"), PLAIN) == tuple(
        Fault(Slip.MISSING, role, gold=name) for role, name in PLAIN.fillers(GOLD)
    )


def test_slips_count_a_claim_once_and_its_fillers_each() -> None:
    gold = claim("transfer", SOLD, product="Swift|Kestrel", supplier="Ferro")
    made = outcomes(TEXT, [gold], [claim("transfer", SOLD)], PLAIN)
    table = slips(made, Kind.ROLES)
    assert table[Slip.MISSING] == (1, 1, Counter(product=2, supplier=1))
    assert table[Slip.SPAN] == (0, 0, Counter())


def test_assignment_is_one_to_one_and_for_the_greatest_sum() -> None:
    assert assigned([[0.9, 0.8], [0.8, 0.1]], 0.5) == {0: 1, 1: 0}
    assert assigned([[0.9, 0.0], [0.8, 0.1]], 0.5) == {0: 0}
    assert assigned([], 0.5) == assigned([[]], 0.5) == {}


def test_the_worst_errors_cost_both_sides() -> None:
    pair = claim("production", BUILDS, producer="Anka")
    made = outcomes(TEXT, [GOLD, SALE], [pair, claim("use", RAIN, user="A")], PLAIN)
    assert [one.kind for one in worst(made, PLAIN)] == [Kind.ROLES, Kind.MISSED, Kind.SPURIOUS]
    assert len(worst(made, PLAIN, 1)) == 1
    assert f1(made) == 0.0
    assert f1(()) is None


def test_tables_name_counts_shares_and_the_worst_documents() -> None:
    made = {
        "good": outcomes(TEXT, [GOLD], [GOLD], PLAIN),
        "bad": outcomes(TEXT, [GOLD, SALE], [claim("facility", BUILDS, operator="Kite")], PLAIN),
        "none": (),
    }
    lines = "\n".join(breakdown(made))
    assert "gold claims: 3" in lines
    assert "our claims: 2" in lines
    assert "missed outright                       1  33.3%" in lines
    assert "production → facility 1" in lines
    assert list(worst_documents(made, PLAIN)) == [
        "bad  F1 0.000  (gold 2, ours 1, found 0)",
        "    type     production → facility  gold: producer=Kite; product=Swift; place=Oslo"
        "  ours: operator=Kite",
        "    missed   transfer  gold: supplier=Ferro; recipient=Malta; product=Swift  ours: -",
        "good  F1 1.000  (gold 1, ours 1, found 1)",
    ]


def test_figures_stand_with_their_change() -> None:
    now = {
        "claims": {"F1": 0.5, "n": 3},
        "date": "2/3",
        "realis": 0.75,
        "by type": {"use": {"F1": 1.0}},
    }
    before = {"claims": {"F1": 0.625, "n": 2}, "date": "1/3", "realis": 0.75}
    assert [line.split() for line in compared(now, before)] == [
        ["claims", "F1", "0.500", "-0.125", "n", "3", "(was", "2)"],
        ["date", "2/3", "(was", "1/3)"],
        ["realis", "0.750", "+0.000"],
        ["use", "F1", "1.000"],
    ]


@pytest.fixture(scope="module")
def score() -> ModuleType:
    """Return the bench's own scorer; skip where there is none."""
    try:
        return program.scorer(program.BENCH)
    except program.TroubleError as trouble:
        pytest.skip(str(trouble))


SOME_ROLES = {
    "production": ("producer", "product", "place", "quantity"),
    "transfer": ("supplier", "recipient", "product"),
}
NAMES = st.lists(
    st.sampled_from(["Kite", "Kite Ltd", "Swift", "Oslo", "Russian", "ten", "the"]), max_size=2
)
CLAIMS = st.lists(
    st.sampled_from(sorted(SOME_ROLES)).flatmap(
        lambda kind: st.fixed_dictionaries(
            {
                "type": st.just(kind),
                "roles": st.fixed_dictionaries(dict.fromkeys(SOME_ROLES[kind], NAMES)),
                "realis": st.sampled_from(["actual", "planned"]),
                "source": NAMES,
                "date": st.none(),
                "quote": st.sampled_from([BUILDS, SOLD, RAIN]),
            }
        )
    ),
    max_size=6,
)


@given(gold=CLAIMS, ours=CLAIMS)
def test_counts_are_those_of_the_scorer(
    score: ModuleType, gold: list[dict[str, Any]], ours: list[dict[str, Any]]
) -> None:
    made = outcomes(TEXT, gold, ours, program.rules(score))
    document = {"claims": gold, "origin": None, "programme": None}
    figures = score.score({"one": document}, {"one": {"claims": ours}})
    found = [one for one in made if one.kind is Kind.FOUND]
    assert figures["claims"] == score.f1(len(found), len(ours), len(gold))
    share = max(1, len(found))
    assert figures["realis"] == round(sum(one.realis_ok for one in found) / share, 3)
    assert figures["source"] == round(sum(one.source is None for one in found) / share, 3)
    # Every claim is somewhere, and nowhere twice.
    assert sorted(id(one.gold) for one in made if one.gold) == sorted(map(id, gold))
    assert sorted(id(one.ours) for one in made if one.ours) == sorted(map(id, ours))
