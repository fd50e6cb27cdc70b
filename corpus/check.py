"""Check the marked reports beside this file; convert them: ``check.py [--out FILE]``.

Prints every fault as one line, ``file: what``, then how much the corpus holds, and exits with 1 if
there is a fault. GUIDE.md has the format. ``--out`` writes JSON Lines, one report a line::

    {"id", "genre", "outlet", "published", "language", "text",
     "mentions": [{"start", "end", "id", "kind"}],
     "triggers": [{"start", "end", "id"}],
     "cues": [{"start", "end", "id", "by": [id]}],
     "claims": [{"trigger", "type", "roles": {role: [id or words]}, "realis", "source": [id],
                 "date"}]}

``start`` and ``end`` count characters of ``text``, from 0, ``end`` being the first one outside.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

REPORTS = Path(__file__).parent / "reports"

# The types of claim, and which roles each has.
ROLES = {
    "agreement": {"party", "product", "value"},
    "facility": {"operator", "partner", "place", "product", "capacity", "area"},
    "production": {"producer", "product", "place", "quantity"},
    "transfer": {"supplier", "recipient", "product", "quantity"},
    "technology": {"provider", "recipient", "product"},
    "development": {"developer", "partner", "product", "place"},
    "specification": {"product", "property", "value"},
    "ownership": {"owner", "owned", "share"},
    "position": {"person", "title", "organisation"},
    "sanction": {"authority", "target"},
    "response": {"speaker", "stance", "about"},
    "use": {"user", "product", "place"},
}
# Roles filled by words; all others are filled by mentions.
WORDED = {"stance", "property", "about"}
KINDS = {
    "person", "organisation", "place", "nationality", "platform", "weapon", "vehicle", "facility",
    "component", "quantity", "money", "time", "title", "document", "url",
}  # fmt: skip
REALIS = {"actual", "planned", "possible", "negated"}
HEADER = ("genre", "outlet", "published", "language")  # beside the id

NOBODY = "-"  # as a source: the outlet itself
_RULE = re.compile(r"^---\s*$", re.MULTILINE)
_MARK = re.compile(r"\{(?P<id>[a-z]+\d+)(?::(?P<kind>[a-z]+))?\|(?P<words>[^{}]*)\}")

# The fields of the header, whatever they are, and those the module's docstring names.
Report = dict[str, Any]


class Span(TypedDict):
    """Marked words, by their place in the text."""

    start: int
    end: int
    id: str


class Mention(Span):
    """Words that name or stand for a thing."""

    kind: str


class Cue(Span):
    """Words that attribute, and to whom: nearest first."""

    by: list[str]


class Claim(TypedDict):
    """What a trigger claims, its roles filled by mentions or words."""

    trigger: str
    type: str
    roles: dict[str, list[str]]
    realis: str | None
    source: list[str]
    date: str | None


class Marked(NamedTuple):
    """A text without its marks, and what they marked."""

    text: str
    mentions: list[Mention]
    triggers: list[Span]
    cues: list[Span]  # whose each is, the lines below the text say


class Claimed(NamedTuple):
    """What the lines below a text say: the claims, and whose each cue is."""

    claims: list[Claim]
    sources: dict[str, list[str]]


def parse(path: Path) -> tuple[Report, list[str]]:
    """Return the report in a file, and what is wrong with it, one line a fault.

    A file that is no report at all gives an empty one, and a fault that says why.
    """
    try:
        parts = _RULE.split(path.read_text(encoding="utf-8"), maxsplit=2)
    except UnicodeDecodeError as error:
        return {}, [f"not UTF-8 at byte {error.start}; save it as UTF-8"]
    except OSError as error:
        return {}, [f"cannot be read: {error.strerror}"]
    if len(parts) != 3:
        return {}, ["needs header, text and claims, with a line --- after each of the first two"]
    head, body, tail = parts
    header, header_faults = _read_header(head, path.stem)
    marked, mark_faults = _read_marks(body.strip("\n"))
    claimed, claim_faults = _read_claims(tail, marked)
    report: Report = {
        **header,
        "mentions": marked.mentions,
        "triggers": marked.triggers,
        "cues": [Cue(**cue, by=claimed.sources.get(cue["id"], [])) for cue in marked.cues],
        "claims": claimed.claims,
        "text": marked.text,
    }
    return report, header_faults + mark_faults + claim_faults


def _read_header(head: str, name: str) -> tuple[dict[str, str], list[str]]:
    """Return the fields of a header, ``key: value`` a line; ``name`` is what its id must be."""
    fields: dict[str, str] = {}
    faults = []
    for line in head.strip().splitlines():
        key, colon, value = line.partition(":")
        if colon:
            fields[key.strip()] = value.strip()
        else:
            faults.append(f"header line {line!r} has no colon")
    if fields.get("id") != name:
        faults.append(f"id {fields.get('id')!r} is not the file's name without .txt")
    faults += [f"no {key} in the header" for key in HEADER if key not in fields]
    return fields, faults


def _read_marks(body: str) -> tuple[Marked, list[str]]:
    """Return a text freed of its marks, and the faults of the marks."""
    text = _MARK.sub(r"\g<words>", body)
    spans: list[tuple[Span, str | None]] = []
    faults: list[str] = []
    taken = 0  # how many characters of the body before here are no text
    for mark in _MARK.finditer(body):
        start = mark.start() - taken
        end = start + len(mark["words"])
        taken = mark.end() - end
        spans.append((Span(start=start, end=end, id=mark["id"]), mark["kind"]))
        faults += _mark_faults(mark)
    if "{" in text or "}" in text:
        faults.append("a brace is left in the text: a mark inside another, or not well formed")
    plain = [span for span, kind in spans if kind is None]
    marked = Marked(
        text,
        mentions=[Mention(**span, kind=kind) for span, kind in spans if kind is not None],
        triggers=[span for span in plain if span["id"].startswith("t")],
        cues=[span for span in plain if span["id"].startswith("c")],
    )
    return marked, faults


def _mark_faults(mark: re.Match[str]) -> Iterator[str]:
    """Yield what is wrong with one mark."""
    name, kind, words = mark.group("id", "kind", "words")
    if kind is None and not name.startswith(("t", "c")):
        yield f"{name} has no kind and is no trigger or cue"
    if kind is not None and kind not in KINDS:
        yield f"{name} has kind {kind}, which there is not"
    if not words or words != words.strip():
        yield f"{name} marks {words!r}: nothing, or space at an end"


def _read_claims(tail: str, marked: Marked) -> tuple[Claimed, list[str]]:
    """Return what the lines below a text say of its marks, and the faults of the lines."""
    claimed = Claimed([], {})
    faults: list[str] = []
    mentions = {mention["id"] for mention in marked.mentions}
    triggers = {trigger["id"] for trigger in marked.triggers} | mentions
    for line in filter(None, map(str.strip, tail.splitlines())):
        try:
            name, *items = shlex.split(line)
        except ValueError as error:  # a quotation mark without its fellow
            faults.append(f"line {line!r}: {error}")
            continue
        if len(items) == 1 and items[0].startswith("by="):
            by = [source for source in items[0].removeprefix("by=").split(",") if source != NOBODY]
            claimed.sources[name] = by
            faults += _unknown(by, mentions, f"{name} by")
        elif len(items) < 2 or items[0] not in ROLES:
            faults.append(f"line {line!r} is neither a claim nor says whose a cue is")
        else:
            claim, wrong = _read_claim(name, items[0], items[1:], mentions)
            claimed.claims.append(claim)
            faults += wrong
            if name not in triggers:
                faults.append(f"trigger {name} is not in the text")
    return claimed, faults


def _read_claim(
    trigger: str, kind: str, items: Iterable[str], mentions: set[str]
) -> tuple[Claim, list[str]]:
    """Return the claim of type ``kind`` that ``items`` (``name=value``) make, and its faults."""
    claim = Claim(trigger=trigger, type=kind, roles={}, realis=None, source=[], date=None)
    where = f"{trigger} {kind}"
    faults: list[str] = []
    for item in items:
        name, _, value = item.partition("=")
        if name == "realis":
            claim["realis"] = value
        elif name == "date":
            claim["date"] = value
        elif name == "source":
            claim["source"] = [source for source in value.split(",") if source not in ("", NOBODY)]
            faults += _unknown(claim["source"], mentions, f"{where} source")
        elif name not in ROLES[kind]:
            faults.append(f"{where} has no role {name}")
        elif name in WORDED:
            claim["roles"][name] = [value]
        else:
            claim["roles"][name] = value.split(",")
            faults += _unknown(claim["roles"][name], mentions, f"{where} {name}")
    if claim["realis"] not in REALIS:
        faults.append(f"{where} realis={claim['realis'] or ''}: must be one of {sorted(REALIS)}")
    if not claim["roles"]:
        faults.append(f"{where} fills no role")
    return claim, faults


def _unknown(names: Iterable[str], mentions: set[str], where: str) -> list[str]:
    """Return a fault for each of the names that no mention has."""
    return [f"{where}={name}: no such mention" for name in names if name not in mentions]


def counts(reports: Sequence[Report], faults: int) -> Iterator[str]:
    """Yield the lines that say how much the reports hold."""
    claims: list[Claim] = [claim for report in reports for claim in report["claims"]]
    mentions: list[Mention] = [mention for report in reports for mention in report["mentions"]]
    yield f"types {_tally(claim['type'] for claim in claims)}"
    yield f"realis {_tally(claim['realis'] for claim in claims)}"
    yield f"kinds {_tally(mention['kind'] for mention in mentions)}"
    sourced = sum(bool(claim["source"]) for claim in claims)
    genres = {report.get("genre") for report in reports}
    yield f"with a source {sourced} genres {len(genres)}"
    words = sum(len(report["text"].split()) for report in reports)
    yield f"{len(reports)} reports, {words} words, {len(claims)} claims, {faults} faults"


def _tally(values: Iterable[str | None]) -> dict[str | None, int]:
    """Return how often each value occurs, the most frequent first."""
    return dict(Counter(values).most_common())


def main(arguments: Sequence[str] | None = None) -> int:
    """Check all reports, print faults and counts, and return the exit code."""
    parser = argparse.ArgumentParser(description="Check the marked reports; convert them.")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write JSON Lines to FILE")
    out: Path | None = parser.parse_args(arguments).out
    reports = []
    faults = 0
    for path in sorted(REPORTS.glob("*.txt")):
        report, wrong = parse(path)
        for fault in wrong:
            print(f"{path.name}: {fault}")
        faults += len(wrong)
        if report:
            reports.append(report)
    if out is not None:
        lines = [json.dumps(report, ensure_ascii=False) + "\n" for report in reports]
        try:
            out.write_text("".join(lines), encoding="utf-8")
        except OSError as error:
            parser.error(f"cannot write {out}: {error.strerror}")
    for line in counts(reports, faults):
        print(line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
