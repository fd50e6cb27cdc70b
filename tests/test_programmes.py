"""Programmes: who provides, who hosts, which documents, how far it has come."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, entry
from sayso.findings import find_findings, find_programmes
from sayso.identity import find_entities
from sayso.lineage import find_origins
from sayso.model import Entry, Programme


def derive(*entries: Entry) -> tuple[Programme, ...]:
    origins, entities = find_origins(entries), find_entities(entries)
    findings = find_findings(entries, origins, entities)
    programmes = find_programmes(entries, origins, entities, findings)
    shown = {f.id for f in findings}
    assert all(set(p.findings) <= shown for p in programmes)
    return programmes


def report(uri: str, *claims: dict[str, Any]) -> Entry:
    return entry(". ".join(c["quote"] for c in claims) + ".", claims, uri=uri)


def facility(provider: str, host: str, product: str = "drones", realis: str = "planned") -> Any:
    quote = f"{provider} builds a plant for {product} in {host}, {realis}"
    return claim("facility", quote, realis, operator=provider, place=host, product=product)


def agreement(one: str, other: str, product: str = "drones", date: str | None = None) -> Any:
    quote = f"{one} and {other} agreed on {product}"
    return claim("agreement", quote, date=date, party=(one, other), product=product)


def transfer(giver: str, taker: str, product: str, realis: str = "actual") -> Any:
    quote = f"{product} went from {giver} to {taker}"
    return claim("transfer", quote, realis, supplier=giver, recipient=taker, product=product)


def test_a_programme_has_a_provider_a_host_and_systems() -> None:
    (programme,) = derive(
        report("a.txt", facility("Poland", "Ghana", "Falcon-9"), agreement("Poland", "Ghana"))
    )
    assert programme.title == "Falcon-9: Poland – Ghana"
    assert programme.id == "falcon-9-poland-ghana"
    assert [c.text for c in programme.providers] == ["Poland"]
    assert [c.text for c in programme.hosts] == ["Ghana"]
    assert [c.text for c in programme.systems] == ["Falcon-9"]
    assert all(c.support for c in (*programme.providers, *programme.hosts, *programme.systems))


def test_whose_design_it_is_provides_although_the_host_builds() -> None:
    quote = "Ghana will make drones designed by Poland at home in Ghana"
    made = claim(
        "production",
        quote,
        "planned",
        producer="Ghana",
        place="Ghana",
        product="drones designed by Poland",
    )
    (programme,) = derive(report("a.txt", made, agreement("Ghana", "Poland")))
    assert [c.text for c in (*programme.providers, *programme.hosts)] == ["Poland", "Ghana"]


def test_documents_on_one_system_and_pair_are_one_programme_others_are_not() -> None:
    programmes = derive(
        report("a.txt", facility("Poland", "Ghana", "Falcon-9")),
        report("b.txt", facility("Poland", "Ghana", "Falcon 9", "actual")),
        report("c.txt", facility("Poland", "Ghana", "Heron-2")),
        report("d.txt", facility("Poland", "Brazil", "Falcon-9")),
    )
    assert sorted(len(p.documents) for p in programmes) == [1, 1, 2]


def test_a_report_without_a_system_goes_with_the_only_programme_of_its_countries() -> None:
    falcon, plain = facility("Poland", "Ghana", "Falcon-9"), facility("Poland", "Ghana")
    (programme,) = derive(report("a.txt", falcon), report("b.txt", plain))
    assert len(programme.documents) == 2
    heron = report("c.txt", facility("Poland", "Ghana", "Heron-2"))
    assert len(derive(report("a.txt", falcon), report("b.txt", plain), heron)) == 3


def test_a_system_of_a_third_country_does_not_name_the_programme() -> None:
    met = claim("development", "Brazil developed Heron-2", developer="Brazil", product="Shahed-136")
    own = claim("specification", "Falcon-9 flies 90 km", product="Falcon-9", property="range")
    plant = facility("Poland", "Ghana")
    (named,) = derive(report("a.txt", plant, own, met))
    assert [c.text for c in named.systems] == ["Falcon-9"]
    (unnamed,) = derive(report("a.txt", plant, met))
    assert unnamed.systems == ()


def test_war_sanctions_and_home_production_make_no_programme() -> None:
    used = claim(
        "use", "Poland used Falcon-9 in Ghana", user="Poland", product="Falcon-9", place="Ghana"
    )
    listed = claim("sanction", "Ghana put Poland on a list", authority="Ghana", target="Poland")
    home = claim(
        "production", "Poland makes Falcon-9", producer="Poland", place="Poland", product="Falcon-9"
    )
    assert derive(report("a.txt", used, listed, home)) == ()
    assert derive() == ()


def test_one_noisy_claim_does_not_move_a_document() -> None:
    stray = transfer("Brazil", "Kenya", "Falcon-9")
    (programme,) = derive(
        report(
            "a.txt", stray, facility("Poland", "Ghana", "Falcon-9"), agreement("Poland", "Ghana")
        )
    )
    assert [c.text for c in programme.hosts] == ["Ghana"]


def test_unnamed_partner_countries_leave_the_host_open() -> None:
    quote = "The Falcon-9 of Poland may be made in partner countries"
    made = claim(
        "production",
        quote,
        "possible",
        producer="Poland",
        place="partner countries",
        product="Falcon-9",
    )
    (programme,) = derive(report("a.txt", made))
    assert programme.hosts == ()
    assert [c.text for c in programme.providers] == ["Poland"]
    assert programme.title == "Falcon-9: Poland – abroad"


def test_a_party_of_unknown_country_is_of_where_things_are_made() -> None:
    quote = "The Polish firm Zephyr Works and Delta set up a venture"
    venture = claim("agreement", quote, party=("Zephyr Works", "Delta"))
    home = claim("production", "Delta makes drones in Ghana", producer="Delta", place="Ghana")
    (programme,) = derive(report("a.txt", venture, home))
    assert [c.text for c in (*programme.providers, *programme.hosts)] == ["Poland", "Ghana"]


def test_countries_in_the_words_count_where_roles_are_missing() -> None:
    words = "Under the deal Poland and Ghana will make drones"
    again = "The Ghanaian and Polish side will train crews"
    (programme,) = derive(
        report("a.txt", claim("production", words, "planned"), claim("technology", again))
    )
    assert {c.text for c in programme.providers} == {"Poland", "Ghana"}
    assert programme.hosts == ()
    assert all(c.support for c in programme.providers)


def test_where_and_by_whom_may_be_said_in_different_claims() -> None:
    made = claim("facility", "a plant will rise in Ghana", "planned", place="Ghana")
    by = claim("development", "Its drone is by Zephyr of Warsaw", developer="Poland")
    deal = claim("agreement", "Warsaw signed the contract", party="Poland")
    (programme,) = derive(report("a.txt", made, by, deal))
    assert [c.text for c in (*programme.providers, *programme.hosts)] == ["Poland", "Ghana"]


BUILT = facility("Poland", "Ghana", "Falcon-9", "actual")


@pytest.mark.parametrize(
    ("claims", "stage"),
    [
        ([facility("Poland", "Ghana", "Falcon-9")], "planned"),
        ([facility("Poland", "Ghana", "Falcon-9"), agreement("Poland", "Ghana")], "agreed"),
        ([BUILT], "established"),
        ([BUILT, transfer("Ghana", "Brazil", "Falcon-9")], "delivered"),
        # What the provider sends the host is not what the host makes.
        ([BUILT, transfer("Poland", "Ghana", "Falcon-9")], "established"),
        ([BUILT, transfer("Ghana", "Brazil", "Falcon-9", "planned")], "established"),
        (
            [
                BUILT,
                claim(
                    "facility",
                    "work at the plant in Ghana has been suspended by Poland",
                    place="Ghana",
                    operator="Poland",
                ),
            ],
            "suspended",
        ),
        (
            [
                claim(
                    "facility",
                    "the plant in Ghana is under construction by Poland",
                    "planned",
                    place="Ghana",
                    operator="Poland",
                ),
            ],
            "under construction",
        ),
    ],
)
def test_status_is_the_most_advanced_stage_that_is_stated(claims: list[Any], stage: str) -> None:
    (programme,) = derive(report("a.txt", *claims))
    assert programme.status is not None
    assert programme.status.text == stage
    assert programme.status.support


def test_the_timeline_has_only_dates_that_claims_state_in_order() -> None:
    (programme,) = derive(
        report("b.txt", facility("Poland", "Ghana"), agreement("Poland", "Ghana", date="2031-02")),
        report("a.txt", agreement("Ghana", "Poland", date="2030"), facility("Poland", "Ghana")),
    )
    assert [e.date for e in programme.timeline] == ["2030", "2031-02"]
    assert all(e.support for e in programme.timeline)


def test_parties_are_companies_and_officials_not_bystanders() -> None:
    claims = [
        facility("Poland", "Ghana", "Falcon-9"),
        claim(
            "agreement",
            "the Polish firm Zephyr Works agreed with Ghana",
            party=("Zephyr Works", "Ghana"),
        ),
        claim(
            "position",
            "Ada Obi heads Zephyr Works",
            person="Ada Obi",
            title="head",
            organisation="Zephyr Works",
        ),
        claim(
            "position",
            "Kofi Bee edits the Lantern",
            person="Kofi Bee",
            title="editor",
            organisation="Lantern",
        ),
    ]
    (programme,) = derive(report("a.txt", *claims))
    assert [c.text for c in programme.parties] == ["Zephyr Works", "Ada Obi"]


WORLD = [
    report("a.txt", facility("Poland", "Ghana", "Falcon-9"), agreement("Poland", "Ghana")),
    report("b.txt", facility("Poland", "Ghana")),
    report(
        "c.txt", facility("Poland", "Brazil", "Heron-2"), transfer("Brazil", "Kenya", "Heron-2")
    ),
    report(
        "d.txt", transfer("Poland", "Ghana", "Falcon-9"), agreement("Ghana", "Poland", "Falcon-9")
    ),
    report("e.txt", claim("use", "Kenya used Heron-2", user="Kenya", product="Heron-2")),
]


@given(st.permutations(WORLD), st.integers(0, len(WORLD)))
def test_programmes_do_not_depend_on_order_and_share_no_document(
    order: list[Entry], size: int
) -> None:
    some = order[:size]
    programmes = derive(*some)
    assert programmes == derive(*sorted(some, key=lambda e: e.document.uri))
    documents = [d for p in programmes for d in p.documents]
    assert len(documents) == len(set(documents))
    assert len({p.id for p in programmes}) == len(programmes)
