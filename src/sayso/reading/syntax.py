"""Read the arguments of a word off the dependency parse, active, passive and nominal alike.

A *slot* is a grammatical place: ``subject`` (who acts, passive agents included), ``object`` (what
is acted on, passive subjects included), ``dative``, ``like`` (after "as"), or a preposition by its
own word. Labels are those of spaCy's English models (ClearNLP / OntoNotes dependencies).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from sayso.reading.frames import families

Arguments = Mapping[str, tuple[Token, ...]]

_RELATIVE = {"that", "which", "who", "whom"}
_INHERITING = {"xcomp", "conj", "advcl", "pcomp", "acl", "ccomp"}
_HYPHENS = {"-", "‐", "‑", "–"}
_DEPTH = 8  # how far up a chain of verbs a subject is looked for


def lemma(token: Token) -> str:
    """Return the lemma of ``token`` with its verb particle: "set up", "hand over"."""
    word: str = token.lemma_.lower()
    for child in token.children:
        if child.dep_ == "prt":
            return f"{word} {child.lower_}"
    return word


def coordinated(token: Token) -> Iterator[Token]:
    """Yield ``token`` and what is joined to it by "and", "or" or commas, left to right."""
    waiting = [token]  # no recursion: a sanctions notice may join a thousand names
    while waiting:
        at = waiting.pop()
        yield at
        joined = [c for c in at.children if c.dep_ == "conj" and c.pos_ != "VERB"]
        # In "Kupol, Almaz-Antey and the ministry" the parser takes the second for an apposition.
        last = max((c.i for c in joined), default=-1)
        apposed = [c for c in at.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i < last]
        waiting.extend(sorted((*joined, *apposed), key=lambda c: -c.i))


def arguments(token: Token) -> Arguments:
    """Return the arguments of a verb or noun by slot, coordinated fillers one by one."""
    if token.pos_ in {"VERB", "AUX"}:
        heads = _of_verb(token)
    elif token.dep_ == "amod" and token.tag_ in {"VBN", "VBG"}:
        heads = {"object" if token.tag_ == "VBN" else "subject": [token.head]}
        if token.i > 1 and token.nbor(-1).text in _HYPHENS and token.tag_ == "VBN":
            heads["subject"] = [token.nbor(-2)]  # "Iranian-made drones"
    else:
        heads = _of_noun(token)
    return {
        slot: tuple(dict.fromkeys(t for head in found for t in coordinated(head)))
        for slot, found in heads.items()
        if found
    }


def is_passive(verb: Token) -> bool:
    """Return whether ``verb`` is a passive, full ("was made") or reduced ("made by Kupol")."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in verb.children):
        return True
    return bool(verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"})


def _of_verb(verb: Token) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = defaultdict(list)
    passive = is_passive(verb)
    for child in verb.children:
        if child.dep_ == "nsubj":
            found["object" if passive else "subject"].append(_antecedent(child, verb))
        elif child.dep_ in {"nsubjpass", "dobj", "attr", "oprd"}:
            found["object"].append(_antecedent(child, verb))
        elif child.dep_ == "dative" and child.pos_ != "ADP":
            found["dative"].append(child)
    for slot, filler in _prepositions(verb):
        found[slot].append(filler)
    _fill_gap(verb, passive, found)
    if not found["subject"] and not passive:
        found["subject"] = _inherited_subject(verb)
    if not found["object"]:
        found["object"] = _shared_object(verb, passive)
    for thing in list(found["object"]):
        for slot, filler in _prepositions(thing):
            if slot != "of" and slot not in found:
                found[slot].append(filler)
    return found


def _antecedent(filler: Token, verb: Token) -> Token:
    """Return what a relative pronoun stands for; any other subject or object as it is."""
    if filler.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return verb.head
    return filler


def _fill_gap(verb: Token, passive: bool, found: dict[str, list[Token]]) -> None:
    """Add the head noun of a relative or participial clause to the slot the clause leaves open."""
    if verb.dep_ == "relcl":
        if found["subject"] and found["subject"][0] == verb.head:
            return
        pronoun = any(c.lower_ in _RELATIVE for c in verb.lefts)
        if not found["object"] and (pronoun or found["subject"]):
            found["object"].append(verb.head)
    elif verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if passive and not found["object"]:
            found["object"].append(verb.head)
        elif verb.tag_ == "VBG" and not found["subject"]:
            found["subject"].append(verb.head)


def _inherited_subject(verb: Token) -> list[Token]:
    """Return the subject of the verb that governs ``verb`` ("plans to build", "and sold")."""
    at = verb
    for _ in range(_DEPTH):
        if at.dep_ not in _INHERITING and not (at.dep_ == "pobj" and at.tag_ == "VBG"):
            return []
        above = at.head
        if at.dep_ == "pcomp" or (at.dep_ == "acl" and above.pos_ == "NOUN"):
            accused = [c for c in above.head.children if c.dep_ == "dobj"]
            if at.dep_ == "pcomp" and above.lower_ == "of" and accused:
                return accused  # "accused them of supplying"
            aim = above.lower_ != "of" or above.head.lemma_ in families()["aim"]
            if at.dep_ == "pcomp" and above.head.pos_ == "NOUN" and not aim:
                return []  # "the cost of making one" is nobody's making
            above = above.head  # over the preposition, or over "plans" in "has plans to build"
            if above.pos_ in {"NOUN", "ADP"}:
                above = above.head
        if at.dep_ == "xcomp":
            # "allow Kazakhstan to build": the object of the verb above acts
            for child in above.children:
                if (
                    child.dep_ == "dobj"
                    and child.i < at.i
                    and any(c.dep_ == "aux" and c.lower_ == "to" for c in at.children)
                ):
                    return [child]
        for child in above.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                return [_antecedent(child, above)]
            if child.dep_ == "agent" and at.dep_ != "conj":
                return [c for c in child.children if c.dep_ == "pobj"]
        at = above
    return []


def _shared_object(verb: Token, passive: bool) -> list[Token]:
    """Return an object that coordinated verbs share ("develop and produce drones")."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB":
            shared = [c for c in child.children if c.dep_ in {"dobj", "nsubjpass"}]
            if shared:
                return shared
    if verb.dep_ == "conj" and verb.head.dep_ == "relcl" and not passive:
        own = any(c.dep_ == "nsubj" for c in verb.children)
        return [verb.head.head] if own else []  # "drones that Iran designed and Russia launches"
    if passive and verb.dep_ == "conj":
        return [c for c in verb.head.children if c.dep_ == "nsubjpass"]
    return []


def _prepositions(head: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, object) of ``head``, over chains such as "from China to Russia"."""
    for child in head.children:
        if child.dep_ == "agent":
            for filler in child.children:
                if filler.dep_ == "pobj":
                    yield "subject", filler
        elif child.dep_ in {"prep", "dative"} and child.pos_ in {"ADP", "SCONJ", "PART", "VERB"}:
            yield from _objects_of(child)


def _objects_of(preposition: Token) -> Iterator[tuple[str, Token]]:
    word = "like" if preposition.lower_ == "as" else preposition.lower_
    for filler in preposition.children:
        if filler.dep_ == "pobj":
            yield word, filler
            for inner in filler.children:
                if inner.dep_ == "prep" and inner.lower_ not in {"of", "with", "by", "for", word}:
                    yield from _objects_of(inner)
        elif filler.dep_ in {"prep", "conj"} and filler.pos_ == "ADP":
            yield from _objects_of(filler)


def _of_noun(noun: Token) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = defaultdict(list)
    for child in noun.children:
        if child.dep_ == "poss":
            found["subject"].append(child)
        elif child.dep_ in {"compound", "nmod", "amod"}:
            found["modifier"].append(child)
    for slot, filler in _prepositions(noun):
        found["subject" if slot == "by" else "object" if slot == "of" else slot].append(filler)
    if noun.dep_ == "compound" and noun.head.pos_ in {"NOUN", "PROPN"}:
        for slot, fillers in _of_noun(noun.head).items():  # "the drone's assembly line at"
            if slot != "modifier" and not found[slot]:
                found[slot].extend(f for f in fillers if f != noun)
    undergone = _undergone(noun)
    if undergone is not None and not found["object"]:
        found["object"].extend(undergone)
    verb = _governor(noun)
    if verb is not None:
        for slot, fillers in _of_verb(verb).items():
            seen = slot == "subject" and verb.lemma_ in families()["perceiving"]
            if slot not in {"object", "of"} and not found[slot] and not seen:
                found[slot].extend(f for f in fillers if f != noun)
    return found


def _undergone(noun: Token) -> list[Token] | None:
    """Return what is "in production", "under construction", "put into service", if ``noun`` is so.

    The preposition makes the subject of "be", or the object of another verb, what is acted on.
    """
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "under", "into", "on", "of"}:
        return None
    if noun.head.lower_ == "of":  # "a drone of Ukrainian design"
        whose = any(c.dep_ == "amod" for c in noun.children)
        return [noun.head.head] if whose and noun.head.head.pos_ in {"NOUN", "PROPN"} else None
    if noun.head.lower_ in {"in", "into"} and any(c.dep_ in {"det", "poss"} for c in noun.children):
        return None
    above = noun.head.head
    if above.pos_ in {"NOUN", "PROPN"}:
        return [above]
    if above.pos_ not in {"VERB", "AUX"}:
        return None
    verb = _of_verb(above)
    return verb.get("object") or verb.get("subject") or None


def _governor(noun: Token) -> Token | None:
    """Return the verb a noun is the object or passive subject of ("began production")."""
    at = noun
    if at.dep_ == "conj" and at.head.pos_ in {"NOUN", "PROPN"}:
        at = at.head
    if at.dep_ in {"dobj", "nsubjpass", "attr"} and at.head.pos_ in {"VERB", "AUX"}:
        return at.head
    if at.dep_ == "nsubj" and at.head.pos_ == "VERB":
        return at.head
    if at.dep_ == "pobj" and at.head.head.pos_ in {"VERB", "AUX"}:
        return at.head.head if at.head.lower_ in {"in", "into", "on", "to"} else None
    return None
