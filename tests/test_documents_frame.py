"""The page's frame: what a text says of itself, what on it is furniture, and its language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.documents import Original, load_bytes
from sayso.documents.dates import address_date, date_line, dates_in, iso
from sayso.documents.furniture import find_furniture
from sayso.documents.language import language_of
from sayso.documents.outlets import Outlet, known, of_address
from sayso.knowledge import table
from sayso.model import Document

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
BODY = (
    "The plant in Testville is to build 200 drones a year, the ministry said on Monday. It gave no"
    " date for the start of the work.\n\nThe maker, which belongs to a state group, did not reply"
    " to questions. An engineer said that the halls stood empty and that no machine had come.\n\n"
    "The ministry announced the plan in the spring, and the province has given land for it, as"
    " the governor told reporters at the time."
)


def document(text: str, uri: str = "report.txt") -> Document:
    (item,) = load_bytes(text.encode(), uri)
    assert isinstance(item, Original)
    return item.document


def furniture(text: str) -> list[tuple[str, str]]:
    return [(text[f.start : f.end], f.reason) for f in document(text).furniture]


# Title, outlet, author, date


def test_frame_above_a_report() -> None:
    found = document(
        f'"Plant for drones planned"\n\nBy Ana de la Cruz and Bo Lim\n3 May 2024\n\n{BODY}'
    )
    assert found.title == "Plant for drones planned"
    assert found.author == "Ana de la Cruz, Bo Lim"
    assert found.published == "2024-05-03"
    assert found.found["published"] == "date line: '3 May 2024'"
    assert found.found["author"] == "byline: 'By Ana de la Cruz and Bo Lim'"
    assert found.outlet is None


def test_a_report_without_a_frame_says_nothing_of_itself() -> None:
    found = document(BODY)
    assert (found.title, found.outlet, found.author, found.published) == (None,) * 4
    assert set(found.found) == {"language"}
    assert found.furniture == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tuesday 07/February/2023 - 01:03 AM", "2023-02-07"),
        ("Published: 12 Nov 2024", "2024-11-12"),
        ("Updated Feb. 6, 2023 4:02 pm ET", "2023-02-06"),
        ("12 ноября 2024 11:50", "2024-11-12"),
        ("8 травня 2023 року, 21:36", "2023-05-08"),
        ("12/03/2025 à 10:38 - Mis à jour : 14/03/2025", "2025-03-12"),
        ("2024年9月25日", "2024-09-25"),
        ("24.02.2025 09:02", "2025-02-24"),
        ("Posted on August 3, 2023 by Jo Example. Filed under: War, Arms. Views: 12", "2023-08-03"),
        ("JO EXAMPLEMonday, 8 May 2023, 21:36", "2023-05-08"),
    ],
)  # fmt: skip
def test_date_lines(line: str, day: str) -> None:
    found = document(f"Headline of a report on drones\n{line}\n\n{BODY}")
    assert found.published == day
    assert (line, "date line") in [(found.text[f.start : f.end], f.reason) for f in found.furniture]


@pytest.mark.parametrize(
    "line",
    [
        "Posted: 1 month ago",
        "Monday, 21:36",
        "12/03/2025",  # March or December
        "Signed: 24 June 2025. Delivery: 4 units in March 2026",
        "The five best drones of 2024",
    ],
)
def test_what_gives_no_date_of_publication(line: str) -> None:
    published = document(f"Headline of a report on drones\n{line}\n\n{BODY}").published
    assert published is None


def test_published_goes_before_updated_and_text_before_address() -> None:
    both = f"A headline of four words\nUpdated: 5 May 2024\nPublished: 3 May 2024\n\n{BODY}"
    assert document(both).published == "2024-05-03"
    record = json.dumps({"text": BODY, "uri": "https://paper.example/2024/05/06/plant"})
    assert document(record, "a.json").published == "2024-05-06"
    assert document(record, "a.json").found["published"] == "date in the address"
    dated = json.dumps({"text": both, "uri": "https://paper.example/2024/05/06/plant"})
    assert document(dated, "a.json").published == "2024-05-03"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-09-25T14:12:00+01:00", "2024-09-25"),
        ("2024-09", "2024-09"),
        ("2024", "2024"),
        ("25 September 2024", "2024-09-25"),
        ("2024-13-45", None),
        ("yesterday", None),
        ("1234567890", None),
        (None, None),
    ],
)
def test_iso(value: str | None, expected: str | None) -> None:
    assert iso(value) == expected


def test_months_are_unambiguous_over_all_languages() -> None:
    assert (
        dates_in("7 mayıs 2023, 3 lipca 2022, 1er août 2021, 5 de mayo de 2020")[0][2]
        == "2023-05-07"
    )
    assert [d[2] for d in dates_in("3 lipca 2022, 1er août 2021, 5 de mayo de 2020")] == [
        "2022-07-03",
        "2021-08-01",
        "2020-05-05",
    ]
    assert date_line("no date in here") is None
    assert address_date("https://x.example/2023/09/26/a.html") == "2023-09-26"
    assert address_date("reports/2023/09/26/a.html") is None


def test_the_agency_of_a_dateline_is_the_author_and_the_outlet_where_no_other_is_named() -> None:
    for start, agency in (
        ("MINSK, Feb 18 (Kontinent Wire) - ", "Kontinent Wire"),
        ("KUBINKA, August 24. /TASS/. ", "TASS"),
        ("Dec 15 (Reuters) – ", "Reuters"),
    ):
        found = document(start + BODY)
        assert (found.author, found.outlet, found.published) == (agency, agency, None)
        assert document(start + BODY + "\n\n© 2024 Kyiv Post").outlet == "Kyiv Post"
        assert found.furniture == ()
    assert document("Works Ltd (Testville) – " + BODY).author is None


@pytest.mark.parametrize(
    ("start", "outlet"),
    [
        ("March 6, Norpress. ", "Norpress"),
        ("By Ana Sousa,Harbour Daily News\n", "Harbour Daily News"),
        ("(WIRENET- Steppe Courier) By Ana Sousa\n\n", "Steppe Courier"),
        ("By Ana Sousa, Defence Minister\n", None),
        ("The plant (Tarn- Orvan) is new. ", None),
    ],
)
def test_an_outlet_beside_a_day_or_an_author(start: str, outlet: str | None) -> None:
    assert document(start + BODY).outlet == outlet


def test_a_dated_dateline_gives_the_date() -> None:
    assert document("TROMSO/LOBITO, 9 May 2023 - " + BODY).published == "2023-05-09"


@pytest.mark.parametrize(
    ("before", "after", "outlet"),
    [
        ("Issued by The Example Centre", "", "The Example Centre"),
        ("", "© 2024 Kyiv Post", "Kyiv Post"),
        ("", "Copyright 2024 Example Courier. All rights reserved.", "Example Courier"),
        ("Support The Moscow Times!", "", "The Moscow Times"),
        ("", "News.Az", "News.Az"),
        ("Example Courier\n3 May 2024", "", "Example Courier"),
        (
            "Example Courier | World | Sport | Jobs",
            "Letters to the Example Courier",
            "Example Courier",
        ),
        ("By Example Courier staff\nExample Courier, 3 May 2024", "", "Example Courier"),
        ("", "Source: Reuters", None),
        ("Letters | World | Sport | Jobs", "", None),
        ("Home | World | Sport | Jobs", "Home", None),
        ("(c) The maker owns the land.", "", None),
    ],
)
def test_outlets_by_the_brand_a_page_puts_on_itself(
    before: str, after: str, outlet: str | None
) -> None:
    text = f"{before}\n\nA plant for drones is planned in Testville\n\n{BODY}\n\n{after}"
    assert document(text).outlet == outlet


def test_outlets_by_address() -> None:
    assert of_address("https://www.tass.com/defense/1") == (
        "TASS",
        "domain of a known outlet: tass.com",
    )
    assert of_address("https://news.online.ua/en/x") == (
        "Online.UA",
        "domain of a known outlet: online.ua",
    )
    assert of_address("https://paper.example/x") == (
        "paper.example",
        "domain of the address: paper.example",
    )
    assert (
        of_address("https://powersofpeace.example/x", "By Powers of Peace staff")[0]
        == "Powers of Peace"
    )  # type: ignore[index]
    assert of_address("reports/tass.com/1.html") is None
    assert of_address("https://[bad/") is None


def test_outlets_are_known_once_by_every_name() -> None:
    outlets = [*table("outlets", "outlet", Outlet), *table("outlets", "issuer", Outlet)]
    assert len(outlets) >= 200
    names = [
        name
        for outlet in outlets
        for name in {n.casefold().removeprefix("the ") for n in (outlet.name, *outlet.aliases)}
    ]
    assert sorted({n for n in names if names.count(n) > 1}) == []
    domains = [d for o in outlets for d in o.domains]
    assert len(domains) == len(set(domains))
    assert known("moscow times") is known("The Moscow Times")


# Furniture


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Archived link", "archive note"),
        ("Spread the love", "share counter"),
        ("1.4K shares", "share counter"),
        ("tv facebook whatsapp twitter instagram linkedin", "share buttons"),
        ("Share this article on Facebook", "share buttons"),
        ("ad ad ad", "advertisement"),
        ("- Advertisement -", "advertisement"),
        ("[…]", "broken off"),
        ("0 Comments", "comment count"),
        ("Comments are closed because of the usual people.", "comment form"),
        ("Sign up for our newsletter and never miss a story", "newsletter"),
        ("We use cookies to improve your experience on this site.", "cookie notice"),
        ("Read also: Five things to know about the budget", "related stories"),
        ("Photo: visitors under a wing (Example/M. Teo)", "caption"),
        ("(Reporting by A. One; editing by B. Two)", "desk credit"),
        ("© 2024 Example Courier", "rights notice"),
        ("Tags: drones, Testville", "tags"),
        ("FOR IMMEDIATE RELEASE", "release note"),
        ("5 min read", "page tools"),
        ("Home > Business > Motoring > Archive", "navigation"),
    ],
)
def test_furniture_lines(line: str, reason: str) -> None:
    text = f"{line}\n\n{BODY}" if ">" in line else f"{BODY}\n\n{line}"
    assert furniture(text) == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "Source: Reuters",
        "via Rosoboronexport.",
        "Share of local parts: 70 percent",
        "Read also confirmed the order, the ministry's spokesman added.",
        "The firm used cookie tins as moulds.",
        "Comments by the minister were not carried.",
        "Support for Ukraine will go on, the minister said.",
        "Tags on the wreckage named a factory in Izhevsk.",
        "Related work is done in Kazan by the same firm.",
        "Photo analysts counted two new halls.",
        "- Local Production: plants within Kazakhstan to make Turkish-designed drones.",
        "2 | Ponor Munitions | Niksic, Montenegro | 24,000",
        "(c) A subsidiary of the plant casts the nose cone.",
        "Copyright law does not cover the design.",
        "Ends of the wing are made in China.",
        "Range: 2,000 km",
        "More drones were delivered in May",
    ],
)
def test_sentences_of_a_report_are_never_furniture(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\n{BODY}"
    assert find_furniture(text) == ()
    assert find_furniture(f"{BODY}\n\n{line}") == ()


def test_a_table_is_no_menu() -> None:
    rows = "Row | Maker | Where | Per year\nA | Works A | Vidin | 80,000\nB | Works B | Niksic | 24"
    assert find_furniture(f"{BODY}\n\n{rows}") == ()


def test_all_after_the_comments_begin_is_furniture() -> None:
    comments = (
        "3 comments\n\nriver_64: They build thousands of drones there, believe me, every year."
    )
    assert furniture(f"{BODY}\n\n{comments}") == [(comments, "comments")]


def test_a_comment_count_above_the_report_does_not_end_it() -> None:
    assert furniture(f"3 Comments\n\n{BODY}") == [("3 Comments", "comment count")]


def test_forum_posts_show_by_their_signature_lines() -> None:
    post = "• somebody77\n\nlink\nfedilink\n3\n·\n1 day ago\n\nThe plant makes 500 drones a day."
    assert furniture(f"{BODY}\n\n{post}") == [(post, "comments")]


def test_links_below_a_heading_and_the_end_of_the_page() -> None:
    links = "Related stories\n- Grain ships return\n- Ten museums worth the queue"
    tail = "Most read: Ferry strike\nhandle_1: first!\nWeather: sleet"
    assert [words for words, _ in furniture(f"{BODY}\n\n{links}\n\n{BODY}")] == [links]
    assert "".join(words for words, _ in furniture(f"{BODY}\n\n{tail}")).replace("\n", "") == (
        tail.replace("\n", "")
    )


# Language

OWN_TEXTS = {
    "en": "The factory will build two hundred drones a year, the deputy minister told reporters.",
    "ru": "Завод будет выпускать двести беспилотников в год, сообщил прессе заместитель министра.",
    "uk": "Завод випускатиме двісті безпілотників на рік, повідомив пресі заступник міністра.",
    "be": "Завод будзе выпускаць дзвесце беспілотнікаў у год, паведаміў прэсе намеснік міністра.",
    "bg": "Заводът ще произвежда двеста дрона годишно, съобщи заместник-министърът.",
    "ro": "Fabrica va produce două sute de drone pe an, le-a spus jurnaliștilor ministrul adjunct.",
    "pl": "Fabryka będzie produkować dwieście dronów rocznie, powiedział mediom wiceminister.",
    "tr": "Fabrika yılda iki yüz insansız hava aracı üretecek, bakan yardımcısı basına söyledi.",
    "es": "La fábrica producirá doscientos drones al año, dijo a los periodistas el viceministro.",
    "fr": "L'usine fabriquera deux cents drones par an, a déclaré le vice-ministre à la presse.",
    "de": "Das Werk soll zweihundert Drohnen im Jahr bauen, sagte der Vizeminister vor der Presse.",
    "fa": "این کارخانه سالانه دویست پهپاد خواهد ساخت، معاون وزیر به خبرنگاران گفت.",
    "ar": "سينتج المصنع مئتي طائرة مسيرة سنويا، حسبما قال نائب الوزير للصحفيين.",
    "zh": "副部长对记者说，该工厂每年将生产两百架无人机。",
    "ja": "副大臣は記者団に、この工場は年間二百機のドローンを生産すると述べた。",
    "ko": "이 공장은 연간 이백 대의 무인기를 생산할 것이라고 차관이 기자들에게 말했다.",
    "he": "המפעל ייצר מאתיים כטב״מים בשנה, אמר סגן השר לעיתונאים.",
    "ka": "ქარხანა წელიწადში ორას დრონს აწარმოებს, უთხრა ჟურნალისტებს მინისტრის მოადგილემ.",
}


@pytest.mark.parametrize(("language", "text"), OWN_TEXTS.items())
def test_languages(language: str, text: str) -> None:
    found = language_of(text)
    assert found is not None
    assert found[0] == language
    assert document(text).language == language


@pytest.mark.parametrize(
    "text", ["", "MINSK", "Завод", "12 345", "无人机", "Orlan-10 UAV STC TASS"]
)
def test_too_short_a_text_has_no_language(text: str) -> None:
    assert language_of(text) is None


def test_a_declaration_decides_only_where_the_text_does_not() -> None:
    assert language_of("Anka", "tr-TR") == ("tr", "declared by the page")
    assert language_of(OWN_TEXTS["ru"], "en") is not None
    assert language_of(OWN_TEXTS["ru"], "en")[0] == "ru"  # type: ignore[index]
    assert language_of("Завод", "en") is None


def test_names_in_latin_letters_do_not_make_a_text_english() -> None:
    text = (
        "Компания Baykar построит под Киевом завод по выпуску беспилотников Bayraktar TB2, сообщили"
        " журналистам в Turkish Aerospace."
    )
    assert language_of(text) is not None
    assert language_of(text)[0] == "ru"  # type: ignore[index]


# The five seeds, as a reader would check them


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not here")
def test_the_seeds() -> None:
    found = {
        p.name[:3]: document(p.read_text(encoding="utf-8"), p.name) for p in SEEDS.glob("*.txt")
    }
    assert all(d.language == "en" for d in found.values())
    assert found["000"].furniture == ()
    reasons = {key: [f.reason for f in d.furniture] for key, d in found.items()}
    assert reasons["001"] == ["archive note", "broken off", "broken off", "broken off", "comments"]
    assert "without any knowledge" in found["001"].text[found["001"].furniture[-1].start :]
    second = found["002"]
    assert second.title == "Tehran and Moscow Join Forces to Develop Advanced Drone Technology"
    assert (second.outlet, second.author) == ("The Reference", "Ahmed seif eldin")
    assert second.published == "2023-02-07"
    assert found["003"].published is None
    assert reasons["003"] == ["comment count"]
    assert found["004"].published == "2024-09-25"
    assert found["004"].outlet is None
    assert reasons["004"] == ["date line", "share counter"]
