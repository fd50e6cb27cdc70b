"""Speakers by label: transcripts, interviews, threads, headlines ("Kremlin: no such plan")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Attribution, Kind, Mention, Span
from sayso.reading.parse import Parsed

_LABEL = re.compile(
    r"^[ \t>*_•–—-]{0,6}(?:\d\d?[:.]\d\d[ \t]+)?"
    r"(?P<label>[^\W\d_][\w.@'’()-]{0,30}(?:[ \t][\w.@'’()-]{1,30}){0,4}?)\*{0,2}"
    r"(?P<cue>[ \t]+wrote:|[ \t]*:|[ \t]+»[^\n|]{0,30}\|)\*{0,2}(?=\s)",
    re.MULTILINE,
)
_QUESTIONS = re.compile(r"^(?:Q|QUESTION|Question)\b")
_ANSWER = re.compile(
    r"^[ \t]*\*{0,2}(?P<label>A|ANSWER|Answer|Q|QUESTION|Question)\*{0,2}(?P<cue>[.:])\*{0,2}[ \t]",
    re.MULTILINE,
)
_TITLES = re.compile(
    r"^(?:mr|mrs|ms|dr|sir|dame|lord|lady|sen|rep|gen|col|the)\b\.?[ \t]+", re.IGNORECASE
)
_TURNS = 3  # labelled lines that make a text a transcript
_SPEAKERS = {Kind.PERSON, Kind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Turn:
    """A labelled stretch of talk: the label, its colon and what is said."""

    label: Span
    cue: Span
    content: Span
    words: str


def attribute_turns(parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """Yield an attribution for each labelled turn of a transcript, interview or thread."""
    text = parsed.document.text
    turns = list(_turns(text))
    counts = Counter(t.words for t in turns)
    people = [m for m in mentions if m.kind in _SPEAKERS]
    for turn in turns:
        if _QUESTIONS.match(turn.words):
            continue
        name = _name(turn, turns, people, transcript=counts[turn.words] > 1)
        if name is not None:
            yield Attribution(
                source=turn.label, cue=turn.cue, content=(turn.content,), chain=(name,)
            )


def _turns(text: str) -> Iterator[Turn]:
    labels = list(_ANSWER.finditer(text))
    if len(labels) < _TURNS:
        labels = list(_LABEL.finditer(text))
    counts = Counter(m["label"] for m in labels)
    for place, match in enumerate(labels):
        stop = labels[place + 1].start() if place + 1 < len(labels) else len(text)
        if counts[match["label"]] < 2:
            line = text.find("\n", match.end() + 1)
            stop = min(stop, line if line > 0 else stop)
        if stop > match.end():
            yield Turn(match.span("label"), match.span("cue"), (match.end(), stop), match["label"])


def _name(
    turn: Turn, turns: Sequence[Turn], people: Sequence[Mention], *, transcript: bool
) -> str | None:
    """Return the full name of the speaker of a turn; None where its label names nobody."""
    words = _TITLES.sub("", turn.words).strip(" .")
    if words.casefold() in {"a", "answer"}:
        first = next(
            (m for m in people if m.kind is Kind.PERSON and m.start < turns[0].label[0]), None
        )
        return first.name if first is not None else None
    for mention in people:
        parts = mention.name.casefold().split()
        if words.casefold() == mention.name.casefold() or (
            mention.kind is Kind.PERSON and parts and words.casefold() == parts[-1]
        ):
            return mention.name
    handle = words.isupper() or words[:1].islower() or re.search(r"[\d_@]", words)
    return turn.words if transcript and handle else None
