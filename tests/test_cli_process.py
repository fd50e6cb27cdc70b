"""The command as a process: streams, signals, limits, and what it loads."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso import Case
from sayso.ledger import Ledger

SAYSO = [sys.executable, "-m", "sayso"]
# The command with a reader that costs nothing, where what is tested is not the reading.
QUICK = """
import sys, time
import sayso.case.intake as intake
from sayso.model import Reading
def read(document):
    time.sleep({wait})
    return Reading(sha256=document.sha256, reader="stand-in")
intake.read = read
from sayso.cli import main
main()
"""
# No file may grow over 400 KiB; what finds the language out unpacks its statistics before that.
LIMITED = """
import resource
from sayso.documents import load_bytes
list(load_bytes(b"Some words of English to begin with.", "first.txt"))
resource.setrlimit(resource.RLIMIT_FSIZE, (400 * 1024, 400 * 1024))
"""


def quick(wait: float = 0.0) -> list[str]:
    return [sys.executable, "-c", QUICK.format(wait=wait)]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(30):
        words = f"Report {number} tells of a plant in the east of the country. " * 400
        (made / f"{number:02}.txt").write_text(words, encoding="utf-8")
    return made


def test_help_and_what_was_read_before_do_not_load_the_reader(tmp_path: Path) -> None:
    with Ledger(tmp_path / "case", create=True):
        pass
    code = (
        "import sys; from sayso.cli import run\n"
        "for line in sys.argv[1:]:\n"
        "    assert run(line.split()) == 0, line\n"
        "    heavy = {'onnxruntime', 'tokenizers', 'trafilatura', 'pypdfium2', 'alembic'}\n"
        "    heavy &= set(sys.modules)\n"
        "    assert not heavy, (line, heavy)\n"
        "    assert line != '--help' or {'numpy', 'sqlalchemy'}.isdisjoint(sys.modules)\n"
    )
    case = f"--case {tmp_path / 'case'}"
    lines = ["--help", f"status {case}", f"search {case} kupol", f"claims {case}", f"export {case}"]
    done = subprocess.run([sys.executable, "-c", code, *lines], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path, reports: Path) -> None:
    case = tmp_path / "case"
    subprocess.run([*quick(), "add", "--case", case, reports], check=True, capture_output=True)
    lines = subprocess.Popen(
        [*SAYSO, "search", "--case", case, "--limit", "10000", "plant"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert lines.stdout is not None and lines.stderr is not None
    lines.stdout.close()
    lines.wait(60)
    assert lines.stderr.read() == b""
    lines.stderr.close()


def test_interrupting_is_one_line_and_the_next_run_goes_on(tmp_path: Path, reports: Path) -> None:
    case = tmp_path / "case"
    run = subprocess.Popen(
        [*quick(0.1), "add", "--case", case, reports],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    count = 0
    for _ in range(600):
        time.sleep(0.05)
        if (case / "ledger.sqlite").is_file():
            with sqlite3.connect(case / "ledger.sqlite") as connection:
                found = connection.execute(
                    "SELECT count(*) FROM sqlite_master WHERE name = 'documents'"
                ).fetchone()
                if found == (1,):
                    [count] = connection.execute("SELECT count(*) FROM documents").fetchone()
        if count >= 3:
            break
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert out == ""
    assert err.startswith("sayso: stopped: ") and err.count("\n") == 1
    with Case.open(case) as opened:
        kept = len(opened.ledger.records())
        assert count <= kept < 30
        assert len(opened.ledger.entries()) == kept
    done = subprocess.run(
        [*quick(), "add", "--case", case, reports], capture_output=True, text=True
    )
    assert done.stdout == f"{30 - kept} new, {kept} already known, 0 unreadable\n"


def test_a_full_disk_is_one_line_and_leaves_a_sound_case(tmp_path: Path, reports: Path) -> None:
    case = tmp_path / "case"
    done = subprocess.run(
        [sys.executable, "-c", LIMITED + QUICK.format(wait=0), "add", "--case", case, reports],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 3, done.stderr
    assert "disk is full" in done.stderr and done.stderr.count("\n") == 1
    with sqlite3.connect(case / "ledger.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with Ledger(case) as ledger:
        kept = len(ledger.records())
        assert 0 < kept < 30
        assert len(ledger.entries()) == kept
    done = subprocess.run(
        [*quick(), "add", "--case", case, reports], capture_output=True, text=True
    )
    assert done.stdout == f"{30 - kept} new, {kept} already known, 0 unreadable\n"


def test_json_in_a_pipe_has_nothing_beside_it(tmp_path: Path, reports: Path) -> None:
    done = subprocess.run(
        [*quick(), "add", "--case", tmp_path / "case", "--json", reports],
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1 and "\x1b" not in done.stdout


def test_output_is_utf8_in_every_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Завод в Ижевске выпускает беспилотники. " * 5, "utf-8")
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*SAYSO, "read", "--json", "a.txt"], capture_output=True, cwd=tmp_path, env=env
    )
    assert done.returncode == 0
    assert "Завод" in done.stdout.decode("utf-8")


def on_terminal(command: list[str], cwd: Path) -> bytes:
    """Return what a command prints when all its streams are a terminal."""
    main, side = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "200"}
    run = subprocess.Popen(command, stdin=side, stdout=side, stderr=side, cwd=cwd, env=env)
    os.close(side)
    printed = b""
    while True:
        ready, _, _ = select.select([main], [], [], 120)
        assert ready, "it hangs"
        try:
            data = os.read(main, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not data:
            break
        printed += data
    run.wait(60)
    os.close(main)
    return printed


def test_on_a_terminal_a_document_cannot_command_it(tmp_path: Path) -> None:
    words = "The company Kupol built drones in China in 2023, Reuters reported on Monday.\n" * 5
    title = "\x1b]0;owned\x07\x9b2J[bold]Drones\u202e in China"
    record = {"uri": "a\x1b[2J", "title": title, "outlet": title, "text": words + title + words}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    (tmp_path / "\x1b[2Jb.txt").touch()
    printed = on_terminal([*SAYSO, "read", "a.jsonl", "\x1b[2Jb.txt"], tmp_path)
    assert b"Kupol" in printed
    assert re.search(rb"\x1b\[[0-9;]*m", printed)  # it does style
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", printed).count(b"\x1b") == 0
    assert b"[bold]Drones" in printed
    assert not re.search("[\x07\x9b\u202e]", printed.decode("utf-8"))


def test_on_a_terminal_progress_is_shown_and_gone_at_the_end(tmp_path: Path, reports: Path) -> None:
    printed = on_terminal([*quick(0.02), "add", "--case", "case", str(reports)], tmp_path)
    assert b"Reading" in printed and b"/30" in printed
    assert b"30 new, 0 already known, 0 unreadable" in printed.splitlines()[-1]
