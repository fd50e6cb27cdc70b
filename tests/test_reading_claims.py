"""What a document claims: types, roles, realis, sources, quotes — on names never seen before."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import ROLES, Claim, ClaimType, Document, Furniture, Reading, Realis
from sayso.reading import read, read_all


def document(text: str, **fields: str | None) -> Document:
    given = {"uri": "t", "sha256": "0" * 64, "media_type": "text/plain", "language": "en"}
    return Document.model_validate({**given, "text": text, **fields})


def claims(text: str, kind: ClaimType, **fields: str | None) -> list[Claim]:
    return [c for c in read(document(text, **fields)).claims if c.type is kind]


def one(text: str, kind: ClaimType, **fields: str | None) -> Claim:
    found = claims(text, kind, **fields)
    assert len(found) == 1, found
    return found[0]


def has(claim: Claim, roles: dict[str, str]) -> bool:
    """Return whether each role has a filler that holds the words given."""
    return all(any(words in name for name in claim.roles.get(r, ())) for r, words in roles.items())


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        (
            "Iran delivered 40 Tarvash-3 drones to Russia in 2023.",
            ClaimType.TRANSFER,
            {"supplier": "Iran", "recipient": "Russia", "product": "Tarvash-3", "quantity": "40"},
        ),
        (
            "The delivery of Tarvash-3 drones from Iran to Russia began in May.",
            ClaimType.TRANSFER,
            {"supplier": "Iran", "recipient": "Russia", "product": "Tarvash-3"},
        ),
        (
            "Tarvash-3 drones were supplied to Russia by Iran.",
            ClaimType.TRANSFER,
            {"supplier": "Iran", "recipient": "Russia", "product": "Tarvash-3"},
        ),
        (
            "Iran supplied Russia with Tarvash-3 drones.",
            ClaimType.TRANSFER,
            {"supplier": "Iran", "recipient": "Russia", "product": "Tarvash-3"},
        ),
        (
            "Kenya has bought six Polish drones.",
            ClaimType.TRANSFER,
            {"supplier": "Poland", "recipient": "Kenya", "quantity": "six"},
        ),
        (
            "Veldar Aerospace produces Tarvash-3 drones in Karaganda.",
            ClaimType.PRODUCTION,
            {"producer": "Veldar Aerospace", "product": "Tarvash-3", "place": "Karaganda"},
        ),
        (
            "Turkey will build a drone factory in Ukraine.",
            ClaimType.FACILITY,
            {"operator": "Turkey", "place": "Ukraine"},
        ),
        (
            "Turkey and Kazakhstan signed an agreement on drones in Ankara.",
            ClaimType.AGREEMENT,
            {"party": "Kazakhstan"},
        ),
        (
            "Turkey will transfer drone technology to Kazakhstan.",
            ClaimType.TECHNOLOGY,
            {"provider": "Turkey", "recipient": "Kazakhstan", "product": "technology"},
        ),
        (
            "Veldar Aerospace has developed the Tarvash-3 drone in China.",
            ClaimType.DEVELOPMENT,
            {"developer": "Veldar Aerospace", "product": "Tarvash-3", "place": "China"},
        ),
        (
            "The Tarvash-3 drone has a range of about 2,000 km.",
            ClaimType.SPECIFICATION,
            {"product": "Tarvash-3", "property": "range", "value": "about 2,000 km"},
        ),
        (
            "Veldar Aerospace, a subsidiary of Oralsk Group, makes drones.",
            ClaimType.OWNERSHIP,
            {"owned": "Veldar Aerospace", "owner": "Oralsk Group"},
        ),
        (
            "Emre Tolga, the chief executive of Veldar Aerospace, said drones were coming.",
            ClaimType.POSITION,
            {"person": "Emre Tolga", "title": "chief executive", "organisation": "Veldar"},
        ),
        (
            "The United States imposed sanctions on Veldar Aerospace in 2021.",
            ClaimType.SANCTION,
            {"authority": "United States", "target": "Veldar Aerospace"},
        ),
        (
            "Veldar Aerospace declined to comment on the report.",
            ClaimType.RESPONSE,
            {"speaker": "Veldar Aerospace", "stance": "no comment"},
        ),
        (
            "The Chinese government denied that drones had been sent.",
            ClaimType.RESPONSE,
            {"speaker": "government", "stance": "denies"},
        ),
        (
            "Russia used Tarvash-3 drones in Ukraine.",
            ClaimType.USE,
            {"user": "Russia", "product": "Tarvash-3", "place": "Ukraine"},
        ),
    ],
)
def test_each_type(text: str, kind: ClaimType, roles: dict[str, str]) -> None:
    assert any(has(claim, roles) for claim in claims(text, kind)), claims(text, kind)


def test_several_speakers_give_no_comment() -> None:
    text = (
        "Neither Veldar Aerospace, Oralsk Group, nor the defence ministry responded to questions."
    )
    claim = one(text, ClaimType.RESPONSE)
    assert claim.roles["stance"] == ("no comment",)
    assert len(claim.roles["speaker"]) == 3


def test_a_plant_s_capacity_is_the_plant_s() -> None:
    text = "The 80-hectare drone plant will be able to produce up to 800 drones a year."
    claim = one(text, ClaimType.FACILITY)
    assert has(claim, {"capacity": "up to 800 drones a year", "area": "80-hectare"})
    assert claim.realis is Realis.PLANNED
    assert not claims(text, ClaimType.PRODUCTION)


def test_a_part_told_apart_is_a_claim_of_its_own() -> None:
    text = (
        "Veldar Aerospace received seven drones from Chinese suppliers, including two Tarvash-3s."
    )
    found = claims(text, ClaimType.TRANSFER)
    assert [(c.roles["quantity"], c.roles["product"][0][:9]) for c in found] == [
        (("seven",), "drones"),
        (("two",), "Tarvash-3"),
    ]


def test_a_list_s_labels_name_nobody() -> None:
    text = (
        "Under the deal, the venture will do two things:\n"
        "- Local Production: Establishing a drone plant in Kenya.\n"
        "- Maintenance: Repairing drones in Kenya.\n"
    )
    (claim,) = [c for c in claims(text, ClaimType.FACILITY) if c.roles.get("place") == ("Kenya",)]
    assert claim.realis is Realis.PLANNED
    assert "operator" not in claim.roles


def test_where_a_site_lies_is_no_plant_set_up() -> None:
    text = "Kenya will build a drone plant in the Kesh Zone, located in Oral province."
    found = claims(text, ClaimType.FACILITY)
    assert [c.realis for c in found] == [Realis.PLANNED]


def test_a_report_sent_is_no_delivery() -> None:
    text = "Tarvash-3 drones are listed in a report that Vardan sent to the defence ministry."
    assert not claims(text, ClaimType.TRANSFER)


def test_who_tells_of_a_delivery_does_not_deliver() -> None:
    text = (
        "Emre Tolga of the Oral Institute said the delivery of drones from Iran to Russia, "
        "if confirmed, would be new."
    )
    (claim,) = claims(text, ClaimType.TRANSFER)
    assert claim.roles["supplier"] == ("Iran",)


def test_condition_is_possible() -> None:
    text = "If confirmed, Iran delivered Tarvash-3 drones to Russia."
    assert one(text, ClaimType.TRANSFER).realis is Realis.POSSIBLE


def test_no_sign_is_negated() -> None:
    text = "There is no indication that ballistic missiles have been sent to Russia."
    assert one(text, ClaimType.TRANSFER).realis is Realis.NEGATED


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Iran delivered drones to Russia.", ()),
        ("Iran delivered drones to Russia, according to Norpress.", ("Norpress",)),
        ("According to Norpress, Iran delivered drones to Russia.", ("Norpress",)),
        ("Emre Tolga said that Iran had delivered drones to Russia.", ("Emre Tolga",)),
        ("“Iran has delivered drones to Russia,” Emre Tolga said.", ("Emre Tolga",)),
        (
            "Norpress quoted Emre Tolga as saying that Iran had delivered drones to Russia.",
            ("Emre Tolga", "Norpress"),
        ),
        (
            "According to documents reviewed by Norpress, Iran delivered drones to Russia.",
            ("documents reviewed by Norpress",),
        ),
    ],
)
def test_source(text: str, source: tuple[str, ...]) -> None:
    assert one(text, ClaimType.TRANSFER).source == source


def test_scare_quotes_are_no_source() -> None:
    text = "Emre Tolga left on Monday. Iran delivered “kamikaze” drones to Russia."
    assert one(text, ClaimType.TRANSFER).source == ()


def test_date_is_resolved_against_the_document() -> None:
    text = "Iran delivered drones to Russia last month."
    claim = one(text, ClaimType.TRANSFER, published="2024-09-25")
    assert claim.date == "2024-08"
    assert one(text, ClaimType.TRANSFER).date is None


def test_said_twice_is_one_claim() -> None:
    text = "Iran delivered 40 drones to Russia. Iran delivered drones to Russia."
    claim = one(text, ClaimType.TRANSFER)
    assert claim.start == 0


def test_furniture_makes_no_claims() -> None:
    text = "Iran delivered drones to Russia.\n\nComments\n\nKenya delivered drones to Chad."
    at = text.index("Comments")
    base = document(text)
    page = base.model_copy(
        update={"furniture": (Furniture(start=at, end=len(text), reason="comments"),)}
    )
    found = read(page).claims
    assert [c.roles["supplier"] for c in found if c.type is ClaimType.TRANSFER] == [("Iran",)]


@pytest.mark.parametrize("language", ["ru", "zh", None])
def test_no_reader_no_reading(language: str | None) -> None:
    reading = read(document("Iran delivered drones to Russia.", language=language))
    assert reading.unread
    assert not reading.claims
    assert not reading.mentions


def test_civil_goods_make_no_claims() -> None:
    text = "Veldar Motors produces cars in Karaganda and sold 40 of them to Chad."
    assert not read(document(text)).claims


def sound(text: str, reading: Reading) -> None:
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.start <= claim.trigger[0] < claim.trigger[1] <= claim.end
        assert 0 < len(claim.quote) <= 400
        assert all(names and all(names) for names in claim.roles.values())
        assert set(ROLES[claim.type]) & set(claim.roles)
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text
    ordered: Iterable[tuple[int, int]] = [(m.start, m.end) for m in reading.mentions]
    assert sorted(ordered) == list(ordered)
    for attribution in reading.attributions:
        assert attribution.chain or attribution.source is None
        for start, end in attribution.content:
            assert 0 <= start < end <= len(text)


def test_a_thousand_joined_names_are_read() -> None:
    names = ", ".join(f"Vardan{n} Group" for n in range(1500))
    text = f"The United States imposed sanctions on {names} and Oralsk Group."
    sound(text, read(document(text)))


def test_a_number_longer_than_a_quote_is_read() -> None:
    text = f"The drone plant has a capacity of {'1' * 700} drones a year, and makes drones in Oral."
    for claim in read(document(text)).claims:
        assert text[claim.start : claim.end] == claim.quote


PIECES = (
    "Iran delivered 40 Tarvash-3 drones to Russia", "Veldar Aerospace said", "“We sold”", "\n",
    "• ",
    "according to Norpress", "the plant", "2,000 km", "denied", "if", ".", ",", "(G3)", "in 2023",
    "documents reviewed by", "the two countries", "it", "Emre Tolga, head of the ministry",
    "𝔘", "\u202e",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=14))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_soundly(pieces: list[str]) -> None:
    text = " ".join(pieces)
    reading = read(document(text))
    sound(text, reading)
    assert reading == read(document(text))


def test_many_are_read_as_one_by_one() -> None:
    texts = ["Iran delivered drones to Russia.", "Текст.", "Kenya bought six Polish drones."]
    documents = [
        document(t, uri=str(i), language="ru" if i == 1 else "en") for i, t in enumerate(texts)
    ]
    assert list(read_all(documents)) == [read(d) for d in documents]
