"""Headlines as the model knows sentences: familiar names for rare ones, "and" for a comma, "says" for a colon."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from bede import lexicon
from bede.parse.words import adjectives, lemma, nouns

FAMILIAR = ("Johnson", "Clinton")
"""People whom the model cannot take for a verb or an exclamation."""
FAMILIAR_STATE = "China"
"""A state that the model takes for no adjective: "Senegal arrests party members"."""
OBLIGED = ("must", "should")
SAYS = "says"
LONGEST_NAME = 4
"""Words of a name before a colon at most."""
LONGEST_WHO = 5
"""Words at most of each of two who act together, and what tells that they do."""
AUXILIARIES = ("are", "have", "to", "were", "will")
PARTING = (",", "after", "amid", "as", "by", "despite", "over")
LATEST = 4
"""Words before the verb of a headline at most."""


def retold(words: Sequence[str]) -> list[str]:
    """The words of a headline as the model should see them: "Johnson and Clinton meet" for "Putin, Xi meet"."""
    found, people = list(words), cycle(FAMILIAR)
    for token, word in enumerate(words):
        beside = token > 0 and words[token - 1][:1].isupper() and words[token - 1].isalpha()
        if not beside and _kind(word) == "person":
            found[token] = next(people)
    if len(words) > 2 and _kind(words[0]) in ("state", "city") and _is_deed(words[1], single=True):
        found[0] = FAMILIAR_STATE
    if comma := 1 if _two_act(words) else _between(words) or _before_deed(words):
        found[comma] = "and"
    if colon := _demanding(words):
        found[colon] = SAYS
    elif deed := _deed(words):
        found[deed] = words[deed] + ("d" if words[deed].endswith("e") else "ed")
    return found


def _demanding(words: Sequence[str]) -> int:
    """The colon after a state that demands something: "Turkey: Israel must leave Lebanon"; 0 where there is none."""
    colon = words.index(":") if ":" in words[: LONGEST_NAME + 1] else 0
    name = " ".join(words[:colon])
    asked = any(word in words[colon:] for word in OBLIGED) and "?" not in words
    state = bool(lexicon.load().state_forms(name) - {"adjective"})
    return colon if state and asked else 0


def _deed(words: Sequence[str]) -> int:
    """The verb of "Rebels storm army base", where it could be a noun, so that the model finds none; 0 for another."""
    found = lexicon.load()
    for token in range(1, min(LATEST, len(words) - 2)):
        word, following = words[token], words[token + 1]
        noun = words[token - 1].lower()
        who = found.words.get(noun) or found.words.get(lemma(noun, "NNS"))
        several = who is not None and (noun.endswith("s") or who.kind == "group")
        if not several or ("verb", word) not in found.triggers or word not in nouns():
            continue
        verb = following.endswith("s") and ("verb", lemma(following, "VBZ")) in found.triggers
        return token if following.isalpha() and following != "of" and not verb else 0
    return 0


def _two_act(words: Sequence[str]) -> bool:
    """Whether a headline begins with two names of one kind and a comma instead of "and"."""
    if len(words) < 4 or words[1] != ",":
        return False
    found, verb = lexicon.load(), words[3].lower()
    noun = verb in found.words or verb.removesuffix("s") in found.words or ("noun", verb) in found.triggers
    first, second = _kind(words[0]), _kind(words[2])
    if not verb.isalpha() or (noun and first != "person"):  # "Serbia, Kosovo leaders meet"
        return False
    return first is not None and first == second


def _between(words: Sequence[str]) -> int:
    """The comma between two who act together: "Kenya president, opposition leader meet"; 0 for another."""
    comma = words.index(",") if "," in words[: LONGEST_WHO + 1] else 0
    if not comma or not _somebody(words[comma - 1]) or not _one_phrase(words[:comma]):
        return 0
    for token in range(comma + 1, min(comma + 1 + LONGEST_WHO, len(words) - 1)):
        following = words[token + 1]
        acts = following in AUXILIARIES or ("verb", following) in lexicon.load().triggers  # "meet", never "meets"
        if acts and _somebody(words[token]) and _one_phrase(words[comma + 1 : token + 1]):
            return comma
    return 0


def _before_deed(words: Sequence[str]) -> int:
    """The comma before a second deed of the same people: "Rebels kill 12, abduct mayor"; 0 for another."""
    comma = words.index(",") if words.count(",") == 1 else 0
    if not 1 < comma < len(words) - 2 or not words[comma + 1].islower():
        return 0
    single, done = words[comma + 1].endswith("s"), words[comma + 2]
    told = done in AUXILIARIES or _is_deed(done, single=single) or (single and _is_deed(done, single=False))
    if told or not _is_deed(words[comma + 1], single=single):
        return 0  # "minister quits, protests spread"
    return comma if any(_is_deed(word, single=single) for word in words[1 : min(comma, LATEST + 1)]) else 0


def _is_deed(word: str, *, single: bool) -> bool:
    """Whether a word may be a verb that the lexicon knows, in the form of one or of several who act."""
    form = lemma(word, "VBZ" if single else "VBP")
    known = ("verb", form) in lexicon.load().triggers and word not in adjectives()  # "close borders"
    return known and word.isalpha() and word.islower() and word.endswith("s") == single


def _somebody(word: str) -> bool:
    """Whether a word names somebody or says who he is."""
    found = lexicon.load()
    return word in found.names or word.lower() in found.words or lemma(word.lower(), "NNS") in found.words


def _one_phrase(words: Sequence[str]) -> bool:
    """Whether no preposition or comma parts words: "after talks with police" is no one."""
    lists = lexicon.load().lists
    parting = (*lists["phrase_prepositions"], *lists["owner_prepositions"], *PARTING)
    return not any(word.lower() in parting for word in words)


def _kind(word: str) -> str | None:
    """What the names that a word alone can be are all of: people, states or cities; None for another word."""
    names = lexicon.load().names.get(word, ())
    kinds = {name.kind for name in names if name.form != "adjective"}
    return next(iter(kinds)) if len(kinds) == 1 else None
