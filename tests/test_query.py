"""Questions to a case: filters narrow, dates of any precision compare, programmes are found."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, entry
from sayso.model import (
    Cell,
    ClaimType,
    Derived,
    Entity,
    Evidence,
    Finding,
    Kind,
    Origin,
    Programme,
    Realis,
)
from sayso.query import ClaimFilter, claim_rows, matching_programmes, programme_row, quoted

FIRST = entry(
    "Kupol built drones in China. Mikheev said Orlans may be made abroad.",
    [
        claim("production", "Kupol built drones in China.", producer="Kupol", place="China"),
        claim(
            "production",
            "Mikheev said Orlans may be made abroad.",
            realis="possible",
            source=["Mikheev", "TASS"],
            date="2024-11",
            product="Orlan",
        ),
    ],
    uri="first.txt",
    published="2024-09-25",
)
SECOND = entry(
    "IEMZ will deliver drones.",
    [claim("transfer", "IEMZ will deliver drones.", realis="planned", supplier="IEMZ")],
    uri="second.txt",
)
ENTRIES = (FIRST, SECOND)


def origin(id_: str, name: str, sha256: str) -> Origin:
    evidence = Evidence(document=sha256, basis="only source", words="")
    return Origin(id=id_, name=name, documents=(sha256,), evidence=(evidence,))


def programme(id_: str, title: str, **more: object) -> Programme:
    cell = Cell(text="Garpiya-3", entity=None, support=())
    fields = {
        "id": id_,
        "title": title,
        "providers": (),
        "hosts": (),
        "systems": (cell,),
        "sites": (),
        "status": None,
        "documents": (FIRST.document.sha256,),
        "findings": (),
        **more,
    }
    return Programme.model_validate(fields)


DERIVED = Derived(
    origins=(
        origin("reuters-1", "Reuters, 2024-09", FIRST.document.sha256),
        origin("tass-1", "TASS", SECOND.document.sha256),
    ),
    entities=(Entity(id="e1", name="IEMZ Kupol", kind=Kind.ORGANISATION, aliases=("IEMZ",)),),
    findings=(
        Finding(
            id="f1",
            type=ClaimType.USE,
            about="x",
            subject={},
            values=(),
            standing="disputed",
            conflicting=True,
        ),
        Finding(
            id="f2",
            type=ClaimType.USE,
            about="y",
            subject={},
            values=(),
            denials=({"document": "d", "claim": 0, "origin": "o"},),
            standing="denied",
        ),
        Finding(
            id="f3",
            type=ClaimType.USE,
            about="z",
            subject={},
            values=(),
            denials=({"document": "d", "claim": 1, "origin": "o"},),  # "no comment"
        ),
    ),
    programmes=(
        programme("garpiya-3", "Garpiya-3: Russia – China", findings=("f1", "f2", "f3", "gone")),
        programme("garpiya-3-iran", "Garpiya-3: Russia – Iran"),
    ),
)


def found(**wanted: object) -> list[str]:
    rows = claim_rows(ENTRIES, DERIVED, ClaimFilter.model_validate(wanted))
    return [f"{row.uri[0]}{row.index}" for row in rows]


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        ({}, ["f0", "f1", "s0"]),
        ({"type": ClaimType.TRANSFER}, ["s0"]),
        ({"realis": Realis.POSSIBLE}, ["f1"]),
        ({"type": ClaimType.TRANSFER, "realis": Realis.POSSIBLE}, []),
        ({"entity": "kupol"}, ["f0", "s0"]),  # IEMZ is another name of IEMZ Kupol
        ({"entity": "e1"}, ["s0"]),
        ({"entity": "CHINA"}, ["f0"]),
        ({"source": "mikheev"}, ["f1"]),
        ({"source": "tass"}, ["f1"]),
        ({"source": ""}, ["f0", "s0"]),
        ({"origin": "reuters-1"}, ["f0", "f1"]),
        ({"origin": "tass"}, ["s0"]),
        ({"text": "ORLANS may"}, ["f1"]),
        ({"since": "2024"}, ["f0", "f1"]),  # the undated one has no date at all
        ({"since": "2024-11"}, ["f1"]),
        ({"since": "2024-11-15"}, ["f1"]),  # some day of 2024-11 is later
        ({"until": "2024-09"}, ["f0"]),
        ({"until": "2024-09-24"}, []),
        ({"since": "2025"}, []),
    ],
)
def test_filters(wanted: dict[str, object], rows: list[str]) -> None:
    assert found(**wanted) == rows


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31)).map(date.isoformat)


@given(DAYS, DAYS, DAYS, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_a_day_is_found_in_the_time_it_lies_in(
    day: str, first: str, last: str, coarse: int, fine: int
) -> None:
    first, last = min(first, last)[:coarse], max(first, last)[:fine]
    dated = entry("It was used.", [claim("use", "It was used.", date=day)])
    rows = claim_rows([dated], Derived(), ClaimFilter(since=first, until=last))
    inside = first <= day and day <= last + "-99"[: 10 - len(last)] + "-99"[: 7 - len(last)]
    assert bool(rows) == inside


def test_rows_carry_what_a_reader_needs_to_check_them() -> None:
    row = claim_rows(ENTRIES, DERIVED, ClaimFilter())[1]
    assert (row.uri, row.published, row.origin) == ("first.txt", "2024-09-25", "reuters-1")
    text = FIRST.document.text
    assert text[row.claim.start : row.claim.end] == row.claim.quote
    entries = {e.document.sha256: e for e in ENTRIES}
    support = {"document": row.document, "claim": row.index, "origin": "reuters-1"}
    assert quoted(DERIVED.findings[1].denials[0].model_validate(support), entries) == row


def test_a_programme_is_found_by_id_before_words() -> None:
    assert [p.id for p in matching_programmes(DERIVED, "garpiya-3")] == ["garpiya-3"]
    assert [p.id for p in matching_programmes(DERIVED, "GARPIYA iran")] == ["garpiya-3-iran"]
    assert len(matching_programmes(DERIVED, "garpiya")) == 2
    assert matching_programmes(DERIVED, "shahed") == []
    assert matching_programmes(DERIVED, " ") == []


def test_a_programmes_row_counts_conflicts_and_denials_but_not_declined_comments() -> None:
    row = programme_row(DERIVED.programmes[0], DERIVED)
    assert (row.documents, row.origins) == (1, 1)
    assert (row.findings, row.conflicts, row.denials) == (3, 1, 1)
