"""Time reading against spaCy's own pipeline on the same texts, in one run.

usage: python benchmarks/reading.py [FOLDER] [--rounds N]

FOLDER holds reports that ``sayso add`` could read; the project's examples by default. The two are
timed in turn, N rounds after one of warming up, and the median of the ratios is the figure.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from sayso.documents import Original, load, walk
from sayso.examples import folder
from sayso.model import Document
from sayso.reading import read_all
from sayso.reading.parse import model


def documents(path: Path) -> list[Document]:
    """Return the English documents under ``path``."""
    found = [item for file in walk([path]) for item in load(file)]
    return [
        item.document
        for item in found
        if isinstance(item, Original) and item.document.language == "en"
    ]


def seconds_of_spacy(texts: list[str]) -> float:
    """Return how long spaCy's whole small English pipeline takes on ``texts``."""
    began = time.perf_counter()
    for _ in model().pipe(texts, batch_size=16):
        pass
    return time.perf_counter() - began


def seconds_of_reading(read: list[Document]) -> float:
    """Return how long a full reading takes, spaCy's part included."""
    began = time.perf_counter()
    for _ in read_all(read):
        pass
    return time.perf_counter() - began


def main() -> None:
    """Print words, seconds and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=folder())
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    read = documents(options.folder)
    texts = [document.text for document in read]
    words = sum(len(text.split()) for text in texts)
    seconds_of_spacy(texts)
    seconds_of_reading(read)
    pairs = [(seconds_of_reading(read), seconds_of_spacy(texts)) for _ in range(options.rounds)]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{len(read)} documents, {words} words")
    print(f"reading {ours:.2f} s ({words / ours:.0f} words a second)")
    print(f"spaCy   {theirs:.2f} s ({words / theirs:.0f} words a second)")
    print(f"ratio   {ratio:.2f}")


if __name__ == "__main__":
    main()
