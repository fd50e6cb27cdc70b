"""Programmes: one page's worth of what is reported about one cross-border production effort."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sayso.findings.efforts import Effort, find_efforts, systems_of
from sayso.findings.material import MAKING, Material
from sayso.findings.stages import status
from sayso.model import (
    Cell,
    ClaimType,
    Entity,
    Entry,
    Event,
    Finding,
    Kind,
    Origin,
    Programme,
    Support,
)
from sayso.naming import short_hash, slug

# The order in which a dossier shows findings; background comes in only about the programme's own.
_ORDER = (
    ClaimType.FACILITY,
    ClaimType.PRODUCTION,
    ClaimType.AGREEMENT,
    ClaimType.TECHNOLOGY,
    ClaimType.DEVELOPMENT,
    ClaimType.TRANSFER,
    ClaimType.SPECIFICATION,
    ClaimType.OWNERSHIP,
    ClaimType.POSITION,
    ClaimType.SANCTION,
    ClaimType.USE,
)
_MAIN = set(_ORDER[:6])


def find_programmes(
    entries: Sequence[Entry],
    origins: Sequence[Origin],
    entities: Sequence[Entity],
    findings: Sequence[Finding],
) -> tuple[Programme, ...]:
    """Return the programmes of ``entries``, by id, whatever the order of ``entries``.

    ``origins``, ``entities`` and ``findings`` are those of the same entries. A document is in at
    most one programme, the one it is mainly about; one about no cross-border effort is in none.
    """
    material = Material(entries, origins, entities)
    made = [_programme(material, effort, findings) for effort in find_efforts(material)]
    count = Counter(p.id for p in made)
    distinct = [
        p if count[p.id] == 1 else p.model_copy(update={"id": f"{p.id}-{_tell(material, p)}"})
        for p in made
    ]
    return tuple(sorted(distinct, key=lambda p: p.id))


def _tell(material: Material, programme: Programme) -> str:
    first = min(programme.documents, key=lambda s: _by_publication(material, s))
    return short_hash(first)


def _programme(material: Material, effort: Effort, findings: Sequence[Finding]) -> Programme:
    providers, hosts = _ends(material, effort)
    systems = _systems(material, effort, providers)
    sites = _sites(material, effort)
    parties = _parties(material, effort)
    own = {c.entity for c in (*systems, *sites, *parties) if c.entity}
    shown = [f for f in findings if _belongs(f, effort, own)]
    shown.sort(key=lambda f: (_ORDER.index(f.type), -f.origins, f.id))
    nations = [c.text for c in (*providers, *hosts)]
    name = systems[0].text if systems else "Drones"
    others = " – ".join(nations if len(nations) > 1 else [*nations, "abroad"])
    return Programme(
        id=slug(f"{name} {' '.join(nations)}"),
        title=f"{name}: {others}",
        providers=providers,
        hosts=hosts,
        systems=systems,
        sites=sites,
        status=status(material, effort, hosts[0].text if hosts else None),
        parties=parties,
        documents=tuple(sorted(effort.signs, key=lambda s: _by_publication(material, s))),
        findings=tuple(f.id for f in shown),
        timeline=_timeline(material, effort, shown),
    )


def _by_publication(material: Material, sha: str) -> tuple[str, str, str]:
    document = material.entries[sha].document
    return document.published or "9999", document.uri, sha


def _ends(material: Material, effort: Effort) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Return the provider and the host, by the weight of the claims that say which is which.

    Where none says so, the only country of the two in which things are made is the host; where
    that does not tell either, both are providers and there is no host.
    """
    weight: Counter[tuple[str, str | None]] = Counter()
    support: dict[str, list[Support]] = defaultdict(list)
    for sha, signs in sorted(effort.signs.items()):
        for sign in signs:
            if sign.directed:
                weight[sign.provider, sign.host] += sign.weight  # type: ignore[assignment]
            for end in {sign.provider, sign.host} - {None}:
                support[str(end)].append(material.support(sha, sign.claim))

    def cell(nation: str) -> Cell:
        rows = tuple(dict.fromkeys(support[nation]))
        return Cell(text=nation, entity=material.country_entity(nation), support=rows)

    if not weight:
        made_in = {n for sha in effort.signs for n in material.making(sha)} & set(effort.pair)
        hosts = made_in if len(made_in) == 1 else set()
        return tuple(cell(n) for n in effort.pair if n not in hosts), tuple(map(cell, hosts))
    provider, host = max(sorted(weight, key=str), key=lambda ends: weight[ends])
    return (cell(provider),), ((cell(host),) if host else ())


