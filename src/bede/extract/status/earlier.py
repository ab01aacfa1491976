"""What tells without a date that something was over before the news: "had last met", "twice before", "that spring"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bede.extract.grammar import Syntax
from bede.extract.status.dates import is_dated, is_event
from bede.extract.status.order import Sign
from bede.extract.wording import wordings

DEPTH = 3
"""Verbs that are climbed for words of time at most."""
OWNING = ("amod", "compound", "nmod", "poss")
"""Labels of who a noun belongs to."""


def earlier_signs(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """``historical`` where words beside a past verb say that it was long ago or another time."""
    if not _is_past(syntax, verb) and syntax.sentence.tags[verb] != "VBN":
        return
    for leading in _leading(syntax, verb):
        told = EARLIER if leading == verb and _is_past(syntax, verb) else TIMED
        yield from (("historical", f"grammar:{name}") for name, tells in told.items() if tells(syntax, leading))


def _leading(syntax: Syntax, verb: int) -> Iterator[int]:
    """A verb, and those whose time is its own too: "that spring they had struck and a mob, armed by him, burned it"."""
    yield verb
    labels, heads, tags = syntax.sentence.labels, syntax.sentence.heads, syntax.sentence.tags
    for _ in range(DEPTH):
        above = heads[verb]
        while labels[verb] in ("acl", "relcl") and labels[above] in ("dobj", "nsubj", "nsubjpass", "pobj", "prep"):
            if syntax.is_verb(heads[above]):
                above = heads[above]
                break
            above = heads[above]
        if labels[verb] not in ("conj", "acl", "relcl") or tags[above] not in ("VBD", "VBN") or above == verb:
            return
        yield above
        verb = above


def is_of_former_state(syntax: Syntax, token: int) -> bool:
    """Whether a state that is no more did it: "the Soviet Union invaded", "Nazi troops shot", "the Soviet invasion"."""
    heads = [token]
    if is_deed := syntax.is_verb(token):
        heads = syntax.children(token, "nsubj") if _is_past(syntax, token) else []
        heads += [noun for prep in syntax.children(token, "agent") for noun in syntax.children(prep, "pobj")]
        related = syntax.sentence.labels[token] == "relcl" and not heads
        heads += [syntax.sentence.heads[token]] if related else []
    owning = [child for head in heads for child in syntax.children(head, *OWNING)]
    former = syntax.lexicon.lists["former_states"]
    return any(
        wording in former for noun in (*(heads if is_deed else ()), *owning) for wording in wordings(syntax, noun)
    )


def _is_years_on(syntax: Syntax, verb: int) -> bool:
    """Whether a time is counted from one that lies back: "two years later", "the following year", "that same month"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    if sentence.tags[verb] != "VBD" and not syntax.is_passive(verb):
        return False
    for child in sentence.children[verb]:
        spans = syntax.children(child, "npadvmod") if syntax.words[child] in ("later", "afterwards") else []
        if sentence.labels[child] == "npadvmod":
            beside = {syntax.words[near] for near in syntax.children(child, "amod", "det", "advmod")}
            spans += [child] if not beside.isdisjoint(("following", "same", "ensuing", "next", "later")) else []
        if any(sentence.lemmas[span] in ("month", "year", *lists["seasons"], *lists["ages"]) for span in spans):
            return True
    return False


def is_of_dated(syntax: Syntax, verb: int) -> bool:
    """Whether a past verb brought about what is known by its year: "brokered the 2021 truce"."""
    lemma = syntax.sentence.lemmas[verb]
    blamed = syntax.sentence.labels[verb] == "pcomp" and syntax.words[syntax.sentence.heads[verb]] in ("of", "for")
    if lemma in syntax.lexicon.lists["answered"] or lemma in syntax.lexicon.speech.topics:
        return False
    if not blamed and not _is_past(syntax, verb):
        return False
    return any(is_event(syntax, noun) and is_dated(syntax, noun) for noun in syntax.children(verb, "dobj"))


