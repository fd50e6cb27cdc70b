"""`make bench-reading` from the command line: a run, a kept run, a record, and what is absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import claims as program
from benches import GOLD, MASK, RUN, SALE, SCORE, TEXT


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    """Return a bench with one document and stand-ins for the programs."""
    folder = tmp_path / "bench"
    (folder / "gold").mkdir(parents=True)
    for name, code in (("run", RUN), ("score", SCORE), ("mask", MASK)):
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    document = {"id": "one", "text": TEXT, "claims": [GOLD, SALE]}
    (folder / "gold" / "one.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "sayso").touch()
    return folder


def options(bench: Path, *more: str) -> list[str]:
    at = bench.parent
    given = [
        "--bench",
        str(bench),
        "--sayso",
        str(at / "sayso"),
        "--recorded",
        str(at / "rec.json"),
    ]
    return [*given, *more]


def test_a_run_is_broken_down_and_recorded(bench: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert program.main(options(bench, "--record")) == 0
    out = capfd.readouterr().out
    assert out.startswith("a table of gold by sayso re3d None\n\nWhere it goes wrong (gold)\n")
    assert "kept in" not in out
    assert "found                                 1  50.0%" in out
    assert "nothing is recorded yet" in out
    assert program.main(options(bench, "--masked", "--record")) == 0
    out = capfd.readouterr().out
    assert "a table of masked" in out
    assert "re3d None" not in out
    assert "nothing is recorded yet" in out
    kept = program.recorded(bench.parent / "rec.json")
    assert list(kept) == ["gold", "masked"]
    assert kept["gold"].figures == {"claims": {"F1": 0.125, "n": 1}, "date": "1/2"}
    assert program.main(options(bench)) == 0
    assert "F1 0.125 +0.000" in capfd.readouterr().out


def test_a_kept_run_is_broken_down_without_another(
    bench: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    keep = bench.parent / "kept"
    assert program.main(options(bench, "--keep", str(keep))) == 0
    assert f"kept in {keep}" in capfd.readouterr().out
    assert program.main(options(bench, "--from", str(keep))) == 0
    out = capfd.readouterr().out
    assert "a table of" not in out
    assert "reader unknown" in out
    assert "found                                 1  50.0%" in out


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (["--bench", "nowhere"], 2, "no bench in nowhere"),
        (["--sayso", "nowhere"], 2, "no sayso in nowhere"),
        (["--from", "nowhere"], 2, "is not the output of a run"),
        (["--recorded", __file__], 2, "is no record of a measurement"),
    ],
)
def test_what_is_absent_is_said_in_one_line(
    bench: Path, capfd: pytest.CaptureFixture[str], more: list[str], code: int, words: str
) -> None:
    assert program.main([*options(bench), *more]) == code
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("bench-reading: ")
    assert words in err
    assert err.count("\n") == 1


def test_a_package_that_the_bench_lacks_is_named(
    bench: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (bench / "score.py").write_text("import no_such_package\n", encoding="utf-8")
    assert program.main(options(bench)) == 2
    assert "the bench needs no_such_package" in capfd.readouterr().err


def test_a_run_that_fails_shows_why(bench: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (bench / "gold" / "fail").touch()
    assert program.main(options(bench)) == 1
    err = capfd.readouterr().err
    assert err == "no reading today\nbench-reading: run.py failed; what it said stands above\n"
