"""A case for the dossier tests: two programmes, with reprints, a conflict, a denial, a hedge, page
furniture, an unread document and hostile strings among them. All in our own words."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model import (
    Attribution,
    Cell,
    Claim,
    ClaimType,
    Derived,
    Document,
    Entity,
    Entry,
    Event,
    Evidence,
    Finding,
    Furniture,
    Kind,
    Origin,
    Programme,
    Reading,
    Realis,
    Support,
    Value,
    sha256,
)

SCRIPT = "<script>alert('x')</script>"
JAVASCRIPT = "javascript:alert(document.domain)"
OVERRIDE = "\u202egnp.tset"
LONG = " ".join(["unendingly"] * 499) + " " + "w" * 400

WIRE = """Russian firm tests attack drone in China, papers show

PARIS, Sept 25 (Northern Wire) - IEMZ Kupol, part of Almaz-Antey, has developed and flight-tested \
the Garpiya-3 in China, two officials of a European service told Northern Wire.

Papers seen by Northern Wire describe a planned centre in Kashgar that could make up to 800 drones \
a year on 80 hectares.

China's foreign ministry said it knew nothing of such a project. Kupol did not reply to questions.

Fabian Hinz, an analyst, said a delivery of whole drones, if confirmed, would be a turning point.
"""
REPRINT = "The Morning Sheet\n\n" + WIRE + "\nShare this | 41 shares\n"
OWN = """Satellite pictures show work near Kashgar

The centre near Kashgar could turn out 500 drones a year, a builder told The Eastern Desk.
Kupol has already received two Garpiya-3 drones from China, he said.
"""
TURKISH = """Ankara and Astana sign drone venture

