"""Which mentions fill a role: the network's scores, here made by hand, under what is known."""

from __future__ import annotations

import numpy as np

from sayso.model import Document, sha256
from sayso.reading import scheme
from sayso.reading.decide import Span
from sayso.reading.entities import Entities
from sayso.reading.filling import SLOT, chain, fillers
from sayso.reading.material import Material
from sayso.reading.scored import Scored, Settings, Trigger
from sayso.reading.words import segment

TEXT = (
    "Tarn, Orvan and Belsk sold Korshun drones and 40 Lun jets to Minsk, Belarus, Mikheev said. We"
)
NAMES = {
    "Tarn": "organisation", "Orvan": "organisation", "Belsk": "organisation",
    "Korshun": "platform", "40": "quantity", "Lun": "platform", "Minsk": "place",
    "Belarus": "place", "Mikheev": "person", "We": "organisation",
}  # fmt: skip
SETTINGS = Settings(
    naming=0,
    carries=dict.fromkeys(scheme.CARRIES, 0.5),
    slots=dict.fromkeys(scheme.SLOTS, 0.5),
)


def read(
    carries: str, unnamed: frozenset[str] = frozenset(), **scores: dict[str, float]
) -> dict[str, list[str]]:
    """Return who fills what; ``scores`` gives chances by slot and name."""
    words = segment(TEXT)
    spans = []
    for name, kind in NAMES.items():
        first = words.starts.index(TEXT.index(name))
        spans.append(Span(first, first + 1, scheme.KINDS.index(kind), 0.9))
    fills = np.full((len(spans), len(scheme.SLOTS)), -30, dtype=np.float32)
    for slot, by_name in scores.items():
        for name, chance in by_name.items():
            odds = np.log(chance / (1 - chance))
            fills[list(NAMES).index(name), SLOT[slot.replace("_", " ")]] = odds
    blank = np.zeros(4, dtype=np.float32)
    span = Span(0, 1, scheme.CARRIES.index(carries), 0.9)
    trigger = Trigger(span, fills, blank, blank, blank)
    document = Document(
        uri="x", sha256=sha256(b""), media_type="text/plain", text=TEXT, language="en"
    )
    count = len(spans)
    material = Material(
        document,
        Scored(words, (), tuple(spans), (trigger,), {}),
        Entities(
            tuple(range(count)),
            tuple(s.label for s in spans),
            tuple(NAMES),
            tuple(n not in unnamed for n in NAMES),
        ),
        tuple((i,) for i in range(count)),
        np.eye(count, dtype=np.float32),
        SETTINGS,
    )
    found = fillers(material, trigger)
    names = {slot: [list(NAMES)[e] for e in entities] for slot, entities in found.items()}
    assert chain(material, found) == tuple(
        names.get(scheme.NEAREST, []) + names.get(scheme.OUTER, [])
    )
    return names


def test_a_slot_takes_who_is_sure_enough_and_of_its_kinds() -> None:
    assert read("transfer", supplier={"Tarn": 0.9, "Belsk": 0.1, "Lun": 0.9}) == {
        "supplier": ["Tarn"]
    }


def test_a_slot_of_another_type_is_never_filled() -> None:
    assert read("use", supplier={"Tarn": 0.9}, user={"Minsk": 0.9}) == {"user": ["Minsk"]}


def test_what_is_coordinated_with_a_filler_needs_half_as_much() -> None:
    half = {"Tarn": 0.3, "Orvan": 0.9, "Belsk": 0.3, "Minsk": 0.3}
    assert read("transfer", supplier=half) == {"supplier": ["Tarn", "Orvan", "Belsk"]}


def test_a_single_slot_takes_the_surest() -> None:
    assert read("transfer", source={"Mikheev": 0.9, "Tarn": 0.8}) == {"source": ["Mikheev"]}


def test_nobody_is_supplier_and_recipient_at_once() -> None:
    found = read("transfer", supplier={"Minsk": 0.6}, recipient={"Minsk": 0.9})
    assert found == {"recipient": ["Minsk"]}


def test_beside_an_actor_with_a_name_a_plain_noun_is_nobody_more() -> None:
    both = {"Tarn": 0.9, "Minsk": 0.9}
    assert read("transfer", supplier=both) == {"supplier": ["Tarn", "Minsk"]}
    assert read("transfer", frozenset({"Minsk"}), supplier=both) == {"supplier": ["Tarn"]}
    assert read("transfer", frozenset({"Tarn"}), supplier={"Tarn": 0.9}) == {"supplier": ["Tarn"]}


def test_a_capital_beside_its_country_is_the_country() -> None:
    both = {"Minsk": 0.9, "Belarus": 0.9}
    assert read("transfer", recipient=both) == {"recipient": ["Belarus"]}
    assert read("transfer", recipient={"Minsk": 0.9}) == {"recipient": ["Minsk"]}
    assert read("use", place=both) == {"place": ["Minsk", "Belarus"]}


def test_a_pronoun_fills_nothing() -> None:
    assert read("transfer", supplier={"We": 0.9}) == {}


def test_who_is_much_less_sure_than_the_surest_is_left_out() -> None:
    found = read("transfer", recipient={"Minsk": 0.95, "Orvan": 0.52})
    assert found == {"recipient": ["Minsk"]}


def test_a_product_much_less_sure_than_another_is_another_claims() -> None:
    assert read("transfer", product={"Korshun": 0.95, "Lun": 0.52}) == {"product": ["Korshun"]}
    both = read("transfer", product={"Korshun": 0.95, "Lun": 0.9})
    assert both == {"product": ["Korshun", "Lun"]}
