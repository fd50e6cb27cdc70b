"""Every command, run on the example reports as a user would."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sayso import Case, __version__
from sayso.cli import app, run
from sayso.examples import folder

REPORTS = sum(1 for path in folder().rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cli") / "case"
    with Case.open(made, create=True) as one:
        one.add([folder()])
        one.derived()
    return made


@pytest.fixture
def sayso(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Return a function that runs a command line on the case: (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_CASE", str(case))
    monkeypatch.setenv("COLUMNS", "160")

    def call(line: str) -> tuple[int, str, str]:
        code = run(shlex.split(line))
        out, err = capsys.readouterr()
        return code, out, err

    return call


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_add_reports_and_its_json_says_the_same(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kupol builds drones in Izhevsk, the company said on Monday.")
    (tmp_path / "b.txt").write_text("Kupol builds drones in Izhevsk, the company said on Monday.")
    (tmp_path / "c.txt").touch()
    code, out, err = sayso("add --case new a.txt b.txt c.txt")
    assert code == 1
    assert out.splitlines() == [
        "b.txt: already known as a.txt",
        "1 new, 1 already known, 1 unreadable",
    ]
    assert err.startswith("sayso: c.txt: not added: ") and err.count("\n") == 1
    code, out, err = sayso("add --case new a.txt b.txt c.txt --json")
    [told] = objects(out)
    assert code == 1
    assert [row["uri"] for row in told["known"]] == ["a.txt", "b.txt"]
    assert told["new"] == told["unread"] == []
    assert told["unreadable"][0]["uri"] == "c.txt"


def test_add_takes_standard_input(tmp_path: Path) -> None:
    words = b"Kupol builds drones in Izhevsk, the company said on Monday."
    result = CliRunner().invoke(app, ["add", "-", "--case", str(tmp_path / "case")], input=words)
    assert (result.exit_code, result.stdout) == (0, "1 new, 0 already known, 0 unreadable\n")
    with Case.open(tmp_path / "case") as case:
        assert [entry.document.uri for entry in case.entries()] == ["standard input"]


def test_dossiers_prints_the_programmes_and_writes_their_pages(
    sayso: Any, case: Path, tmp_path: Path
) -> None:
    with Case.open(case) as one:
        programmes = one.programmes()
    assert len(programmes) > 1
    code, out, err = sayso("dossiers")
    assert (code, err) == (0, "")
    for programme in programmes:
        assert programme.id in out
    assert (tmp_path / "dossiers" / "index.html").is_file()
    assert out.endswith(f"Pages: {Path('dossiers') / 'index.html'}\n")
    code, out, _ = sayso("dossiers --no-html --out other --json")
    assert [row["id"] for row in objects(out)] == [programme.id for programme in programmes]
    assert not (tmp_path / "other").exists()


def test_dossiers_of_a_case_without_any_says_so(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The weather was fine in all of the country on Monday.")
    sayso("add --case new a.txt")
    code, out, _ = sayso("dossiers --case new --no-html")
    assert (code, out.startswith("No programme")) == (0, True)


def test_show_gives_every_quote_with_its_document(sayso: Any, case: Path) -> None:
    with Case.open(case) as one:
        texts = {e.document.sha256: e.document.text for e in one.entries()}
        [first, *_] = one.programmes()
    code, out, _ = sayso(f"show {first.id} --json")
    [programme] = objects(out)
    assert code == 0 and programme["findings"]
    shown = " ".join(sayso(f"show {first.id}")[1].split())
    for finding in programme["findings"]:
        assert finding["about"] in shown
        supports = [s for value in finding["values"] for s in value["support"]]
        assert supports
        for support in supports + finding["denials"]:
            quote = support["claim"]["quote"]
            assert quote in texts[support["document"]]
            assert "".join(quote.split()) in "".join(shown.split())


def test_claims_can_be_filtered_and_carry_verbatim_quotes(sayso: Any) -> None:
    everything = objects(sayso("claims --json")[1])
    planned = objects(sayso("claims --json --realis planned --type facility")[1])
    assert 0 < len(planned) < len(everything)
    assert {(r["claim"]["type"], r["claim"]["realis"]) for r in planned} == {
        ("facility", "planned")
    }
    code, out, _ = sayso("claims --realis planned --type facility")
    assert (code, out.splitlines()[-1]) == (0, f"{len(planned)} claims")
    assert sayso("claims --entity nobody-of-this-name")[1] == "0 claims\n"


def test_export_gives_one_object_a_document(sayso: Any, case: Path) -> None:
    code, out, err = sayso("export --format jsonl")
    with Case.open(case) as one:
        documents = len(one.entries())
    assert (code, err) == (0, "")
    assert len(objects(out)) == documents
    keys = {"uri", "published", "outlet", "language", "programme", "origin", "claims"}
    assert all(set(record) == keys for record in objects(out))
    assert any(record["programme"] for record in objects(out))


def test_read_needs_no_case_and_keeps_the_contract(sayso: Any, tmp_path: Path) -> None:
    text = (
        "The Russian company Kupol built 10 drones in China in 2023, Reuters reported on Monday.\n"
        "The company did not answer questions that were sent to it.\n"
    )
    (tmp_path / "a.txt").write_text(text)
    code, out, err = sayso("read a.txt gone.txt --json")
    assert (code, err) == (1, "sayso: gone.txt: not read: no such file\n")
    [one] = objects(out)
    assert set(one) == {"document", "mentions", "attributions", "claims", "unread"}
    assert one["document"]["uri"] == "a.txt" and one["document"]["text"] == text
    assert one["mentions"] and one["claims"] and one["attributions"]
    for mention in one["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    for claim in one["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
    code, out, _ = sayso("read a.txt")
    assert code == 0
    assert "[1" in out and "production, actual" in out
    assert not (tmp_path / "case").exists()


def test_read_says_what_it_does_not_read(sayso: Any, tmp_path: Path) -> None:
    text = "Завод в Ижевске выпускает беспилотники для российской армии. " * 4
    (tmp_path / "ru.txt").write_text(text, encoding="utf-8")
    code, out, _ = sayso("read ru.txt")
    assert code == 0
    assert "Not read: no reader for language 'ru'" in out
    assert objects(sayso("read --json ru.txt")[1])[0]["claims"] == []


def test_search_finds_and_says_when_it_does_not(sayso: Any) -> None:
    hits = objects(sayso("search kashgar --json")[1])
    assert hits and all("kashgar" in hit["snippet"].casefold() for hit in hits)
    assert len(objects(sayso("search kashgar --limit 1 --json")[1])) == 1
    assert sayso("search zzzzzz")[1] == "No document holds all of these words.\n"


def test_site_status_and_rebuild(sayso: Any, case: Path, tmp_path: Path) -> None:
    assert sayso("site pages")[0] == 0
    assert (tmp_path / "pages" / "index.html").is_file()
    [status] = objects(sayso("status --json")[1])
    assert status["documents"] >= REPORTS and status["stale"] == 0
    assert re.search(rf"^documents: +{status['documents']} ", sayso("status")[1], re.MULTILINE)
    [rebuilt] = objects(sayso("rebuild --json")[1])
    assert rebuilt == {"read": 0, "same": status["documents"], "failed": []}
    assert sayso("rebuild")[1].endswith("unchanged, 0 failed\n")


def test_demo_makes_dossiers_and_leaves_no_case(sayso: Any, tmp_path: Path) -> None:
    code, out, _ = sayso("demo")
    assert code == 0
    assert "Garpiya" in out
    assert [path.name for path in tmp_path.iterdir()] == ["dossiers"]
    assert (tmp_path / "dossiers" / "index.html").is_file()


def test_version_and_help(sayso: Any) -> None:
    assert sayso("--version")[:2] == (0, f"sayso {__version__}\n")
    code, out, _ = sayso("")
    assert code == 0 and "Exit codes" in out


COMMANDS = (
    "add dossiers show why origins changes claims search read "
    "register export site status rebuild demo"
).split()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples_a_line_each(sayso: Any, command: str) -> None:
    code, out, _ = sayso(f"{command} --help")
    assert code == 0
    examples = out.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
    assert examples
    for example in examples:
        assert f"sayso {command}" in example  # on its own line, not run together


def test_no_other_command_goes_undocumented(sayso: Any) -> None:
    listed = sayso("--help")[1].partition("Commands:\n")[2]
    assert [line.split()[0] for line in listed.splitlines() if line.strip()] == COMMANDS


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("add", 2, "PATH"),
        ("claims --type nonsense", 2, "nonsense"),
        ("claims --since yesterday", 2, "is not a date"),
        ("claims --until 2024-13", 2, "is not a date"),
        ("changes", 2, "--since"),
        ("changes --since yesterday", 2, "is not a date"),
        ("changes --since 2024 --until 2024-02-30", 2, "is not a date"),
        ("changes --since 2024 --until 2023", 2, "swap the two dates"),
        *(
            (f"{command} --as-of yesterday", 2, "is not a date")
            for command in (
                "dossiers",
                "show x",
                "why x",
                "origins",
                "claims",
                "search x",
                "export",
                "site x",
            )
        ),
        ("show garpiya --as-of 2020", 2, "sayso dossiers --as-of 2020-12-31"),
        ("claims --colour", 2, "No such option"),
        ("nonsense", 2, "nonsense"),
        ("export --format xml", 2, "xml"),
        ("show no such thing", 2, "no such programme"),
        ("origins no such thing", 2, "no such origin"),
        ("origins 2024", 2, "origins fit: say which: "),
        ("status --case nowhere", 3, "no case here"),
        ("site /dev/null/x", 3, "/dev/null"),
        ("add --case /dev/null/x a.txt", 3, "/dev/null/x"),
    ],
)
def test_a_users_mistake_is_one_line_that_says_what_to_do(
    sayso: Any, line: str, code: int, words: str
) -> None:
    got, out, err = sayso(line)
    assert (got, out) == (code, "")
    assert err.startswith("sayso: ") and err.count("\n") == 1 and words in err
    assert err.count(": ") >= 2


def test_a_bad_knowledge_file_is_one_line(
    sayso: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "outlets.toml").write_text("[[outlet]\n")
    monkeypatch.setenv("SAYSO_KNOWLEDGE", str(tmp_path))
    words = "The Russian company Kupol built drones in China, Reuters reported on Monday. " * 3
    (tmp_path / "a.txt").write_text(words)
    # In a process of its own: knowledge that was read is kept.
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "add", "a.txt"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "outlets.toml: not valid TOML" in done.stderr and done.stderr.count("\n") == 1


def test_a_fault_of_our_own_is_not_taken_for_the_users(
    sayso: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by our own hand")

    monkeypatch.setattr("sayso.case.case.Case.status", fail)
    code, _, err = sayso("status")
    assert code == 70
    assert "ZeroDivisionError" in err and err.splitlines()[-1].startswith("sayso: this is a fault")


def test_why_gives_the_grade_its_reasons_and_every_claim(sayso: Any, case: Path) -> None:
    with Case.open(case) as one:
        finding = next(f for f in one.derived().findings if f.denials)
        quotes = [q.claim.quote for q in one.why(finding.id).answers]
    assert finding.grade is not None
    code, out, _ = sayso(f"why {finding.id}")
    shown = " ".join(out.split())
    assert code == 0
    assert f"Grade {finding.grade.code}: " in shown
    for words in (finding.about, *finding.grade.reasons, *quotes):
        assert " ".join(words.split()) in shown
    [record] = objects(sayso(f"why {finding.id} --json")[1])
    assert record["finding"]["grade"]["rule"] == finding.grade.rule
    assert len(record["support"]) == len(finding.values)


def test_why_asks_which_finding_is_meant(sayso: Any, case: Path) -> None:
    code, out, err = sayso("why nothing-of-the-kind")
    assert (code, out) == (2, "")
    assert "no such finding" in err
    code, out, err = sayso("why production")
    assert (code, out) == (2, "")
    assert "findings fit: say which: " in err and "production-of-" in err


def test_origins_lists_each_with_its_documents_and_draws_the_chains_of_one(sayso: Any) -> None:
    rows = objects(sayso("origins --json")[1])
    code, out, _ = sayso("origins")
    assert code == 0 and out.endswith(f"\n{len(rows)} origins\n") and "←" not in out
    for row in rows:
        assert f"{row['name']} [{row['id']}]" in out
        assert all(told["uri"] in out for told in row["documents"])
    assert sum(len(row["documents"]) for row in rows) == 14
    code, out, _ = sayso("origins continental press")
    assert code == 0
    assert re.search(
        r"^ +← Continental Press Agency: “Source: Continental Press Agency”$", out, re.M
    )
    assert re.search(r"^ +← two officials[^:]*: “according to two officials", out, re.M)
    [row] = objects(sayso("origins continental press --json")[1])
    assert [told["chain"][0]["depth"] for told in row["documents"]] == [0, 0, 0]


def test_as_of_gives_each_answer_as_it_stood_then(sayso: Any, tmp_path: Path) -> None:
    then = "--as-of 2023-07-31"
    published = [record["published"] for record in objects(sayso(f"export {then}")[1])]
    assert len(published) == 4 and max(published) <= "2023-07-31"
    rows = objects(sayso(f"dossiers --no-html --json {then}")[1])
    assert [row["id"] for row in rows] == ["shahed-136-iran-russia", "tai-anka-turkey-kazakhstan"]
    assert {row["published"] for row in objects(sayso(f"claims --json {then}")[1])} <= {*published}
    assert len(objects(sayso(f"search drone --json {then}")[1])) <= 4
    first = "As it stood at the end of 2023-07-31:\n"
    for command in ("dossiers --out then", "show iran", "why capacity tatarstan"):
        assert first not in sayso(command)[1]
        code, out, _ = sayso(f"{command} {then}")
        assert (code, out.startswith(first)) == (0, True), command
        assert "Civic Lens" not in out  # it reported in August
    assert sayso(f"site pages {then}")[0] == 0
    for pages in ("then", "pages"):
        assert "As it stood on 31 July 2023" in (tmp_path / pages / "index.html").read_text()
        assert len(list((tmp_path / pages / "document").iterdir())) == 4


def test_changes_tells_by_programme_what_is_new_and_what_it_rests_on(sayso: Any) -> None:
    records = objects(sayso("changes --since 2023-07 --until 2023-08 --json")[1])
    kinds = [record["what"] for record in records]
    assert kinds == sorted(kinds, key=list(dict.fromkeys(kinds)).index)  # kind by kind
    code, out, err = sayso("changes --since 2023-07 --until 2023-08")
    assert (code, err) == (0, "")
    heading, _, rest = out.partition("\n")
    assert heading.startswith("New from 2023-07 to 2023-08: ") and "2 new documents" in heading
    shown = "".join(rest.split())
    assert shown.startswith("Shahed-136:Iran–Russia[shahed-136-iran-russia]")
    for record in records:
        assert "".join((record["before"] or "").split()) in shown
        assert "".join((record["after"] or "").split()) in shown
        for words in (record["about"], *record["details"]):
            assert "".join(words.split()) in shown
        by_origin = {row["origin"]: row["claim"]["quote"] for row in record["claims"][::-1]}
        for quote in by_origin.values():  # the first of each origin
            assert "".join(quote.split()) in shown
        assert all(row["uri"] in out for row in record["documents"])


def test_changes_says_when_nothing_is_new(sayso: Any) -> None:
    assert sayso("changes --since 2030") == (0, "Nothing new since 2030.\n", "")
    assert sayso("changes --since 2030 --json") == (0, "", "")
    line = "Nothing new from 2023-01 to 2023-01-31.\n"
    assert sayso("changes --since 2023-01 --until 2023-01-31")[1] == line
