"""The checker of the corpus: offsets of marks, one line for each fault, and what it prints."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from corpus import check
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.model import ROLES
from sayso.reading import scheme

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
HEAD = "id: z-001\ngenre: wire report\noutlet: Tidewire\npublished: 2025-03-14\nlanguage: en"
BODY = (
    "{e1:organisation|Orvan Works} will {t1|build} {q1:quantity|40} {e2:platform|Mirel-3} drones,\n"
    "{e3:person|a minister} {c1|said}, and {c2|reportedly} more."
)
CLAIM = "t1 production producer=e1 product=e2 quantity=q1 realis=planned source=e3 date=2025"
CUES = "c1 by=e3\nc2 by=-"


def parsed(
    folder: Path, *, head: str = HEAD, body: str = BODY, tail: str = f"{CLAIM}\n{CUES}"
) -> tuple[check.Report, list[str]]:
    path = folder / "z-001.txt"
    path.write_text(f"{head}\n---\n{body}\n---\n{tail}\n", encoding="utf-8")
    return check.parse(path)


def test_a_good_report_gives_its_text_spans_and_claims(tmp_path: Path) -> None:
    report, faults = parsed(tmp_path)
    assert faults == []
    text = report["text"]
    assert text == (
        "Orvan Works will build 40 Mirel-3 drones,\na minister said, and reportedly more."
    )
    assert report["mentions"] == [
        {"start": 0, "end": 11, "id": "e1", "kind": "organisation"},
        {"start": 23, "end": 25, "id": "q1", "kind": "quantity"},
        {"start": 26, "end": 33, "id": "e2", "kind": "platform"},
        {"start": 42, "end": 52, "id": "e3", "kind": "person"},
    ]
    assert report["triggers"] == [{"start": 17, "end": 22, "id": "t1"}]
    assert report["cues"] == [
        {"start": 53, "end": 57, "id": "c1", "by": ["e3"]},
        {"start": 63, "end": 73, "id": "c2", "by": []},
    ]
    assert report["claims"] == [
        {
            "trigger": "t1",
            "type": "production",
            "roles": {"producer": ["e1"], "product": ["e2"], "quantity": ["q1"]},
            "realis": "planned",
            "source": ["e3"],
            "date": "2025",
        }
    ]
    header = {key: report[key] for key in ("id", *check.HEADER)}
    assert header == dict(line.split(": ") for line in HEAD.splitlines())


def test_words_fill_some_roles_and_lists_of_mentions_the_others(tmp_path: Path) -> None:
    tail = (
        't1 response speaker=e1,e3 stance="no comment" about="a, b" realis=actual source=-\n'
        "t1 transfer supplier=e1 realis=actual source=e3,e1"
    )
    report, faults = parsed(tmp_path, tail=tail)
    assert faults == []
    response, transfer = report["claims"]
    assert response["roles"] == {
        "speaker": ["e1", "e3"],
        "stance": ["no comment"],
        "about": ["a, b"],
    }
    assert (response["source"], response["date"]) == ([], None)
    assert transfer["source"] == ["e3", "e1"]


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (HEAD.replace("z-001", "z-002"), "id 'z-002' is not the file's name without .txt"),
        (HEAD.replace("id: z-001\n", ""), "id None is not the file's name without .txt"),
        (HEAD.replace("genre: wire report\n", ""), "no genre in the header"),
        (HEAD.replace("outlet: Tidewire\n", ""), "no outlet in the header"),
        (HEAD.replace("published: 2025-03-14\n", ""), "no published in the header"),
        (HEAD.replace("\nlanguage: en", ""), "no language in the header"),
        (HEAD + "\nin a hurry", "header line 'in a hurry' has no colon"),
    ],
)
def test_faults_of_the_header(tmp_path: Path, head: str, fault: str) -> None:
    assert parsed(tmp_path, head=head)[1] == [fault]


@pytest.mark.parametrize(
    ("mark", "fault"),
    [
        ("{e9:planet|Mars}", "e9 has kind planet, which there is not"),
        ("{e9|Mars}", "e9 has no kind and is no trigger or cue"),
        ("{e9:place| Mars}", "e9 marks ' Mars': nothing, or space at an end"),
        ("{e9:place|}", "e9 marks '': nothing, or space at an end"),
        ("{t9|\n}", "t9 marks '\\n': nothing, or space at an end"),
        (
            "{e9:place|north of {e8:place|Mars}}",
            "a brace is left in the text: a mark inside another, or not well formed",
        ),
        ("}", "a brace is left in the text: a mark inside another, or not well formed"),
    ],
)
def test_faults_of_marks(tmp_path: Path, mark: str, fault: str) -> None:
    assert parsed(tmp_path, body=f"{BODY} {mark}")[1] == [fault]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("t9 use user=e1 realis=actual", "trigger t9 is not in the text"),
        ("t1 use user=e9 realis=actual", "t1 use user=e9: no such mention"),
        ("t1 use user=e1,t1 realis=actual", "t1 use user=t1: no such mention"),
        ("t1 use user=e1 realis=actual source=e9", "t1 use source=e9: no such mention"),
        ("t1 use owner=e1 user=e1 realis=actual", "t1 use has no role owner"),
        ("t1 use realis=actual source=e3", "t1 use fills no role"),
        (
            "t1 use user=e1 realis=likely",
            "t1 use realis=likely: must be one of ['actual', 'negated', 'planned', 'possible']",
        ),
        (
            "t1 use user=e1 source=-",
            "t1 use realis=: must be one of ['actual', 'negated', 'planned', 'possible']",
        ),
        ("c1 by=e9", "c1 by=e9: no such mention"),
        ("t1 use", "line 't1 use' is neither a claim nor says whose a cue is"),
        (
            "t1 theft user=e1 realis=actual",
            "line 't1 theft user=e1 realis=actual' is neither a claim nor says whose a cue is",
        ),
        (
            't1 response stance="denies realis=actual',
            "line 't1 response stance=\"denies realis=actual': No closing quotation",
        ),
    ],
)
def test_faults_of_claims(tmp_path: Path, line: str, fault: str) -> None:
    report, faults = parsed(tmp_path, tail=f"{line}\n{CLAIM}")
    assert faults == [fault]
    assert report["claims"][-1]["type"] == "production"  # the lines after it are read all the same


@pytest.mark.parametrize("text", [HEAD, f"{HEAD}\n---\n{BODY}", ""])
def test_a_file_without_its_three_parts_is_one_fault(tmp_path: Path, text: str) -> None:
    path = tmp_path / "z-001.txt"
    path.write_text(text, encoding="utf-8")
    report, faults = check.parse(path)
    assert report == {}
    assert faults == ["needs header, text and claims, with a line --- after each of the first two"]


def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "z-001.txt"
    path.write_bytes(b"id: z-001\noutlet: \xff")
    assert check.parse(path) == ({}, ["not UTF-8 at byte 18; save it as UTF-8"])
    assert check.parse(tmp_path) == ({}, ["cannot be read: Is a directory"])


# Words with no brace in them, and no space at an end; the gaps between may be empty.
WORDS = st.text(
    st.characters(exclude_characters="{}\r", exclude_categories=("Cs",)), min_size=1
).filter(lambda words: words == words.strip())
GAPS = st.text(st.sampled_from("ab -.,é|:\n—𝔸"), max_size=8)
KIND = st.one_of(st.none(), st.sampled_from(sorted(check.KINDS)))


@given(st.lists(st.tuples(GAPS, KIND, WORDS), min_size=1, max_size=8))
def test_marks_come_back_as_offsets_of_their_words(
    marks: list[tuple[str, str | None, str]],
) -> None:
    body = "A" + "".join(
        f"{gap}{{e{n}:{kind}|{words}}}" if kind else f"{gap}{{t{n}|{words}}}"
        for n, (gap, kind, words) in enumerate(marks)
    )
    assume("---" not in body)  # it would part the file
    with tempfile.TemporaryDirectory() as folder:
        report, faults = parsed(Path(folder), body=body, tail="")
    assert faults == []
    assert report["text"] == "A" + "".join(gap + words for gap, _, words in marks)
    found = {span["id"]: span for span in report["mentions"] + report["triggers"]}
    said = {name: report["text"][span["start"] : span["end"]] for name, span in found.items()}
    assert said == {f"{'e' if kind else 't'}{n}": words for n, (_, kind, words) in enumerate(marks)}
    assert [m["kind"] for m in report["mentions"]] == [kind for _, kind, _ in marks if kind]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a corpus of one good report, with the checker beside it."""
    shutil.copy(CORPUS / "check.py", tmp_path)
    (tmp_path / "reports").mkdir()
    parsed(tmp_path / "reports")
    return tmp_path


