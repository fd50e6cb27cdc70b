"""Nothing that stands in a document can command the terminal it is shown on."""

from __future__ import annotations

import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from builders import claim, entry
from sayso.cli import terminal
from sayso.cli.claims import marked
from sayso.exchange.jsonl import line
from sayso.model import Attribution, Reading

HOSTILE = "\x1b]0;owned\x07 \x1b[2J [red]not markup[/red] \x9b31m \u202egnp.exe\u2066 \r\x00 :boom:"
STYLES = re.compile("\x1b\\[[0-9;]*m")


def commands(words: str) -> set[str]:
    """Return what a terminal may obey, line breaks and tabs aside."""
    return {
        c for c in words if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\n\t"
    } | {c for c in words if unicodedata.bidirectional(c) in ("RLO", "LRO", "RLI", "LRI", "FSI")}


@given(st.text())
def test_safe_words_command_nothing_and_stay_one_line(words: str) -> None:
    assert commands(terminal.safe(words)) == set()
    assert not set(terminal.safe(words)) & {"\n", "\t"}
    assert commands(terminal.safe(words, one_line=False)) == set()
    terminal.safe(words).encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "S"]) | st.just(" ")))
def test_safe_leaves_words_of_any_script_as_they_are(words: str) -> None:
    assert terminal.safe(words) == words


@given(st.text(st.characters()) | st.just(HOSTILE))
def test_json_lines_command_nothing_and_come_back_whole(words: str) -> None:
    printed = line({"text": words})
    assert commands(printed) == set()
    assert "\n" not in printed
    printed.encode("utf-8")
    assert json.loads(printed) == {"text": words}


@pytest.mark.parametrize("is_terminal", [True, False])
def test_tables_show_hostile_words_and_do_not_obey_them(
    is_terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr(out, "isatty", lambda: is_terminal)
    monkeypatch.setenv("COLUMNS", "200")
    terminal.show_table(("Quote", "#No"), [(HOSTILE, "1")])
    terminal.say(HOSTILE)
    printed = out.getvalue()
    assert commands(STYLES.sub("", printed)) == set()
    assert "[red]not markup[/red]" in printed
    assert ":boom:" in printed
    assert "\\x1b]0;owned\\x07" in printed


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_narrow_table_folds_and_hides_nothing(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    columns = ("Programme", "Provider", "Host", "Systems", "#Docs", "#Origins", "Findings")
    cells = ("a-slug-that-goes-on-and-on-and-on", "Russian", "Kazakhstan", "Garpiya-3", "12", "345")
    terminal.show_table(columns, [(*cells, "67 disputed")])
    printed = capsys.readouterr().out.splitlines()
    assert max(map(len, printed)) <= width
    rule = next(number for number, line in enumerate(printed) if line.startswith("─"))
    header, lines = printed[:rule], printed[rule + 1 :]
    assert {"Docs", "Origins"} <= set(" ".join(header).split())
    assert "12" in lines[0].split() and "345" in lines[0].split()
    for expected, shown in ((columns, header), ((*cells, "67 disputed"), lines)):
        letters = "".join(expected).replace(" ", "").replace("#", "")
        assert sorted(letters) == sorted("".join("".join(shown).split()))


def test_marked_text_shows_every_character_and_where_claims_end() -> None:
    text = f"TASS said it [bold]. Kupol built {HOSTILE} drones. End."
    quote = text[text.index("Kupol") : text.index(" End.")]
    one = entry(text, [claim("production", quote, producer="Kupol")])
    reading = Reading(
        sha256=one.reading.sha256,
        reader="t",
        claims=one.reading.claims,
        attributions=(Attribution(source=(0, 4), cue=(5, 9), content=((10, 20),)),),
    )
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=500)
    console.print(marked(text, reading))
    printed = out.getvalue()
    assert commands(STYLES.sub("", printed)) == set()
    plain = STYLES.sub("", printed).rstrip("\n")
    assert plain == terminal.safe(text.replace(" End.", "[1] End."), one_line=False)
    assert re.match("\x1b\\[[0-9;]*1[0-9;]*mTASS\x1b", printed)  # bold
    assert re.search("\x1b\\[4mKupol built", printed)  # underlined


@given(st.text(max_size=80), st.data())
def test_marked_text_is_the_text_with_numbers(text: str, data: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(edges, edges).map(sorted), max_size=4))
    cut = [(a, b) for a, b in spans if a < b]
    claims = [
        {
            "type": "use",
            "roles": {},
            "realis": "actual",
            "quote": text[a:b],
            "start": a,
            "end": b,
            "trigger": (a, b),
        }
        for a, b in cut
    ]
    reading = Reading.model_validate({"sha256": "0", "reader": "t", "claims": claims})
    numbers = {
        end: f"[{','.join(str(n) for n, (_, b) in enumerate(cut, 1) if b == end)}]"
        for _, end in cut
    }
    expected = "".join(
        numbers.get(i, "") + (terminal.safe(text[i], one_line=False) if i < len(text) else "")
        for i in range(len(text) + 1)
    )
    assert marked(text, reading).plain.replace("\r", "") == expected.replace("\r", "")
