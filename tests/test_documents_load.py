"""Whatever the bytes, loading says what they are or, in one line, why they cannot be read."""

from __future__ import annotations

import json
import logging
import os
import socket
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pdfs import file_of, pdf
from sayso.documents import Original, Unreadable, load, load_bytes, original, walk
from sayso.documents.html import MAX_DEPTH
from sayso.model import Document, sha256

REPORT = "The plant in Testville builds drones for the army, the ministry said on Monday."


def document(data: bytes | str, uri: str = "report.txt", media_type: str | None = None) -> Document:
    data = data.encode() if isinstance(data, str) else data
    (item,) = load_bytes(data, uri, media_type)
    assert isinstance(item, Original), item
    assert item.data == data
    assert item.document.sha256 == sha256(data)
    return item.document


def reason(data: bytes, uri: str = "report.txt", media_type: str | None = None) -> str:
    (item,) = load_bytes(data, uri, media_type)
    assert isinstance(item, Unreadable), item
    assert item.uri == uri
    assert "\n" not in item.reason
    return item.reason


# Files and folders


def test_walk_goes_into_folders_in_order_and_passes_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.txt", ".hidden", ".git/config", "a/.swp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(walk([tmp_path])) == [
        tmp_path / "a/c.txt",
        tmp_path / "a/z.txt",
        tmp_path / "b.txt",
    ]
    assert list(walk([tmp_path / ".hidden"])) == [tmp_path / ".hidden"]


def test_walk_ends_where_links_lead_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.txt").write_text("x")
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert list(walk([tmp_path])) == [tmp_path / "a/x.txt", tmp_path / "self"]


def test_walk_yields_what_is_not_there_so_that_loading_says_so(tmp_path: Path) -> None:
    (path,) = walk([tmp_path / "gone.txt"])
    assert list(load(path)) == [Unreadable(str(path), "no such file")]


def test_load_names_a_document_by_its_path_or_as_told(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    for uri, expected in (
        (None, str(path)),
        ("https://paper.example/x", "https://paper.example/x"),
    ):
        (item,) = load(path, uri)
        assert isinstance(item, Original)
        assert item.document.uri == expected


def test_what_is_no_file_is_said_and_never_waited_for(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(tmp_path / "gone")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket"))
    reasons = {
        p: [i.reason for i in load(p) if isinstance(i, Unreadable)]
        for p in (tmp_path, pipe, link, tmp_path / "socket", Path("/dev/zero"), Path("a\0b"))
    }
    server.close()
    assert all(len(found) == 1 for found in reasons.values())
    assert "folder" in reasons[tmp_path][0]
    assert "pipe" in reasons[pipe][0]
    assert "link" in reasons[link][0]
    assert "device" in reasons[Path("/dev/zero")][0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(REPORT)
    path.chmod(0)
    assert list(load(path)) == [Unreadable(str(path), "no permission to read it")]


# What is no document


@pytest.mark.parametrize(
    ("data", "uri", "word"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t", "a.html", "empty"),
        (b"", "a.pdf", "empty"),
        (b"", "a.json", "empty"),
        (b"\n\n", "a.jsonl", "empty"),
        (bytes(range(256)) * 20, "a.txt", "binary"),
        (bytes(range(256)) * 20, "a.jsonl", "binary"),
        (b"text with\0\0\0\0 nothing in it", "a.txt", "binary"),
        (b"PK\x03\x04....", "a.docx", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "picture"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "feed.xml", "feed"),
        (b"not a pdf", "a.pdf", "PDF"),
        (b"%PDF-1.7\n", "a.pdf", "truncated"),
        (pdf([[(72, 700, REPORT)]])[:500], "a.pdf", "truncated"),
        (pdf([[]]), "a.pdf", "OCR"),
        (b"<html><body><script>x()</script></body></html>", "a.html", "without text"),
        (b"<html><body>" + b"<div>" * 10_000 + b"x", "a.html", f"{MAX_DEPTH} deep"),
        (b'{"text": ' * 10_000, "a.json", "nested"),
        (b'{"text": "x", "more": ' + b"[" * 10_000, "a.jsonl", "nested"),
        (b'{"text": 1' + b"0" * 5_000 + b"}", "a.json", "digits"),
        (b'["a", "list"]', "a.json", "not a JSON object"),
        (b'{"text": "cut off', "a.json", "column"),
        (b'{"title": "no text"}', "a.json", "text or html"),
        (b"x\n" * 30_000, "a.txt", "20,000 lines"),
        (b"word " * 250_000, "a.txt", "1,000,000"),
    ],
)
def test_bad_input_gets_one_clear_line(data: bytes, uri: str, word: str) -> None:
    (item,) = load_bytes(data, uri)
    assert isinstance(item, Unreadable)
    assert word in item.reason
    assert "\n" not in item.reason


def test_a_page_over_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    with path.open("wb") as file:  # a file with a hole: nothing is written for the 50 MB
        file.write(b"<html>" + b" " * 5_000)
        file.truncate(50 * 1024 * 1024)
    (item,) = load(path)
    assert item == Unreadable(
        str(path), "50 MB is over the limit of 16 MB for one document: split it"
    )
    assert "limit of 16 MB" in reason(b"x" * (original.MAX_BYTES + 1))


def test_an_encrypted_pdf_says_so() -> None:
    locked = pdf(
        [[(72, 700, REPORT)]],
        extra=b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>"
        % (b"00" * 32, b"11" * 32),
    )
    assert "password" in reason(locked, "a.pdf")


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(b"0 " * 512 * 1024) for _ in range(140)) + packer.flush()
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(bomb), bomb)
    assert "bomb" in reason(file_of([b"<</Type/Catalog>>", stream]), "a.pdf")


def test_entities_are_never_expanded_or_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("classified")
    page = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "lolcats"><!ENTITY b "&a;&a;&a;&a;">'
        f'<!ENTITY f SYSTEM "{secret.as_uri()}">]><html><body><p>&b;&f; {REPORT}</p></body></html>'
    )
    text = document(page, "a.html").text
    assert REPORT in text
    assert "lolcats" not in text
    assert "classified" not in text


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a document made a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    page = (
        '<html><head><link rel="stylesheet" href="http://paper.example/a.css">'
        '<link rel="canonical" href="http://paper.example/x"><base href="http://paper.example/">'
        f'</head><body><img src="http://paper.example/a.png"><iframe src="http://paper.example/">'
        f"</iframe><p>{REPORT} {REPORT}</p></body></html>"
    )
    assert document(page, "a.html").outlet == "paper.example"


