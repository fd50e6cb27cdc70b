"""Findings: values side by side, conflicts and denials kept, origins counted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, entry
from sayso.findings import find_findings
from sayso.identity import find_entities
from sayso.lineage import find_origins
from sayso.model import Entry, Finding


def derive(*entries: Entry) -> dict[str, Finding]:
    """Findings by what they are about."""
    found = find_findings(entries, find_origins(entries), find_entities(entries))
    assert len({f.id for f in found}) == len(found)
    return {f.about: f for f in found}


def plant(uri: str, capacity: str, realis: str = "planned", **more: Any) -> Entry:
    """A report, in words of its own, on the Polish plant for Falcon drones in Ghana."""
    # Each report has its own words, so that no two are near-duplicates.
    words = " ".join(f"{uri.removesuffix('.txt')}{i}" for i in range(40))
    quote = f"The Falcon-9 plant in Tema, Ghana, by the Polish firm Zephyr Works makes {capacity}"
    made = claim(
        "facility",
        quote,
        realis,
        operator="Zephyr Works",
        place=("Tema", "Ghana"),
        product="Falcon-9",
        capacity=capacity,
        **more,
    )
    return entry(f"{quote}. {words}", [made], uri=uri)


CAPACITY = "capacity of the facility in Tema"


def test_agreeing_values_are_one_and_their_origins_are_counted() -> None:
    finding = derive(plant("a.txt", "300 drones a year"), plant("b.txt", "300 drones per year"))
    capacity = finding[CAPACITY]
    assert [len(v.support) for v in capacity.values] == [2]
    assert (capacity.origins, capacity.standing) == (2, "corroborated")


def test_ten_reprints_are_one_origin() -> None:
    first = plant("a.txt", "300 drones a year")
    reprints = [
        entry(first.document.text, [_again(first)], uri=f"reprint{i}.txt") for i in range(10)
    ]
    capacity = derive(first, *reprints)[CAPACITY]
    assert len(capacity.values[0].support) == 11
    assert (capacity.origins, capacity.standing) == (1, "single")


def _again(e: Entry) -> dict[str, Any]:
    (c,) = e.reading.claims
    return claim(c.type, c.quote, c.realis, c.source, c.date, **c.roles)  # type: ignore[arg-type]


def test_values_that_do_not_agree_stand_side_by_side_as_disputed() -> None:
    capacity = derive(plant("a.txt", "300 drones a year"), plant("b.txt", "900 drones a year"))[
        CAPACITY
    ]
    assert {v.text for v in capacity.values} == {"300 drones a year", "900 drones a year"}
    assert capacity.standing == "disputed"
    assert len({s.origin for v in capacity.values for s in v.support}) == 2


def test_two_figures_of_one_document_are_no_conflict() -> None:
    first, second = "Zephyr Works makes 300 Falcon-9", "by 2040 Zephyr Works makes 900 Falcon-9"
    made = [
        claim("production", q, producer="Zephyr Works", product="Falcon-9", quantity=n)
        for q, n in ((first, "300"), (second, "900"))
    ]
    (finding,) = [f for f in derive(entry(f"{first}; {second}.", made)).values() if f.values[1:]]
    assert finding.standing == "single"


def test_a_plan_and_its_outcome_are_a_history_and_no_conflict() -> None:
    capacity = derive(
        plant("a.txt", "900 drones a year", "planned"),
        plant("b.txt", "300 drones a year", "actual"),
    )[CAPACITY]
    assert {v.realis for v in capacity.values} == {"planned", "actual"}
    assert capacity.standing == "corroborated"


def test_quantities_of_different_years_do_not_conflict() -> None:
    def made(uri: str, quantity: str, year: str) -> Entry:
        quote = f"Poland made {quantity} Falcon-9 in {year}"
        roles = {"producer": "Poland", "product": "Falcon-9", "quantity": quantity}
        return entry(quote, [claim("production", quote, date=year, **roles)], uri=uri)

    about = "quantity of production of Falcon-9 by Poland"
    assert derive(made("a", "120", "2030"), made("b", "700", "2031"))[about].standing != "disputed"
    assert derive(made("a", "120", "2030"), made("b", "700", "2030"))[about].standing == "disputed"


def test_reported_as_fact_and_said_not_to_be_so_is_disputed() -> None:
    about = "the facility in Tema"
    assert (
        derive(plant("a.txt", "300", "actual"), plant("b.txt", "300", "negated"))[about].standing
        == "disputed"
    )


def test_specifications_are_kept_apart_by_property_and_system() -> None:
    def spec(uri: str, product: str, name: str, value: str) -> Entry:
        quote = f"{product} has a {name} of {value}"
        made = claim("specification", quote, product=product, property=name, value=value)
        return entry(quote, [made], uri=uri)

    found = derive(
        spec("a", "Falcon-9", "range", "300 km"),
        spec("b", "Falcon-9", "payload", "20 kg"),
        spec("c", "Falcon-7", "range", "90 km"),
        spec("d", "Falcon 9", "range", "300 kilometres"),
    )
    assert set(found) == {"range of Falcon-9", "payload of Falcon-9", "range of Falcon-7"}
    assert found["range of Falcon-9"].origins == 2


def reply(stance: str, about: str, speaker: str = "Zephyr Works") -> Entry:
    base = plant("a.txt", "300 drones a year")
    quote = f"{speaker} gave its answer"
    answer = claim("response", quote, speaker=speaker, stance=stance, about=about)
    return entry(base.document.text + f" {quote}.", [_again(base), answer], uri="a.txt")


@pytest.mark.parametrize(
    ("stance", "standing"),
    [("denies", "denied"), ("unaware", "denied"), ("no comment", "single"), ("confirms", "single")],
)
def test_only_a_denial_makes_a_finding_denied(stance: str, standing: str) -> None:
    facility = derive(reply(stance, "the project"))["the facility in Tema"]
    assert facility.standing == standing
    assert len(facility.denials) == (0 if stance == "confirms" else 1)


def test_a_denial_answers_what_its_words_are_about() -> None:
    report = plant("a.txt", "300 drones a year")
    sold = "Zephyr Works sold Heron-2 to Brazil"
    answer = "Zephyr Works rejected talk of the Heron sale"
    both = entry(
        f"{report.document.text} {sold}. {answer}.",
        [
            _again(report),
            claim("transfer", sold, supplier="Zephyr Works", recipient="Brazil", product="Heron-2"),
            claim("response", answer, speaker="Zephyr Works", stance="denies", about="Heron sale"),
        ],
    )
    found = derive(both)
    assert found["transfer of Heron-2 from Poland to Brazil"].standing == "denied"
    assert found["the facility in Tema"].standing == "single"


def test_a_denial_of_the_project_is_not_one_of_every_figure_and_delivery() -> None:
    found = derive(reply("denies", "the project"))
    assert found["the facility in Tema"].standing == "denied"
    assert found[CAPACITY].standing == "single"
    about = "capacity of 300 drones"
    assert derive(reply("denies", about))[CAPACITY].standing == "denied"


def test_a_denial_by_an_outsider_about_nothing_named_still_shows() -> None:
    facility = derive(reply("denies", "it", speaker="Atlas Crating"))["the facility in Tema"]
    assert facility.standing == "denied"


def test_a_denial_in_a_reprint_answers_the_finding_of_the_first_report() -> None:
    first = plant("b.txt", "300 drones a year")
    quote = "Zephyr Works denied the project"
    answer = claim("response", quote, speaker="Zephyr Works", stance="denies", about="the project")
    reprint = entry(first.document.text + f" {quote}.", [answer], uri="c.txt")
    assert derive(first, reprint)["the facility in Tema"].standing == "denied"


WORLD = [
    plant("a.txt", "300 drones a year"),
    plant("b.txt", "900 drones a year"),
    plant("c.txt", "300 drones a year", "actual"),
    plant("d.txt", "many"),
    reply("denies", "the project"),
    entry(
        "Chair Ada Obi of Zephyr Works spoke.",
        [
            claim(
                "position",
                "Chair Ada Obi",
                person="Ada Obi",
                title="Chair",
                organisation="Zephyr Works",
            )
        ],
        uri="e.txt",
    ),
]


@given(st.permutations(WORLD), st.integers(0, len(WORLD)))
def test_every_value_rests_on_a_claim_with_a_quote_whatever_the_order(
    order: list[Entry], size: int
) -> None:
    some = order[:size]
    origins, entities = find_origins(some), find_entities(some)
    found = find_findings(some, origins, entities)
    back = sorted(some, key=lambda e: e.document.uri)
    assert found == find_findings(back, find_origins(back), find_entities(back))
    by_sha = {e.document.sha256: e for e in some}
    origin_of = {sha: o.id for o in origins for sha in o.documents}
    ids = {e.id for e in entities}
    for finding in found:
        assert finding.values
        assert {i for role in finding.subject.values() for i in role} <= ids
        for support in [s for v in finding.values for s in v.support] + list(finding.denials):
            it = by_sha[support.document]
            c = it.reading.claims[support.claim]
            assert it.document.text[c.start : c.end] == c.quote != ""
            assert support.origin == origin_of[support.document]
        for value in finding.values:
            assert value.support
            assert {by_sha[s.document].reading.claims[s.claim].realis for s in value.support} == {
                value.realis
            }