def _is_past(syntax: Syntax, verb: int) -> bool:
    """Whether a verb is in the past tense or a perfect, without a modal."""
    sentence = syntax.sentence
    auxiliaries = syntax.children(verb, "aux", "auxpass")
    if sentence.tags[verb] not in ("VBD", "VBN") or any(sentence.tags[child] == "MD" for child in auxiliaries):
        return False
    return sentence.tags[verb] == "VBD" or any(
        syntax.words[child] in ("had", "have", "has", "was", "were") for child in auxiliaries
    )


def _is_last_time(syntax: Syntax, verb: int) -> bool:
    """Whether it has not been done since: "had last spoken", "when they last met", "not since May had they met"."""
    if syntax.words[:2] == ("not", "since") and any(syntax.words[aux] == "had" for aux in syntax.children(verb, "aux")):
        return True
    before = verb - 1
    if before > 0 and syntax.words[before] in ("been", "being"):
        before -= 1
    if before < 1 or syntax.words[before] != "last" or syntax.words[before - 1] in ("at", "the"):
        return False
    return not any(syntax.words[child] in ("have", "has") for child in syntax.children(verb, "aux"))


def _is_another_time(syntax: Syntax, verb: int) -> bool:
    """Whether it was done some other time: "twice before", "three times before", "they have met before"."""
    beside = [
        child for token in (verb, *syntax.children(verb, "xcomp", "prep")) for child in syntax.sentence.children[token]
    ]
    perfect = any(syntax.words[aux] in ("has", "have", "had") for aux in syntax.children(verb, "aux"))
    return any(
        syntax.words[child] == "before" and (perfect or syntax.words[child - 1] in ("once", "twice", "times"))
        for child in beside
        if child and syntax.words[child + 1 : child + 2] in ((",",), (".",), (";",), ("in",), ("and",), ("but",))
    )


def _is_in_the_past(syntax: Syntax, verb: int) -> bool:
    """Whether it was done "in the past", be it in the perfect, or "at the time" that the sentence before tells of."""
    for prep in syntax.children(verb, "prep"):
        phrase = syntax.words[prep : prep + 3]
        closed = syntax.words[prep + 3 : prep + 4] in ((",",), (".",), (";",))
        if phrase == ("in", "the", "past") and (closed or prep == 0):
            return True
        if phrase == ("at", "the", "time") and prep == 0 and closed:
            return True
    return False


def _is_commemorated(syntax: Syntax, verb: int) -> bool:
    """Whether it is told of a day or happening that is marked: "the anniversary of the day when they left"."""
    sentence = syntax.sentence
    noun = sentence.heads[verb]
    while sentence.labels[noun] in ("pobj", "prep") and sentence.heads[noun] != noun:
        noun = sentence.heads[noun]
        if syntax.lexicon.status.nouns.get(sentence.lemmas[noun], ("",))[0] == "historical":
            return sentence.labels[verb] in ("relcl", "acl")
    return False


def _is_ended_before(syntax: Syntax, verb: int) -> bool:
    """Whether it had been done before something that lies back: "before the truce, guns had pounded the town"."""
    sentence = syntax.sentence
    if not any(syntax.words[aux] == "had" for aux in syntax.children(verb, "aux")):
        return False
    former = [child for noun in syntax.children(verb, "dobj") for child in syntax.children(noun, "amod")]
    if any(syntax.words[child] in ("earlier", "previous") for child in former):  # "had ended an earlier strike"
        return True
    events = [noun for prep in syntax.children(verb, "prep") for noun in syntax.children(prep, "pobj") if prep == 0]
    return syntax.words[0] == "before" and any(is_event(syntax, noun) for noun in events) and sentence.heads[0] == verb


def _is_of_previous(syntax: Syntax, verb: int) -> bool:
    """Whether it is told of the time before: "a previous raid killed four", "the last time the king visited it"."""
    sentence = syntax.sentence
    for noun in syntax.children(verb, "nsubj"):
        if is_event(syntax, noun) and any(syntax.words[child] == "previous" for child in syntax.children(noun, "amod")):
            return True
    times = [sentence.heads[verb]] if sentence.labels[verb] in ("relcl", "acl") else []
    times += syntax.children(verb, "npadvmod")
    return any(
        sentence.lemmas[time] == "time"
        and any(syntax.words[child] == "last" for child in syntax.children(time, "amod"))
        for time in times
    )


