"""The changes themselves: both views compared, kind by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sayso.changes.matching import earlier_findings, earlier_programmes
from sayso.changes.rows import Change, DocumentRow, ValueRow, What
from sayso.findings.grades import in_favour
from sayso.findings.responses import against
from sayso.model import Claim, Derived, Entry, Finding, Programme, Support
from sayso.naming import tokens
from sayso.query import ClaimRow, answer, quoted


class _Views(NamedTuple):
    """Both views, and what of them belongs together."""

    before: Derived
    after: Derived
    entries: Mapping[str, Entry]  # of the later view, by SHA-256
    known: frozenset[str]  # documents of the earlier view
    origin: Mapping[str, str]  # the later origin of a document
    member: Mapping[str, tuple[str, ...]]  # the later programmes of a finding, and of a document


def find_changes(before: Derived, after: Derived, entries: Iterable[Entry]) -> tuple[Change, ...]:
    """Return what is new in ``after``, by kind and id, each with what it rests on.

    ``entries`` are those that ``after`` was derived from. A view against itself gives nothing.
    """
    member: dict[str, list[str]] = defaultdict(list)
    for programme in after.programmes:
        for id_ in (*programme.findings, *programme.documents):
            member[id_].append(programme.id)
    views = _Views(
        before,
        after,
        {entry.document.sha256: entry for entry in entries},
        frozenset(d for origin in before.origins for d in origin.documents),
        {d: origin.id for origin in after.origins for d in origin.documents},
        {id_: tuple(ids) for id_, ids in member.items()},
    )
    found = [
        *_programmes(views),
        *_findings(views),
        *_denials(views),
        *_origins(views),
        *_documents(views),
    ]
    order = list(What)
    return tuple(
        sorted(found, key=lambda c: (order.index(c.what), c.programmes, c.id or "", c.about))
    )


# Programmes


def _programmes(views: _Views) -> Iterator[Change]:
    earlier = earlier_programmes(views.before, views.after)
    going_on = {old.id for olds in earlier.values() for old in olds}
    for old in views.before.programmes:
        if old.id not in going_on:
            yield Change(
                what=What.GONE,
                about=old.title,
                id=old.id,
                details=("None of its documents is in a programme any more.",),
                documents=_rows(views, old.documents),
            )
    for new in views.after.programmes:
        first, *others = earlier.get(new.id, ()) or (None,)
        if first is None:
            yield _new(views, new)
            continue
        if others or first.id != new.id:
            yield _goes_on(views, new, (first, *others))
        was = first.status.text if first.status else None
        now = new.status.text if new.status else None
        if was != now:
            support = new.status.support if new.status else ()
            yield Change(
                what=What.STATUS,
                about=new.title,
                id=new.id,
                programmes=(new.id,),
                before=was,
                after=now,
                claims=_claims(views, _newer(views, support)),
                documents=_rows(views, (d for d in new.documents if d not in views.known)),
            )


def _new(views: _Views, new: Programme) -> Change:
    ends = (*new.providers, *new.hosts)
    support = new.status.support if new.status else tuple(s for c in ends for s in c.support)
    parted = [p.title for p in views.before.programmes if set(p.documents) & set(new.documents)]
    return Change(
        what=What.NEW,
        about=new.title,
        id=new.id,
        programmes=(new.id,),
        after=new.status.text if new.status else None,
        details=tuple(f"Parted from {title}." for title in parted),
        claims=_claims(views, support),
        documents=_rows(views, new.documents),
    )


def _goes_on(views: _Views, new: Programme, olds: tuple[Programme, ...]) -> Change:
    held = set(new.documents)
    newer = tuple(d for d in new.documents if d not in views.known)
    return Change(
        what=What.RENAMED if len(olds) == 1 else What.JOINED,
        about=new.title,
        id=new.id,
        programmes=(new.id,),
        before=" + ".join(f"{old.title} [{old.id}]" for old in olds),
        after=new.title,
        details=tuple(
            f"{len(held & set(old.documents))} of {len(old.documents)} documents of "
            f"{old.title} are in it."
            for old in (olds if len(olds) > 1 else ())
        ),
        documents=_rows(views, newer or new.documents),
    )


# Findings


def _findings(views: _Views) -> Iterator[Change]:
    earlier = earlier_findings(views.before, views.after)
    for finding in views.after.findings:
        was = earlier.get(finding.id)
        if finding.origins > 1 and (was is None or was.origins < 2):
            yield _about(
                views,
                What.CORROBORATED,
                finding,
                _newer(views, in_favour(finding)),
                before=None if was is None else _origins_words(was.origins),
                after=_origins_words(finding.origins),
            )
        if finding.conflicting and (was is None or not was.conflicting):
            yield _about(
                views,
                What.CONFLICT,
                finding,
                tuple(s for value in finding.values for s in value.support),
                before=None if was is None else _values(was),
                after=_values(finding),
                values=tuple(
                    ValueRow(text=v.text, realis=v.realis, claims=_claims(views, v.support))
                    for v in finding.values
                ),
            )
        if was and was.grade and finding.grade and was.grade.code != finding.grade.code:
            yield _about(
                views,
                What.GRADE,
                finding,
                _newer(views, (*in_favour(finding), *_against(views, finding))),
                before=was.grade.code,
                after=finding.grade.code,
                details=tuple(r for r in finding.grade.reasons if r not in was.grade.reasons),
            )


def _about(
    views: _Views,
    what: What,
    finding: Finding,
    support: Iterable[Support],
    *,
    before: str | None,
    after: str | None,
    details: tuple[str, ...] = (),
    values: tuple[ValueRow, ...] = (),
) -> Change:
    claims = _claims(views, support)
    return Change(
        what=what,
        about=finding.about,
        id=finding.id,
        programmes=views.member.get(finding.id, ()),
        before=before,
        after=after,
        details=details,
        claims=claims,
        values=values,
        documents=_rows(views, (row.document for row in claims)),
    )


def _origins_words(count: int) -> str:
    return "1 origin" if count == 1 else f"{count} independent origins"


def _values(finding: Finding) -> str:
    return " | ".join(value.text for value in finding.values)


def _denials(views: _Views) -> Iterator[Change]:
    """Yield each new denial once, with all that it speaks against; a reprint says nothing new."""
    heard: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = defaultdict(list)
    for support in (s for finding in views.before.findings for s in finding.denials):
        if support.document in views.entries:
            heard[views.origin[support.document]].append(_denial(_claim(views, support).claim))
    spoken: dict[Support, list[Finding]] = defaultdict(list)
    for finding in views.after.findings:
        for support in _against(views, finding):
            spoken[support].append(finding)
    for support, findings in spoken.items():
        row = _claim(views, support)
        if any(_same(_denial(row.claim), known) for known in heard.get(support.origin, ())):
            continue
        who, how = answer(row.claim)
        yield Change(
            what=What.DENIAL,
            about=f"{who}: {how}",
            programmes=tuple(sorted({p for f in findings for p in views.member.get(f.id, ())})),
            details=tuple(f"{f.about} [{f.id}]" for f in findings),
            claims=(row,),
            documents=_rows(views, (support.document,)),
        )


def _against(views: _Views, finding: Finding) -> tuple[Support, ...]:
    """Return the answers that speak against a finding; to decline to comment is not to."""
    return tuple(s for s in finding.denials if against(_claim(views, s).claim))


def _denial(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    """Return who speaks, and how, as sets of words."""

    def words(role: str) -> frozenset[str]:
        return frozenset(word for name in claim.roles.get(role, ()) for word in tokens(name))

    return words("speaker"), words("stance")


def _same(
    one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]
) -> bool:
    """Tell whether two denials of one origin are one: "the ministry" is "China's ministry"."""
    (speaker, stance), (speaker_, stance_) = one, other
    return stance == stance_ and (speaker <= speaker_ or speaker >= speaker_)


# Origins and documents


def _origins(views: _Views) -> Iterator[Change]:
    for origin in views.after.origins:
        if views.known.isdisjoint(origin.documents):
            yield Change(
                what=What.ORIGIN,
                about=origin.name,
                id=origin.id,
                programmes=tuple(
                    dict.fromkeys(p for d in origin.documents for p in views.member.get(d, ()))
                ),
                details=tuple(
                    dict.fromkeys(f"{e.basis}: “{e.words}”" for e in origin.evidence if e.words)
                ),
                documents=_rows(views, origin.documents),
            )


def _documents(views: _Views) -> Iterator[Change]:
    for sha256 in views.entries:
        if sha256 not in views.known:
            [row] = _rows(views, (sha256,))
            yield Change(
                what=What.DOCUMENT,
                about=row.title or row.uri,
                id=sha256,
                programmes=views.member.get(sha256, ()),
                documents=(row,),
            )


# What a change rests on


def _newer(views: _Views, supports: Iterable[Support]) -> tuple[Support, ...]:
    """Return those of documents not known before, or all where there is none."""
    every = tuple(supports)
    return tuple(s for s in every if s.document not in views.known) or every


def _claim(views: _Views, support: Support) -> ClaimRow:
    return quoted(support, views.entries)


def _claims(views: _Views, supports: Iterable[Support]) -> tuple[ClaimRow, ...]:
    """Return claims in the order in which they were published, each once."""
    rows = [_claim(views, support) for support in dict.fromkeys(supports)]
    return tuple(sorted(rows, key=lambda r: (r.published or "9999", r.uri, r.document, r.index)))


def _rows(views: _Views, documents: Iterable[str]) -> tuple[DocumentRow, ...]:
    found = [
        views.entries[sha256].document
        for sha256 in dict.fromkeys(documents)
        if sha256 in views.entries
    ]
    found.sort(key=lambda d: (d.published or "9999", d.uri, d.sha256))
    return tuple(
        DocumentRow(
            sha256=document.sha256,
            uri=document.uri,
            title=document.title,
            outlet=document.outlet,
            published=document.published,
            origin=views.origin.get(document.sha256),
        )
        for document in found
    )
