"""A bench as small as can be, for the tests of the breakdown of reading errors."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import claims as program
from claim_errors import Rules

TEXT = (
    "Anka says Kite builds Swift drones in Oslo. Ferro sold ten Swift drones to Malta. Rain fell."
)
BUILDS = "Kite builds Swift drones in Oslo"
SOLD = "Ferro sold ten Swift drones to Malta"
RAIN = "Rain fell."

# A bench as small as can be. Its scorer takes names for the same that are spelt alike.
SCORE = """
import json, pathlib
def same(a, b, role): return a.casefold() == b.casefold()
def fillers(c): return [(r, v) for r, vs in c["roles"].items() if r != "note" for v in vs]
def hits(g, p):
    left, n = fillers(p), 0
    for r, v in fillers(g):
        for i, (r2, v2) in enumerate(left):
            if r == r2 and same(v, v2, r): left.pop(i); n += 1; break
    return n
def source_ok(g, p): return g["source"] == p["source"]
def load(d): return {p.stem: json.loads(p.read_text()) for p in pathlib.Path(d).glob("*.json")}
def score(gold, pred): return {"claims": {"F1": len(pred) / 8, "n": len(gold)}, "date": "1/2"}
"""
RUN = """
import json, pathlib, sys
option = lambda name: sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None
gold, keep = pathlib.Path(option("--gold")), pathlib.Path(option("--keep"))
keep.mkdir(exist_ok=True)
print("a table of", gold.name, "by", pathlib.Path(option("--sayso")).name, "re3d", option("--re3d"))
if (gold / "fail").exists(): sys.exit("no reading today")
texts = {p.stem: json.loads(p.read_text()) for p in gold.glob("*.json")}
rows = [{"id": id_, "claims": text["claims"][:1]} for id_, text in texts.items()]
(keep / "gold.jsonl").write_text("\\n".join(map(json.dumps, rows)))
print("kept in", keep)
"""
MASK = """
import pathlib, sys
out = pathlib.Path(sys.argv[2]); out.mkdir()
for p in pathlib.Path(sys.argv[1]).glob("*.json"):
    (out / p.name).write_text(p.read_text().replace("Kite", "Zub"))
"""


def claim(kind: str, quote: str, source: tuple[str, ...] = (), **roles: str) -> dict[str, Any]:
    """Return a claim as the bench has it; several fillers of a role are parted by ``|``."""
    return {
        "type": kind,
        "roles": {role: names.split("|") for role, names in roles.items()},
        "realis": "actual",
        "source": list(source),
        "date": None,
        "quote": quote,
    }


def plain() -> Rules:
    """Return the rules of the small bench's scorer."""
    module = ModuleType("plain")
    exec(SCORE, vars(module))
    return program.rules(module)


PLAIN = plain()
GOLD = claim("production", BUILDS, producer="Kite", product="Swift", place="Oslo")
SALE = claim("transfer", SOLD, supplier="Ferro", recipient="Malta", product="Swift")
