"""The words that stand at a token: a verb with its particles, a head noun with the words before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bede.extract.frame import Frame
    from bede.extract.grammar import Syntax
    from bede.lexicon import Rule


def particles(syntax: Syntax, verb: int) -> set[str]:
    """The particles, adverbs and prepositions that stand with a verb, lower case."""
    near = syntax.children(verb, "prt", "advmod", "agent", "dative", "acomp", "oprd")
    deadlines = syntax.lexicon.lists["deadlines"]  # "gave them until Friday"
    near += [
        prep
        for prep in syntax.children(verb, "prep")
        if prep > verb and (syntax.words[prep] in deadlines or not timely(syntax, prep))
    ]
    if verb + 1 < len(syntax.words) and syntax.sentence.tags[verb + 1] in ("RP", "IN", "RB"):
        near.append(verb + 1)
    return {syntax.words[child] for child in near}


def governing(syntax: Syntax, verb: int) -> set[str]:
    """The prepositions of phrases behind a verb's object: "held drills off the coast" is not "held off"."""
    things = syntax.children(verb, "dobj")
    return {
        syntax.words[prep]
        for prep in syntax.children(verb, "prep")
        if syntax.children(prep, "pobj") and any(verb < thing < prep for thing in things)
    }


def is_time(syntax: Syntax, token: int, *lists: str) -> bool:
    """Whether a token is a word of ``lists`` of times; a month is written with a capital, "the march" is none."""
    lemma, written = syntax.sentence.lemmas[token], syntax.sentence.words[token]
    known = [name for name in lists if lemma in syntax.lexicon.lists[name]]
    return bool(known) and not (written.islower() and written in syntax.lexicon.lists["months_in_lower_case"])


def timely(syntax: Syntax, preposition: int) -> bool:
    """Whether a preposition stands before a day or month: "called him on Wednesday" is not "called on him"."""
    sentence = syntax.sentence
    return any(
        is_time(syntax, pobj, "calendar") or (syntax.words[pobj] == "may" and sentence.tags[pobj] == "NNP")
        for pobj in syntax.children(preposition, "pobj")
    )


def objects_after(syntax: Syntax, preposition: int) -> list[int]:
    """The objects of a preposition, but not where the two are a set phrase that names nobody: "in return"."""
    idioms, sentence = syntax.lexicon.lists["about_nobody"], syntax.sentence
    return [
        pobj
        for pobj in syntax.children(preposition, "pobj")
        if sentence.children[pobj] or syntax.words[preposition] != "in" or f"in {syntax.words[pobj]}" not in idioms
    ]


def phrase_matches(syntax: Syntax, verb: int, words: tuple[str, ...]) -> bool:
    """Whether a verb with its particles (or a fixed object: ``take part``) is the lexicon's phrase."""
    sentence = syntax.sentence
    if sentence.lemmas[verb] != words[0]:
        return False
    if len(words) == 1:
        return True
    if not syntax.vocabulary.issuperset(words[1:]):
        return False
    near = particles(syntax, verb)
    ahead = range(verb + 1, min(len(syntax.words), verb + 2 + len(words)))
    window = {syntax.words[token] for token in ahead if sentence.tags[token] not in ("IN", "TO")}
    return all(word in near or word in window for word in words[1:])


def wordings(syntax: Syntax, token: int) -> tuple[str, ...]:
    """The ways in which a head noun may stand in a word list: alone, or with one or two words before it."""
    lemmas, words = syntax.sentence.lemmas, syntax.words
    found = [lemmas[token], words[token]]
    if token > 1 and words[token - 1] == "-":
        found.append(f"{words[token - 2]}-{lemmas[token]}")
    elif token:
        found += [f"{lemmas[token - 1]} {lemmas[token]}", f"{words[token - 1]} {words[token]}"]
        if token > 1:
            found.append(f"{words[token - 2]} {words[token - 1]} {lemmas[token]}")
        if syntax.sentence.tags[token] == "NNP" and syntax.sentence.tags[token - 1] == "NN":
            found.append(lemmas[token - 1])  # "the weekly Dawn": what the name names
    return tuple(found)


def told_apart(syntax: Syntax, frame: Frame, rule: Rule) -> Frame:
    """The frame without what a rule's words do not ask for where its actor stands: "in Chad nine died in raids"."""
    for condition in rule.where:
        if condition.words and condition.slot.startswith("prep:") and condition.slot in rule.actor:
            slot = frame.every(condition.slot)
            said = [token for token in slot if not condition.words.isdisjoint(wordings(syntax, token))]
            frame = frame.only(condition.slot, said) if said else frame
    return frame
