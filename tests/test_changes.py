"""Changes: what is new between two views, once each, with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from builders import claim, entry
from sayso.changes import Change, What, earlier_findings, earlier_programmes, find_changes
from sayso.model import Derived, Entry, Programme
from timed import ALL, BUILT, DENIAL, FIRST, OTHER, REPRINT, SECOND, UNDATED, derive, plant


def changes(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[Change, ...]:
    return find_changes(derive(*before), derive(*after), after)


def told(found: Sequence[Change], what: What) -> list[tuple[str, str | None, str | None]]:
    return [(c.about, c.before, c.after) for c in found if c.what is what]


def kinds(found: Sequence[Change]) -> set[What]:
    return {change.what for change in found}


places = range(len(ALL))
some = st.lists(st.sampled_from(places), unique=True).map(lambda chosen: [ALL[i] for i in chosen])


@given(some)
def test_a_view_against_itself_gives_nothing(entries: list[Entry]) -> None:
    assert changes(entries, entries) == ()


@given(some, some)
def test_every_new_document_is_told_and_every_change_rests_on_the_later_view(
    before: list[Entry], more: list[Entry]
) -> None:
    after = [*before, *(e for e in more if e not in before)]
    texts = {e.document.sha256: e.document.text for e in after}
    found = changes(before, after)
    new = {c.id for c in found if c.what is What.DOCUMENT}
    assert new == {e.document.sha256 for e in after if e not in before}
    for change in found:
        assert change.documents
        for row in (*change.claims, *(c for v in change.values for c in v.claims)):
            assert row.claim.quote in texts[row.document]
        if change.what in (What.STATUS, What.CORROBORATED, What.CONFLICT, What.DENIAL, What.GRADE):
            assert change.claims


@given(some, st.permutations(places))
def test_the_order_of_documents_does_not_matter(before: list[Entry], order: list[int]) -> None:
    assert changes(before, [ALL[i] for i in order]) == changes(before[::-1], ALL)


def test_a_first_report_makes_a_programme_an_origin_and_a_document() -> None:
    found = changes([OTHER], [OTHER, FIRST])
    assert told(found, What.NEW) == [("Falcon-9: Poland – Ghana", None, "planned")]
    assert told(found, What.ORIGIN) == [("Outlet first.txt, 2024-01", None, None)]
    assert told(found, What.DOCUMENT) == [("first.txt", None, None)]
    assert kinds(found) == {What.NEW, What.ORIGIN, What.DOCUMENT}
    assert [row.uri for row in found[0].documents] == ["first.txt"]
    assert found[0].claims[0].claim.quote.startswith("Zephyr Works of Poland and Ghana")


def test_a_second_origin_corroborates_changes_the_grade_and_can_conflict() -> None:
    found = changes([FIRST], [FIRST, SECOND])
    capacity = "capacity of the facility in Tema"
    assert told(found, What.CORROBORATED) == [
        (capacity, "1 origin", "2 independent origins"),
        ("the facility in Tema", "1 origin", "2 independent origins"),
    ]
    assert told(found, What.CONFLICT) == [(capacity, "500 a year", "500 a year | 900 a year")]
    assert (capacity, "F6", "F3") in told(found, What.GRADE)
    [conflict] = [c for c in found if c.what is What.CONFLICT]
    assert [(v.text, [c.uri for c in v.claims]) for v in conflict.values] == [
        ("500 a year", ["first.txt"]),
        ("900 a year", ["second.txt"]),
    ]
    [corroborated, *_] = [c for c in found if c.what is What.CORROBORATED]
    assert [row.uri for row in corroborated.claims] == ["second.txt"]  # the words that are new
    assert corroborated.programmes == ("falcon-9-poland-ghana",)


def test_what_was_corroborated_and_in_conflict_before_is_not_told_again() -> None:
    third = plant("third.txt", "2024-05", capacity="700")
    found = changes([FIRST, SECOND], [FIRST, SECOND, third])
    assert {What.CORROBORATED, What.CONFLICT}.isdisjoint(kinds(found))


def test_a_grade_comes_with_the_reasons_that_are_new() -> None:
    [grade] = [
        c
        for c in changes([FIRST, SECOND], [FIRST, SECOND, DENIAL])
        if c.what is What.GRADE and c.about == "the facility in Tema"
    ]
    assert (grade.before, grade.after) == ("F2", "F3")
    assert len(grade.details) == 1 and "a party to it" in grade.details[0]
    assert any(row.claim.roles.get("stance") for row in grade.claims)


def test_a_denial_is_told_once_with_all_that_it_speaks_against() -> None:
    found = changes([FIRST], [FIRST, DENIAL])
    [denial] = [c for c in found if c.what is What.DENIAL]
    assert denial.about == "Zephyr Works: denies"
    assert [words.partition(" [")[0] for words in denial.details] == [
        "capacity of the facility in Tema",
        "the facility in Tema",
    ]
    assert [row.claim.quote for row in denial.claims] == ["Zephyr Works denied the plant in Tema"]


def test_a_reprint_is_a_document_and_neither_an_origin_nor_a_denial() -> None:
    found = changes([FIRST, DENIAL], [FIRST, DENIAL, REPRINT])
    assert kinds(found) == {What.DOCUMENT}


def test_somebody_elses_denial_in_a_reprint_is_new() -> None:
    said = "Ghana denied the plant in Tema"
    more = claim("response", said, speaker="Ghana", stance="denies", about="the plant in Tema")
    kept = [
        {**c.model_dump(exclude={"start", "end", "trigger"}), "type": c.type.value}
        for c in DENIAL.reading.claims
    ]
    again = entry(
        f"{DENIAL.document.text} {said}.", [*kept, more], uri="again.txt", published="2024-03-21"
    )
    found = changes([FIRST, DENIAL], [FIRST, DENIAL, again])
    assert What.ORIGIN not in kinds(found)
    assert told(found, What.DENIAL) == [("Ghana: denies", None, None)]


def test_who_will_not_comment_does_not_deny() -> None:
    said = "Zephyr Works declined to comment"
    text = f"{FIRST.document.text} {said}."
    answer = claim("response", said, speaker="Zephyr Works", stance="no comment", about="it")
    quiet = entry(text, [answer], uri="quiet.txt", published="2024-04-01")
    assert What.DENIAL not in kinds(changes([FIRST], [FIRST, quiet]))


def test_a_changed_status_comes_with_the_words_that_changed_it() -> None:
    found = changes([FIRST], [FIRST, BUILT])
    assert told(found, What.STATUS) == [("Falcon-9: Poland – Ghana", "planned", "established")]
    [status] = [c for c in found if c.what is What.STATUS]
    assert [row.uri for row in status.claims] == ["built.txt"]


# Programmes and findings whose ids change


def programme(id_: str, *documents: str) -> Programme:
    return Programme(
        id=id_,
        title=id_.title(),
        providers=(),
        hosts=(),
        systems=(),
        sites=(),
        status=None,
        documents=documents,
        findings=(),
    )


SHAS = {uri: e.document.sha256 for uri, e in zip("abcdefg", ALL, strict=True)}


def of(**programmes: str) -> Derived:
    """A view with these programmes, each by the letters of its documents."""
    made = (programme(id_, *(SHAS[d] for d in letters)) for id_, letters in programmes.items())
    return derive(*ALL).model_copy(update={"programmes": tuple(made)})


def turned(before: Derived, after: Derived) -> list[tuple[What, str | None, str | None]]:
    return [(c.what, c.id, c.before) for c in find_changes(before, after, ALL)]


def test_a_programme_goes_on_under_another_id() -> None:
    assert turned(of(one="ab", two="cd"), of(two="cd", other="abe")) == [
        (What.RENAMED, "other", "One [one]")
    ]


def test_of_two_that_hold_as_much_of_it_a_programme_goes_on_as_the_one_with_its_id() -> None:
    assert turned(of(one="ab"), of(another="a", one="b")) == [(What.NEW, "another", None)]


def test_programmes_that_go_on_as_one_were_joined() -> None:
    before, after = of(one="abc", two="de"), of(two="abcde")
    assert turned(before, after) == [(What.JOINED, "two", "One [one] + Two [two]")]
    [joined] = find_changes(before, after, ALL)
    assert joined.details == (
        "3 of 3 documents of One are in it.",
        "2 of 2 documents of Two are in it.",
    )
    assert [p.id for p in earlier_programmes(before, after)["two"]] == ["one", "two"]


def test_a_programme_is_gone_where_none_of_its_documents_is_in_one() -> None:
    assert turned(of(one="ab", two="cd"), of(two="cd")) == [(What.GONE, "one", None)]


def test_a_programme_parted_from_another_says_so() -> None:
    before, after = of(one="abc"), of(one="ab", two="cd")
    [new] = find_changes(before, after, ALL)
    assert (new.what, new.id, new.details) == (What.NEW, "two", ("Parted from One.",))


def test_a_finding_is_known_again_by_its_id_then_by_its_claims_then_by_its_subject() -> None:
    view = derive(FIRST, SECOND)
    facility = next(f for f in view.findings if f.about == "the facility in Tema")
    capacity = next(f for f in view.findings if f.about == "capacity of the facility in Tema")
    renamed = facility.model_copy(update={"id": "renamed"})
    elsewhere = renamed.model_copy(update={"values": capacity.values})

    def matched(*later: object) -> dict[str, str]:
        after = view.model_copy(update={"findings": later})
        return {id_: was.id for id_, was in earlier_findings(view, after).items()}

    assert matched(facility, capacity) == {f.id: f.id for f in (facility, capacity)}
    assert matched(renamed, capacity) == {"renamed": facility.id, capacity.id: capacity.id}
    # What shares no claim is matched by its subject; nothing is matched twice.
    [other] = [f for f in derive(BUILT).findings if f.about == facility.about]
    unshared = renamed.model_copy(update={"values": other.values})
    assert matched(unshared, capacity) == {"renamed": facility.id, capacity.id: capacity.id}
    assert matched(unshared.model_copy(update={"subject": {}}), capacity) == {
        capacity.id: capacity.id
    }
    again = renamed.model_copy(update={"id": "renamed-too"})
    assert len(matched(renamed, again, capacity)) == 2
    # With both at hand, the same values go before the same subject.
    assert matched(renamed)["renamed"] == facility.id
    assert matched(elsewhere)["renamed"] == capacity.id


def test_what_a_change_rests_on_comes_as_it_was_published_and_the_undated_last() -> None:
    found = changes([], [UNDATED, OTHER])
    assert [row.uri for row in found[0].documents] == ["other.txt", "undated.txt"]
    [corroborated] = [c for c in changes([], [BUILT, FIRST]) if c.what is What.CORROBORATED]
    assert [row.uri for row in corroborated.claims] == ["first.txt", "built.txt"]
