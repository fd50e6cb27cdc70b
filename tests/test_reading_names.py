"""Names: short forms, acronyms and definite phrases get the fullest name, or keep their own."""

import pytest

from sayso.model import Document
from sayso.reading.mentions import find_mentions
from sayso.reading.names import resolve
from sayso.reading.parse import parse


def name(text: str, words: str) -> str:
    """Return the name that the last mention reading ``words`` is given in ``text``."""
    document = Document(uri="t", sha256="0" * 64, media_type="text/plain", text=text, language="en")
    parsed = parse(document)
    named = resolve(parsed, find_mentions(parsed)).mentions
    return next(m.name for m in reversed(named) if m.text == words)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Rimal Industries signed a deal with the Royal Thai Navy. The company makes drones.",
            "company",
            "Rimal Industries",
        ),
        (
            "Turkish firm Sarmal Savunma met Italian firm Ostia Droni. Later Ostia Droni agreed "
            "to help. The Turkish firm will pay.",
            "firm",
            "Sarmal Savunma",
        ),
        (
            "Belavia Dron showed the Tengri-S drone. The drone has a range of 60 km.",
            "drone",
            "Tengri-S",
        ),
        (
            "Industry minister Daniyar Sarsenov met director Marek Wilczur. The minister agreed.",
            "minister",
            "Daniyar Sarsenov",
        ),
        ("Hanbit owns 30% of the state company Brovik Works.", "state company", "Brovik Works"),
        ("Lanhai Aero Technology signed it. Lanhai will pay.", "Lanhai", "Lanhai Aero Technology"),
        ("The Garpiya-3 (G3) drone flew. The G3 landed.", "G3", "Garpiya-3"),
    ],
)
def test_fullest_name(text: str, words: str, expected: str) -> None:
    assert name(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Royal Thai Navy bought drones. The company makes them.", "company"),
        ("Ostia Droni of Italy agreed. The Turkish firm will pay.", "firm"),
        ("Director Marek Wilczur spoke. The ambassador agreed.", "ambassador"),
        ("The Tengri-S flew. The drone that Iran built crashed.", "drone"),
    ],
)
def test_unclear_phrases_keep_their_own_words(text: str, words: str) -> None:
    assert words in name(text, words)
