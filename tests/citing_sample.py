"""Reports that cite one another, for the tests of the citing graph. All in our own words."""

from __future__ import annotations

from builders import claim, entry
from sayso.model import Entry

QUOTE = (
    "we have waited nine years for a hall of this size and in the spring the first machines "
    "will leave it for the coast"
)


def agency(uri: str = "agency.txt", outlet: str = "Northwire", day: str = "2031-05-04") -> Entry:
    """An agency that has it from contracts it saw and from an official."""
    text = (
        "Poland and Georgia will build the Falcon-9 drone at a new plant near Kutaisi, according "
        f"to contracts reviewed by {outlet}. The plant is to turn out 450 aircraft a year, Deputy "
        "Minister Ana Beridze said. Neither government would name a price for the two long halls."
    )
    made = [
        claim(
            "facility",
            "The plant is to turn out 450 aircraft a year",
            "planned",
            ["Ana Beridze"],
            place="Georgia",
            product="Falcon-9",
            capacity="450 aircraft",
        )
    ]
    return entry(text, made, uri=uri, outlet=outlet, published=day)


def citing(
    uri: str, outlet: str, cited: str, said: str, day: str = "2031-05-06", more: str = ""
) -> Entry:
    """A report of ``outlet`` that has the plant from ``cited``; ``said`` are words of its own."""
    text = (
        f"Georgia is to get a works for the Falcon-9, {cited} reported. {said} Some 450 of the "
        f"drones are to leave it each year. {more}"
    )
    made = [
        claim(
            "facility",
            "Georgia is to get a works for the Falcon-9",
            "planned",
            [cited],
            place="Georgia",
            product="Falcon-9",
            capacity="450",
        )
    ]
    return entry(text, made, uri=uri, outlet=outlet, published=day)


LANTERN = ("lantern.txt", "Daily Lantern", "It shall stand by the river, beyond the old mill.")
POST = ("post.txt", "Evening Post", "Who pays for the halls is open, and so is who will own them.")
HERALD = ("herald.txt", "Coast Herald", "Builders were seen there on Monday with cranes and pumps.")


def circle_of_two() -> list[Entry]:
    """Two reports, each of which has it from the other's outlet."""
    return [
        citing(*LANTERN[:2], "Evening Post", LANTERN[2]),
        citing(*POST[:2], "Daily Lantern", POST[2]),
    ]


def circle_of_three() -> list[Entry]:
    """Three reports, each of which has it from the next one's outlet."""
    return [
        citing(*LANTERN[:2], "Evening Post", LANTERN[2]),
        citing(*POST[:2], "Coast Herald", POST[2]),
        citing(*HERALD[:2], "Daily Lantern", HERALD[2]),
    ]


def quoting(uri: str, outlet: str, said: str, quote: str = QUOTE) -> Entry:
    """A report with words of its own around a quote."""
    own = " ".join(f"{word}{n}" for n, word in enumerate(said.split() * 12))
    text = (
        f"{said} “{quote[0].upper()}{quote[1:]},” she told the workers of the Falcon-9 plant. {own}"
    )
    made = [
        claim(
            "facility",
            "the workers of the Falcon-9 plant",
            place="Georgia",
            product="Falcon-9",
            operator="Zephyr Works",
        )
    ]
    return entry(text, made, uri=uri, outlet=outlet, published="2031-05-06")


def two_with_one_quote(quote: str = QUOTE) -> list[Entry]:
    """Two reports that share nothing but the story and the quote."""
    return [
        quoting("one.txt", "Daily Lantern", "Nobody had expected the director in the hall.", quote),
        quoting("two.txt", "Evening Post", "Zephyr Works has a new roof, and more to say.", quote),
    ]
