"""Which mentions name one thing, and by what name it goes."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import scheme
from sayso.reading.decide import Span
from sayso.reading.entities import KIND, PLAIN, Entities, one_kind, resolve
from sayso.reading.listed import find_listed
from sayso.reading.names import is_name
from sayso.reading.words import Words, segment

Said = tuple[str, str]  # words and kind
Links = Mapping[tuple[int, int], float]
STRONG = 9.0


def place(words: Words, said: Iterable[Said], sure: float = 0.9) -> list[Span]:
    """Return spans over the words said, each the next in the text after the one before."""
    spans: list[Span] = []
    at = 0
    for phrase, kind in said:
        start = words.text.index(phrase, at)
        at = start + len(phrase)
        first, end = words.starts.index(start), words.ends.index(at) + 1
        spans.append(Span(first, end, KIND[kind], sure))
    return spans


def entities(text: str, *said: Said, links: Links | None = None) -> Entities:
    words = segment(text)
    return resolve(words, place(words, said), links or {}, tuple(find_listed(words)))


def names(text: str, *said: Said, links: Links | None = None) -> list[str]:
    """Return the name that each mention is given."""
    found = entities(text, *said, links=links)
    return [found.names[n] for n in found.of]


def named(text: str, phrase: str) -> bool:
    words = segment(text)
    return is_name(words, place(words, [(phrase, "organisation")])[0])


def organisations(*phrases: str) -> list[Said]:
    return [(p, "organisation") for p in phrases]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Today Orvan paid.", "Orvan"),
        ("Today the Orvan Works paid.", "the Orvan Works"),
        ("Today a MiG flew.", "MiG"),
        ("Today a Shahed-136 flew.", "Shahed-136"),
        ("Today unit 42 left.", "unit 42"),
        ("Orvan Works paid.", "Orvan Works"),
        ("Tarn-2 flew.", "Tarn-2"),
        ("The Orvan paid.", "The Orvan"),
        ("NATO paid.", "NATO"),
        ("MiG paid.", "MiG"),
        ("Today the army of US left.", "US"),
        ("Today the head of WHO left.", "WHO"),
    ],
)
def test_a_capital_or_a_digit_makes_a_name(text: str, phrase: str) -> None:
    assert named(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Today the firm paid.", "the firm"),
        ("The firm paid.", "The firm"),
        ("Engineers paid.", "Engineers"),
        ("It paid. Engineers left.", "Engineers"),
        ("They paid.", "They"),
        ("Today they paid.", "they"),
        ("Today I paid.", "I"),
        ("Drone makers paid.", "Drone makers"),
        ("“Engineers paid,” he said.", "Engineers"),
    ],
)
def test_common_nouns_and_pronouns_are_no_names(text: str, phrase: str) -> None:
    assert not named(text, phrase)


def test_no_mentions_are_no_entities() -> None:
    assert entities("It rained.") == Entities((), (), (), ())


def test_mentions_without_a_link_are_things_of_their_own() -> None:
    found = entities("Today Orvan met Tarn.", *organisations("Orvan", "Tarn"))
    assert found.of == (0, 1)
    assert found.names == ("Orvan", "Tarn")


@pytest.mark.parametrize("later", ["Orvan Works", "the Orvan Works", "ORVAN WORKS"])
def test_the_same_name_is_the_same_thing(later: str) -> None:
    text = f"Today Orvan Works paid. Then {later} left."
    assert entities(text, *organisations("Orvan Works", later)).of == (0, 0)


def test_the_same_name_is_the_same_thing_at_the_start_of_sentences() -> None:
    assert entities("Orvan paid. Orvan left.", *organisations("Orvan", "Orvan")).of == (0, 0)


def test_a_designation_is_the_same_with_hyphen_or_space() -> None:
    said = [("Shahed-136", "weapon"), ("Shahed 136", "weapon")]
    assert entities("One Shahed-136 fell; one Shahed 136 flew.", *said).of == (0, 0)


@pytest.mark.parametrize(
    ("phrase", "kind", "country"),
    [
        ("Iranian", "nationality", "Iran"),
        ("Islamic Republic of Iran", "place", "Iran"),
        ("the Iranians", "nationality", "Iran"),
        ("U.S.", "place", "United States"),
        ("US", "place", "United States"),
        ("Türkiye", "place", "Turkey"),
        ("Emirati", "nationality", "United Arab Emirates"),
        ("U.S.A.", "place", "United States"),
        ("People's Republic of China", "place", "China"),
        ("Saudi\nArabia", "place", "Saudi Arabia"),
    ],
)
def test_a_country_goes_by_its_own_name(phrase: str, kind: str, country: str) -> None:
    text = f"Today {phrase} and {country} were named."
    found = entities(text, (phrase, kind), (country, "place"))
    assert found.of == (0, 0)
    assert found.names == (country,)


def test_two_countries_are_never_one() -> None:
    said = [("Iranian", "nationality"), ("Turkish", "nationality")]
    links = {(1, 0): STRONG}
    assert names("An Iranian met a Turkish firm.", *said, links=links) == ["Iran", "Turkey"]


def test_a_country_is_not_the_firm_or_person_of_another_name() -> None:
    said = [("Iran", "place"), ("Orvan", "organisation"), ("Ada Roth", "person")]
    links = {(1, 0): STRONG, (2, 0): STRONG}
    text = "Today Iran met Orvan and Ada Roth."
    assert names(text, *said, links=links) == ["Iran", "Orvan", "Ada Roth"]


def test_a_person_called_like_a_country_is_not_the_country() -> None:
    text = "Today Jordan paid and Michael met Mr Jordan."
    assert entities(text, ("Jordan", "place"), ("Jordan", "person")).of == (0, 1)


def test_a_person_called_like_a_country_is_one_person() -> None:
    said = [("Jordan", "place"), ("Jordan", "person"), ("Jordan", "person")]
    assert entities("So Jordan paid. Mr Jordan met Mr Jordan.", *said).of == (0, 1, 1)


def test_a_town_keeps_its_name() -> None:
    said = [("Ankara", "place"), ("Turkey", "place")]
    assert names("The plant is in Ankara in Turkey.", *said) == ["Ankara", "Turkey"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Orvan Arms Trust", "OAT"),
        ("Ministry of Defence", "MOD"),
        ("Ministry of Energy", "ME"),
        ("Garpiya-3", "G3"),
        ("Ministry of Defence", "MoD"),
        ("the Orvan Arms Trust", "OAT"),
    ],
)
def test_an_acronym_in_brackets_is_the_name_before(full: str, short: str) -> None:
    said = organisations(full, short)
    assert entities(f"Today {full} ({short}) agreed.", *said).of == (0, 0)


def test_an_acronym_keeps_the_full_name_wherever_it_stands() -> None:
    text = "Today Orvan Arms Trust (OAT) agreed. Later the OAT paid."
    full = "Orvan Arms Trust"
    assert names(text, *organisations(full, "OAT", "OAT")) == [full] * 3


def test_an_acronym_is_joined_to_a_name_given_twice() -> None:
    text = "Today the Ministry of Defence paid. Then the Ministry of Defence (MOD) left."
    said = organisations("Ministry of Defence", "Ministry of Defence", "MOD")
    assert entities(text, *said).of == (0, 0, 0)


@pytest.mark.parametrize(
    "other",
    [
        "TAO",
        "Tarn",
        "OATX",
        "OR",
        "OTA",
    ],
)
def test_other_words_in_brackets_are_another_thing(other: str) -> None:
    text = f"Today Orvan Arms Trust ({other}) agreed."
    assert entities(text, *organisations("Orvan Arms Trust", other)).of == (0, 1)


def test_an_acronym_without_brackets_is_left_to_the_links() -> None:
    text = "Today Orvan Arms Trust, OAT in short, agreed."
    said = organisations("Orvan Arms Trust", "OAT")
    assert entities(text, *said).of == (0, 1)
    assert entities(text, *said, links={(1, 0): 1.0}).of == (0, 0)


def test_an_acronym_before_its_name_is_joined_by_a_link() -> None:
    said = organisations("OAT", "Orvan Arms Trust")
    text = "Today OAT, the Orvan Arms Trust, paid."
    assert entities(text, *said, links={(1, 0): 2.0}).of == (0, 0)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Shahed-131", "Shahed-136", "weapon"),
        ("Anka-3", "Anka-2", "platform"),
        ("TB2", "TB3", "platform"),
        ("Mohajer 6", "Mohajer 10", "platform"),
        ("T-72", "T-90", "vehicle"),
        ("AL-31", "AL-41", "component"),
    ],
)
def test_designations_with_other_numbers_are_never_one(one: str, other: str, kind: str) -> None:
    said = [(one, kind), (other, kind)]
    assert entities(f"One {one} met one {other}.", *said, links={(1, 0): STRONG}).of == (0, 1)


def test_designations_with_other_numbers_are_not_joined_by_a_third() -> None:
    said = [("Shahed-131", "weapon"), ("Shahed", "weapon"), ("Shahed-136", "weapon")]
    found = entities(
        "One Shahed-131, a Shahed, met one Shahed-136.",
        *said,
        links={(1, 0): STRONG, (2, 1): STRONG - 1},
    )
    assert found.of[0] != found.of[2]
    assert found.of[1] == found.of[0], "the surer link counts"


def test_a_designation_is_one_with_its_short_form_by_a_link() -> None:
    said = [("Shahed-136", "weapon"), ("Shahed", "weapon")]
    links = {(1, 0): 1.0}
    text = "One Shahed-136 fell; a Shahed flew."
    assert names(text, *said, links=links) == ["Shahed-136", "Shahed-136"]


def test_a_link_below_nought_joins_nothing() -> None:
    said = organisations("Orvan Works", "the firm")
    text = "Today Orvan Works paid and the firm left."
    assert entities(text, *said, links={(1, 0): -0.1}).of == (0, 1)
    assert entities(text, *said, links={(1, 0): 0.1}).of == (0, 0)


def test_each_mention_follows_its_surest_link() -> None:
    said = organisations("Orvan", "Tarn", "the firm")
    text = "Today Orvan met Tarn and the firm paid."
    assert names(text, *said, links={(2, 0): 1.0, (2, 1): 2.0})[2] == "Tarn"
    assert names(text, *said, links={(2, 0): 2.0, (2, 1): 1.0})[2] == "Orvan"


def test_a_link_that_cannot_be_does_not_hide_the_next() -> None:
    said = [("Shahed-131", "weapon"), ("the drone", "weapon"), ("Shahed-136", "weapon")]
    text = "One Shahed-131 met the drone, one Shahed-136."
    assert entities(text, *said, links={(2, 0): 9.0, (2, 1): 5.0}).of == (0, 1, 1)


def test_names_without_a_word_in_common_need_a_strong_link() -> None:
    said = organisations("Orvan", "Tarn Works")
    text = "Today Orvan became Tarn Works."
    assert entities(text, *said, links={(1, 0): 1.0}).of == (0, 1)
    assert entities(text, *said, links={(1, 0): STRONG}).of == (0, 0)


def test_a_strong_link_joins_a_new_name_to_one_given_twice() -> None:
    said = organisations("Orvan", "Orvan", "Tarn Works")
    text = "Today Orvan paid. Now Orvan is called Tarn Works."
    assert entities(text, *said, links={(2, 1): STRONG}).of == (0, 0, 0)


def test_the_fullest_name_wins_where_it_comes_first() -> None:
    text = "Today Orvan Works Group paid. Then Orvan left."
    said = organisations("Orvan Works Group", "Orvan")
    assert names(text, *said, links={(1, 0): STRONG}) == ["Orvan Works Group"] * 2


def test_the_fullest_name_wins_where_it_comes_later() -> None:
    text = "Today Orvan paid. Then Orvan Works Group left."
    said = organisations("Orvan", "Orvan Works Group")
    assert names(text, *said, links={(1, 0): STRONG}) == ["Orvan Works Group"] * 2


def test_a_description_takes_the_name_that_comes_later() -> None:
    text = "Today the firm from the north, Orvan, paid."
    said = organisations("the firm from the north", "Orvan")
    assert names(text, *said, links={(1, 0): STRONG}) == ["Orvan"] * 2


def test_a_country_named_later_gives_the_name() -> None:
    said = [("the country", "place"), ("Iran", "place")]
    text = "Today the country, Iran, paid."
    assert names(text, *said, links={(1, 0): STRONG}) == ["Iran"] * 2


def test_the_kind_is_what_most_mentions_say() -> None:
    said = [("Tarn Air", "facility"), ("Tarn Air", "organisation"), ("Tarn Air", "organisation")]
    found = entities("At Tarn Air we met Tarn Air and Tarn Air.", *said)
    assert found.of == (0, 0, 0)
    assert [scheme.KINDS[k] for k in found.kinds] == ["organisation"]


def test_the_article_is_no_part_of_a_name() -> None:
    text = "Today the Orvan Works paid."
    assert names(text, *organisations("the Orvan Works")) == ["Orvan Works"]


def test_a_name_over_two_lines_is_given_on_one() -> None:
    text = "Today the firm\ncalled Orvan\nWorks paid."
    assert names(text, *organisations("Orvan\nWorks")) == ["Orvan Works"]


@pytest.mark.parametrize(("pronoun", "kind"), [("It", "organisation"), ("Its", "organisation")])
def test_a_pronoun_takes_the_name_of_what_it_follows(pronoun: str, kind: str) -> None:
    text = f"Today Orvan Works met Tarn. {pronoun} drones flew."
    said = [*organisations("Orvan Works", "Tarn"), (pronoun, kind)]
    assert names(text, *said, links={(2, 0): 1.0})[2] == "Orvan Works"


def test_a_pronoun_takes_the_name_of_a_country() -> None:
    said = [("Iranians", "nationality"), ("They", "nationality")]
    assert names("So Iranians paid. They left.", *said, links={(1, 0): 1.0}) == ["Iran"] * 2


def test_pronouns_are_joined_by_links_only() -> None:
    text = "So Ada Roth met Kim. She left, and she spoke."
    said = [("Ada Roth", "person"), ("Kim", "person"), ("She", "person"), ("she", "person")]
    assert entities(text, *said).of == (0, 1, 2, 3)
    links = {(2, 0): 1.0, (3, 2): 2.0}
    assert names(text, *said, links=links) == ["Ada Roth", "Kim", "Ada Roth", "Ada Roth"]


def test_a_pronoun_that_follows_nothing_keeps_its_own_words() -> None:
    assert names("It left.", ("It", "organisation")) == ["It"]


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("5 drones", "quantity"),
        ("$5 million", "money"),
        ("May 2024", "time"),
        ("Director", "title"),
    ],
)
def test_figures_times_and_titles_are_never_joined(phrase: str, kind: str) -> None:
    text = f"Today {phrase} and {phrase} and Orvan Works met."
    said = [(phrase, kind), (phrase, kind), ("Orvan Works", "organisation")]
    links = {(1, 0): STRONG, (2, 0): STRONG, (2, 1): STRONG}
    assert entities(text, *said, links=links).of == (0, 1, 2)


def kinds(text: str, *said: tuple[str, str, float]) -> list[str]:
    """Return the kinds that ``one_kind`` gives to words said with a kind and how sure it is."""
    words = segment(text)
    spans = place(words, [(phrase, kind) for phrase, kind, _ in said])
    spans = [Span(s.first, s.end, s.label, n) for s, (_, _, n) in zip(spans, said, strict=True)]
    found = one_kind(words, spans, tuple(find_listed(words)))
    assert [(s.first, s.end, s.sure) for s in found] == [(s.first, s.end, s.sure) for s in spans]
    return [scheme.KINDS[s.label] for s in found]


ZORVANS = "So Zorvan flew by an Zorvan and ZORVAN."


def test_a_name_has_the_kind_that_most_places_give_it() -> None:
    said = [("Zorvan", "weapon", 0.9), ("Zorvan", "platform", 0.8), ("ZORVAN", "platform", 0.8)]
    assert kinds(ZORVANS, *said) == ["platform"] * 3


def test_sure_places_count_for_more() -> None:
    said = [("Zorvan", "weapon", 0.9), ("Zorvan", "platform", 0.3), ("ZORVAN", "platform", 0.3)]
    assert kinds(ZORVANS, *said) == ["weapon"] * 3


def test_the_lists_have_a_vote() -> None:
    text = "So Bayraktar paid for it."
    assert kinds(text, ("Bayraktar", "organisation", 0.6)) == ["platform"]
    assert kinds(text, ("Bayraktar", "organisation", 0.9)) == ["organisation"]


def test_other_names_keep_their_kinds() -> None:
    said = [("Zorvan", "weapon", 0.9), ("Zorvan Works", "organisation", 0.5)]
    assert kinds("So Zorvan and Zorvan Works.", *said) == ["weapon", "organisation"]


def test_common_nouns_keep_their_kinds() -> None:
    said = [("the plant", "facility", 0.9), ("the plant", "organisation", 0.5)]
    assert kinds("So the plant met the plant.", *said) == ["facility", "organisation"]


def test_places_and_figures_keep_their_kinds() -> None:
    said = [("Tarn", "organisation", 0.9), ("Tarn", "place", 0.5), ("5 drones", "quantity", 0.5)]
    assert kinds("So Tarn in Tarn has 5 drones.", *said) == ["organisation", "place", "quantity"]


PHRASES = [
    ("Orvan Works", "organisation"), ("Orvan", "organisation"), ("It", "organisation"),
    ("Iran", "place"), ("Iranian", "nationality"), ("Jordan", "person"), ("Jordan", "place"),
    ("Shahed-136", "weapon"), ("Shahed-131", "weapon"), ("Shahed", "weapon"),
    ("the drone", "weapon"), ("5 drones", "quantity"), ("May", "time"), ("OW", "organisation"),
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PHRASES), max_size=9),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.floats(-3, 9)), max_size=20),
)
def test_whatever_the_links_entities_hold_together(
    said: list[Said], scores: list[tuple[int, int, float]]
) -> None:
    words = segment("So " + " and ".join(phrase for phrase, _ in said) + ".")
    spans = place(words, said)
    links = {(a, b): score for a, b, score in scores if b < a < len(spans)}
    found = resolve(words, spans, links, ())
    assert found == resolve(words, spans, dict(reversed(links.items())), ()), "in any order"
    assert len(found.of) == len(spans)
    assert list(dict.fromkeys(found.of)) == list(range(len(found.names))), "numbered as they come"
    assert len(found.kinds) == len(found.names)
    assert all(found.names)
    for entity in range(len(found.names)):
        members = [n for n, e in enumerate(found.of) if e == entity]
        phrases = {said[n][0] for n in members}
        assert not {"Shahed-136", "Shahed-131"} <= phrases
        assert not phrases & {"Iran", "Iranian"} or found.kinds[entity] not in PLAIN
        assert len(members) == 1 or not {spans[n].label for n in members} & PLAIN
        assert found.kinds[entity] in {spans[n].label for n in members}
