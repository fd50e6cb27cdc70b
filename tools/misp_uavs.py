"""Write src/sayso/knowledge/data/misp_uavs.toml from the MISP galaxy's cluster of UAVs.

usage: python tools/misp_uavs.py uavs.json

The cluster (https://github.com/MISP/misp-galaxy, clusters/uavs.json) is CC0 1.0. Names, makers and
countries are taken over, each with its first reference; figures are not. Left out: names without
Latin letters, and names that are ordinary words or bare numbers, which would be found everywhere.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/sayso/knowledge/data/misp_uavs.toml"
GALAXY = "https://github.com/MISP/misp-galaxy/blob/main/clusters/uavs.json"
ORDINARY = set(
    """
    spectator punisher scout hydra switch iris astro vesper trace spirit twister raider sentry alpha
    reliant patroller sahara boomerang inferno tribunal surprise sector assassin goliath sting
    werewolf neo lucas sapphire falcon condor ultra leap grasshopper pride explorer hummer vector
    solaris stratos tornado yeti barracuda mantis sirius vespa corsair fenix lisa alpin gobi era evo
    petrol electro light vampire meridian gaza israel zastava fateh series hunter cartographer
    scorpion predator reaper skywalker sonora grille bina shadow ranger hermes thunder silent swan
    albatros eitan neuron buran kort oko grom pelikan delilah hero black us golden eagle interceptor
    soaring dragon flying arbaeen molot osa vorobey lancet lovkii talash phaeton volk
    """.split()
)
COUNTRY = {"united states of america": "United States"}
SYSTEM = re.compile(r"^[A-Za-zÀ-ž'’][\w .'’+-]*$|^\d{3}-\d[\w-]*$")
REMARK = re.compile(r"^(?:formerly |[A-Z]{2}$|.* (?:target|series)$)")


def spelt(name: str) -> str:
    """Return ``name`` with its words capitalised where the cluster leaves them lower case."""
    words = name.replace("\xa0", " ").split()
    return " ".join(w[:1].upper() + w[1:] if w.islower() else w for w in words)


def names(value: str) -> list[str]:
    """Return the names in a cluster value such as "Shahed 136 (Geran-2, Геран-2)"."""
    outer, _, inner = value.partition("(")
    found = []
    for part in [outer, *inner.rstrip(") ").split(",")]:
        name = spelt(part.strip(" )"))
        if len(name) < 3 or not SYSTEM.match(name) or REMARK.match(name):
            continue
        if not re.search("[a-zA-Z]", name) or name.casefold() in ORDINARY:
            continue
        found.append(name)
    return found


def quote(text: str) -> str:
    """Return ``text`` as a TOML basic string (JSON's escapes are TOML's)."""
    return json.dumps(text, ensure_ascii=False)


def main(path: str) -> None:
    """Read the cluster at ``path`` and write the knowledge file."""
    lines = [
        "# Written by tools/misp_uavs.py from MISP's UAV cluster (CC0 1.0). Do not edit:",
        "# additions and corrections go into systems.toml, whose entries come first.",
        "",
    ]
    seen: set[str] = set()
    for value in json.loads(Path(path).read_text(encoding="utf-8"))["values"]:
        meta = value.get("meta", {})
        found = [n for n in dict.fromkeys(names(value["value"])) if n.casefold() not in seen]
        if not found:
            continue
        seen.update(n.casefold() for n in found)
        lines += ["[[system]]", f"name = {quote(found[0])}"]
        if found[1:]:
            lines.append(f"aliases = [{', '.join(map(quote, found[1:]))}]")
        maker = meta.get("manufacturer")
        if isinstance(maker, str) and ";" not in maker and "/" not in maker and maker.strip():
            lines.append(f"maker = {quote(maker.strip(' .,'))}")
        country = meta.get("country")
        if isinstance(country, str) and ";" not in country and country != "GLOBAL":
            lines.append(f"country = {quote(COUNTRY.get(country, country.title()))}")
        if "LM" in meta.get("specifications", []):
            lines.append('category = "loitering munition"')
        refs = [r for r in meta.get("refs", []) if r.startswith("http") and " " not in r]
        lines += [f"source = {quote(refs[0] if refs else GALAXY)}", ""]
    OUT.write_text("\n".join(lines), encoding="utf-8")
    print(f"{OUT.name}: {sum(line == '[[system]]' for line in lines)} systems")


if __name__ == "__main__":
    main(sys.argv[1])
