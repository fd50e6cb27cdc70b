"""Speakers by label: transcripts, interviews, threads, headlines ("Kremlin: no such plan")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.knowledge.countries import country_of
from sayso.model import Attribution, Kind, Mention, Span
from sayso.reading.fillers import Lookup
from sayso.reading.parse import Parsed
from sayso.reading.reporting import reporting
from sayso.reading.sources import name_source
from sayso.reading.syntax import arguments

_LABEL = re.compile(
    r"^[ \t>*_•–—-]{0,6}(?:\[?\d\d?[:.]\d\d(?:[:.]\d\d)?\]?[ \t]+)?"
    r"(?:(?P<label>[^\W\d_][\w.@'’()-]{0,30}(?:[ \t][\w.@'’()-]{1,30}){0,4}?)\*{0,2}"
    r"(?P<cue>[ \t]+wrote:|[ \t]*:|[ \t]+»[^\n|]{0,30}(?:\||$))"
    r"|(?P<post>(?<=#)\d+[ \t]+[\w.-]{3,30}(?=$)))\*{0,2}(?=\s|$)",
    re.MULTILINE,
)
_ASKED = re.compile(
    r"^[ \t]*\*{0,2}(?:(?P<label>Q|A)\*{0,2}(?P<cue>[.:])|(?P<word>(?i:question|answer|reply))"
    r"(?P<who>[ \t]+(?:by|from|of|\()[^\n:]{0,120})?(?P<colon>:|$))\*{0,2}(?=\s)",
    re.MULTILINE,
)
_PARAGRAPH = re.compile(r"[^\n]+")
_QUESTIONS = {"q", "question"}
_ANSWERS = {"a", "answer", "reply"}
_TITLES = re.compile(r"^(?:mr|mrs|ms|dr|sir|dame|lord|lady|sen|rep|gen|col|the)\b\.?[ \t]+", re.I)
_SELF = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s|I['’]\w+|[Ww]e['’]\w+)\b")
_INTERVIEW = 3  # questions that make a text an interview
_QUESTION = 40  # words of a question
_SPEAKERS = {Kind.PERSON, Kind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of talk: where its label and its colon stand, what is said, whose label it is."""

    label: Span
    cue: Span
    content: Span
    words: str


def attribute_turns(
    parsed: Parsed, lookup: Lookup, mentions: Sequence[Mention]
) -> Iterator[Attribution]:
    """Yield an attribution for each turn of a transcript, interview or thread."""
    text = parsed.document.text
    turns = max(list(_labelled(text)), list(_unlabelled(text)), key=len)
    if not turns:
        return
    counts = Counter(t.words for t in turns)
    named = [m for m in mentions if m.kind in _SPEAKERS and any(map(str.isupper, m.name))]
    guest = _guest(parsed, lookup, named, turns[0].label[0])
    speakers = _speakers(named)
    for turn in turns:
        name = _name(turn, speakers, guest, often=counts[turn.words] > 1)
        if name is not None:
            yield Attribution(
                source=turn.label, cue=turn.cue, content=(turn.content,), chain=(name,)
            )


def _speakers(named: Sequence[Mention]) -> dict[str, str]:
    """Return the full name for each label a speaker may have: name, surname, first name, initial.

    A body that the text names only once may be no more than a heading.
    """
    often = Counter(m.name for m in named)
    labels: dict[str, str] = {}
    for mention in named:
        person = mention.kind is Kind.PERSON
        if person or often[mention.name] > 1:
            labels.setdefault(mention.name.casefold(), mention.name)
        parts = mention.name.casefold().split() if person else []
        for part in (*parts, *(p[0] for p in parts[-1:])):
            labels.setdefault(part, mention.name)
    return labels


