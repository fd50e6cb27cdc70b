"""Near-duplicates: documents of which one is, in large part, the other's words.

Resemblance and containment are Broder's (On the resemblance and containment of documents, 1997)
over word shingles; candidates come from MinHash signatures in a locality-sensitive hash table
(Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3), and each is verified on
the shingles themselves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

from sayso.model import Document

Shingles: TypeAlias = NDArray[np.uint64]  # sorted, each once

SHINGLE = 4  # words
# Two rows a band find a text half of which is a quarter of the other (Jaccard 0.12) more often
# than not, and a whole text inside another five times its length (0.2) 19 times in 20.
BANDS, ROWS = 64, 2
CONTAINMENT = 0.5  # of the shorter text's shingles in the longer
FEWEST = 20  # shingles; shorter texts are duplicates only when equal
_WORD = re.compile(r"\w+")


class Duplicate(NamedTuple):
    """Two documents (SHA-256, in order) and the Jaccard similarity of their shingles."""

    a: str
    b: str
    similarity: float


def body(document: Document) -> str:
    """Return the text of ``document`` with its furniture blanked; offsets stay as they are."""
    text = document.text
    for stretch in document.furniture:
        text = text[: stretch.start] + " " * (stretch.end - stretch.start) + text[stretch.end :]
    return text


def shingles(text: str) -> Shingles:
    """Return the distinct 64-bit hashes of the runs of SHINGLE words in ``text``, sorted."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashes = [
        int.from_bytes(hashlib.blake2b(r.encode(), digest_size=8).digest(), "little")
        for r in runs
        if r
    ]
    return np.array(sorted(hashes), dtype=np.uint64)


def near_duplicates(texts: Mapping[str, Shingles]) -> list[Duplicate]:
    """Return the pairs of near-duplicates among documents, sorted; ``texts`` is by SHA-256.

    Documents with the same words are chained, each to the next, so that a thousand reprints cost
    a thousand pairs. Which pairs are found depends on the two documents alone.
    """
    same: dict[bytes, list[str]] = {}
    sets: dict[str, Shingles] = {}
    for sha, found in sorted(texts.items()):
        if found.size == 0:
            continue
        twins = same.setdefault(found.tobytes(), [])
        if not twins:
            sets[sha] = found
        twins.append(sha)
    pairs = [Duplicate(a, b, 1.0) for twins in same.values() for a, b in pairwise(twins)]
    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    for sha, found in sets.items():
        if found.size < FEWEST:
            continue
        signature = MinHash(num_perm=BANDS * ROWS, hashfunc=_low_bits)
        signature.update_batch(found)
        # In the order of their hashes, so every document in the index comes before this one.
        pairs += [
            Duplicate(other, sha, similarity)
            for other in index.query(signature)
            if (similarity := _alike(found, sets[other])) is not None
        ]
        index.insert(sha, signature)
    return sorted(pairs)


def _low_bits(shingle: np.uint64) -> int:
    return int(shingle) & 0xFFFFFFFF


def shared(a: Shingles, b: Shingles) -> float:
    """Return the part of the shorter text's shingles that the other has too, 0 to 1."""
    least = min(a.size, b.size)
    return float(np.intersect1d(a, b, assume_unique=True).size / least) if least else 0.0


def _alike(a: Shingles, b: Shingles) -> float | None:
    """Return the Jaccard similarity where one contains enough of the other, else None."""
    common = np.intersect1d(a, b, assume_unique=True).size
    if common < CONTAINMENT * min(a.size, b.size):
        return None
    return float(common / (a.size + b.size - common))
