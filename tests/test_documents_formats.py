"""HTML, PDF and Markdown: the text a reader sees, and what the format says of it."""

from __future__ import annotations

import json

import pytest

from pdfs import pdf
from sayso.documents import Original, load_bytes
from sayso.model import Document

PARAGRAPH = (
    "The plant in Testville is to build 200 drones a year, the deputy minister told reporters on"
    " Monday. It gave no date for the start of the work, and the maker did not reply."
)


def document(data: bytes | str, uri: str) -> Document:
    (item,) = load_bytes(data.encode() if isinstance(data, str) else data, uri)
    assert isinstance(item, Original), item
    return item.document


def page(head: str = "", body: str = "", lang: str = "en") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>'
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
        f"<article>{body}<p>{PARAGRAPH}</p><p>{PARAGRAPH} Twice.</p></article>"
        "<section id='comments'><h2>2 comments</h2><div class='comment'><p>They build 900 a day."
        "</p></div></section><footer>© 2024 Example Courier Ltd</footer></body></html>"
    )


# HTML


def test_main_text_with_its_headline_and_without_menus_and_comments() -> None:
    text = document(page(body="<h1>Plant for drones planned</h1>"), "a.html").text
    assert text.startswith("Plant for drones planned\n")
    assert PARAGRAPH in text
    assert "900 a day" not in text
    assert "World" not in text


def test_json_ld_goes_before_meta_tags() -> None:
    ld = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Not this"},
            {
                "@type": ["NewsArticle"],
                "headline": "Plant for drones planned",
                "datePublished": "2024-05-03T08:00:00Z",
                "dateModified": "2024-05-09",
                "author": [{"@type": "Person", "name": "A. One"}, {"name": "B. Two"}],
                "publisher": {"@type": "Organization", "name": "Example Courier"},
            },
        ],
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(ld)}</script>'
        '<meta property="og:title" content="Other title">'
        '<meta property="og:site_name" content="Other">'
    )
    found = document(page(head), "a.html")
    assert found.title == "Plant for drones planned"
    assert found.author == "A. One, B. Two"
    assert found.outlet == "Example Courier"
    assert found.published == "2024-05-03"
    assert found.found["published"] == "JSON-LD datePublished"


def test_meta_tags_title_and_address() -> None:
    head = (
        "<title>Plant for drones planned | Example Courier</title>"
        '<meta property="og:site_name" content="Example Courier">'
        '<meta name="author" content="By A. One">'
        '<meta property="article:published_time" content="2024-05-03T08:00:00+02:00">'
        '<link rel="canonical" href="https://courier.example/a">'
    )
    found = document(page(head), "saved.html")
    assert found.title == "Plant for drones planned"
    assert (found.author, found.outlet) == ("A. One", "Example Courier")
    assert found.found["address"] == "https://courier.example/a"
    assert found.uri == "saved.html"


def test_a_known_outlet_is_called_by_its_name_and_found_by_its_domain() -> None:
    named = '<meta property="og:site_name" content="Moscow Times">'
    assert document(page(named), "a.html").outlet == "The Moscow Times"
    linked = '<link rel="canonical" href="https://www.uasvision.com/2025/03/10/plant/">'
    found = document(page(linked), "a.html")
    assert found.outlet == "UAS Vision"
    assert found.published == "2025-03-10"
    assert found.found["published"] == "date in the address"


def test_bad_json_ld_and_addresses_that_are_none_are_passed_over() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": ' + "[" * 9_000
        + "</script>"
        '<script type="application/ld+json">not json</script>'
        '<link rel="canonical" href="javascript:alert(1)"><meta name="author" content="https://x.y">'
    )  # fmt: skip
    found = document(page(head), "a.html")
    assert "address" not in found.found
    assert found.author is None


def test_a_page_in_another_language_is_not_believed_to_be_english() -> None:
    words = "Завод будет выпускать двести беспилотников в год, сообщил журналистам министр. "
    data = f'<html lang="en"><body><article><p>{words * 4}</p></article></body></html>'
    assert document(data, "a.html").language == "ru"


