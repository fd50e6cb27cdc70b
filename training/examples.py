"""Windows of reports as tensors with their targets."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sayso.reading import scheme
from sayso.reading.listed import Listing, find_listed
from sayso.reading.pieces import Window, windows
from training.corpus import Report

_SYSTEMS = {"platform": Listing.SYSTEM, "weapon": Listing.SYSTEM}


@dataclass(frozen=True)
class Example:
    """A window of a report: what the network sees, and what it should say of it."""

    report: Report
    window: Window
    pieces: Tensor  # (p,)
    marks: Tensor  # (p, 3)
    ends: Tensor  # (2, w)
    tags: Tensor  # (w,)
    carries: Tensor  # (w, carries)
    mentions: Tensor  # (m, 3)
    triggers: Tensor  # (t, 3)
    near: Tensor
    turn: Tensor
    apart: Tensor
    apart_turn: Tensor
    alike: Tensor
    entity: Tensor  # (m,): number of the entity each mention names
    entities: int
    slots: Tensor  # (t, entities, slots): 1 where the entity fills the slot
    times: Tensor  # (t, m): 1 where the mention dates the claim
    realis: Tensor  # (t,)
    stance: Tensor
    property: Tensor


def examples(report: Report) -> list[Example]:
    """Return the windows of ``report``."""
    listings = np.zeros(len(report.words), dtype=np.int64)
    for found in find_listed(report.words):
        listings[found.first : found.end] = found.listing
    return [_example(report, w, listings) for w in windows(report.words, listings)]


def _example(report: Report, window: Window, listings: np.ndarray) -> Example:
    lo, hi = window.first, window.end
    own = [m for m in report.mentions if lo <= m.first and m.end <= hi]
    numbers = {n: i for i, n in enumerate(k for k, m in enumerate(report.mentions) if m in own)}
    trig = [t for t in report.triggers if lo <= t.first and t.end <= hi]
    words = hi - lo
    tags = torch.zeros(words, dtype=torch.long)
    for m in own:
        name = scheme.KINDS[m.kind]
        tags[m.first - lo] = scheme.TAGS.index(f"B-{name}")
        tags[m.first - lo + 1 : m.end - lo] = scheme.TAGS.index(f"I-{name}")
    carries = torch.zeros(words, len(scheme.CARRIES))
    for t in trig:
        carries[t.first - lo : t.end - lo, t.carries] = 1
    ids = {e: i for i, e in enumerate(dict.fromkeys(m.entity for m in own))}
    slots = torch.zeros(len(trig), len(ids), len(scheme.SLOTS))
    times = torch.zeros(len(trig), len(own))
    for row, t in enumerate(trig):
        for slot, fillers in t.slots.items():
            for filler in fillers:
                if filler in ids:
                    slots[row, ids[filler], slot] = 1
        for number in t.times:
            if number in numbers:
                times[row, numbers[number]] = 1
    mention = np.array([(m.first - lo, m.end - lo, m.kind) for m in own], dtype=np.int64).reshape(
        -1, 3
    )
    trigger = np.array(
        [(t.first - lo, t.end - lo, t.carries) for t in trig], dtype=np.int64
    ).reshape(-1, 3)
    pair = scheme.pair_features(report.words, lo, trigger, mention)
    return Example(
        report,
        window,
        torch.from_numpy(window.pieces),
        torch.from_numpy(window.marks),
        torch.from_numpy(window.ends),
        tags,
        carries,
        torch.from_numpy(mention),
        torch.from_numpy(trigger),
        *map(torch.from_numpy, pair),
        torch.tensor([ids[m.entity] for m in own], dtype=torch.long),
        len(ids),
        slots,
        times,
        torch.tensor([t.realis for t in trig], dtype=torch.long),
        torch.tensor([t.stance for t in trig], dtype=torch.long),
        torch.tensor([t.property for t in trig], dtype=torch.long),
    )


def disguised(example: Example, rng: random.Random) -> Tensor:
    """Return the marks with listings as a reader of the world would meet them.

    Nothing invented is on a list, so some names are marked as though they were, and some marks
    are taken away: the reader must neither need nor trust them.
    """
    marks = example.marks.clone()
    flags = marks[:, 2]
    ends = example.ends
    if rng.random() < 0.3:
        flags.zero_()
    share = rng.choice((0.0, 0.3, 0.6))
    chosen: dict[int, bool] = {}
    for (first, end, kind), entity in zip(
        example.mentions.tolist(), example.entity.tolist(), strict=True
    ):
        name = scheme.KINDS[kind]
        listing = _SYSTEMS.get(name, Listing.MAKER if name == "organisation" else None)
        if listing is None:
            continue
        named = example.report.words.shapes[example.window.first + end - 1] not in {0, 6}
        if named and chosen.setdefault(entity, rng.random() < share):
            flags[ends[0, first] : ends[1, end - 1] + 1] = int(listing)
    return marks
