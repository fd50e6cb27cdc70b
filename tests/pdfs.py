"""Tiny PDFs for tests, written by hand: text lines at places on pages."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Placed = tuple[int, int, str]  # points from the left, points from the foot, words


def pdf(pages: Sequence[Sequence[Placed]], title: str = "", extra: bytes = b"") -> bytes:
    """A PDF in Helvetica 12 with ``pages`` of placed lines; ``extra`` goes into the trailer."""
    count = len(pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (count, b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(count))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(%s)>>" % title.encode("latin-1"),
    ]
    for number, lines in enumerate(pages):
        shown = b"".join(
            b"BT /F1 12 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (x, y, _escaped(words))
            for x, y, words in lines
        )
        packed = zlib.compress(shown)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (6 + 2 * number)
        )
        objects.append(
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
        )
    return file_of(objects, b"/Info 4 0 R" + extra)


def file_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of numbered ``objects``, the first of which is its catalogue."""
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, trailer, len(out))
    )


def _escaped(words: str) -> bytes:
    escaped = words.replace("\\", "\\\\").replace("(", r"\(").replace(")", r"\)")
    return escaped.encode("cp1252")
