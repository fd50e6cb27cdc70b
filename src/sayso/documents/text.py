"""Plain text: bytes to the characters a reader sees.

The text is kept as it is. Only these change: a byte order mark goes, CR LF and lone CR become LF,
and characters that no page shows (controls, lone surrogates) become U+FFFD one for one.
"""

from __future__ import annotations

import codecs
import logging
import re

from charset_normalizer import from_bytes

from sayso.documents.original import Given, UnreadableError

# Detection reads this much: enough for its statistics, bounded in time.
DETECTION_BYTES = 64 * 1024
# More controls than this share, and the bytes are not text.
MAX_CONTROLS = 0.02
# Of the characters, where detection had to choose an encoding.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())


def read(data: bytes, declared: str | None = None) -> Given:
    """Return the plain text in ``data``; ``declared`` is the character set it was said to be in.

    Raises UnreadableError where it is not text.
    """
    text, encoding = decode(data, declared)
    return Given(clean(text), "text/plain", notes=encoding_note(encoding))


def encoding_note(encoding: str) -> dict[str, str]:
    """Return the note that says which encoding the bytes were in, where it was not UTF-8."""
    return {} if encoding == "utf-8" else {"encoding": encoding}


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the characters of ``data`` and the encoding: by mark, UTF-8, declaration, detection.

    Raises UnreadableError where the bytes are no text in any encoding.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _texts(data[len(mark) :].decode(encoding)), encoding
            except UnicodeDecodeError:
                break
    try:
        return _texts(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        pass
    if declared is not None:
        try:
            name = codecs.lookup(declared).name
            return _texts(data.decode(name)), name
        except (LookupError, ValueError):
            pass
    best = from_bytes(data[:DETECTION_BYTES]).best() if _may_be_text(data) else None
    if best is None:
        raise UnreadableError("not text in any known encoding: is it a binary file?")
    return _texts(data.decode(best.encoding, errors="replace")), best.encoding.replace("_", "-")


def _may_be_text(data: bytes) -> bool:
    return data.count(b"\0", 0, DETECTION_BYTES) == 0


def _texts(text: str) -> str:
    """Return ``text`` if it is one, and not bytes that happen to decode."""
    sample = text[:DETECTION_BYTES]
    if len(_HIDDEN.findall(sample)) > MAX_CONTROLS * len(sample):
        raise UnreadableError("binary data, not text: is it the right file?")
    return text


def clean(text: str) -> str:
    """Return ``text`` with LF line ends and U+FFFD for what no page shows; never raises."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub("\ufffd", plain)
