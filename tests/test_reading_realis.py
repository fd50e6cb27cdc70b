"""What is told as done, planned, possible or not so."""

import pytest

from sayso.model import ClaimType, Document, Realis
from sayso.reading.parse import parse
from sayso.reading.realis import realis_of


def realis(text: str, trigger: str, claim: ClaimType = ClaimType.PRODUCTION) -> Realis:
    document = Document(uri="t", sha256="0" * 64, media_type="text/plain", text=text)
    token = next(t for t in parse(document).doc if t.text == trigger)
    return realis_of(token, claim)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Iran produced drones.", "produced", Realis.ACTUAL),
        ("Iran has produced drones since 2022.", "produced", Realis.ACTUAL),
        ("Iran will produce drones.", "produce", Realis.PLANNED),
        ("Iran plans to produce drones.", "produce", Realis.PLANNED),
        ("Production is to begin in May.", "Production", Realis.PLANNED),
        ("They signed an agreement to produce drones.", "produce", Realis.PLANNED),
        ("Orlan drones may be produced abroad.", "produced", Realis.POSSIBLE),
        ("The two sides are considering producing drones.", "producing", Realis.POSSIBLE),
        ("If confirmed, the plant produces drones.", "produces", Realis.POSSIBLE),
        ("Iran has not produced drones.", "produced", Realis.NEGATED),
        ("Iran never produced drones.", "produced", Realis.NEGATED),
        ("No drones were produced.", "produced", Realis.NEGATED),
        ("The minister denied that Iran produced drones.", "produced", Realis.NEGATED),
        ("Iran produced drones not only for itself.", "produced", Realis.ACTUAL),
        ("Hundreds of drones were used to hit cities.", "hit", Realis.ACTUAL),
    ],
)
def test_production(text: str, trigger: str, expected: Realis) -> None:
    assert realis(text, trigger) is expected


def test_a_condition_after_a_noun() -> None:
    text = "The delivery of drones to Russia, if confirmed, would be a significant development."
    assert realis(text, "delivery", ClaimType.TRANSFER) is Realis.POSSIBLE


def test_a_plant_being_built_is_not_built() -> None:
    text = "Russia is building a plant."
    assert realis(text, "building", ClaimType.FACILITY) is Realis.PLANNED


def test_using_is_not_a_plan() -> None:
    assert realis("Russia is using drones.", "using", ClaimType.USE) is Realis.ACTUAL


def test_what_is_negotiated_is_not_agreed() -> None:
    text = "Oman is negotiating with the maker."
    assert realis(text, "negotiating", ClaimType.AGREEMENT) is Realis.POSSIBLE


def test_a_deal_signed_under_a_plan_is_signed() -> None:
    text = "The deal signed in July covers drones."
    assert realis(text, "signed", ClaimType.AGREEMENT) is Realis.ACTUAL
