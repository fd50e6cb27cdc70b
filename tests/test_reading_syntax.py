"""Arguments read off the parse, in the sentence shapes that reports use."""

import pytest
from spacy.tokens import Token

from sayso.model import Document
from sayso.reading.parse import Parsed, parse
from sayso.reading.syntax import arguments, lemma


def parsed(text: str) -> Parsed:
    return parse(Document(uri="t", sha256="0" * 64, media_type="text/plain", text=text))


def word(text: str, trigger: str) -> Token:
    return next(t for t in parsed(text).doc if t.text == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "slot", "fillers"),
    [
        ("Iran delivered drones to Russia.", "delivered", "subject", ["Iran"]),
        ("Iran delivered drones to Russia.", "delivered", "object", ["drones"]),
        ("Iran delivered drones to Russia.", "delivered", "to", ["Russia"]),
        ("The drones were delivered by Iran.", "delivered", "subject", ["Iran"]),
        ("The drones were delivered by Iran.", "delivered", "object", ["drones"]),
        ("Turkey and Ukraine will build a plant.", "build", "subject", ["Turkey", "Ukraine"]),
        ("Kupol plans to build a factory.", "build", "subject", ["Kupol"]),
        ("Kupol designed and tested a drone.", "tested", "subject", ["Kupol"]),
        ("Kupol designed and tested a drone.", "designed", "object", ["drone"]),
        ("Drones made by Kupol flew over the city.", "made", "object", ["Drones"]),
        ("Drones made by Kupol flew over the city.", "made", "subject", ["Kupol"]),
        ("The delivery of drones from China to Russia began.", "delivery", "object", ["drones"]),
        ("The delivery of drones from China to Russia began.", "delivery", "from", ["China"]),
        ("The delivery of drones from China to Russia began.", "delivery", "to", ["Russia"]),
        ("Kupol began production of the drone.", "production", "subject", ["Kupol"]),
        ("The missile is in production.", "production", "object", ["missile"]),
    ],
)
def test_slot(text: str, trigger: str, slot: str, fillers: list[str]) -> None:
    found = arguments(word(text, trigger)).get(slot, ())
    assert [t.text for t in found] == fillers


def test_particle_belongs_to_the_verb() -> None:
    assert lemma(word("Russia set up a plant in China.", "set")) == "set up"


def test_lines_and_bullets_start_sentences() -> None:
    text = (
        "Drone plant opens\n\nRussia opened a plant. It makes drones.\n  • First item\n  • Second"
    )
    sentences = parsed(text).sentences
    assert [s.span.text.strip() for s in sentences] == [
        "Drone plant opens",
        "Russia opened a plant.",
        "It makes drones.",
        "First item",
        "Second",
    ]
    assert [s.style for s in sentences] == ["headline", "prose", "prose", "bullet", "bullet"]


def test_wrapped_lines_are_one_sentence() -> None:
    text = (
        "The company said on Tuesday that it had begun to assemble drones at a\n"
        "Former tractor works outside the capital, and that it would deliver\n"
        "the first of them before the end of the year."
    )
    assert len(parsed(text).sentences) == 1


def test_furniture_is_left_out_and_offsets_hold() -> None:
    text = "Spread the love. Iran delivered drones."
    document = Document.model_validate(
        {
            "uri": "t",
            "sha256": "0" * 64,
            "media_type": "text/plain",
            "text": text,
            "furniture": [{"start": 0, "end": 16, "reason": "share counter"}],
        }
    )
    result = parse(document)
    assert result.doc.text == text
    assert [s.span.text for s in result.sentences] == ["Iran delivered drones."]


def test_a_long_headline_is_not_wrapped_text() -> None:
    text = (
        "Norpress: Veldar Aerospace opens its second drone plant in Karaganda\n"
        "KARAGANDA, May 5 (Norpress) - Veldar Aerospace opened its second plant on Monday, and its "
        "chief executive said that the first drones would leave it before the end of the year."
    )
    assert len(parsed(text).sentences) == 2
