"""Measure the gate that says which documents are read: what it keeps out, and what that costs.

usage: python benchmarks/bearing.py [REPORTS] [--rounds N] [--show]

Prints the share of ``other_news.txt`` (ordinary items, then the hard look-alikes at its end) that
passes, the share of the claims in the marked REPORTS (corpus/reports by default) that is lost, how
much of a stream with 2% of REPORTS is left to read, and the gate's words per second. ``--show``
names what passes and what is lost.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sayso.reading.bearing import bears

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpus"
RELEVANT = 0.02  # of the documents of a stream
HARD = 8  # the last items: what sounds of arms and is not about them
sys.path.insert(0, str(CORPUS))


def items() -> list[str]:
    """Return the items of general news, in order."""
    text = (HERE / "other_news.txt").read_text(encoding="utf-8")
    return re.split(r"^%%\n", text, flags=re.MULTILINE)


def marked(folder: Path) -> list[tuple[str, str, int]]:
    """Return (name, text, number of claims) of each marked report that can be parsed."""
    from check import parse  # noqa: PLC0415 (corpus/ is put on the path above)

    found = []
    for path in sorted(folder.glob("*.txt")):
        try:
            report, _ = parse(path)
        except ValueError as error:
            print(f"{path.name}: left out: {error}", file=sys.stderr)
        else:
            found.append((path.stem, report["text"], len(report["claims"])))
    return found


def left(news: Sequence[float], reports: Sequence[float]) -> float:
    """Return the mean over a stream of which RELEVANT are reports."""
    return (1 - RELEVANT) * statistics.mean(news) + RELEVANT * statistics.mean(reports)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", nargs="?", type=Path, default=CORPUS / "reports")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()

    news = items()
    passed = [bears(item) for item in news]
    for name, part in (("ordinary", passed[:-HARD]), ("hard", passed[-HARD:]), ("all", passed)):
        print(f"{name:9}{sum(part):3} of {len(part)} items pass ({sum(part) / len(part):.1%})")
    reports = marked(options.reports)
    claims = sum(n for _, _, n in reports)
    refused = [(name, n) for name, text, n in reports if n and not bears(text)]
    lost = sum(n for _, n in refused)
    empty = [text for _, text, n in reports if not n]
    print(f"{lost} of {claims} claims lost ({lost / claims:.2%}), in {len(refused)} reports")
    print(f"{sum(map(bears, empty))} of {len(empty)} reports without a claim pass")
    left_documents = left(passed, [bears(text) for _, text, _ in reports])
    left_words = left(
        [p * len(i.split()) for i, p in zip(news, passed, strict=True)],
        [bears(text) * len(text.split()) for _, text, _ in reports],
    ) / left([len(i.split()) for i in news], [len(text.split()) for _, text, _ in reports])
    print(f"left to read of a stream: {left_documents:.1%} of documents, {left_words:.1%} of words")
    if options.show:
        print(
            "passes:", *(repr(i[:50]) for i, p in zip(news, passed, strict=True) if p), sep="\n  "
        )
        print("lost:", *(f"{name} ({n} claims)" for name, n in refused), sep="\n  ")

    for name, texts in (("news", news), ("reports", [text for _, text, _ in reports])):
        words = sum(len(text.split()) for text in texts)
        taken = []
        for _ in range(options.rounds):
            began = time.perf_counter()
            for text in texts:
                bears(text)
            taken.append(time.perf_counter() - began)
        print(f"{words / statistics.median(taken):,.0f} words a second ({name})")


if __name__ == "__main__":
    main()