def _guest(parsed: Parsed, lookup: Lookup, named: Sequence[Mention], stop: int) -> str | None:
    """Return whom an interview is with: whoever its introduction is about."""
    for sentence in parsed.sentences:
        if sentence.span.start_char >= stop:
            break
        for token in arguments(sentence.span.root).get("subject", ())[:1]:
            if token.pos_ == "PROPN" and token.idx < stop and sentence.style == "prose":
                return name_source(token, lookup, any_noun=True)
    return next((m.name for m in named if m.kind is Kind.PERSON and m.start < stop), None)


def _labelled(text: str) -> Iterator[Turn]:
    """Yield the turns that a label opens; a label that stands once speaks for its line alone."""
    found = {m.start(): m for m in _LABEL.finditer(text)}
    found |= {m.start(): m for m in _ASKED.finditer(text)}
    labels = [found[start] for start in sorted(found)]
    words = [_label(m) for m in labels]
    counts = Counter(w.casefold() for w in words)
    asked = any(w.casefold() in _QUESTIONS for w in words)
    for place, match in enumerate(labels):
        start = next(match.start(g) for g in ("label", "word", "post") if _group(match, g))
        low, high = start, start + len(words[place])
        who = _group(match, "who")
        last = place + 1 == len(labels)
        stop = len(text) if last else labels[place + 1].start()
        answer = words[place].casefold() in _ANSWERS and (asked or who)
        talk = counts[words[place].casefold()] > 1 or answer
        if not talk or (last and text[match.end() : match.end() + 2].strip()):
            line = text.find("\n", match.end() + 1)
            stop = min(stop, line if line > 0 else stop)
        if text[match.end() : stop].strip():
            cue = (high + len(who), match.end()) if high + len(who) < match.end() else (low, high)
            yield Turn((low, high + len(who)), cue, (match.end(), stop), words[place] + who)


def _group(match: re.Match[str], name: str) -> str:
    """Return what group ``name`` matched; "" where it did not or the pattern has none such."""
    return match.groupdict().get(name) or ""


def _label(match: re.Match[str]) -> str:
    return _group(match, "label") or _group(match, "word") or _group(match, "post")


def _unlabelled(text: str) -> Iterator[Turn]:
    """Yield the answers of an interview that sets questions as lines of their own.

    What the answers say of "I" and "we" tells it from a text that answers its own questions.
    """
    lines = [m for m in _PARAGRAPH.finditer(text) if m.group().strip()]
    asks = [m for m in lines if m.group().rstrip().endswith("?") and _short(m.group())]
    if len(asks) < _INTERVIEW:
        return
    answers = []
    for place, ask in enumerate(asks):
        stop = asks[place + 1].start() if place + 1 < len(asks) else len(text)
        if place + 1 == len(asks):
            after = text[ask.end() :].lstrip("\n")
            line = after.find("\n")
            stop = stop if line < 0 else text.index(after, ask.end()) + line
        if text[ask.end() : stop].strip():
            answers.append(Turn(ask.span(), ask.span(), (ask.end(), stop), "A"))
    own = sum(bool(_SELF.search(text[slice(*a.content)])) for a in answers)
    if len(answers) >= _INTERVIEW - 1 and 2 * own > len(answers):
        yield from answers


def _short(line: str) -> bool:
    return len(line.split()) <= _QUESTION


def _name(turn: Turn, speakers: Mapping[str, str], guest: str | None, *, often: bool) -> str | None:
    """Return the full name of the speaker of a turn; None where its label names nobody."""
    words = _TITLES.sub("", turn.words).strip(" .")
    first = words.split()[0].casefold() if words else ""
    if not first or {first, words.casefold()} & (reporting("asker") | reporting("section")):
        return None
    if country_of(words) is not None:
        return None
    if first in _ANSWERS:
        inside = re.search(r"\(([^(),]{3,60})", turn.words)
        return inside.group(1) if inside else guest
    found = speakers.get(words.casefold()) or (speakers.get(first) if len(words) == 1 else None)
    if found is not None:
        return found
    handle = words.isupper() or words[:1].islower() or re.search(r"[\d_@]", words)
    return turn.words if often and handle else None