def test_libraries_write_nothing_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, []  # as in a program that configures no logging
    try:
        for data, uri in (
            (b"<html><body><table><p></body>", "a.html"),
            (b"<html>" + b"<div>" * 5_000, "a.html"),
            (b"%PDF-1.4\nrubbish", "a.pdf"),
            (b"\xe4\xf6\xfc", "a.txt"),
            (b'{"html": "<p>"}', "a.json"),
        ):
            assert list(load_bytes(data, uri))
    finally:
        root.handlers = handlers
    assert capfd.readouterr() == ("", "")


# Encodings

RUSSIAN = "Завод строит беспилотники для армии, сообщил министр обороны в понедельник. "


def test_text_is_kept_as_it_is_but_for_marks_and_line_ends() -> None:
    assert (
        document(b"\xef\xbb\xbfOne  line\r\nand\ttwo \rthree\n").text
        == "One  line\nand\ttwo \nthree\n"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_marked_encodings_are_read_and_noted(encoding: str) -> None:
    data = (("\ufeff" if encoding == "utf-16-le" else "") + RUSSIAN).encode(encoding)
    found = document(data)
    assert found.text == RUSSIAN
    assert found.found["encoding"].startswith(encoding[:6])


def test_a_declared_character_set_is_believed_where_it_is_not_utf_8() -> None:
    told = document((RUSSIAN * 3).encode("koi8-r"), "-", "text/plain; charset=koi8-r")
    assert told.text == RUSSIAN * 3
    assert told.found["encoding"] == "koi8-r"
    page = (
        f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN * 3}</p></body></html>'
    )
    found = document(page.encode("cp1251"), "a.html")
    assert RUSSIAN.strip() in found.text
    assert found.found["encoding"] == "cp1251"
    wrong = document(page.encode("utf-8"), "a.html")
    assert RUSSIAN.strip() in wrong.text
    assert "encoding" not in wrong.found


def test_an_undeclared_encoding_is_detected() -> None:
    found = document((RUSSIAN * 5).encode("cp1251"))
    assert found.text == RUSSIAN * 5
    assert found.language == "ru"
    assert found.found["encoding"] == "cp1251"


def test_lone_surrogates_and_controls_become_replacement_characters() -> None:
    data = json.dumps({"text": "Broken \ud800 text \x00 here"}).encode()
    found = document(data, "a.json")
    assert found.text == "Broken \ufffd text \ufffd here"
    found.model_dump_json().encode("utf-8")


# Formats


@pytest.mark.parametrize(
    ("data", "uri", "media_type", "expected"),
    [
        (REPORT, "-", None, "text/plain"),
        (f"# Heading\n\n{REPORT}", "a.md", None, "text/markdown"),
        (f"<p>{REPORT}</p>", "-", None, "text/html"),
        (f"<!-- x --><!doctype html><p>{REPORT}</p>", "a.txt", None, "text/html"),
        (f"plain {REPORT}", "-", "text/html", "text/html"),
        (f'{{"text": "{REPORT}"}}', "-", None, "application/json"),
        (f'{{\n  "text": "{REPORT}"\n}}\n', "-", None, "application/json"),
        ("{curly} words that begin a text", "-", None, "text/plain"),
    ],
)
def test_the_format_is_known_by_content_name_and_media_type(
    data: str, uri: str, media_type: str | None, expected: str
) -> None:
    assert document(data, uri, media_type).media_type == expected