def _is_in_office(syntax: Syntax, verb: int) -> bool:
    """Whether it was done by somebody when he held an office: "when he was president", "during his first term"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    for clause in syntax.children(verb, "advcl"):
        timed = any(syntax.words[mark] in ("when", "while") for mark in syntax.children(clause, "mark", "advmod"))
        held = any(sentence.lemmas[office] in lists["incumbents"] for office in syntax.children(clause, "attr"))
        if timed and held and syntax.words[clause] == "was":
            return True
    for prep in syntax.children(verb, "prep"):  # "as a young man"
        aged = syntax.children(prep, "pobj") if syntax.words[prep] == "as" else []
        if any(syntax.words[child] in ("young", "teenage") for man in aged for child in syntax.children(man, "amod")):
            return True
        for term in syntax.children(prep, "pobj") if syntax.words[prep] in ("during", "in") else ():
            beside = {syntax.words[child] for child in syntax.children(term, "amod")}
            if sentence.lemmas[term] in lists["tenures"] and not beside.isdisjoint(("first", "previous")):
                return True
    return False


def _is_then(syntax: Syntax, verb: int) -> bool:
    """Whether a time is pointed at from afar: "that spring", "back then", "in those years"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    for child in sentence.children[verb]:
        if syntax.words[child] == "then" and child and syntax.words[child - 1] == "back":
            return True
        times = [child] if sentence.labels[child] == "npadvmod" else syntax.children(child, "pobj")
        for time in times:
            far = {syntax.words[det] for det in syntax.children(time, "det")}
            single = "that" in far and sentence.lemmas[time] in (*lists["seasons"], *lists["ages"])
            if single or ("those" in far and sentence.lemmas[time] in (*lists["spans"], *lists["seasons"])):
                return sentence.labels[child] in ("npadvmod", "prep") and syntax.words[child] not in lists["bounding"]
    return False


def _is_of_elders(syntax: Syntax, verb: int) -> bool:
    """Whether somebody's forebears did it: "her grandfather led the mutiny", "his father, who jailed them"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    who = syntax.children(verb, "nsubj")
    if any(sentence.lemmas[noun] in lists["elders"] for noun in who):
        return True
    related = sentence.labels[verb] == "relcl" and sentence.lemmas[sentence.heads[verb]] in lists["parents"]
    return related and all(sentence.tags[noun] in ("WP", "WDT") for noun in who)


def _is_kept(syntax: Syntax, verb: int) -> bool:
    """Whether what keeps or teaches the past tells it: "the museum shows how they left", "in her memoirs"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    if sentence.tags[verb] == "VBN" and not any(
        syntax.words[child] in ("was", "were") for child in syntax.children(verb, "auxpass")
    ):
        return False
    for above in syntax.ancestors(verb):
        subjects = syntax.children(above, "nsubj") if syntax.is_verb(above) else ()
        inside = [
            noun
            for prep in (syntax.children(above, "prep") if syntax.is_verb(above) else ())
            if syntax.words[prep] == "in"
            for noun in syntax.children(prep, "pobj")
        ]
        if any(sentence.lemmas[noun] in lists["relics"] for noun in (*subjects, *inside)):
            return True
    return False


EARLIER: dict[str, Callable[[Syntax, int], bool]] = {
    "last-time": _is_last_time,
    "times-before": _is_another_time,
    "in-the-past": _is_in_the_past,
    "commemorated": _is_commemorated,
    "before-that": _is_ended_before,
    "previous": _is_of_previous,
    "in-office": _is_in_office,
    "that-year": _is_then,
    "years-later": _is_years_on,
    "elders": _is_of_elders,
    "kept-memory": _is_kept,
}
"""What tells that a past verb lies further back than the news, by the name under which it is explained."""
TIMED = {name: EARLIER[name] for name in ("in-the-past", "that-year", "years-later")}
"""Those of them that are words of time, which verbs share."""
