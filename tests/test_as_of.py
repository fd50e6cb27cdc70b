"""Views: a case as it stood on a date is the case that only holds what was known then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.case import Case, CaseError
from sayso.changes import What
from sayso.dates.days import day_before, last_day
from sayso.model import Entry
from sayso.query import ClaimFilter
from sayso.reading import version
from timed import ALL, BUILT, DENIAL, FIRST, OTHER, REPRINT, SECOND, UNDATED, derive

ADDED = "2024-06-15"  # the day on which all of them were added


def fill(case: Case, entries: Iterable[Entry]) -> None:
    for e in entries:
        data = f"{e.document.uri}\n{e.document.text}".encode()
        assert case.ledger.add(data, e.document, e.reading, version())


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with (
        pytest.MonkeyPatch.context() as patch,
        Case.open(tmp_path_factory.mktemp("views") / "case", create=True) as made,
    ):
        patch.setattr("sayso.ledger.store._now", lambda: f"{ADDED}T12:00:00.000000+00:00")
        fill(made, ALL)
        yield made


def uris(case: Case) -> set[str]:
    return {entry.document.uri for entry in case.entries()}


@pytest.mark.parametrize(
    ("when", "last", "before"),
    [
        ("2024", "2024-12-31", "2023-12-31"),
        ("2024-02", "2024-02-29", "2024-01-31"),
        ("2023-02", "2023-02-28", "2023-01-31"),
        ("2024-03-01", "2024-03-01", "2024-02-29"),
        ("9999", "9999-12-31", "9998-12-31"),
        ("0001", "0001-12-31", "0000-12-31"),
        ("2024-13", None, None),
        ("2024-00", None, None),
        ("2023-02-29", None, None),
        ("0000", None, None),
        ("2024-9", None, None),
        ("2024-09-25T10:00", None, None),
        ("2024\n", None, None),
        ("", None, None),
        ("yesterday", None, None),
    ],
)
def test_a_date_has_a_last_day_and_a_day_before(
    when: str, last: str | None, before: str | None
) -> None:
    assert (last_day(when), day_before(when)) == (last, before)


@given(st.dates(min_value=date(1, 1, 2)), st.sampled_from([4, 7, 10]))
def test_a_date_holds_its_days_and_none_before(day: date, length: int) -> None:
    when = day.isoformat()[:length]
    last, before = last_day(when), day_before(when)
    assert last is not None and before is not None
    assert before < day.isoformat() <= last
    assert last.startswith(when) and not before.startswith(when)


@pytest.mark.parametrize(
    ("when", "known"),
    [
        ("2023-11-29", []),
        ("2023-11-30", [OTHER]),
        ("2024-01", [OTHER, FIRST]),
        ("2024-02-28", [OTHER, FIRST]),
        ("2024-02-29", [OTHER, FIRST, SECOND]),  # published in February: known at its end
        ("2024-03-05", [OTHER, FIRST, SECOND, DENIAL]),
        ("2024-06-14", [OTHER, FIRST, SECOND, DENIAL, REPRINT]),
        (ADDED, [OTHER, FIRST, SECOND, DENIAL, REPRINT, UNDATED]),
        ("2025-12-30", [OTHER, FIRST, SECOND, DENIAL, REPRINT, UNDATED]),
        ("2025", [OTHER, FIRST, SECOND, DENIAL, REPRINT, UNDATED, BUILT]),
    ],
)
def test_a_view_is_what_a_case_with_only_those_documents_is(
    case: Case, when: str, known: list[Entry]
) -> None:
    view = case.as_of(when)
    assert uris(view) == {e.document.uri for e in known}
    assert view.derived() == derive(*known)
    assert {row.uri for row in view.claims()} <= uris(view)
    assert [row.id for row in view.programmes()] == [p.id for p in derive(*known).programmes]
    assert len(list(view.export())) == len(known)


days = st.dates(date(2023, 11, 1), date(2026, 2, 1)).map(date.isoformat)


@given(days, days)
@settings(max_examples=30, deadline=None)
def test_views_grow_and_a_view_of_a_view_is_the_earlier(case: Case, one: str, two: str) -> None:
    early, late = sorted((one, two))
    assert uris(case.as_of(early)) <= uris(case.as_of(late))
    assert uris(case.as_of(one).as_of(two)) == uris(case.as_of(early))


@given(st.dates(date(2025, 12, 31)).map(date.isoformat))
@settings(max_examples=20, deadline=None)
def test_a_view_after_everything_is_the_whole(case: Case, when: str) -> None:
    view = case.as_of(when)
    assert view.entries() == case.entries()
    assert view.derived() == case.derived()
    assert view.claims() == case.claims()
    assert view.programmes() == case.programmes()
    assert list(view.export()) == list(case.export())


@given(days, days)
@settings(max_examples=30, deadline=None)
def test_changes_are_the_documents_published_in_between(case: Case, one: str, two: str) -> None:
    since, until = sorted((one, two))
    before = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
    found = case.changes(since, until)
    new = {c.documents[0].uri for c in found if c.what is What.DOCUMENT}
    assert new == uris(case.as_of(until)) - uris(case.as_of(before))
    assert bool(found) == bool(new)


@given(st.permutations(range(len(ALL))), days)
@settings(max_examples=5, deadline=None)
def test_the_order_of_adding_does_not_matter(
    case: Case, tmp_path_factory: pytest.TempPathFactory, order: list[int], when: str
) -> None:
    with (
        pytest.MonkeyPatch.context() as patch,
        Case.open(tmp_path_factory.mktemp("order") / "case", create=True) as other,
    ):
        patch.setattr("sayso.ledger.store._now", lambda: f"{ADDED}T12:00:00.000000+00:00")
        fill(other, [ALL[i] for i in order])
        assert other.as_of(when).derived() == case.as_of(when).derived()
        assert other.changes(when) == case.changes(when)


def test_every_question_can_be_asked_of_a_view(case: Case, tmp_path: Path) -> None:
    then = case.as_of("2024-02")
    status = then.programme("falcon").status
    assert status is not None and status.text == "planned"
    grade = then.why("the facility in Tema fd3dc2").finding.grade
    assert grade is not None and grade.code == "F2"
    assert {row.uri for row in then.claims(ClaimFilter(entity="zephyr"))} == {
        "first.txt",
        "second.txt",
    }
    assert [hit.uri for hit in then.search("mombasa")] == ["other.txt"]
    assert len(case.search("mombasa")) == 2
    assert len(then.search("tema", limit=1)) == 1
    then.site(tmp_path / "then")
    case.site(tmp_path / "now")
    words = "As it stood on 29 February 2024"
    pages = list((tmp_path / "then").rglob("*.html"))
    assert pages and all(words in page.read_text() for page in pages)
    assert not any("As it stood" in page.read_text() for page in (tmp_path / "now").rglob("*.html"))


def test_what_was_not_there_then_is_not_found_and_the_line_says_where_to_look(case: Case) -> None:
    with pytest.raises(CaseError, match=r"no such programme: .* sayso dossiers --as-of 2023-12-31"):
        case.as_of("2023").programme("falcon")


@pytest.mark.parametrize("words", ["yesterday", "2024-02-30", ""])
def test_what_is_no_date_is_refused(case: Case, words: str) -> None:
    for ask in (case.as_of, case.changes, lambda until: case.changes("2024", until)):
        with pytest.raises(CaseError, match="is not a date: write 2024, 2024-09 or 2024-09-25"):
            ask(words)


def test_changes_that_end_before_they_begin_are_refused(case: Case) -> None:
    with pytest.raises(CaseError, match="2024-03 to 2024-02-29: ends before it begins"):
        case.changes("2024-03", "2024-02")
    assert case.changes("2024-03", "2024-03-01") == ()


def test_changes_without_an_end_go_on_to_all_there_is(case: Case) -> None:
    assert case.changes("2024-03") == case.changes("2024-03", "2025")
    assert {c.documents[0].uri for c in case.changes("0001") if c.what is What.DOCUMENT} == {
        e.document.uri for e in ALL
    }


def test_views_are_worked_out_once_and_kept_beside_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived: list[str] = []
    work = Case._derive

    def count(self: Case, key: str) -> object:
        derived.append(key)
        return work(self, key)

    monkeypatch.setattr(Case, "_derive", count)
    with Case.open(tmp_path / "case", create=True) as case:
        fill(case, [OTHER, FIRST, SECOND])
        for _ in range(2):
            case.derived()
            case.as_of("2024-01-10").derived()
            case.as_of("2024-01-31").derived()  # of the same documents
            case.as_of("2023").derived()
            case.as_of("2024").derived()  # all there is
        assert len(derived) == 3
        fill(case, [DENIAL])
        case.derived()
        assert len(derived) == 4
        assert case.ledger.kept(derived[0]) is case.ledger.kept(derived[1]) is None
        status = case.as_of("2023").status()  # keeping house is the whole case's
        assert (status.documents, status.programmes) == (4, len(case.programmes()))
