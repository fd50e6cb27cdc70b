"""Train the reader: ``python -m training [--smoke] [--share S] [--again] [--out FOLDER]``.

Reads ``corpus/reports``, holds every tenth report of each batch back, trains on the rest, chooses
thresholds on half of what was held back and measures on the other half, and writes the weights,
the settings and the card to the folder (``src/sayso/reading/weights`` by default). The state of
every epoch is kept beside them (``reader.pt``); ``--again`` takes it up after the last one: for a
change of what follows the network, which needs new thresholds and no training.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from sayso.reading import scheme
from training import card, corpus
from training.examples import Example, examples
from training.export import export
from training.fit import fit
from training.gold import summary
from training.heads import heads
from training.network import Reader
from training.pretrained import weights
from training.tune import even, for_other_reports, held, tallies, tune

WEIGHTS = Path(__file__).parent.parent / "src" / "sayso" / "reading" / "weights"
LAYERS, EPOCHS, SEED = 5, 5, 1
# Batches written as news is and marked as fully as an analyst would ("Where claims hide" in
# corpus/GUIDE.md): each epoch takes their reports twice, and six in ten of the others.
PLAIN = frozenset("w y z aa ab ac ad ae af ag ah ai aj ak al am an ao ap aq ar".split())


def is_held(report: str) -> bool:
    """Return whether a report, by id ("l-015"), is held back: every tenth of its batch."""
    return int(report.split("-")[1]) % 10 == 5


def is_plain(report: str) -> bool:
    """Return whether a report, by id, is of a batch that counts twice."""
    return report.split("-", maxsplit=1)[0] in PLAIN


def often(example: Example) -> float:
    """Return how many times an epoch takes ``example``."""
    return 2.0 if is_plain(example.report.id) else 0.6


def main() -> None:
    """Train, choose, measure, write."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a few reports, one epoch, one layer")
    parser.add_argument("--share", type=float, default=1.0, help="share of the reports to train on")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--again", action="store_true", help="take the network from reader.pt")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    torch.set_num_threads(2)
    options.out.mkdir(parents=True, exist_ok=True)
    raw = corpus.marked()
    train, back = split(raw, 0.03 if options.smoke else options.share)
    if options.smoke:
        back = back[:4]
    layers, epochs = (1, 1) if options.smoke else (LAYERS, options.epochs)
    seen = [e for r in back for e in _examples(r)]
    print(f"{len(train)} reports to learn from, {len(back)} held back, {epochs} epochs", flush=True)
    kept = options.out / "reader.pt"
    if not options.again:
        model = Reader(layers=layers)
        model.tagger.encoder.start_from(weights())
        found = [e for r in train for e in _examples(r)]
        fit(model, found, epochs=epochs, seed=SEED, often=often, tell=teller(seen, kept))
    state = torch.load(kept)
    model = Reader(layers=layers)
    model.load_state_dict(state["network"])
    export(model, options.out)
    figures = heads(model, seen)
    # The network in use is the exported one: thresholds are chosen on what it says.
    card.use(options.out)
    choose = [held(r) for r in back[::2] for _ in range(1 + is_plain(r["id"]))]
    measure = [held(r) for r in back[1::2]]
    settings = even(0.0, 0.35, 0.4) if options.smoke else tune(choose)
    inside = summary(tallies(measure, settings))
    settings = for_other_reports(settings)
    (options.out / "settings.json").write_text(settings.model_dump_json(indent=1) + "\n")
    scores = summary(tallies(measure, settings))
    made = card.Made(len(raw), len(train), len(back), state["epochs"], state["seconds"])
    card.write(options.out, raw, made, inside, scores, figures)
    print(f"claims {scores['claims']:.3f} on {len(measure)} held-back reports", file=sys.stderr)


def split(
    raw: list[dict[str, Any]], share: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the reports to learn from, a ``share`` of them drawn by the seed, and those held."""
    back = [r for r in raw if is_held(r["id"])]
    rest = [r for r in raw if not is_held(r["id"])]
    random.Random(SEED).shuffle(rest)
    return rest[: round(share * len(rest))], back


def _examples(raw: dict[str, Any]) -> list[Example]:
    properties = {name: number for number, name in enumerate(scheme.PROPERTIES)}
    return examples(corpus.report(raw, properties))


def teller(seen: list[Example], kept: Path) -> Callable[[int, Reader, float], None]:
    """Return what keeps the state of every epoch in ``kept`` and prints the figures of some."""
    began = time.monotonic()

    def tell(epoch: int, model: Reader, loss: float) -> None:
        spent = time.monotonic() - began
        torch.save({"network": model.state_dict(), "epochs": epoch, "seconds": spent}, kept)
        print(f"epoch {epoch}: loss {loss:.3f}, {spent / 60:.0f} minutes so far", flush=True)
        if epoch % 4 == 0 and seen:
            figures = heads(model, seen)
            print({k: v for k, v in figures.items() if not k.startswith(" ")}, flush=True)

    return tell


if __name__ == "__main__":
    main()
