"""Search finds words in any script, and treats what is looked for as words only."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledgers import document, put
from sayso.ledger import Ledger, fold
from sayso.model import Reading

TEXTS = {
    "ru.txt": "Завод «Купол» в Ижевске выпустит беспилотники.",
    "zh.txt": "喀什将建设无人机中心。",
    "tr.txt": "Baykar'ın Akıncı İHA'sı için Erdoğan konuştu.",
    "en.txt": 'The "special economic zone" in Kashgar AND NEAR(x) a* OR NOT title:zone',
    "ar.txt": "مصنع الطائرات المسيرة في القاهرة",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = Ledger(tmp_path_factory.mktemp("search"), create=True)
    for uri, text in TEXTS.items():
        put(made, text, uri, title="Ein Titel über Drohnen" if uri == "en.txt" else None)
    return made


@pytest.mark.parametrize(
    ("words", "uris"),
    [
        ("купол", {"ru.txt"}),
        ("КУПОЛ ижевск", {"ru.txt"}),
        ("无人机", {"zh.txt"}),
        ("喀什", {"zh.txt"}),
        ("什", {"zh.txt"}),
        ("akinci erdogan", {"tr.txt"}),
        ("الطائرات", {"ar.txt"}),
        ("kash", {"en.txt"}),
        ('"special economic zone"', {"en.txt"}),
        ('"economic special"', set()),
        ("drohnen UBER", {"en.txt"}),
        ("купол kashgar", set()),
        ("AND", {"en.txt"}),
        ("NEAR(x)", {"en.txt"}),
        ("title:zone", {"en.txt"}),
        ("title:kashgar", set()),
        ("a*", {"en.txt"}),
        ("kash*", set()),
        ("", set()),
        ('"', {"en.txt"}),
        ("' OR 1=1 --", set()),
    ],
)
def test_finds_what_holds_every_word_and_nothing_else(
    ledger: Ledger, words: str, uris: set[str]
) -> None:
    assert {hit.uri for hit in ledger.search(words)} == uris


def test_a_hit_says_where_the_word_stands(ledger: Ledger) -> None:
    [hit] = ledger.search("akinci")
    assert hit.start is not None and hit.end is not None
    assert TEXTS["tr.txt"][hit.start : hit.end] == "Akıncı"
    assert "Akıncı" in hit.snippet
    [hit] = ledger.search("drohnen")
    assert (hit.start, hit.snippet) == (None, "Ein Titel über Drohnen")


def test_a_snippet_is_cut_between_words(tmp_path: Path) -> None:
    with Ledger(tmp_path, create=True) as ledger:
        put(ledger, "word " * 100 + "needle" + " word" * 100)
        [hit] = ledger.search("needle")
    assert set(hit.snippet.strip("…").split()) == {"word", "needle"}
    assert len(hit.snippet) < 200


def test_no_more_than_the_limit(ledger: Ledger) -> None:
    assert len(ledger.search("о", 1)) == 1


def test_a_later_reading_takes_the_earlier_ones_place(tmp_path: Path) -> None:
    with Ledger(tmp_path, create=True) as ledger:
        put(ledger, "old words", version="1")
        assert len(ledger.search("words")) == 1
        better = document("old words").model_copy(update={"text": "new sense"})
        ledger.read_again(better, Reading(sha256=better.sha256, reader="2"), "2")
        assert ledger.search("words") == ()
        assert [hit.snippet for hit in ledger.search("sense")] == ["new sense"]


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return Ledger(tmp_path_factory.mktemp("growing"), create=True)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(text=TEXT, data=st.data())
def test_any_piece_of_a_text_is_found_where_it_stands(
    growing: Ledger, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    assume(fold(piece).strip() and not any(c.isspace() or c == '"' for c in piece))
    assume(not any(c.isspace() for c in fold(piece)))
    put(growing, text, f"{text}.txt")
    sha = document(text).sha256
    [hit] = [hit for hit in growing.search(piece, 10_000) if hit.sha256 == sha]
    assert hit.start is not None and hit.end is not None
    assert fold(piece) in fold(text[hit.start : hit.end])
