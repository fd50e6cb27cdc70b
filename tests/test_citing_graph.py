"""The citing graph: who has the news from whom, circles, and the passages documents share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citing_sample as sample
from builders import claim, entry
from sayso.chains import LONGEST, chain_of, circle_words
from sayso.lineage import find_origins
from sayso.lineage.circles import circles
from sayso.lineage.passages import SHOWN, Word, direct_speech, shared_passages, words_in
from sayso.model import Document, Edge, Entry, Node, Origin


def one(entries: list[Entry]) -> Origin:
    (origin,) = find_origins(entries)
    return origin


def drawn(origin: Origin, document: Entry) -> list[tuple[int, str, str]]:
    """Return the chain of a document: depth, kind and name of each step but the first."""
    steps = chain_of(origin, document.document.sha256)
    return [(s.depth, s.node.kind, s.node.name) for s in steps[1:]]


def words_of(origin: Origin, citing: str, cited: str) -> list[str]:
    """Return the words by which a node cites another, both given by name."""
    names = {n.id: n.name for n in origin.nodes}
    ways = [e for e in origin.edges if (names[e.citing], names[e.cited]) == (citing, cited)]
    return [e.words for e in ways]


def test_a_chain_leads_from_outlet_to_agency_to_document_and_official() -> None:
    lantern = sample.citing(*sample.LANTERN[:2], "Northwire", sample.LANTERN[2])
    origin = one([lantern, sample.agency()])
    assert drawn(origin, lantern) == [
        (1, "outlet", "Northwire"),
        (2, "document", "agency.txt"),
        (3, "paper", "contracts"),
        (3, "speaker", "Ana Beridze"),
    ]
    assert words_of(origin, "lantern.txt", "Northwire") == ["Northwire reported"]
    assert words_of(origin, "agency.txt", "contracts") == ["contracts reviewed by Northwire"]
    assert origin.circles == ()


@pytest.mark.parametrize("agency", ["Reuters", "Southwire"])
def test_an_agency_that_the_case_does_not_hold_leads_on_to_whom_it_has_it_from(agency: str) -> None:
    text = (
        f"Georgia is to get a works for the Falcon-9, say contracts seen by {agency}. Ana Beridze "
        f"put the number at 450, the news agency {agency} said. Nobody in town had heard of it, "
        "and the fishermen on the quay laughed when they were asked."
    )
    made = [
        claim(
            "facility",
            "Ana Beridze put the number at 450",
            "planned",
            ["Ana Beridze", agency],
            product="Falcon-9",
        )
    ]
    lantern = entry(text, made, uri="lantern.txt", outlet="Daily Lantern")
    seen = [(2, "paper", "contracts")] if agency == "Reuters" else []  # the other is on no list
    assert drawn(one([lantern]), lantern) == [
        (1, "outlet", agency),
        *seen,
        (2, "speaker", "Ana Beridze"),
    ]


def test_a_reprint_that_names_no_agency_leads_to_the_earlier_text_and_by_it_to_its_sources() -> (
    None
):
    first = sample.quoting("first.txt", "Daily Lantern", "It stands.")
    again = sample.quoting("again.txt", "Mirror Hub", "It stands.")
    first = first.model_copy(
        update={"document": first.document.model_copy(update={"published": "2031-05-01"})}
    )
    origin = one([again, first])
    assert drawn(origin, again)[0] == (1, "document", "first.txt")
    assert drawn(origin, first) == []


def test_what_this_newspaper_was_told_is_its_own_reporting_and_not_a_reprints() -> None:
    words = "Ana Beridze told this newspaper that Georgia will build 450 drones a year by the sea"
    own = entry(f"{words}. {sample.QUOTE}.", uri="own.txt", outlet="Coast Herald", published="2031")
    copy = entry(f"{words}. {sample.QUOTE}!", uri="z.txt", outlet="Mirror Hub", published="2032")
    origin = one([copy, own])
    told = [(e.document, e.words) for e in origin.evidence if e.basis == "own reporting"]
    assert told == [(own.document.sha256, "told this newspaper")]
    assert drawn(origin, own) == [(1, "own reporting", "Coast Herald")]
    assert drawn(origin, copy)[:1] == [(1, "document", "own.txt")]


def test_two_outlets_that_cite_each_other_are_a_circle_and_one_origin() -> None:
    origin = one(sample.circle_of_two())
    (circle,) = origin.circles
    assert set(circle.documents) == set(origin.documents)
    assert sorted(e.words for e in circle.citing) == [
        "Daily Lantern reported",
        "Evening Post reported",
    ]
    assert circle_words(origin, circle) == (
        "Daily Lantern and Evening Post cite each other; no source beyond them is asked or seen."
    )
    steps = chain_of(origin, circle.documents[0])
    assert [s.again for s in steps][-1] == "circle"


def test_three_outlets_that_cite_one_another_are_a_circle_and_one_origin() -> None:
    origin = one(sample.circle_of_three())
    (circle,) = origin.circles
    assert len(circle.documents) == len(circle.citing) == 3
    assert "cite one another in a circle" in circle_words(origin, circle)


def test_a_circle_told_too_differently_for_one_story_alone_is_one_origin_all_the_same() -> None:
    pairs = [("Daily Lantern", "Evening Post", "Osprey"), ("Evening Post", "Daily Lantern", "Kite")]
    made = []
    for own, cited, also in pairs:
        quote = f"the Falcon-9 goes to Tema with the {also}, the Zub{also}, the Mir{also}"
        told = claim("transfer", quote, product="Falcon-9", recipient="Tema", supplier=(
            also, f"Zub{also}", f"Mir{also}", f"Ost{also}"))  # fmt: skip
        words = " ".join(f"{also}{n}" for n in range(60))
        text = f"According to {cited}, {quote}. {words}"
        made.append(entry(text, [told], uri=f"{also}.txt", outlet=own, published="2031-05-06"))
    assert len(one(made).circles) == 1
    late = made[1].document.model_copy(update={"published": "2032-05-06"})
    assert len(find_origins([made[0], made[1].model_copy(update={"document": late})])) == 2


def test_where_one_asked_for_itself_citing_each_other_is_no_circle() -> None:
    asked = sample.citing(
        *sample.POST[:2], "Daily Lantern", sample.POST[2], more="She told Evening Post so."
    )
    origin = one([sample.circle_of_two()[0], asked])
    assert origin.circles == ()


def test_who_is_named_but_not_asked_is_said_beside_a_circle() -> None:
    lantern, post = sample.circle_of_two()
    text = post.document.text + " Ana Beridze had announced it."
    made = [
        claim(
            "facility",
            "Georgia is to get a works for the Falcon-9",
            "planned",
            [who],
            place="Georgia",
            product="Falcon-9",
            capacity="450",
        )
        for who in ("Daily Lantern", "Ana Beridze")
    ]
    post = entry(text, made, uri="post.txt", outlet="Evening Post", published="2031-05-06")
    origin = one([lantern, post])
    (circle,) = origin.circles
    assert circle.speakers == ("Ana Beridze",)
    assert circle_words(origin, circle).endswith(
        "beyond them Ana Beridze is named, whom none says it asked."
    )


def test_near_duplicates_show_the_longest_passages_in_both() -> None:
    first = " ".join(f"alpha{n}" for n in range(40))
    second = " ".join(f"beta{n}" for n in range(30))
    banner = "Share this page and win"
    a = entry(f"{first}. Between them, words. {second}.", uri="a.txt")
    b = entry(f"{second.title()}! {banner} {first}, more of it.", uri="b.txt", furniture=[banner])
    origin = one([a, b])
    texts = {e.document.sha256: e.document.text for e in (a, b)}
    for evidence in origin.evidence:
        assert evidence.basis == "near-duplicate"
        assert evidence.other is not None
        mine, theirs = texts[evidence.document], texts[evidence.other]
        shown = [mine[p.span[0] : p.span[1]].casefold() for p in evidence.passages]
        assert shown == [first, second]
        assert [theirs[p.other[0] : p.other[1]].casefold() for p in evidence.passages] == shown


def test_a_long_quote_that_two_reports_share_makes_them_one_origin_and_is_shown() -> None:
    entries = sample.two_with_one_quote()
    origin = one(entries)
    texts = {e.document.sha256: e.document.text for e in entries}
    found = [e for e in origin.evidence if e.basis == "shared quote"]
    assert {e.document for e in found} == set(texts)
    for e in found:
        assert e.words.casefold() == sample.QUOTE
        assert e.span is not None and texts[e.document][slice(*e.span)] == e.words
        (passage,) = e.passages
        assert texts[e.other or ""][slice(*passage.other)].casefold() == sample.QUOTE


def test_a_short_quote_proves_nothing() -> None:
    short = " ".join(sample.QUOTE.split()[:11])
    assert len(find_origins(sample.two_with_one_quote(short))) == 2


def test_a_quote_of_a_denial_proves_nothing_and_nor_does_it_with_another_story() -> None:
    denied = []
    for e in sample.two_with_one_quote():
        answer = e.document.text[e.document.text.index("“") : e.document.text.index("”")]
        made = [
            claim("response", answer, speaker="Zephyr Works", stance="denies"),
            claim("facility", "Falcon-9 plant", product="Falcon-9", operator="Zephyr Works"),
        ]
        document = e.document
        denied.append(entry(document.text, made, uri=document.uri, outlet=document.outlet))
    assert len(find_origins(denied)) == 2
    bare = []
    for e in denied:
        long = " ".join(f"{e.document.uri}{n}" for n in range(400))
        bare.append(entry(f"{e.document.text} {long}", uri=e.document.uri))
    assert len(find_origins(bare)) == 2


def test_direct_speech_is_found_between_any_marks_within_one_paragraph() -> None:
    for marks in ("“”", '""', "«»", "„“", "„”"):
        made = entry(f"She said: {marks[0]}one two,\nthree.{marks[1]} And went.")
        assert [w.fold for w in direct_speech(made) if w.fold] == ["one", "two", "three"]
    assert not any(w.fold for w in direct_speech(entry('He has 5" pipes.\n\nAnd 6" ones.')))


def test_of_many_reprints_each_is_shown_the_nearest_few() -> None:
    text = " ".join(f"word{n}" for n in range(60))
    many = [entry(f"{text} {n} end", uri=f"{n}.txt") for n in range(12)]
    origin = one(many)
    for e in many:
        shown = [x for x in origin.evidence if x.document == e.document.sha256]
        assert 1 <= len(shown) <= 5


def test_a_chain_that_no_one_would_read_to_its_end_is_cut() -> None:
    nodes = [Node(id=str(n), kind="speaker", name=str(n)) for n in range(200)]
    edges = [
        Edge(citing="0", cited=str(n), basis="cites", document="0", words="x")
        for n in range(1, 200)
    ]
    origin = Origin(id="o", name="o", documents=("0",), evidence=(), nodes=nodes, edges=edges)
    assert len(chain_of(origin, "0")) == LONGEST


words = st.lists(st.sampled_from("abcd"), max_size=30)


@given(words, words, st.integers(2, 4))
def test_passages_are_in_both_and_overlap_in_neither(a: list[str], b: list[str], few: int) -> None:
    def document(some: list[str]) -> list[Word]:
        text = " ".join(some)
        return words_in(Document(uri="", sha256="", media_type="", text=text))

    found = shared_passages(document(a), document(b), few)
    assert len(found) <= SHOWN
    for p in found:
        mine, theirs = " ".join(a)[slice(*p.span)], " ".join(b)[slice(*p.other)]
        assert mine == theirs and len(mine.split()) >= few
    for spans in ([p.span for p in found], [p.other for p in found]):
        assert all(x[1] <= y[0] for x, y in zip(sorted(spans), sorted(spans)[1:], strict=False))
    longest = max(
        (
            n
            for i in range(len(a))
            for j in range(len(b))
            for n in range(few, len(a) + 1)
            if a[i : i + n] == b[j : j + n] and i + n <= len(a) and j + n <= len(b)
        ),
        default=0,
    )
    assert max((len(" ".join(a)[slice(*p.span)].split()) for p in found), default=0) == longest


ways = st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), max_size=4))


@given(ways)
def test_circles_are_what_reaches_itself(ways: dict[str, list[str]]) -> None:
    def reach(node: str) -> set[str]:
        seen: set[str] = set()
        todo = [node]
        while todo:
            for to in ways.get(todo.pop(), []):
                if to not in seen:
                    seen.add(to)
                    todo.append(to)
        return seen

    far = {n: reach(n) for n in "abcdefg"}
    groups = {frozenset(m for m in "abcdefg" if m in far[n] and n in far[m]) | {n} for n in far}
    assert {frozenset(g) for g in circles(ways)} == {g for g in groups if len(g) > 1}


def test_a_long_way_round_is_found_without_end_of_the_stack() -> None:
    size = 20_000
    assert len(circles({str(n): [str((n + 1) % size)] for n in range(size)})[0]) == size


WORLD = [
    sample.agency(),
    sample.citing("north.txt", "Coast Herald", "Northwire", "Ships will carry them."),
    *sample.circle_of_two(),
    sample.citing("copy.txt", "Mirror Hub", "Evening Post", sample.LANTERN[2]),
    *sample.two_with_one_quote(),
]


@given(st.permutations(WORLD), st.integers(0, len(WORLD)))
@settings(max_examples=50)
def test_the_graph_does_not_depend_on_order_and_every_word_of_it_stands_in_its_document(
    order: list[Entry], size: int
) -> None:
    some = order[:size]
    origins = find_origins(some)
    assert origins == find_origins(sorted(some, key=lambda e: e.document.uri))
    texts = {e.document.sha256: e.document.text for e in some}
    for origin in origins:
        ids = {n.id for n in origin.nodes}
        assert set(origin.documents) <= ids
        for edge in origin.edges:
            assert {edge.citing, edge.cited} <= ids
            assert (edge.span is None) == (edge.words == "")
            assert edge.span is None or texts[edge.document][slice(*edge.span)] == edge.words
        for document in origin.documents:
            assert chain_of(origin, document)[0].node.id == document


@given(
    st.lists(st.sampled_from(WORLD), unique_by=lambda e: e.document.sha256),
    st.sampled_from(WORLD),
    st.sampled_from([None, "Copy Desk", "Daily Lantern", "Northwire"]),
    st.sampled_from(["", "Ticker: up two points. ", "By our own staff. "]),
)
@settings(max_examples=80)
def test_a_reprint_never_adds_an_origin_and_never_undoes_that_circled_ones_are_one(
    others: list[Entry], original: Entry, outlet: str | None, before: str
) -> None:
    entries = list({e.document.sha256: e for e in (*others, original)}.values())
    reprint = entry(before + original.document.text, uri="reprint.txt", outlet=outlet)
    assert len(find_origins([*entries, reprint])) <= len(find_origins(entries))
