"""What stands after a number: the noun phrase it counts, and the rate."""

from __future__ import annotations

import re

from sayso.measure.lexicon import lexicon

_NEXT = re.compile(r"[ \xa0]([^\W_]\w*(?:[-’'.]\w+)*)")
_LEAD = re.compile(
    r"[\"”’]?(?:[ \xa0](?:more of|of|others? of|such|more|other|additional|further|extra)"
    r"(?: (?:the|its|his|these|those|their|such|other))?(?=[ \xa0]))?",
    re.IGNORECASE,
)
_PHRASE = 5  # words of a noun phrase, at most
_NO_PLURAL = ("ss", "ous", "us", "is", "'s", "’s")


def counted(text: str, at: int, one: bool) -> tuple[str, int] | None:
    """Return the noun phrase counted by a number that ends at ``at``, and where it ends.

    A phrase ends at its first plural ("seven military drones"), or at a designation ("two G3");
    after "one" only a single noun is sure.
    """
    classes = lexicon().classes
    lead = _LEAD.match(text, at)
    place = at if lead is None else lead.end()
    start = end = None
    for count in range(_PHRASE):
        match = _NEXT.match(text, place)
        if match is None or (word := match[1]).lower() in classes["stop"]:
            break
        start = match.start(1) if start is None else start
        place = match.end()
        if one:
            follows = _NEXT.match(text, place)
            alone = follows is None or follows[1].lower() in classes["stop"]
            end = place if alone and count == 0 else None
            break
        if _is_plural(word):
            end = place
            if word.lower() not in classes["attributive"]:
                break
        elif word[0].isupper() and any(c.isdigit() for c in word):
            end = place
    return None if start is None or end is None else (text[start:end], end)


def _is_plural(word: str) -> bool:
    folded = word.lower()
    if folded in lexicon().classes["plural"]:
        return True
    return (
        len(word) > 2 and word[-1] == "s" and word[0].isalpha() and not folded.endswith(_NO_PLURAL)
    )


def rate(text: str, at: int) -> tuple[str, int] | None:
    """Return the period of the rate at ``at`` ("a month", "annually"), and where it ends."""
    match = lexicon().rate.match(text, at)
    if match is None:
        return None
    return lexicon().periods[(match["per"] or match["adverb"]).lower()], match.end()
