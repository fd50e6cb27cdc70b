"""From what a format gives to a Document: metadata completed from the text, furniture marked."""

from __future__ import annotations

from sayso.documents.dates import address_date
from sayso.documents.furniture import find_furniture
from sayso.documents.language import code, language_of
from sayso.documents.metadata import Frame, read_frame
from sayso.documents.original import MAX_CHARACTERS, Given, UnreadableError
from sayso.documents.outlets import known, of_address, same_outlet
from sayso.model import Document, sha256

# Lines of one document; a dump has more.
MAX_LINES = 20_000
# Characters at either end of a text in which a page names itself.
FRAME = 2_000

_FROM_TEXT = ("title", "outlet", "author", "published")


def assemble(data: bytes, uri: str, given: Given) -> Document:
    """Return the document that ``data`` is, found at ``uri`` and read as ``given``.

    A field that the format gives goes before what the text says of itself, and that before the
    address. Raises UnreadableError where there is no text, or too much.
    """
    text = given.text
    if not text.strip():
        raise UnreadableError("empty: there is no text in it")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            f"{len(text):,} characters of text are over the limit of {MAX_CHARACTERS:,}"
            " for one document: split it"
        )
    if text.count("\n") > MAX_LINES:
        raise UnreadableError(f"over {MAX_LINES:,} lines, the limit for one document: split it")
    frame = read_frame(text)
    fields = _completed(given, frame, uri)
    found = {**given.notes, **{field: how for field, (_, how) in fields.items()}}
    values = {field: value for field, (value, _) in fields.items()}
    return Document(
        uri=uri,
        sha256=sha256(data),
        media_type=given.media_type,
        title=values.get("title"),
        outlet=values.get("outlet"),
        author=values.get("author"),
        published=values.get("published"),
        language=values.get("language"),
        text=text,
        found=found,
        furniture=find_furniture(text, frame.furniture),
    )


def _completed(given: Given, frame: Frame, uri: str) -> dict[str, tuple[str, str]]:
    fields = {k: v for k, v in given.fields.items() if k != "language"}
    for field in _FROM_TEXT:
        if field not in fields and (clue := frame.first(field)) is not None:
            fields[field] = (clue.value, clue.how)
    address = given.notes.get("address", uri)
    at = of_address(address, given.text[:FRAME] + "\n" + given.text[-FRAME:])
    # A known domain is surer than words in the text, and not than the page's own markup.
    surer = at is not None and at[1].startswith("domain of a known")
    if at is not None and ("outlet" not in fields or (surer and "outlet" not in given.fields)):
        fields["outlet"] = at
    if "published" not in fields and (day := address_date(address)) is not None:
        fields["published"] = (day, "date in the address")
    for field, guess in given.guesses.items():
        fields.setdefault(field, guess)
    if {"author", "outlet"} <= fields.keys():
        people, how = fields["author"]
        kept = [p for p in people.split(", ") if not same_outlet(p, fields["outlet"][0])]
        if kept:
            fields["author"] = (", ".join(kept), how)
    if "outlet" in fields and (outlet := known(fields["outlet"][0])) is not None:
        fields["outlet"] = (outlet.name, fields["outlet"][1])
    declared, how = given.fields.get("language", (None, ""))
    if how.startswith("record field") and (told := code(declared)) is not None:
        fields["language"] = (told, how)
    elif (language := language_of(given.text, declared)) is not None:
        fields["language"] = language
    return fields
