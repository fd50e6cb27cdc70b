"""The pages as a hostile reader would check them: links, quotes, escaping, policy."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement

import dossier_sample as sample
from sayso.dossier import write_site
from sayso.dossier.words import visible

Pages = dict[str, HtmlElement]
ALLOWED = {
    *("html", "head", "body", "meta", "title", "style", "header", "nav", "main", "footer"),
    *("section", "article", "div", "span", "p", "h1", "h2", "h3", "h4", "a", "b", "strong"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("figure", "figcaption", "blockquote", "q", "bdi", "mark", "time", "code"),
    *("details", "summary"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    write_site(out, sample.entries(), sample.derived())
    return out


@pytest.fixture(scope="module")
def pages(folder: Path) -> Pages:
    return {
        str(path.relative_to(folder)): html.document_fromstring(path.read_bytes())
        for path in sorted(folder.rglob("*.html"))
    }


def target(page: str, href: str) -> tuple[str, str]:
    """Return the page and the anchor that ``href`` on ``page`` leads to."""
    parts = urlsplit(href)
    path = (Path("/") / page).parent / parts.path if parts.path else Path("/") / page
    return str(path.resolve().relative_to("/")), parts.fragment


def text_of(page: HtmlElement) -> str:
    return "".join(words.text_content() for words in page.find_class("words"))


def document_page(pages: Pages, uri: str) -> HtmlElement:
    (sha,) = (e.document.sha256 for e in sample.entries() if e.document.uri == uri)
    return pages[f"document/{sha[:12]}.html"]


def test_every_programme_and_document_has_a_page(pages: Pages) -> None:
    kinds = [name.split("/")[0] for name in pages]
    assert kinds.count("document") == 6
    assert kinds.count("programme") == 3
    assert {"index.html", "names.html"} <= set(pages)


def test_every_link_leads_to_an_anchor_on_a_page(pages: Pages) -> None:
    anchors = {name: [e.get("id") for e in page.xpath("//*[@id]")] for name, page in pages.items()}
    for name, ids in anchors.items():
        assert len(ids) == len(set(ids)), name
    checked = 0
    for name, page in pages.items():
        for href in page.xpath("//a/@href"):
            if not urlsplit(href).scheme:
                to, fragment = target(name, href)
                assert to in anchors, (name, href)
                assert not fragment or fragment in anchors[to], (name, href)
                checked += 1
    assert checked > 100
    for name, page in pages.items():
        assert set(page.xpath("//@aria-labelledby")) <= set(anchors[name])


def test_every_page_is_reached_from_the_index(pages: Pages) -> None:
    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        name = todo.pop()
        for href in pages[name].xpath("//a/@href"):
            if not urlsplit(href).scheme:
                to, _ = target(name, href)
                if to not in seen:
                    seen.add(to)
                    todo.append(to)
    assert seen == set(pages)


def test_a_documents_text_is_whole_and_verbatim(pages: Pages) -> None:
    for entry in sample.entries():
        page = pages[f"document/{entry.document.sha256[:12]}.html"]
        assert text_of(page) == visible(entry.document.text)
        if entry.document.uri != sample.JAVASCRIPT:
            assert text_of(page) == entry.document.text


def test_each_claim_is_marked_word_for_word(pages: Pages) -> None:
    for entry in sample.entries():
        page = pages[f"document/{entry.document.sha256[:12]}.html"]
        for number, claim in enumerate(entry.reading.claims, start=1):
            marked = "".join(m.text_content() for m in page.find_class(f"k{number}"))
            assert marked == visible(claim.quote)
            assert len(page.xpath(f"//*[@id='c{number}']")) == 1
            note = page.get_element_by_id(f"n{number}").text_content()
            assert claim.type.value in note
            for value in (v for values in claim.roles.values() for v in values):
                assert visible(value) in note


def test_each_quote_on_a_programme_page_leads_to_the_same_words(pages: Pages) -> None:
    quotes = 0
    for name, page in pages.items():
        for quote in page.find_class("quote"):
            words = quote.xpath("./blockquote/p")[0].text_content()
            links = quote.xpath(".//*[@class='printings']//a/@href")
            assert links, name
            for href in links:
                to, fragment = target(name, href)
                marks = pages[to].find_class(f"k{fragment.removeprefix('c')}")
                assert "".join(m.text_content() for m in marks) == words
                quotes += 1
    assert quotes > 15


def test_every_value_and_denial_shows_every_claim_it_rests_on(pages: Pages) -> None:
    derived = sample.derived()
    findings = {f.id: (n, f) for n, f in enumerate(derived.findings, start=1)}
    for programme in derived.programmes:
        if programme.id == "garpiya-3-china-russia":
            page = pages[f"programme/{programme.id}.html"]
            for id in programme.findings:
                number, finding = findings[id]
                article = page.get_element_by_id(f"f{number}")
                shown = article.xpath(".//*[@class='printings']//a/@href")
                supports = [s for v in finding.values for s in v.support] + [*finding.denials]
                assert len(shown) == len(supports)
                for support in supports:
                    href = f"../document/{support.document[:12]}.html#c{support.claim + 1}"
                    assert href in shown
                for value in finding.values:
                    assert value.text in article.text_content()


def test_denials_stand_in_the_finding_they_deny(pages: Pages) -> None:
    page = pages["programme/garpiya-3-china-russia.html"]
    (article,) = page.xpath("//article[.//span[@class='standing denied']]")
    headings = [" ".join(h.text_content().split()) for h in article.xpath(".//h4")]
    assert headings[1:] == ["unaware China's foreign ministry", "no comment Kupol"]
    assert "developed and flight-tested" in headings[0]


def test_conflicting_values_stand_side_by_side_with_their_origins(pages: Pages) -> None:
    page = pages["programme/garpiya-3-china-russia.html"]
    (article,) = page.xpath("//article[.//span[@class='standing disputed']]")
    values = article.find_class("value")
    assert ["up to 800" in v.text_content() for v in values] == [True, False]
    assert ["500 drones" in v.text_content() for v in values] == [False, True]
    origins = [v.find_class("origin-name")[0].text_content() for v in values]
    assert "Northern Wire, 2024-09, 2 documents" in origins[0]
    assert "The Eastern Desk, 2024-11, 1 document" in origins[1]


def test_sources_are_named_from_the_nearest_to_the_outermost(pages: Pages) -> None:
    text = pages["programme/garpiya-3-china-russia.html"].text_content()
    assert "two officials of a European service, via Northern Wire" in text


def test_what_no_finding_shows_is_still_quoted(pages: Pages) -> None:
    page = pages["programme/garpiya-3-china-russia.html"]
    further = page.get_element_by_id("further").text_content()
    assert "if confirmed, would be a turning point" in further


def test_the_timeline_is_in_order(pages: Pages) -> None:
    page = pages["programme/garpiya-3-china-russia.html"]
    assert page.xpath("//ol[@class='timeline']//time/@datetime") == [
        *("2024-09", "2024-09-25", "2024-11"),
    ]


def test_the_index_counts_and_says_what_was_not_read(pages: Pages) -> None:
    page = pages["index.html"]
    (row,) = page.xpath("//tr[th/a[@href='programme/garpiya-3-china-russia.html']]")
    assert [td.text_content() for td in row.find_class("n")] == ["4", "3", "1", "1"]
    assert "Not read: no reader for Chinese (zh)" in page.text_content()
    documents = page.get_element_by_id("documents")
    assert len(documents.xpath(".//tbody/tr")) == 6


def test_what_a_document_does_not_give_is_said(pages: Pages) -> None:
    facts = {
        dt.text_content(): dt.getnext().text_content()
        for dt in document_page(pages, "own.txt").xpath("//dl[@class='facts']//dt")
    }
    assert facts["title"] == "not given"
    assert facts["author"] == "not given"
    assert facts["published"] == "November 2024"
    wire = document_page(pages, "https://wire.example/2024/kashgar").text_content()
    assert "found in: date line" in wire


def test_evidence_for_an_origin_leads_to_its_words(pages: Pages) -> None:
    page = document_page(pages, "reprint.html")
    (href,) = page.xpath("//ul[@class='evidence']//a[q]/@href")
    marked = page.xpath("//*[contains(@class, 'origin')][ancestor::div[@class='words']]")
    assert "".join(m.text_content() for m in marked) == "PARIS, Sept 25 (Northern Wire)"
    assert href.endswith("#e1")


def test_page_furniture_is_marked_and_named(pages: Pages) -> None:
    page = document_page(pages, "reprint.html")
    (dimmed,) = page.xpath("//div[@class='words']//*[@class='furniture']")
    assert dimmed.text_content() == "Share this | 41 shares"
    assert "Not read: share counter" in page.text_content()


def test_nothing_from_a_document_becomes_markup(pages: Pages) -> None:
    for name, page in pages.items():
        for element in page.iter():
            assert element.tag in ALLOWED, (name, element.tag)
            for attribute in element.attrib:
                assert not attribute.lower().startswith("on"), (name, attribute)
                assert attribute not in ("style", "src", "srcset", "action", "background")
    title = pages["index.html"].text_content()
    assert sample.SCRIPT in title


def test_links_out_are_web_addresses_that_tell_nothing_of_us(pages: Pages) -> None:
    outward = [a for page in pages.values() for a in page.xpath("//a[contains(@href, ':')]")]
    assert [a.get("href") for a in outward] == ["https://wire.example/2024/kashgar"]
    assert outward[0].get("rel") == "noreferrer noopener"
    facts = document_page(pages, sample.JAVASCRIPT).find_class("facts")[0]
    assert sample.JAVASCRIPT in facts.text_content()


def test_direction_and_control_characters_are_shown_not_obeyed(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text
        )
    assert "⟨U+202E⟩gnp.tset" in (folder / "index.html").read_text(encoding="utf-8")


def test_the_policy_allows_the_pages_own_style_and_nothing_else(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        page = html.document_fromstring(path.read_bytes())
        styles = re.findall("<style>(.*?)</style>", text, re.DOTALL)
        assert len(styles) == 1
        digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert set(policy.split("; ")) == {
            *("default-src 'none'", "img-src 'none'", "base-uri 'none'", "form-action 'none'"),
            f"style-src 'sha256-{digest}'",
        }
        assert text.index("Content-Security-Policy") < text.index("<style>")
        assert not re.search(r"url\(|@import|expression", styles[0])


def test_pages_can_be_read_without_sight(pages: Pages) -> None:
    for name, page in pages.items():
        assert page.get("lang") == "en"
        levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1, name
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        (skip,) = page.find_class("skip")
        assert page.get_element_by_id(skip.get("href").removeprefix("#")).tag == "main"
        for link in page.xpath("//a[@href]"):
            assert link.text_content().strip() or link.get("aria-label"), html.tostring(link)
        for table in page.xpath("//table"):
            assert table.xpath("./caption")
            assert all(th.get("scope") in ("col", "row") for th in table.xpath(".//th"))
        for tag in page.xpath("//@lang"):
            assert re.fullmatch("[a-z]{2,3}", tag)


def test_a_quote_is_anchored_where_it_stands_first(pages: Pages) -> None:
    page = pages["programme/garpiya-3-china-russia.html"]
    places = {
        "capacity of the Kashgar centre": True,
        "area of the Kashgar centre": False,
    }
    for about, first in places.items():
        (article,) = page.xpath(f"//article[.//h3[normalize-space()='{about}']]")
        assert bool(article.xpath(".//*[starts-with(@id, 'q')]")) == first


def test_the_same_words_from_another_source_are_another_quote(tmp_path: Path) -> None:
    wire, reprint, *others = sample.entries()
    tested, *rest = reprint.reading.claims
    claims = (tested.model_copy(update={"source": ("a clerk",)}), *rest)
    reading = reprint.reading.model_copy(update={"claims": claims})
    entries = (wire, reprint.model_copy(update={"reading": reading}), *others)
    write_site(tmp_path, entries, sample.derived())
    page = html.parse(tmp_path / "programme/garpiya-3-china-russia.html").getroot()
    (article,) = page.xpath("//article[.//span[@class='standing denied']]")
    sources = [s.text_content() for s in article.find_class("value")[0].find_class("source")]
    assert sources == ["two officials of a European service, via Northern Wire", "a clerk"]


def test_evidence_that_is_not_in_the_text_is_not_linked_to_it(tmp_path: Path) -> None:
    derived = sample.derived()
    origin, *others = derived.origins
    evidence = tuple(e.model_copy(update={"span": (0, 5)}) for e in origin.evidence)
    bad = (origin.model_copy(update={"evidence": evidence}), *others)
    write_site(tmp_path, sample.entries(), derived.model_copy(update={"origins": bad}))
    (sha,) = (e.document.sha256 for e in sample.entries() if e.document.uri == "reprint.html")
    page = html.parse(tmp_path / f"document/{sha[:12]}.html").getroot()
    assert page.xpath("//ul[@class='evidence']//q")
    assert not page.xpath("//ul[@class='evidence']//a[q]")
    assert not page.xpath("//*[@id='e1']")
