"""The language of a text: the script narrows it down, letters and statistics decide.

The statistics are langid's (Lui and Baldwin, langid.py: An Off-the-shelf Language Identification
Tool, 2012) among the languages of the script. Where they are not sure, there is no language.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from copy import copy
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 20_000  # characters looked at
FEWEST = 25  # letters of a script with many languages; fewer decide nothing
FEWEST_WIDE = 6  # letters of a script in which a letter is a syllable or a word
SURE = 0.9  # probability among the languages of the script
MAIN_SHARE = 0.55  # of the letters that the text's script must have

# Languages that news of the field is written in, by script (names as in Unicode character names).
_LANGUAGES = {
    "LATIN": (
        "az bs ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms mt nl no pl pt ro sk "
        "sl sq sv sw tl tr vi"
    ).split(),
    "CYRILLIC": "be bg kk ky mk mn ru sr uk".split(),
    "ARABIC": "ar fa ps ug ur".split(),
    "DEVANAGARI": "hi mr ne".split(),
    "BENGALI": "as bn".split(),
    "CJK": ["zh", "ja"],
}
_ALONE = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "GREEK": "el",
    "HEBREW": "he",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "THAI": "th",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "LAO": "lo",
    "KHMER": "km",
    "ETHIOPIC": "am",
}
_WIDE = {"CJK", "HANGUL", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "ETHIOPIC"}
# Letters that one language of a script has and its neighbours lack (Unicode CLDR exemplar sets).
_MARKS = (
    ("ru", "ыэё", "іїєґўјљњђћџѓќѕәөүұқғңһ"),
    ("uk", "їєґ", "ыэёўјљњђћџ"),
    ("be", "ў", "їєґщјљњђћџ"),
    ("fa", "پچژگ", "ٹڈڑےںټډړښځڅېۍڭۆۇۈې"),
)
_IGNORED = re.compile(r"https?://\S+|\S+@\S+|\b[A-Z0-9]{2,}[\w-]*\b")

logging.getLogger("py3langid").addHandler(logging.NullHandler())


def language_of(text: str, declared: str | None = None) -> tuple[str, str] | None:
    """Return the ISO 639-1 code of ``text``'s language and how it was found, or None if unsure.

    ``declared`` is what the page says of itself. It is believed where the text is too short to
    tell and does not speak against it.
    """
    sample = _IGNORED.sub(" ", text[:SAMPLE])
    scripts = Counter(script for c in sample if c.isalpha() and (script := _script(c)))
    told = code(declared)
    total = scripts.total()
    if total == 0:
        return None
    script, count = scripts.most_common(1)[0]
    if (japanese := scripts["HIRAGANA"] + scripts["KATAKANA"]) > 0.1 * (japanese + scripts["CJK"]):
        script, count = "HIRAGANA", japanese + scripts["CJK"]
    fewest = FEWEST_WIDE if script in _WIDE else FEWEST
    if count < fewest or count < MAIN_SHARE * total:
        return (told, "declared by the page") if told and _fits(told, script) else None
    if script in _ALONE:
        return _ALONE[script], f"script: {script.lower()}"
    if (by_letters := _by_letters(sample, script)) is not None:
        return by_letters, "letters of the script"
    own = " ".join(w for w in sample.split() if any(_script(c) == script for c in w))
    return _by_statistics(own, script, told)


def code(declared: str | None) -> str | None:
    """Return the ISO 639-1 code in a declaration such as "en-GB", None where there is none."""
    if declared is None:
        return None
    match = re.match(r"([a-z]{2})(?:[-_][\w-]+)?$", declared.strip().lower())
    return match[1] if match else None


def _script(character: str) -> str | None:
    if character < "\u0250":
        return "LATIN"
    name = _names(character)
    return name if name in _ALONE or name in _LANGUAGES else None


@cache
def _names(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]


def _fits(language: str, script: str) -> bool:
    return language in _LANGUAGES.get(script, ()) or _ALONE.get(script) == language


def _by_letters(sample: str, script: str) -> str | None:
    letters = Counter(sample.casefold())
    for language, own, foreign in _MARKS:
        if language not in _LANGUAGES.get(script, ()):
            continue
        if sum(letters[c] for c in own) >= 3 and not any(letters[c] for c in foreign):
            return language
    return None


@cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _identifier(script: str) -> LanguageIdentifier:
    identifier = copy(_model())
    identifier.set_languages(_LANGUAGES[script])
    return identifier


def _by_statistics(sample: str, script: str, told: str | None) -> tuple[str, str] | None:
    (best, chance), *_ = _identifier(script).rank(sample)
    if chance >= SURE:
        return str(best), f"statistics of the text ({chance:.2f})"
    if told is not None and any(
        language == told and p > 1 - SURE for language, p in _identifier(script).rank(sample)[:3]
    ):
        return told, "declared by the page"
    return None