def run(corpus: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(corpus / "check.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_program_counts_a_good_corpus_and_writes_it_as_json_lines(corpus: Path) -> None:
    out = corpus / "all.jsonl"
    done = run(corpus, "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "types {'production': 1}",
        "realis {'planned': 1}",
        "kinds {'organisation': 1, 'quantity': 1, 'platform': 1, 'person': 1}",
        "with a source 1 genres 1",
        "1 reports, 13 words, 1 claims, 0 faults",
    ]
    (line,) = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == check.parse(corpus / "reports" / "z-001.txt")[0]


def test_the_program_names_every_fault_with_its_file_and_fails(corpus: Path) -> None:
    (corpus / "reports" / "a-001.txt").write_text("nothing", encoding="utf-8")
    parsed(corpus / "reports", tail=f'{CLAIM} source=e9\nt1 use user="e1')
    done = run(corpus)
    assert (done.returncode, done.stderr) == (1, "")
    first, second, third, *_, last = done.stdout.splitlines()
    assert first.startswith("a-001.txt: needs header, text and claims")
    assert second == "z-001.txt: t1 production source=e9: no such mention"
    assert third == "z-001.txt: line 't1 use user=\"e1': No closing quotation"
    assert last == "1 reports, 13 words, 1 claims, 3 faults"


def test_an_output_that_cannot_be_written_is_one_line(corpus: Path) -> None:
    done = run(corpus, "--out", str(corpus / "none" / "all.jsonl"))
    assert done.returncode != 0
    assert "cannot write" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_checker_guide_and_reader_know_the_same_types_roles_and_kinds() -> None:
    assert {str(claim): set(roles) for claim, roles in ROLES.items()} == check.ROLES
    assert set(scheme.KINDS) == check.KINDS
    assert set(scheme.REALIS) == check.REALIS
    guide = (CORPUS / "GUIDE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z]+) \| [^|]+ \| ([^|]+) \|$", guide, flags=re.MULTILINE)
    roles = {name: re.sub(r" \([^)]*\)", "", cell).split(", ") for name, cell in rows}
    assert {name: set(cell) for name, cell in roles.items() if name != "type"} == check.ROLES


def test_the_example_of_the_guide_passes(tmp_path: Path) -> None:
    guide = (CORPUS / "GUIDE.md").read_text(encoding="utf-8")
    example = re.search(r"^```\n(id: (\S+)\n.*?)^```$", guide, flags=re.MULTILINE | re.DOTALL)
    assert example is not None
    path = tmp_path / f"{example[2]}.txt"
    path.write_text(example[1], encoding="utf-8")
    report, faults = check.parse(path)
    assert faults == []
    assert len(report["claims"]) == 6