def _systems(material: Material, effort: Effort, providers: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the systems of the effort, those of the provider's design or of unknown first."""
    nations = {c.text for c in providers}
    support: dict[str, list[Support]] = defaultdict(list)
    for sha, signs in sorted(effort.signs.items()):
        for system, claims in systems_of(material, sha, signs).items():
            support[system] += [material.support(sha, index) for index in claims]
    cells = _ranked(material, support)
    foreign = {i for i in support if material.names.by_id[i].country not in {None, *nations}}
    return tuple(sorted(cells, key=lambda c: c.entity in foreign))


def _sites(material: Material, effort: Effort) -> tuple[Cell, ...]:
    """Return the places, no countries, where claims say the effort's things are made."""
    support: dict[str, list[Support]] = defaultdict(list)
    for sha, signs in sorted(effort.signs.items()):
        for index in sorted({s.claim for s in signs}):
            claim = material.entries[sha].reading.claims[index]
            for entity in material.sites(sha, claim) if claim.type in MAKING else ():
                support[entity.id].append(material.support(sha, index))
    return _ranked(material, support)


def _parties(material: Material, effort: Effort) -> tuple[Cell, ...]:
    """Return the organisations in the effort's claims, and the persons with a post in one."""
    support: dict[str, list[Support]] = defaultdict(list)
    for sha, signs in sorted(effort.signs.items()):
        for index in sorted({s.claim for s in signs}):
            claim = material.entries[sha].reading.claims[index]
            for entity in material.parties(sha, claim):
                support[entity.id].append(material.support(sha, index))
    countries = {material.country_entity(n) for n in effort.pair}
    for sha in sorted(effort.signs):
        for index, claim in material.claims(sha):
            if claim.type is ClaimType.OWNERSHIP:
                both = material.entities(sha, claim, "owner", "owned")
                if any(e.id in support for e in both):
                    for entity in material.parties(sha, claim):
                        support[entity.id].append(material.support(sha, index))
    organisations = set(support) | countries
    for sha in sorted(effort.signs):
        for index, claim in material.claims(sha):
            if claim.type is ClaimType.POSITION:
                held = {e.id for e in material.entities(sha, claim, "organisation")}
                nations = {
                    material.country_entity(n) for n in material.nations(sha, claim, "organisation")
                }
                if (held | nations) & organisations:
                    for entity in material.entities(sha, claim, "person"):
                        support[entity.id].append(material.support(sha, index))
    return _ranked(material, support)


def _ranked(material: Material, support: dict[str, list[Support]]) -> tuple[Cell, ...]:
    order = sorted(support, key=lambda i: (-len(support[i]), i))
    by_id = material.names.by_id
    persons_last = sorted(order, key=lambda i: by_id[i].kind is Kind.PERSON)
    return tuple(
        Cell(text=by_id[i].name, entity=i, support=tuple(dict.fromkeys(support[i])))
        for i in persons_last
    )


def _belongs(finding: Finding, effort: Effort, own: Iterable[str]) -> bool:
    supports = {s.document for v in finding.values for s in v.support}
    if not supports & effort.signs.keys():
        return False
    if finding.type in _MAIN:
        return True
    return bool({i for ids in finding.subject.values() for i in ids} & set(own))


def _timeline(material: Material, effort: Effort, findings: Sequence[Finding]) -> tuple[Event, ...]:
    """Return what claims of the effort's documents date, in order; only dates they state."""
    rows: dict[tuple[str, str], list[Support]] = defaultdict(list)
    for finding in findings:
        for value in finding.values:
            for s in value.support:
                date = material.entries[s.document].reading.claims[s.claim].date
                if date and s.document in effort.signs:
                    what = f"{finding.about}: {value.text}"
                    rows[date, what].append(s)
    return tuple(
        Event(date=date, what=what, support=tuple(dict.fromkeys(rows[date, what])))
        for date, what in sorted(rows)
    )
