"""Reports of two production efforts as they came in, for tests of views and changes."""

from __future__ import annotations

from collections.abc import Sequence

from builders import claim, entry
from sayso.findings import find_findings, find_programmes
from sayso.identity import find_entities
from sayso.lineage import find_origins
from sayso.model import Derived, Entry


def plant(
    uri: str,
    published: str | None,
    *,
    capacity: str | None = None,
    denied_by: str | None = None,
    realis: str = "planned",
    source: Sequence[str] = (),
    words: str | None = None,
) -> Entry:
    """A report, in words of its own or like those of ``words``, on a Polish plant in Ghana."""
    body = " ".join(f"{words or uri}{i}" for i in range(60))
    quote = "Zephyr Works of Poland and Ghana: a Falcon-9 plant in Tema, Ghana"
    if capacity:
        quote += f", for {capacity} a year"
    roles = {"operator": "Zephyr Works", "product": "Falcon-9"} | (
        {"capacity": f"{capacity} a year"} if capacity else {}
    )
    made = [claim("facility", quote, realis, source, place=("Tema", "Ghana"), **roles)]
    text = f"{quote}. {body}."
    if denied_by:
        said = f"{denied_by} denied the plant in Tema"
        made.append(
            claim("response", said, speaker=denied_by, stance="denies", about="the plant in Tema")
        )
        text += f" {said}."
    return entry(text, made, uri=uri, published=published, outlet=f"Outlet {uri}")


def works(uri: str, published: str | None) -> Entry:
    """A report on a Turkish plant in Kenya."""
    quote = "Delta Yard of Turkey makes the Heron-4 in Mombasa, Kenya"
    roles = {"producer": "Delta Yard", "product": "Heron-4"}
    made = [claim("production", quote, "actual", place=("Mombasa", "Kenya"), **roles)]
    body = " ".join(f"{uri}{i}" for i in range(60))
    return entry(f"{quote}. {body}.", made, uri=uri, published=published)


FIRST = plant("first.txt", "2024-01-10", capacity="500")
SECOND = plant("second.txt", "2024-02", capacity="900", source=("Jan Nowak",))
DENIAL = plant("denial.txt", "2024-03-05", denied_by="Zephyr Works")
REPRINT = plant("reprint.txt", "2024-03-20", denied_by="Zephyr Works", words="denial.txt")
BUILT = plant("built.txt", "2025", realis="actual")
OTHER = works("other.txt", "2023-11-30")
UNDATED = works("undated.txt", None)
ALL = (FIRST, SECOND, DENIAL, REPRINT, BUILT, OTHER, UNDATED)


def derive(*entries: Entry) -> Derived:
    """Work out what a case with these entries does."""
    origins, entities = find_origins(entries), find_entities(entries)
    findings = find_findings(entries, origins, entities)
    return Derived(
        origins=origins,
        entities=entities,
        findings=findings,
        programmes=find_programmes(entries, origins, entities, findings),
    )