Turkish Aerospace Industries and Kazakhstan Engineering signed an agreement to make the Anka drone \
in Kazakhstan.
"""
HOSTILE = f"""{SCRIPT} & "quoted" <b onclick=alert(1)>bold</b>
Kupol\x00 builds {OVERRIDE} drones in China </mark></div><img src=x onerror=alert(1)> now.
{LONG}
"""


def _document(uri: str, text: str, **fields: object) -> Document:
    return Document.model_validate(
        {
            "uri": uri,
            "sha256": sha256(f"{uri}\n{text}".encode()),
            "media_type": "text/plain",
            "language": "en",
            "text": text,
            **fields,
        }
    )


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _claim(
    text: str,
    type: str,
    quote: str,
    realis: str = "actual",
    source: Iterable[str] = (),
    date: str | None = None,
    **roles: str,
) -> Claim:
    start, end = _span(text, quote)
    return Claim(
        type=ClaimType(type),
        roles={role: tuple(names.split("; ")) for role, names in roles.items()},
        realis=Realis(realis),
        source=tuple(source),
        date=date,
        quote=quote,
        start=start,
        end=end,
        trigger=(start, start + 1),
    )


def _wire_claims(text: str) -> tuple[Claim, ...]:
    officials = ("two officials of a European service", "Northern Wire")
    papers = ("papers", "Northern Wire")
    tested = (
        "IEMZ Kupol, part of Almaz-Antey, has developed and flight-tested the Garpiya-3 in China"
    )
    centre = "a planned centre in Kashgar that could make up to 800 drones a year on 80 hectares"
    return (
        _claim(
            text,
            "development",
            tested,
            source=officials,
            date="2024-09",
            developer="IEMZ Kupol",
            product="Garpiya-3",
            place="China",
        ),
        _claim(
            text,
            "ownership",
            "IEMZ Kupol, part of Almaz-Antey",
            owner="Almaz-Antey",
            owned="IEMZ Kupol",
        ),
        _claim(
            text,
            "facility",
            centre,
            "planned",
            papers,
            place="Kashgar",
            capacity="up to 800 drones a year",
            area="80 hectares",
            operator="IEMZ Kupol",
        ),
        _claim(
            text,
            "response",
            "China's foreign ministry said it knew nothing of such a project",
            source=("China's foreign ministry",),
            speaker="China's foreign ministry",
            stance="unaware",
            about="such a project",
        ),
        _claim(
            text,
            "response",
            "Kupol did not reply to questions",
            speaker="Kupol",
            stance="no comment",
        ),
        _claim(
            text,
            "transfer",
            "a delivery of whole drones, if confirmed, would be a turning point",
            "possible",
            ("Fabian Hinz",),
            product="whole drones",
        ),
    )


def _attribution(text: str, source: str, cue: str, content: str, *chain: str) -> Attribution:
    return Attribution(
        source=_span(text, source),
        cue=_span(text, cue),
        content=(_span(text, content),),
        chain=chain,
    )


def _entry(document: Document, claims: Iterable[Claim] = (), **fields: object) -> Entry:
    reading = Reading.model_validate(
        {"sha256": document.sha256, "reader": "rules-1", "claims": tuple(claims), **fields}
    )
    return Entry(document=document, reading=reading)


def entries() -> tuple[Entry, ...]:
    """Return six entries: wire, reprint, own reporting, another programme, hostile, unread."""
    share = "Share this | 41 shares"
    wire = _document(
        "https://wire.example/2024/kashgar",
        WIRE,
        title="Russian firm tests attack drone in China, papers show",
        outlet="Northern Wire",
        author="A. Writer",
        published="2024-09-25",
        found={"title": "first line", "outlet": "date line", "published": "date line"},
    )
    reprint = _document(
        "reprint.html",
        REPRINT,
        title="Drone tested in China",
        outlet="The Morning Sheet",
        published="2024-09-26",
        media_type="text/html",
        furniture=(
            Furniture(
                start=REPRINT.index(share),
                end=REPRINT.index(share) + len(share),
                reason="share counter",
            ),
        ),
    )
    own = _document("own.txt", OWN, outlet="The Eastern Desk", published="2024-11")
    turkish = _document("anka.pdf", TURKISH, title="Drone venture", media_type="application/pdf")
    hostile = _document(
        JAVASCRIPT,
        HOSTILE,
        title=f"{SCRIPT}{OVERRIDE}",
        outlet='"><img src=x onerror=alert(1)>',
        author=LONG,
        published="2024-99-99<b>",
        language='en" onload="x',
        found={"title": SCRIPT},
    )
    chinese = _document(
        "喀什.txt", "俄罗斯在中国建立无人机项目。\n", language="zh", published="2024-10-01"
    )
    builder = ("a builder", "The Eastern Desk")
    attribution = _attribution(
        WIRE,
        "two officials of a European service",
        "told",
        "IEMZ Kupol, part of Almaz-Antey",
        "two officials of a European service",
    )
    return (
        _entry(wire, _wire_claims(WIRE), attributions=(attribution,)),
        _entry(reprint, _wire_claims(REPRINT)),
        _entry(
            own,
            (
                _claim(
                    OWN,
                    "facility",
                    "The centre near Kashgar could turn out 500 drones a year",
                    "possible",
                    builder,
                    place="Kashgar",
                    capacity="500 drones a year",
                ),
                _claim(
                    OWN,
                    "transfer",
                    "Kupol has already received two Garpiya-3 drones from China",
                    source=builder,
                    supplier="China",
                    recipient="Kupol",
                    product="Garpiya-3",
                    quantity="two",
                ),
            ),
        ),
        _entry(
            turkish,
            (
                _claim(
                    TURKISH,
                    "agreement",
                    "Turkish Aerospace Industries and Kazakhstan Engineering signed an agreement",
                    party="Turkish Aerospace Industries; Kazakhstan Engineering",
                    product="Anka",
                ),
            ),
        ),
        _entry(
            hostile,
            (
                _claim(
                    HOSTILE,
                    "production",
                    HOSTILE.splitlines()[1],
                    "negated",
                    (SCRIPT, OVERRIDE),
                    producer=f"Kupol{SCRIPT}",
                    product=OVERRIDE,
                    odd_role=LONG,
                ),
            ),
        ),
        _entry(chinese, unread="no reader for Chinese (zh)"),
    )


def derived() -> Derived:
    """Return what the entries come to."""
    wire, reprint, own, turkish, hostile, chinese = (e.document.sha256 for e in entries())

    def support(*claims: tuple[str, int]) -> tuple[Support, ...]:
        return tuple(Support(document=d, claim=n, origin=ORIGIN[d]) for d, n in claims)

    ORIGIN = {  # noqa: N806
        wire: "northern-wire",
        reprint: "northern-wire",
        own: "eastern-desk",
        turkish: "anka",
        hostile: "odd",
        chinese: "kashi",
    }

    def both(claim: int) -> tuple[Support, ...]:
        return support((wire, claim), (reprint, claim))

    def value(text: str, realis: str, supports: tuple[Support, ...]) -> Value:
        return Value(text=text, realis=Realis(realis), support=supports)

    def cell(text: str, entity: str | None, supports: tuple[Support, ...]) -> Cell:
        return Cell(text=text, entity=entity, support=supports)

    by_line = (wire_text := WIRE).index("PARIS, Sept 25 (Northern Wire)")
    cited = "PARIS, Sept 25 (Northern Wire)"
    assert wire_text[by_line : by_line + len(cited)] == cited
    origins = (
        Origin(
            id="northern-wire",
            name="Northern Wire, 2024-09",
            documents=(wire, reprint),
            evidence=(
                Evidence(
                    document=wire,
                    basis="own reporting",
                    words=cited,
                    span=(by_line, by_line + len(cited)),
                ),
                Evidence(
                    document=reprint,
                    basis="near-duplicate",
                    words=cited,
                    span=_span(REPRINT, cited),
                    other=wire,
                    similarity=0.94,
                ),
            ),
        ),
        Origin(
            id="eastern-desk",
            name="The Eastern Desk, 2024-11",
            documents=(own,),
            evidence=(Evidence(document=own, basis="only source", words=""),),
        ),
        Origin(id="anka", name="anka.pdf", documents=(turkish,), evidence=()),
        Origin(id="odd", name=SCRIPT, documents=(hostile,), evidence=()),
        Origin(id="kashi", name="喀什", documents=(chinese,), evidence=()),
    )
    entities = (
        Entity(id="kupol", name="IEMZ Kupol", kind=Kind.ORGANISATION, aliases=("Kupol",),
               documents=(wire, reprint, own)),
        Entity(id="china", name="China", kind=Kind.PLACE, documents=(wire, reprint)),
        Entity(id="hostile", name=SCRIPT, kind=Kind.PERSON, aliases=(OVERRIDE, LONG),
               documents=(hostile,)),
    )  # fmt: skip
    findings = (
        Finding(
            id="capacity",
            type=ClaimType.FACILITY,
            about="capacity of the Kashgar centre",
            subject={"place": ("kashgar",)},
            values=(
                value("up to 800 drones a year", "planned", both(2)),
                value("500 drones a year", "possible", support((own, 0))),
            ),
            origins=2,
            standing="disputed",
            conflicting=True,
        ),
        Finding(
            id="tests",
            type=ClaimType.DEVELOPMENT,
            about="development of the Garpiya-3 in China",
            subject={"developer": ("kupol",)},
            values=(value("developed and flight-tested", "actual", both(0)),),
            denials=(*both(3), *both(4)),
            origins=1,
            standing="denied",
        ),
        Finding(
            id="area",
            type=ClaimType.FACILITY,
            about="area of the Kashgar centre",
            subject={},
            values=(value("80 hectares", "planned", both(2)),),
        ),
        Finding(
            id="delivery",
            type=ClaimType.TRANSFER,
            about="Garpiya-3 drones from China to Kupol",
            subject={},
            values=(value("two", "actual", support((own, 1))),),
        ),
        Finding(
            id="deal",
            type=ClaimType.AGREEMENT,
            about="venture for the Anka",
            subject={},
            values=(value("signed", "actual", support((turkish, 0))),),
        ),
        Finding(
            id="hostile",
            type=ClaimType.PRODUCTION,
            about=f"{SCRIPT} {OVERRIDE}",
            subject={},
            values=(value(LONG, "negated", support((hostile, 0))),),
        ),
    )
    programmes = (
        Programme(
            id="garpiya-3-china-russia",
            title="Garpiya-3 in China for Russia",
            providers=(cell("Russia", None, both(0)), cell("IEMZ Kupol", "kupol", both(0))),
            hosts=(cell("China", "china", (*both(0), *both(2))),),
            systems=(cell("Garpiya-3", None, (*both(0), *support((own, 1)))),),
            sites=(cell("Kashgar", None, (*both(2), *support((own, 0)))),),
            status=cell("planned", None, both(2)),
            parties=(
                cell("IEMZ Kupol", "kupol", (*both(0), *both(1))),
                cell("Almaz-Antey", None, both(1)),
            ),
            documents=(wire, reprint, own, chinese),
            findings=("tests", "capacity", "area", "delivery"),
            timeline=(
                Event(date="2024-11", what="A builder speaks of 500 a year",
                      support=support((own, 0))),
                Event(date="2024-09", what="Tests in China reported", support=both(0)),
                Event(date="2024-09-25", what="Hedged by an analyst", support=both(5)),
            ),
        ),
        Programme(
            id="anka-kazakhstan-turkey",
            title="Anka in Kazakhstan",
            providers=(cell("Turkish Aerospace Industries", None, support((turkish, 0))),),
            hosts=(cell("Kazakhstan", None, support((turkish, 0))),),
            systems=(cell("Anka", None, support((turkish, 0))),),
            sites=(),
            status=None,
            documents=(turkish,),
            findings=("deal",),
        ),
        Programme(
            id=f"../../{SCRIPT}",
            title=f"{SCRIPT}{OVERRIDE} {LONG}",
            providers=(cell(SCRIPT, "hostile", support((hostile, 0))),),
            hosts=(cell(OVERRIDE, None, support((hostile, 0))),),
            systems=(cell(LONG, None, support((hostile, 0))),),
            sites=(),
            status=cell(SCRIPT, None, support((hostile, 0))),
            parties=(cell(SCRIPT, "hostile", support((hostile, 0))),),
            documents=(hostile,),
            findings=("hostile",),
            timeline=(Event(date=SCRIPT, what=OVERRIDE, support=support((hostile, 0))),),
        ),
    )  # fmt: skip
    return Derived(origins=origins, entities=entities, findings=findings, programmes=programmes)
