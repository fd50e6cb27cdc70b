"""Measure reading on the bench, say where it goes wrong, and compare with the last record.

usage: python benchmarks/claims.py [--bench DIR] [--masked] [--record] [--keep DIR | --from DIR]

The bench folder is no part of the project: ``../shared/bench`` beside the checkout by default. Its
``run.py`` reads and scores its documents; the breakdown then uses its ``score.py``, so that both
count alike. Exit code 2 where the bench or something it needs is absent, 1 where the run fails.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from claim_errors import Outcome, Rules, outcomes
from claim_tables import breakdown, compared, worst_documents
from sayso.ledger import Ledger, LedgerError

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared" / "bench"
RECORDED = ROOT / "benchmarks" / "reading_recorded.json"
NEEDED = ("run.py", "score.py", "mask.py", "gold")


class TroubleError(Exception):
    """What stops the measurement: the line to show, and the exit code."""

    def __init__(self, line: str, code: int = 2) -> None:
        super().__init__(line)
        self.code = code


@dataclass(frozen=True)
class Measured:
    """One measurement: the day and the reader's version, the scorer's figures."""

    date: str  # ISO
    reader: str
    figures: Mapping[str, Any]


def scorer(bench: Path) -> ModuleType:
    """Return the bench's ``score.py`` as a module; raise TroubleError where that cannot be."""
    absent = [name for name in NEEDED if not (bench / name).exists()]
    if absent:
        raise TroubleError(f"no bench in {bench} (lacks {', '.join(absent)}): name it with --bench")
    spec = importlib.util.spec_from_file_location("bench_score", bench / "score.py")
    if spec is None or spec.loader is None:
        raise TroubleError(f"{bench / 'score.py'} is no Python module")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ModuleNotFoundError as error:
        raise TroubleError(f"the bench needs {error.name}, which is not installed") from error
    return module


def rules(score: ModuleType) -> Rules:
    """Return what the breakdown takes from the scorer."""
    return Rules(score.same, score.fillers, score.hits, score.source_ok)


def mask(bench: Path, out: Path) -> Path:
    """Write the gold with its names replaced by invented ones to ``out``, and return that."""
    command = [sys.executable, str(bench / "mask.py"), str(bench / "gold"), str(out)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, env=_utf8(), check=False).returncode:
        raise TroubleError("mask.py failed; what it said stands above", 1)
    return out


def run(bench: Path, gold: Path, keep: Path, sayso: Path, *, temporary: bool) -> None:
    """Run the bench on ``gold``, its output into ``keep``; print its tables as they come.

    re3d holds no claims and masking leaves it as it is, so it is read with the plain gold only. The
    line that names ``keep`` is left out where that is ``temporary``.
    """
    if not sayso.is_file():
        raise TroubleError(
            f"no sayso in {sayso}: set it up with make demo, or name it with --sayso"
        )
    command = [sys.executable, str(bench / "run.py"), "--sayso", shlex.quote(str(sayso))]
    command += ["--gold", str(gold), "--keep", str(keep)]
    if gold != bench / "gold":
        command += ["--re3d", str(keep / "none")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=_utf8(), encoding="utf-8") as made:
        for line in made.stdout or ():
            if not (temporary and line.startswith("kept in ")):
                print(line, end="", flush=True)
    if made.returncode:
        raise TroubleError("run.py failed; what it said stands above", 1)


