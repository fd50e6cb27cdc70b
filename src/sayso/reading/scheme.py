"""What the trained reader tells apart: the labels of its heads and the features of a pair.

The order of every list here is the order of a layer's outputs: a change needs a new training.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.model import ROLES, ClaimType
from sayso.reading.words import Words

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

# Kinds of mention. Two are the reader's own: components and titles fill roles but are no kind of
# mention in a Reading.
KINDS = (
    "person", "organisation", "place", "nationality", "platform", "weapon", "vehicle", "facility",
    "component", "quantity", "money", "time", "title", "document", "url",
)  # fmt: skip
TAGS = ("O", *(f"{side}-{kind}" for kind in KINDS for side in "BI"))

# What a trigger word can carry: a claim of a type, or an attribution.
CUE = "cue"
CARRIES = (*(str(t) for t in ClaimType), CUE)

# Sources and the time of a claim are found as roles are: by scoring a trigger with each mention.
NEAREST, OUTER, TIME = "source", "source of the source", "time"
SLOTS = (
    *dict.fromkeys(
        role
        for roles in ROLES.values()
        for role in roles
        if role not in {"property", "stance", "about"}
    ),
    NEAREST,
    OUTER,
    TIME,
)
REALIS = ("actual", "planned", "possible", "negated")
STANCES = ("denies", "confirms", "no comment", "unaware")
# Properties with a name of their own; any other is called by the words that carry the claim.
PROPERTIES = (
    "endurance", "range", "price", "engine", "weight", "payload", "local content", "speed",
    "armament", "wingspan", "ceiling", "power", "warhead", "length", "thrust", "guidance", "sensor",
)  # fmt: skip

SLOT_OF_TYPE = np.array(
    [
        [
            slot in {NEAREST, OUTER}
            or (carried != CUE and (slot == TIME or slot in ROLES[ClaimType(carried)]))
            for slot in SLOTS
        ]
        for carried in CARRIES
    ],
    dtype=np.float32,
)

_EDGES = np.array(
    [-200, -100, -60, -40, -25, -16, -10, -6, -4, -2, 0, 2, 4, 6, 10, 16, 25, 40, 60, 100, 200]
)
DISTANCES = len(_EDGES) + 1
SENTENCE_DISTANCES = 9  # -4 and less, …, 4 and more


def distance(one: Ints, other: Ints) -> Ints:
    """Return the bucket of the signed word distance between spans, every one to every other.

    ``one`` and ``other`` are arrays of (first, end) word numbers, shapes (n, 2) and (m, 2); the
    result has shape (n, m).
    """
    after = other[None, :, 0] - one[:, None, 1] + 1
    before = other[None, :, 1] - one[:, None, 0] - 1
    gap = np.where(after > 0, after, np.where(before < 0, before, 0))
    return np.searchsorted(_EDGES, gap, side="left").astype(np.int64)


def sentence_distance(one: Ints, other: Ints) -> Ints:
    """Return the bucket of how many sentences ``other`` stands after ``one``; shape (n, m)."""
    return np.asarray(np.clip(other[None, :] - one[:, None], -4, 4) + 4, dtype=np.int64)


# How far two names agree by their letters alone, for coreference.
LIKENESSES = 7
_EMPTY = frozenset("the a an of and for in".split())


def likeness(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how two mentions' words agree: 0 not at all to 6 word for word.

    ``one`` and ``other`` are their words in small letters, the later mention first.
    """
    a, b = _telling(one), _telling(other)
    if not a or not b:
        return 0
    if a == b:
        return 6
    if len(a) == 1 and len(b) > 1 and a[0] in {_initials(b), _initials(other)}:
        return 5
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    if few == many[: len(few)]:
        return 4
    if few == many[-len(few) :]:
        return 3
    if set(few) <= set(many):
        return 2
    return 1 if set(few) & set(many) else 0


def _telling(words: Sequence[str]) -> list[str]:
    return [w for w in words if w[0].isalnum() and w not in _EMPTY]


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def pair_features(words: Words, first: int, triggers: Ints, mentions: Ints) -> tuple[Ints, ...]:
    """Return what the linker is told of each pair of spans, in the order of its inputs.

    ``triggers`` (t, 3) and ``mentions`` (m, 3) begin with first word and end, counted from the
    window's first word, ``first``.
    """
    turns = np.array(words.sentences, dtype=np.int64)[first:]
    if len(triggers):
        near = distance(triggers[:, :2], mentions[:, :2])
        turn = sentence_distance(turns[triggers[:, 0]], turns[mentions[:, 0]])
    else:
        near = turn = np.zeros((0, len(mentions)), dtype=np.int64)
    apart = distance(mentions[:, :2], mentions[:, :2])
    apart_turn = sentence_distance(turns[mentions[:, 0]], turns[mentions[:, 0]])
    said = [
        tuple(words.word(first + i).lower() for i in range(a, b))
        for a, b in mentions[:, :2].tolist()
    ]
    return near, turn, apart, apart_turn, _alike(said)


def _alike(said: Sequence[tuple[str, ...]]) -> Ints:
    """Return the likeness of each mention to those before it, each pair of forms compared once."""
    number = {form: n for n, form in enumerate(dict.fromkeys(said))}
    forms = np.zeros((len(number), len(number)), dtype=np.int64)
    by_word: dict[str, list[int]] = defaultdict(list)
    for form, n in number.items():
        for word in {*form, _initials(form), _initials(_telling(form))}:
            by_word[word].append(n)
    names = list(number)
    # Forms without a word in common, and neither the other's initials, are not alike at all.
    for one, other in {(a, b) for near in by_word.values() for a in near for b in near}:
        forms[one, other] = likeness(names[one], names[other])
    own = np.array([number[form] for form in said], dtype=np.int64)
    return np.asarray(np.tril(forms[np.ix_(own, own)], -1), dtype=np.int64)
