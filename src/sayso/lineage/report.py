"""A document as lineage sees it: its outlet, whom it cites, its story, its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sayso.lineage.citing import Citation, own_key, sources_of
from sayso.lineage.duplicates import Shingles, body, shingles
from sayso.lineage.passages import Word, direct_speech
from sayso.lineage.stories import Story, story_of
from sayso.model import Entry


class Report(NamedTuple):
    """A document as lineage sees it; ``own`` is the key of its outlet, None where not known."""

    entry: Entry
    own: str | None
    sources: list[Citation]
    story: Story
    words: Shingles
    quoted: list[Word]

    @property
    def sha(self) -> str:
        """The SHA-256 of the document."""
        return self.entry.document.sha256


def report_of(entry: Entry, names: Mapping[str, str], finder: re.Pattern[str]) -> Report:
    """Return ``entry`` as a report; ``names`` and ``finder`` are those of outlets."""
    return Report(
        entry,
        own_key(entry.document, names),
        sources_of(entry, names, finder),
        story_of(entry),
        shingles(body(entry.document)),
        direct_speech(entry),
    )


def rests_on(report: Report, key: str) -> bool:
    """Say whether ``key`` is the report's outlet or a main source of it."""
    return report.own == key or any(c.main and c.key == key for c in report.sources)


def reported_itself(report: Report) -> bool:
    """Say whether the report tells whom its outlet asked or what it saw."""
    return any(c.own for c in report.sources)


def by_publication(report: Report) -> tuple[str, str, str]:
    """Return a key that puts reports in the order of publication, then URI; undated ones last."""
    document = report.entry.document
    return document.published or "9999", document.uri, document.sha256
