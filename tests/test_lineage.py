"""Origins: reprints, rewrites and citing are one origin; the same agency alone is not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import claim, entry
from sayso.lineage import find_origins
from sayso.model import Entry, Origin

WIRE = (
    "HARBOUR CITY, May 4 (Northwire) - Poland and Georgia will build the Falcon-9 drone at a new "
    "plant near Kutaisi, according to contracts reviewed by Northwire. The plant is to turn out "
    "450 aircraft a year once its second hall is finished, the papers show. Neither government "
    "answered questions. A manager at the builder said that the first machines had been delivered "
    "and that workers were being trained in Poland. The contracts name no price, and they leave "
    "open who will pay for the test field that both sides say they need beside the river."
)
OTHER_STORY = (
    "A ship with parts for the Heron drone left Morocco for Brazil on Monday, Northwire reported. "
    "The Rabat yard that packed them, Atlas Crating, has sent 70 such loads since the spring and "
    "says that it does not ask what its customers build with what it packs for them."
)


def falcon(quote: str, **more: str) -> dict[str, object]:
    roles = {"place": "Georgia", "product": "Falcon-9"} | more
    return claim("facility", quote, "planned", **roles)


def wire(uri: str = "wire.txt", text: str = WIRE, outlet: str | None = "Northwire") -> Entry:
    made = [falcon("Poland and Georgia will build the Falcon-9 drone", capacity="450 aircraft")]
    return entry(text, made, uri=uri, outlet=outlet, published="2031-05-04")


def rewrite(uri: str = "rewrite.txt", published: str | None = "2031-05-06") -> Entry:
    text = (
        "Georgia is to get a drone works. The Falcon-9, a Polish design, shall be assembled there, "
        "450 of them each year.\n\nSource: Northwire"
    )
    made = [falcon("shall be assembled there, 450 of them each year", capacity="450")]
    return entry(text, made, uri=uri, outlet="Daily Lantern", published=published)


def other_story(uri: str = "other.txt") -> Entry:
    made = [
        claim("transfer", "parts for the Heron drone", product="Heron", supplier="Atlas Crating")
    ]
    return entry(OTHER_STORY, made, uri=uri, outlet="Evening Post", published="2031-05-05")


def speech(uri: str, outlet: str, published: str | None, own: bool = False) -> Entry:
    said = f" in an interview with {outlet}" if own else ""
    rest = {
        "Daily Lantern": "Nobody in the hall had expected that, least of all the engineers.",
        "Evening Post": "Her listeners, dockers for the most part, were loud in applause.",
    }[outlet]
    text = f"Marta Lind said{said} that the Osprey drone would be made in Ghana. {rest}"
    made = [
        claim(
            "production",
            "the Osprey drone would be made in Ghana",
            "planned",
            ["Marta Lind"],
            place="Ghana",
            product="Osprey",
        )
    ]
    return entry(text, made, uri=uri, outlet=outlet, published=published)


def together(origins: tuple[Origin, ...]) -> set[frozenset[str]]:
    return {frozenset(o.documents) for o in origins}


def test_a_reprint_with_other_furniture_is_the_same_origin() -> None:
    banner = "Share this page 14 times and win. Related: cats, boats, weather and cheap flights."
    copy = entry(banner + "\n" + WIRE, uri="copy.txt", outlet="Mirror Hub", furniture=[banner])
    origins = find_origins([wire(), copy])
    assert len(origins) == 1
    near = [e for e in origins[0].evidence if e.basis == "near-duplicate"]
    assert {e.document for e in near} == {wire().document.sha256, copy.document.sha256}
    assert all(e.similarity == 1.0 and e.other != e.document for e in near)


def test_a_reprint_inside_a_longer_text_is_found_and_its_similarity_is_jaccards() -> None:
    longer = WIRE + " " + " ".join(f"Word{i} stands here alone" for i in range(60))
    (origin,) = find_origins([wire(), entry(longer, uri="long.txt", outlet="Mirror Hub")])
    similarity = next(e.similarity for e in origin.evidence if e.basis == "near-duplicate")
    assert similarity is not None
    assert 0.2 < similarity < 0.5


def test_a_rewrite_that_names_its_source_is_the_same_origin() -> None:
    (origin,) = find_origins([rewrite(), wire()])
    assert origin.documents == (wire().document.sha256, rewrite().document.sha256)
    assert origin.name == "Northwire, 2031-05"
    assert origin.id.startswith("northwire-2031-05-")
    bases = {e.document: (e.basis, e.words) for e in origin.evidence}
    assert bases[rewrite().document.sha256] == ("cites", "Source: Northwire")
    assert bases[wire().document.sha256][0] == "own reporting"


def test_the_same_agency_with_another_story_is_another_origin() -> None:
    assert len(find_origins([wire(), rewrite(), other_story()])) == 2


def test_a_story_of_another_season_is_another_origin() -> None:
    assert len(find_origins([wire(), rewrite(published="2033-01-02")])) == 2


def test_an_earlier_report_that_is_recalled_is_not_the_source() -> None:
    text = (
        "The Falcon-9 has a new engine made in Georgia, 450 parts in all. Last year a report by "
        "Northwire had shown the first one.\n"
    )
    made = [falcon("a new engine made in Georgia, 450 parts in all", capacity="450")]
    later = entry(text, made, uri="later.txt", outlet="Daily Lantern", published="2031-05-20")
    assert len(find_origins([wire(), later])) == 2


def test_one_speech_in_two_outlets_is_one_origin_unless_both_asked_the_speaker() -> None:
    day = "2031-03-01"
    heard = [speech("a.txt", "Daily Lantern", day), speech("bb.txt", "Evening Post", day)]
    assert len(find_origins(heard)) == 1
    asked = [
        speech("a.txt", "Daily Lantern", day, own=True),
        speech("bb.txt", "Evening Post", day, own=True),
    ]
    assert len(find_origins(asked)) == 2
    late = [speech("a.txt", "Daily Lantern", day), speech("bb.txt", "Evening Post", "2031-09-01")]
    assert len(find_origins(late)) == 2


def test_empty_and_wordless_documents_each_have_an_origin() -> None:
    origins = find_origins([entry("", uri="a"), entry("", uri="b"), entry("… — …", uri="c")])
    assert len(origins) == 3
    assert find_origins([]) == ()


WORLD = [
    wire(),
    rewrite(),
    other_story(),
    speech("a.txt", "Daily Lantern", "2031-03-01"),
    speech("bb.txt", "Evening Post", "2031-03-02"),
    entry("A short note about nothing at all.", uri="note.txt"),
]


@given(st.permutations(WORLD), st.integers(0, len(WORLD)))
def test_origins_do_not_depend_on_order_and_no_document_is_left_out(
    order: list[Entry], size: int
) -> None:
    some = order[:size]
    origins = find_origins(some)
    assert origins == find_origins(sorted(some, key=lambda e: e.document.uri))
    carried = [sha for o in origins for sha in o.documents]
    assert sorted(carried) == sorted(e.document.sha256 for e in some)
    assert len({o.id for o in origins}) == len(origins)
    texts = {e.document.sha256: e.document.text for e in some}
    for origin in origins:
        assert {e.document for e in origin.evidence} == set(origin.documents)
        for e in origin.evidence:
            if e.span:
                assert texts[e.document][slice(*e.span)] == e.words


@given(
    st.lists(st.sampled_from(WORLD), unique_by=lambda e: e.document.sha256),
    st.sampled_from([e for e in WORLD if len(e.document.text.split()) > 30]),
    st.sampled_from(["", "Ticker: up two points. ", "By our own staff, who thank the printers. "]),
    st.integers(0, 5),
    st.sampled_from([None, "Copy Desk", "Northwire"]),
)
@settings(max_examples=60)
def test_a_reprint_never_adds_an_origin(
    others: list[Entry], original: Entry, before: str, cut: int, outlet: str | None
) -> None:
    entries = list({e.document.sha256: e for e in (*others, original)}.values())
    words = original.document.text.split()
    text = before + " ".join(words[: len(words) - cut])
    reprint = entry(text, uri="reprint.txt", outlet=outlet)
    assert len(find_origins([*entries, reprint])) <= len(find_origins(entries))
