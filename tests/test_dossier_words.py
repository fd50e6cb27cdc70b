"""Text made safe to show, and names made safe for files."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dossier.paths import document_paths, programme_path, safe_name
from sayso.dossier.words import address_words, date_words, iso_date, visible, web_address

ANY_TEXT = st.text(st.characters())  # lone surrogates too


@given(ANY_TEXT)
def test_nothing_shown_is_a_control_or_direction_character(text: str) -> None:
    for character in visible(text):
        assert unicodedata.category(character) not in ("Cc", "Cs") or character in "\t\n"
        assert unicodedata.bidirectional(character) not in (
            *("LRE", "RLE", "LRO", "RLO", "PDF"),
            *("LRI", "RLI", "FSI", "PDI"),
        )
    visible(text).encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_all_other_text_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(ANY_TEXT, ANY_TEXT)
def test_text_is_made_visible_character_by_character(a: str, b: str) -> None:
    assert visible(a) + visible(b) == visible(a + b)


@pytest.mark.parametrize(
    "uri",
    ["https://a.example/x?y=1#z", "http://[::1]/", "https://a.example/%E2%80%AE"],
)
def test_a_web_address_is_linked(uri: str) -> None:
    assert web_address(uri) == uri


@pytest.mark.parametrize(
    "uri",
    [
        *("javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd"),
        *("//a.example/", "https:", "https:///x", "http://[", "report.txt", "", " https://a.example"),
        *("https://a.example/\u202egpj", "https://a.example/a b", "java\tscript:alert(1)"),
        "https://bank.example@evil.example/",
    ],
)  # fmt: skip
def test_any_other_address_is_not(uri: str) -> None:
    assert web_address(uri) is None


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("/srv/leaks/report.txt", "report.txt"),
        ("file:///srv/leaks/report.txt", "report.txt"),
        (r"C:\Users\ana\report.pdf", "report.pdf"),
        ("reports/a.jsonl#3", "a.jsonl#3"),
        ("https://a.example/b/c", "https://a.example/b/c"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("/", "/"),
    ],
)
def test_the_path_of_a_local_file_stays_private(uri: str, words: str) -> None:
    assert address_words(uri) == words


@pytest.mark.parametrize(
    ("date", "words", "iso"),
    [
        ("2024-09-25", "25 September 2024", "2024-09-25"),
        ("2024-09", "September 2024", "2024-09"),
        ("2024", "2024", "2024"),
        ("2024-09-25T10:00:00Z", "25 September 2024", "2024-09-25"),
        ("2024-02-30", "2024-02-30", ""),
        ("2024-13", "2024-13", ""),
        ("last week", "last week", ""),
        (None, "not given", ""),
    ],
)
def test_dates_are_as_precise_as_given(date: str | None, words: str, iso: str) -> None:
    assert (date_words(date), iso_date(date)) == (words, iso)


@given(ANY_TEXT)
def test_any_id_gives_a_file_name_that_is_safe_anywhere(id: str) -> None:
    name = safe_name(id)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(name) <= 100
    assert name not in ("con", "nul", "aux", "prn")


def test_ids_that_differ_only_in_what_a_file_name_drops_stay_apart() -> None:
    ids = ("a-b", "A-b", "a/b", "../a-b", "a-b ", "con")
    assert len({programme_path(id) for id in ids}) == len(ids)
    assert programme_path("garpiya-3-china") == "programme/garpiya-3-china.html"


def test_documents_made_to_share_twelve_digits_get_pages_of_their_own() -> None:
    a, b, c = "a" * 64, "a" * 63 + "b", "c" * 64
    paths = document_paths([a, b, c, c])
    assert paths[c] == f"document/{'c' * 12}.html"
    assert len(set(paths.values())) == 3
