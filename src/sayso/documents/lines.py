"""The lines of a text, as the page's layout: which are prose, and which stand before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Longer lines are prose: no page pattern is tried on them, which also bounds the work.
LONGEST = 400

_LINE = re.compile(r"[^\n]+")
_PREFIX = re.compile(r"(?P<date>date:?\s+\d{4}-\d\d-\d\d)\s+(?=\S)")
_ENDED = re.compile(r"[.。…۔।]['\"”’»)\]]*$")
_INNER_END = re.compile(r"[.!?]['\"”’)]* +[\"“'‘(]?[A-ZА-ЯЁІЇЄҐ]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its offsets and its words without the space around them."""

    start: int
    end: int
    text: str
    after_blank: bool

    @property
    def words(self) -> int:
        """Return the number of words; scripts without spaces count two characters as one."""
        return max(len(self.text.split()), len(_WIDE.findall(self.text)) // 2)

    @property
    def prose(self) -> bool:
        """Return whether this is running text, and not a headline, a label or a menu."""
        if len(self.text) > LONGEST or self.words > 26:
            return True
        if self.words >= 8 and _ENDED.search(self.text):
            return True
        if "|" in self.text:
            return False
        return self.words >= 14 and _INNER_END.search(self.text) is not None


def lines_of(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank, in order.

    A date that an archive put before the text ("date 2024-09-25 …") is a line of its own.
    """
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            blank = text.count("\n", last, start) > 1
            last = start + len(words)
            if not found and (prefix := _PREFIX.match(words)) is not None:
                found.append(Line(start, start + prefix.end("date"), prefix["date"], blank))
                start, words = start + prefix.end(), words[prefix.end() :]
            found.append(Line(start, last, words, blank))
    return found


def head(lines: Sequence[Line], most: int = 15) -> Sequence[Line]:
    """Return the lines before the first prose, at most ``most``."""
    for number, line in enumerate(lines[:most]):
        if line.prose:
            return lines[:number]
    return lines[:most]
