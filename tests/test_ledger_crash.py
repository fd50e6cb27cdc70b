"""A run killed at any moment loses at most the document in hand; the next goes on from there."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.model import sha256

COUNT = 40
# A run as ``sayso add`` does it, with a reader that costs nothing and says when each one is done.
RUN = """
import sys
from pathlib import Path
import sayso.case.intake as intake
from sayso.case import Case
from sayso.model import Reading

intake.read = lambda document: Reading(sha256=document.sha256, reader="stand-in")
with Case.open(Path(sys.argv[1]), create=True) as case:
    case.add([Path(sys.argv[2])], lambda step: print(step.outcome, step.uri, flush=True))
"""


def start(case: Path, reports: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, str(case), str(reports)], stdout=subprocess.PIPE, text=True
    )


def contents(case: Path) -> list[list[tuple[object, ...]]]:
    """Return the record without its times."""
    with sqlite3.connect(case / "ledger.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [
            connection.execute(f"SELECT {columns} ORDER BY 1").fetchall()
            for columns in (
                "sha256, uri, media_type, size FROM documents",
                "sha256, version, document, reading FROM readings",
                "name, sql FROM sqlite_master WHERE name NOT LIKE 'search%'",
            )
        ]


def originals(case: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (case / "originals").rglob("*") if p.is_file()}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_killed_at_random_moments_the_ledger_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(COUNT):
        (reports / f"{number:02}.txt").write_text(f"Report {number}. " * 200, encoding="utf-8")

    undisturbed = tmp_path / "undisturbed"
    assert start(undisturbed, reports).wait() == 0

    case = tmp_path / "killed"
    chance = random.Random(20240925)
    kills = 0
    done: set[str] = set()
    for after in (0, 1, 6, 12):  # more documents, then a moment more
        run = start(case, reports)
        assert run.stdout is not None
        told = 0
        while told < after and (line := run.stdout.readline()):
            outcome, uri = line.split()
            assert outcome == ("known" if uri in done else "new")
            if outcome == "new":
                told += 1
                done.add(uri)
        time.sleep(chance.random() * (0.02 if after else 1.5))
        run.send_signal(signal.SIGKILL)
        done |= {line.split()[1] for line in run.stdout if line.endswith("\n")}
        kills += run.wait() == -signal.SIGKILL
        run.stdout.close()
        if case.is_dir():
            with Ledger(case, create=True) as ledger:
                kept = {record.uri for record in ledger.records()}
                assert done <= kept  # what was said to be done is done
                assert len(kept) <= len(done) + 1
                for record in ledger.records():
                    assert sha256(ledger.original(record.sha256)) == record.sha256
                assert len(ledger.entries()) == len(kept)  # no document without its reading
                done = kept
    assert kills >= 3

    assert start(case, reports).wait() == 0
    assert contents(case) == contents(undisturbed)
    assert originals(case) == originals(undisturbed)