def test_a_pdf_is_known_by_its_beginning() -> None:
    assert document(pdf([[(72, 700, REPORT)]]), "download").media_type == "application/pdf"


# JSON Lines


def test_each_record_is_an_original_whose_bytes_are_its_line() -> None:
    lines = [
        json.dumps(
            {
                "uri": "https://paper.example/1",
                "text": REPORT,
                "title": "T",
                "outlet": "The Paper",
                "author": ["A. One", "B. Two"],
                "published": "2024-02-08T10:00:00Z",
                "language": "en",
            }
        ).encode(),
        b"not json",
        b"",
        json.dumps({"html": f"<p>{REPORT}</p>", "published": "8 February 2024"}).encode(),
        b'{"title": "no text"}',
        b"[1, 2]",
    ]
    items = list(load_bytes(b"\r\n".join(lines), "feed.jsonl"))
    first, bad, second, empty, listed = items
    assert isinstance(first, Original)
    assert first.data == lines[0]
    assert first.document.uri == "https://paper.example/1"
    assert first.document.author == "A. One, B. Two"
    assert first.document.published == "2024-02-08"
    assert first.document.found["outlet"] == "record field outlet"
    assert isinstance(second, Original)
    assert second.document.uri == "feed.jsonl#L4"
    assert second.document.text == REPORT
    assert second.document.published == "2024-02-08"
    assert [i.uri for i in (bad, empty, listed) if isinstance(i, Unreadable)] == [
        "feed.jsonl#L2", "feed.jsonl#L5", "feed.jsonl#L6",
    ]  # fmt: skip
    assert isinstance(bad, Unreadable)
    assert bad.reason.startswith("line 2: not valid JSON")


def test_a_file_with_nothing_but_bad_lines_is_given_up() -> None:
    items = list(load_bytes(b"bad line\n" * 5_000, "a.jsonl"))
    assert len(items) == 101
    assert isinstance(items[-1], Unreadable)
    assert "given up" in items[-1].reason


def test_lines_named_json_are_records_too() -> None:
    data = b'{"text": "One report of its own."}\n{"text": "Another report."}\n'
    assert len(list(load_bytes(data, "a.json"))) == 2


def test_records_are_read_from_a_file_larger_than_a_document_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.documents.MAX_BYTES", 100)
    path = tmp_path / "feed.jsonl"
    line = json.dumps({"text": "A short report on a plant."}).encode()
    path.write_bytes(line + b"\n" + b'{"text": "' + b"x" * 300 + b'"}\n' + line + b"\n")
    kinds = [type(item) for item in load(path)]
    assert kinds == [Original, Unreadable, Original]


# Any bytes

_PIECES = st.sampled_from(
    [
        b"<html>", b"<p>", b"</p>", b"<!--", b"-->", b"<script>", b"&amp;", b"%PDF-1.4\n", b"<?xml",
        b"stream\n", b'{"text": "', b'"}', b"\n", b"\r\n", b"{", b"[", b"\xff\xfe", b"\0", b"---\n",
        b"\xef\xbb\xbf", b"title: x\n", b"# ", b"**", b"[a](", b"By A Name\n", b"2024-09-25", b"| ",
        b"Comments\n", b"\xed\xa0\x80", b"Reuters", b"Source: X", "Завод. ".encode(),
        b"The plant builds drones, he said.",
    ]
)  # fmt: skip
_BYTES = st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(_PIECES, st.binary(max_size=6)), max_size=25).map(b"".join),
    st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass")),
)
_NAMES = st.sampled_from(
    ["-", "a.txt", "a.md", "a.html", "a.pdf", "a.json", "a.jsonl", "https://x.example/"]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=_BYTES,
    uri=_NAMES,
    media_type=st.sampled_from([None, "text/html", "text/plain; charset=x"]),
)
def test_any_bytes_give_documents_or_reasons(data: bytes, uri: str, media_type: str | None) -> None:
    items = list(load_bytes(data, uri, media_type))
    assert items
    assert items == list(load_bytes(data, uri, media_type))
    for item in items:
        if isinstance(item, Unreadable):
            assert item.reason
            assert "\n" not in item.reason
            continue
        text = item.document.text
        assert text.strip()
        assert item.document.sha256 == sha256(item.data)
        item.document.model_dump_json().encode("utf-8")
        ends = [0]
        for piece in item.document.furniture:
            assert ends[-1] <= piece.start < piece.end <= len(text)
            ends.append(piece.end)
        named = ("title", "outlet", "author", "published", "language")
        assert all(
            (getattr(item.document, f) is None) == (f not in item.document.found) for f in named
        )
