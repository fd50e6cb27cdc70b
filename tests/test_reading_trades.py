"""Who makes what, said by a noun of trade."""

from __future__ import annotations

import pytest

from sayso.model import ClaimType, Document, Realis, sha256
from sayso.reading.material import gather
from sayso.reading.trades import trades


def found(text: str) -> list[tuple[str, str]]:
    material = gather(
        Document(
            uri="x",
            sha256=sha256(text.encode()),
            media_type="text/plain",
            text=text,
            language="en",
        )
    )
    claims = list(trades(material))
    for claim in claims:
        assert (claim.type, claim.realis) == (ClaimType.PRODUCTION, Realis.ACTUAL)
        assert text[claim.start : claim.end] == claim.quote
        assert claim.start <= claim.trigger[0] < claim.trigger[1] <= claim.end
    return [(c.roles["producer"][0], c.roles["product"][0]) for c in claims]


@pytest.mark.parametrize(
    ("text", "maker", "product"),
    [
        (
            "Orvan Works, a maker of attack drones, signed a contract with the army.",
            "Orvan Works",
            "attack drones",
        ),
        ("The drone maker Orvan Works signed a contract with the army.", "Orvan Works", "drone"),
        ("Orvan Works is a missile manufacturer and signed a contract.", "Orvan Works", "missile"),
    ],
)
def test_a_noun_of_trade_says_who_makes_what(text: str, maker: str, product: str) -> None:
    assert found(text) == [(maker, product)]


@pytest.mark.parametrize(
    "text",
    [
        "Drone makers met in Minsk with the army.",
        "The maker of the film signed a contract with Orvan Works.",
        "Orvan Works sold drones. A car manufacturer bought the plant.",
    ],
)
def test_a_trade_without_a_maker_or_a_system_says_nothing(text: str) -> None:
    assert found(text) == []
