"""Evidence: the words and passages for which a document is given its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.lineage.links import Link
from sayso.lineage.report import Report
from sayso.model import Evidence, Passage

NEAREST = 5  # near-duplicates shown for a document; a thousand reprints are each shown the nearest


def evidence_of(
    report: Report,
    links: Sequence[Link],
    passages: Callable[[str, str], tuple[Passage, ...]],
    copied: bool,
) -> Iterable[Evidence]:
    """Yield why ``report`` is given its origin: by ``links``, all those it is in.

    ``passages`` gives those of two documents, by SHA-256.
    ``copied`` says that it repeats an earlier document, whose "this newspaper" is not its own.
    """
    given = False
    for found in (*_alike(report, links, passages), *_quotes(report, links)):
        yield found
        given = True
    for key in sorted({link.key for link in links if link.key}):
        for c in report.sources:
            if c.key == key and not c.own:
                yield Evidence(
                    document=report.sha, basis="cites", words=_at(report, c.span), span=c.span
                )
                given = True
    own = next((c for c in report.sources if c.own and not (copied and c.unnamed)), None)
    if own is not None:
        words = _at(report, own.span)
        yield Evidence(document=report.sha, basis="own reporting", words=words, span=own.span)
    elif not given:
        # The surest citation is shown although no other document here goes back to it.
        cited = [c for c in report.sources if c.main and c.key.startswith("outlet:")]
        if not cited:
            yield Evidence(document=report.sha, basis="only source", words="")
        for c in cited[:1]:
            yield Evidence(
                document=report.sha, basis="cites", words=_at(report, c.span), span=c.span
            )


def _at(report: Report, span: tuple[int, int]) -> str:
    return report.entry.document.text[span[0] : span[1]]


def _other(report: Report, link: Link) -> str:
    return link.b if link.a == report.sha else link.a


def _alike(
    report: Report, links: Iterable[Link], passages: Callable[[str, str], tuple[Passage, ...]]
) -> Iterable[Evidence]:
    nearest = sorted(
        (-link.similarity, _other(report, link)) for link in links if link.similarity is not None
    )
    for similarity, other in nearest[:NEAREST]:
        yield Evidence(
            document=report.sha,
            basis="near-duplicate",
            words="",
            other=other,
            similarity=round(-similarity, 4),
            passages=passages(report.sha, other),
        )


def _quotes(report: Report, links: Iterable[Link]) -> Iterable[Evidence]:
    for link in sorted(links, key=lambda x: (x.a, x.b)):
        if link.quote is not None:
            there, here = link.quote.other, link.quote.span
            if link.a != report.sha:
                here, there = there, here
            yield Evidence(
                document=report.sha,
                basis="shared quote",
                words=_at(report, here),
                span=here,
                other=_other(report, link),
                passages=(Passage(span=here, other=there),),
            )
