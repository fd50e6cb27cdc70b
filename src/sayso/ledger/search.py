"""Full-text search over the newest reading of each document, in any script.

SQLite's FTS5 with its trigram tokenizer finds any run of three or more characters, so that it needs
no word boundaries (Chinese) and no stemmer. Text is folded first: case, accents and width do not
count. The index is derived: it is brought up to date before a search and can be dropped.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, delete, func, insert, select, text

from sayso.ledger.schema import derived, readings
from sayso.model import Document

KEY = "search"  # in derived: the id of the newest reading that is indexed
AROUND = 80  # characters of text shown on either side of a hit

# Letters of Latin alphabets that Unicode does not decompose into a base letter and a mark.
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds every word looked for, and the text around the first of them.

    ``text[start:end]`` is the word as it stands; both are ``None`` where only the title holds it.
    """

    sha256: str
    uri: str
    title: str | None
    published: str | None
    snippet: str
    start: int | None
    end: int | None


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.translate(_PLAIN)


def fold(words: str) -> str:
    """Return ``words`` without case, accents or differences of width."""
    return "".join(map(_fold, words))


def refresh(connection: Connection) -> None:
    """Index the readings that were added since the index was last brought up to date."""
    connection.execute(
        text(
            "CREATE VIRTUAL TABLE IF NOT EXISTS search "
            "USING fts5(title, body, tokenize = 'trigram')"
        )
    )
    kept = connection.execute(select(derived.c.value).where(derived.c.key == KEY)).scalar()
    last = int(json.loads(kept)) if kept else 0
    if last == 0:
        connection.execute(text("DELETE FROM search"))
    newest = connection.execute(select(func.max(readings.c.id))).scalar() or 0
    if newest == last:
        return
    later = readings.alias()
    fresh = select(readings.c.id, readings.c.sha256, readings.c.document).where(
        readings.c.id > last,
        ~select(later.c.id)
        .where(later.c.sha256 == readings.c.sha256, later.c.id > readings.c.id)
        .exists(),
    )
    for row in connection.execute(fresh):
        document = Document.model_validate_json(row.document)
        connection.execute(
            text(
                "DELETE FROM search WHERE rowid IN "
                "(SELECT id FROM readings WHERE sha256 = :sha256 AND id < :id)"
            ),
            {"sha256": row.sha256, "id": row.id},
        )
        connection.execute(
            text("INSERT INTO search (rowid, title, body) VALUES (:id, :title, :body)"),
            {"id": row.id, "title": fold(document.title or ""), "body": fold(document.text)},
        )
    connection.execute(delete(derived).where(derived.c.key == KEY))
    connection.execute(insert(derived).values(key=KEY, value=json.dumps(newest)))


def find(connection: Connection, words: str, limit: int) -> Iterator[Hit]:
    """Yield the documents that hold every one of ``words``, the best match first.

    Words are separated by white space; "words in double quotes" are one. A word is found inside a
    longer one. Ranking is BM25 for words of three characters or more, newest first for shorter.
    """
    wanted = [w for w in map(fold, _split(words)) if w.strip()]
    if not wanted:
        return
    long = [w for w in wanted if len(w) >= 3]
    short = [w for w in wanted if len(w) < 3]  # too short for a trigram: looked for one by one
    rows = connection.execute(
        text(
            "SELECT rowid, title, body FROM search WHERE search MATCH :query ORDER BY rank, rowid"
            if long
            else "SELECT rowid, title, body FROM search ORDER BY rowid DESC"
        ),
        {"query": " AND ".join('"' + w.replace('"', '""') + '"' for w in long)} if long else {},
    )
    for row in rows:
        if limit <= 0:
            return
        if all(w in row.title or w in row.body for w in short):
            limit -= 1
            json_text = connection.execute(
                select(readings.c.document).where(readings.c.id == row.rowid)
            ).scalar_one()
            yield _hit(Document.model_validate_json(json_text), wanted)


def _split(words: str) -> list[str]:
    """Split at white space, keeping what stands in double quotes together."""
    parts = words.split('"')
    if len(parts) % 2 == 0:  # a quote that is never closed is a character like any other
        parts[-2:] = ['"'.join(parts[-2:])]
    found: list[str] = []
    for number, part in enumerate(parts):
        found += [part.strip()] if number % 2 else part.split()
    return found


def _hit(document: Document, wanted: list[str]) -> Hit:
    span = _locate(document.text, wanted)
    if span is None:
        snippet = document.title or ""
        start = end = None
    else:
        start, end = span
        snippet = _snippet(document.text, start, end)
    return Hit(
        sha256=document.sha256,
        uri=document.uri,
        title=document.title,
        published=document.published,
        snippet=snippet,
        start=start,
        end=end,
    )


def _snippet(words: str, start: int, end: int) -> str:
    """Return what stands around a hit, cut between words where the script has gaps."""
    low, high = max(0, start - AROUND), min(len(words), end + AROUND)
    before = words[low:start]
    if low and " " in before[:-1]:
        before = before.partition(" ")[2]
    after = words[end:high]
    if high < len(words) and " " in after[1:]:
        after = after.rpartition(" ")[0]
    inside = " ".join((before + words[start:end] + after).split())
    return ("…" if low else "") + inside + ("…" if high < len(words) else "")


def _locate(words: str, wanted: list[str]) -> tuple[int, int] | None:
    """Return where the first of ``wanted`` to be found stands in ``words``, in its own offsets."""
    folded: list[str] = []
    origin: list[int] = []  # of each folded character: the character it comes from
    for index, character in enumerate(words):
        plain = _fold(character)
        folded.append(plain)
        origin.extend([index] * len(plain))
    whole = "".join(folded)
    places = [(at, w) for w in wanted if (at := whole.find(w)) >= 0]
    if not places:
        return None
    at, word = min(places)
    return origin[at], origin[at + len(word) - 1] + 1