def test_a_page_without_main_text_is_read_whole() -> None:
    found = document(
        "<table><tr><td>Plant stands empty.</td><td>No machine came.</td></tr></table>", "a.html"
    )
    assert "Plant stands empty." in found.text
    assert "No machine came." in found.text


# PDF


def test_wrapped_lines_become_paragraphs_and_divided_words_whole() -> None:
    lines = [
        (72, 760, "Plant for drones planned"),
        (
            72,
            720,
            "The plant in Testville is to build two hundred long-range drones a year, the manu-",
        ),
        (72, 705, "facturer said. It gave no date. The work on the Shahed-"),
        (72, 690, "136 copy began in spring. The long-"),
        (72, 675, "range version comes later."),
        (
            72,
            645,
            "The ministry did not reply to questions, which is to say that it kept quite silent.",
        ),
    ]
    assert document(pdf([lines]), "a.pdf").text.split("\n\n") == [
        "Plant for drones planned",
        "The plant in Testville is to build two hundred long-range drones a year, the manufacturer"
        " said. It gave no date. The work on the Shahed-136 copy began in spring. The long-range"
        " version comes later.",
        "The ministry did not reply to questions, which is to say that it kept quite silent.",
    ]


def test_running_heads_and_page_numbers_go_and_sentences_cross_pages() -> None:
    pages = [
        [
            (72, 800, "Example Brief No. 7"),
            (72, 700, f"Paragraph {word} of the report is about one plant and its {word}"),
            (72, 685, f"{word} machines, which came by rail and stand in"),
            (300, 40, str(number)),
        ]
        for number, word in enumerate(("first", "second", "third"), start=1)
    ]
    text = document(pdf(pages), "a.pdf").text
    assert "Example Brief" not in text
    assert "\n\n1\n\n" not in text
    assert "stand in Paragraph second of" in " ".join(text.split())


def test_the_title_of_a_pdf_is_its_own_unless_it_is_a_files_name() -> None:
    lines = [
        (72, 760, "Plant for drones planned"),
        (72, 700, "The plant is to make 200 drones a year, the ministry said."),
    ]
    assert (
        document(pdf([lines], "Plant for drones planned"), "a.pdf").found["title"].startswith("pdf")
    )
    found = document(pdf([lines], "final_v3.docx"), "a.pdf")
    assert found.title == "Plant for drones planned"
    assert found.found["title"] == "first line"


def test_many_pages_are_over_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.documents.pdf.MAX_PAGES", 2)
    (item,) = load_bytes(pdf([[(72, 700, "One line of it")]] * 3), "a.pdf")
    assert not isinstance(item, Original)
    assert "3 pages are over the limit of 2" in item.reason


# Markdown


def test_markdown_is_read_as_rendered() -> None:
    source = (
        "---\ntitle: \"Plant planned\"\nauthor: A. One\ndate: 2024-05-03\nmood: dark\n---\n\n"
        "# Plant *for* drones\n\n![a picture](x.png)The **plant** in "
        "[Testville](https://t.example/a_(b)) builds `Orlan-10` drones.<!-- not\nseen -->\n\n"
        "- 200 a year, *planned*\n- snake_case_stays\n"
        "\n> He said 2 * 3 * 4.\n"
    )  # fmt: skip
    found = document(source, "a.md")
    assert found.text.strip() == (
        "Plant for drones\n\nThe plant in Testville builds Orlan-10 drones.\n\n"
        "- 200 a year, planned\n- snake_case_stays\n\nHe said 2 * 3 * 4."
    )
    assert (found.title, found.author, found.published) == ("Plant planned", "A. One", "2024-05-03")
    assert found.found["published"] == "front matter: date"


def test_the_first_heading_is_the_title_of_markdown_without_front_matter() -> None:
    found = document(f"# Plant for **drones**\n\n{PARAGRAPH}\n\n## Later\n\n{PARAGRAPH}", "a.md")
    assert found.title == "Plant for drones"
    assert found.found["title"] == "first heading"