def _utf8() -> dict[str, str]:
    """Return the environment of the bench's programs: lines in order, UTF-8 whatever the locale."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


def predictions(keep: Path) -> dict[str, dict[str, Any]]:
    """Return what a run kept in ``keep`` for each document, by id."""
    file = keep / "gold.jsonl"
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return {one["id"]: one for one in (json.loads(line) for line in lines if line.strip())}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TroubleError(f"{file} is not the output of a run ({error})") from error


def reader_of(keep: Path) -> str:
    """Return the version of the reader that made the newest case in ``keep``, or ``unknown``."""
    cases = sorted(path for path in keep.glob("case-*") if path.is_dir())
    try:
        with Ledger(cases[-1]) as ledger:
            versions = sorted({entry.reading.reader for entry in ledger.entries()})
    except (IndexError, LedgerError):
        versions = []
    return ", ".join(versions) or "unknown"


def date_of(keep: Path) -> str:
    """Return the day on which the output in ``keep`` was written, in UTC."""
    return datetime.fromtimestamp((keep / "gold.jsonl").stat().st_mtime, UTC).date().isoformat()


def classified(
    gold: Mapping[str, Any], predicted: Mapping[str, Any], agree: Rules
) -> dict[str, tuple[Outcome, ...]]:
    """Return the outcomes of each gold document, by id."""
    return {
        id_: outcomes(one["text"], one["claims"], _claims(predicted.get(id_)), agree)
        for id_, one in gold.items()
    }


def _claims(prediction: Mapping[str, Any] | None) -> Sequence[Mapping[str, Any]]:
    return prediction["claims"] if prediction else ()


def recorded(file: Path) -> dict[str, Measured]:
    """Return the recorded measurements, ``gold`` and ``masked``, as far as there are any."""
    if not file.exists():
        return {}
    try:
        parts = json.loads(file.read_text(encoding="utf-8"))
        return {name: Measured(**part) for name, part in parts.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise TroubleError(f"{file} is no record of a measurement ({error})") from error


def record(file: Path, name: str, measured: Measured) -> None:
    """Write ``measured`` as the record of ``name``; the other part of the file stays."""
    parts = recorded(file) | {name: measured}
    text = json.dumps({key: vars(parts[key]) for key in sorted(parts)}, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def report(name: str, work: Path, options: argparse.Namespace) -> None:
    """Measure ``name`` (``gold`` or ``masked``) with ``work`` for scratch, and print all of it."""
    last = recorded(options.recorded).get(name)
    score = scorer(options.bench)
    gold = mask(options.bench, work / "masked") if name == "masked" else options.bench / "gold"
    keep = options.from_ or options.keep or work / "kept"
    if options.from_ is None:
        run(options.bench, gold, keep, options.sayso, temporary=options.keep is None)
    predicted, documents, agree = predictions(keep), score.load(gold), rules(score)
    measured = Measured(date_of(keep), reader_of(keep), score.score(documents, predicted))
    made = classified(documents, predicted, agree)

    _title(f"Where it goes wrong ({name})")
    _print(breakdown(made))
    _title("The ten worst documents, by claims F1")
    _print(worst_documents(made, agree))
    _title(f"Against the last record ({name})")
    print(f"now   {measured.date}, reader {measured.reader}")
    print(f"then  {last.date}, reader {last.reader}" if last else "then  nothing is recorded yet")
    _print(compared(measured.figures, last.figures if last else None))
    if options.record:
        record(options.recorded, name, measured)
        print(f"recorded in {options.recorded}")


def _title(words: str) -> None:
    print(f"\n{words}\n{'─' * len(words)}")


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line.rstrip())


def options_of(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the options given on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--bench", type=Path, default=BENCH, help="the bench folder")
    parser.add_argument(
        "--sayso", type=Path, default=Path(sys.executable).with_name("sayso"), help="the program"
    )
    parser.add_argument("--masked", action="store_true", help="replace the names by invented ones")
    parser.add_argument(
        "--record", action="store_true", help="make this the record to compare with"
    )
    parser.add_argument("--recorded", type=Path, default=RECORDED, help="the file of the record")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--keep", type=Path, help="keep what the run writes in this folder")
    where.add_argument("--from", dest="from_", type=Path, help="a kept run's folder: run nothing")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code."""
    options = options_of(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="sayso-bench-") as work:
            report("masked" if options.masked else "gold", Path(work), options)
    except TroubleError as trouble:
        print(f"bench-reading: {trouble}", file=sys.stderr)
        return trouble.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
