"""Whether something was over before the news: old dates in its clause or in the clause that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bede.extract.grammar import Syntax
from bede.extract.status.clauses import is_present, is_verbal
from bede.extract.status.dates import (
    Age,
    Seen,
    age_of_date,
    dates,
    dates_after,
    is_event,
    is_year,
    says,
    topic_of,
    year_of_speech,
)
from bede.extract.status.earlier import earlier_signs, is_of_dated, is_of_former_state
from bede.extract.status.order import Sign

DEPTH = 6
"""Clauses and phrases that are climbed for a date at most."""

FORMER = 2003
"""The year in which the last of the listed states ended."""
BEFORE: Sign = ("historical", "grammar:old-date")
HUNG = ("pobj", "prep", "poss", "conj", "appos", "compound", "dobj", "nsubj", "nsubjpass")
"""Labels of a noun that shares the date of what it hangs on."""


def past_signs(
    syntax: Syntax, token: int, *, support: int | None = None, published: date | None = None
) -> Iterator[Sign]:
    """``historical`` where a date puts what a predicate tells before the news."""
    seen = Seen(published, None if published is not None else year_of_speech(syntax, token))
    verb = token if support is None else support
    age = _age(syntax, token, seen, depth=0)
    if age == "none" and support is not None:
        age = _age(syntax, support, seen, depth=0)
    if age == "none" and is_of_dated(syntax, verb):
        age = "old" if syntax.sentence.labels[verb] == "pcomp" else "background"
    if age == "old" or (age == "background" and _is_background(syntax, verb)):
        yield BEFORE
    if _is_habit_of_old(syntax, verb):
        yield "historical", "grammar:used-to"
    if _is_of_predecessor(syntax, verb):
        yield "historical", "grammar:predecessor"
    if (published is None or published.year > FORMER) and is_of_former_state(syntax, token):
        yield "historical", "grammar:former-state"
    if _is_recalled(syntax, verb):
        yield "historical", "grammar:recalled"
    if not _is_of_now(syntax, verb):
        yield from earlier_signs(syntax, verb)


def _is_habit_of_old(syntax: Syntax, verb: int) -> bool:
    """Whether a verb stands after "used to"."""
    sentence = syntax.sentence
    head = sentence.heads[verb]
    if sentence.lemmas[head] != "use" or sentence.tags[head] != "VBD" or syntax.children(head, "dobj", "auxpass"):
        return False
    return sentence.labels[verb] == "xcomp" and syntax.is_infinitive(verb)


def _is_recalled(syntax: Syntax, verb: int) -> bool:
    """Whether somebody calls to mind that it had been done: "recalled that she had warned them"."""
    sentence = syntax.sentence
    head, lists = sentence.heads[verb], syntax.lexicon.lists
    if sentence.labels[verb] != "ccomp":
        return False
    how = any(syntax.words[child] == "how" for child in syntax.children(verb, "advmod", "mark"))
    if how and sentence.lemmas[head] in lists["remembering"]:
        return True
    had = any(syntax.words[child] == "had" for child in syntax.children(verb, "aux"))
    return had and sentence.lemmas[head] in lists["mentioning"]


def _is_background(syntax: Syntax, verb: int) -> bool:
    """Whether a clause is told beside another: a relative clause, a participle, one in the past perfect."""
    sentence = syntax.sentence
    if any(syntax.words[child] == "had" for child in syntax.children(verb, "aux")):
        return sentence.labels[verb] not in ("ccomp", "parataxis")
    if not is_verbal(syntax, verb):
        return True
    beside = [clause for clause in syntax.children(verb, "conj") if is_verbal(syntax, clause)]
    beside += [sentence.heads[verb]] if sentence.labels[verb] == "conj" else []
    if any(is_present(syntax, clause) or _is_of_now(syntax, clause) for clause in beside):
        return True
    return sentence.labels[verb] in ("relcl", "acl") or (
        sentence.labels[verb] == "advcl" and sentence.tags[verb] != "VBG"
    )


def _is_of_predecessor(syntax: Syntax, verb: int) -> bool:
    """Whether those who were there before did it: "his predecessor", "the then-president", "by the late emir"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    if not syntax.is_verb(verb) or is_present(syntax, verb):
        return False
    heads = syntax.children(verb, "nsubj") + ([sentence.heads[verb]] if sentence.labels[verb] == "relcl" else [])
    heads += [noun for prep in syntax.children(verb, "agent") for noun in syntax.children(prep, "pobj")]
    return any(
        sentence.lemmas[noun] in lists["forerunners"]
        or (sentence.lemmas[noun] in lists["incumbents"] and "previous" in syntax.words[max(0, noun - 2) : noun])
        or any(sentence.words[part].lower().startswith("then-") for part in (noun, *syntax.children(noun, "compound")))
        or any(syntax.words[child] == "late" for child in syntax.children(noun, "amod"))
        for noun in heads
    )


def _age(syntax: Syntax, token: int, seen: Seen, *, depth: int) -> Age:
    """How far back the dates of a word put it, its own or those of what it belongs to."""
    sentence = syntax.sentence
    verbal = is_verbal(syntax, token)
    if depth > DEPTH or (verbal and is_present(syntax, token)):
        return "none"
    if verbal and any(sentence.tags[child] == "MD" for child in syntax.children(token, "aux")):
        return "none"
    if verbal and _is_of_now(syntax, token):
        return "none"
    accused = sentence.labels[token] == "pcomp" and syntax.words[sentence.heads[token]] in ("of", "for", "after")
    gerund = sentence.tags[token] == "VBG" and sentence.labels[token] in ("xcomp", "pcomp") and not accused
    if not (verbal and (gerund or syntax.is_infinitive(token))):  # the date of an infinitive may be one to come
        topic = topic_of(syntax, token) if verbal and _is_told(syntax, token) else None
        found = [at for at in dates(syntax, token) if topic is None or at < topic]
        if found:
            return _oldest(syntax, found, seen)
    if verbal and (age := _age_of_argument(syntax, token, seen)) != "none":
        return age
    if verbal and _is_after_years(syntax, token):
        return "old"
    if (beside := _beside(syntax, token, seen)) != "none":
        return beside
    return _inherited(syntax, token, seen, depth=depth)


def _age_of_argument(syntax: Syntax, verb: int, seen: Seen) -> Age:
    """The age of a past verb by the dates of its -ing form or of an event: "stopped sharing records in 2015"."""
    if syntax.sentence.tags[verb] != "VBD":
        return "none"
    gerunds = [child for child in syntax.children(verb, "xcomp") if syntax.sentence.tags[child] == "VBG"]
    found = [at for gerund in gerunds for at in dates(syntax, gerund)]
    for event in (
        syntax.children(verb, "nsubj") if syntax.sentence.lemmas[verb] not in syntax.lexicon.lists["happening"] else ()
    ):
        if is_event(syntax, event):  # "clashes in 2007 killed many"
            found += [at for prep in syntax.children(event, "prep") for at in dates_after(syntax, prep)]
    return _oldest(syntax, found, seen)


def _oldest(syntax: Syntax, found: list[int], seen: Seen) -> Age:
    """The age of the oldest of some dates."""
    ages = [age_of_date(syntax, at, seen) for at in found]
    return "old" if "old" in ages else "background" if "background" in ages else "none"


def _is_told(syntax: Syntax, verb: int) -> bool:
    """Whether a date behind what a verb is about is that one's: "apologised for a raid in 1963"."""
    lists, lemma = syntax.lexicon.lists, syntax.sentence.lemmas[verb]
    said = lemma in syntax.lexicon.speech.verbs or any(
        lemma in lists[name] for name in ("answered", "factive", "voicing")
    )
    return said or _is_of_now(syntax, verb)


def _age_of_topic(syntax: Syntax, verb: int, topic: int, seen: Seen) -> Age:
    """The age of what a verb is about, by the dates behind it."""
    if topic_of(syntax, verb) != topic or not _is_told(syntax, verb):
        return "none"
    return _oldest(syntax, [at for at in dates(syntax, verb) if at > topic], seen)


def _is_of_now(syntax: Syntax, verb: int) -> bool:
    """Whether a clause names a day of this week or the present."""
    near = syntax.lexicon.lists["now"]
    for child in syntax.sentence.children[verb]:
        if syntax.words[child] in near:
            return True
        if any(syntax.words[noun] in near for noun in syntax.children(child, "pobj")):
            return True
    return False


def _beside(syntax: Syntax, token: int, seen: Seen) -> Age:
    """What a clause that hangs on a word says of its age: "when they left in 1983", "a pact signed in 1983"."""
    sentence = syntax.sentence
    if is_verbal(syntax, token):
        if sentence.tags[token] != "VBD" and not syntax.is_passive(token):
            return "none"
        clauses = [
            clause
            for clause in syntax.children(token, "advcl")
            if any(syntax.words[mark] in ("when", "as", "while") for mark in syntax.children(clause, "mark", "advmod"))
        ] + [
            clause
            for clause in syntax.children(token, "conj")
            if not syntax.children(clause, "nsubj", "nsubjpass") and sentence.tags[clause] == sentence.tags[token]
        ]
    else:
        clauses = [clause for clause in syntax.children(token, "acl", "relcl") if syntax.is_passive(clause)]
    for clause in clauses:
        if not is_present(syntax, clause):
            ages = [age_of_date(syntax, found, seen) for found in dates(syntax, clause)]
            if "old" in ages:
                return "old"
    return "none"


def _inherited(syntax: Syntax, token: int, seen: Seen, *, depth: int) -> Age:
    """The age of what a word belongs to, where that is the word's own."""
    sentence = syntax.sentence
    head, label = sentence.heads[token], sentence.labels[token]
    if head == token:
        return "none"
    if not is_verbal(syntax, token):
        return _inherited_by_noun(syntax, token, seen, depth=depth)
    if label == "conj" and is_verbal(syntax, head):
        own = sentence.tags[token] in ("VBD", "VBN") and not syntax.children(token, "aux")
        return _age(syntax, head, seen, depth=depth + 1) if own and sentence.tags[head] in ("VBD", "VBN") else "none"
    if label == "advcl" and (opener := _timed_before(syntax, token)) is not None:
        return age_of_date(syntax, opener, seen)
    topical = _age_of_topic(syntax, sentence.heads[head], token, seen) if label == "pcomp" else "none"
    if topical != "none":
        return topical
    if label in ("advcl", "xcomp", "pcomp"):
        while sentence.labels[token] in ("pcomp", "prep"):
            token = sentence.heads[token]
        governor = sentence.heads[token] if label != "pcomp" else token
        if not is_verbal(syntax, governor) and not sentence.tags[governor].startswith("NN"):
            return "none"
        return _age(syntax, governor, seen, depth=depth + 1)
    if label == "relcl" and sentence.labels[head] == "attr" and _is_cleft(syntax, sentence.heads[head]):
        return _age(syntax, sentence.heads[head], seen, depth=depth + 1)  # "in 1979 it was they who left"
    if label in ("ccomp", "relcl", "advcl", "acl") and _is_cleft(syntax, head):  # "it was in 1979 that they left"
        return _age(syntax, head, seen, depth=depth + 1)
    if label in ("relcl", "acl") and sentence.tags[head].startswith(("NN", "CD")):
        if syntax.is_infinitive(token):
            return _age(syntax, head, seen, depth=depth + 1)
        timed = sentence.lemmas[head] in syntax.lexicon.lists["periods"] or is_year(syntax, head)
        if timed or is_event(syntax, head):
            ages = [age_of_date(syntax, found, seen) for found in (head, *dates(syntax, head))]
            if "old" in ages:
                return "old"
        while sentence.labels[head] in ("pobj", "prep", "dobj", "conj", "appos"):
            head = sentence.heads[head]
        simple = sentence.tags[token] in ("VBD", "VBN", "VBG")
        if simple and is_verbal(syntax, head) and head != token:
            return _age(syntax, head, seen, depth=depth + 1)
    return "none"


def _is_cleft(syntax: Syntax, copula: int) -> bool:
    """Whether a clause begins with "it was"."""
    return syntax.sentence.lemmas[copula] == "be" and any(
        syntax.words[it] == "it" for it in syntax.children(copula, "nsubj")
    )


def _inherited_by_noun(syntax: Syntax, noun: int, seen: Seen, *, depth: int) -> Age:
    """The age of the verb or event that a noun hangs on; what is said of an event does not date it."""
    sentence = syntax.sentence
    first = noun
    while sentence.labels[noun] in HUNG and sentence.heads[noun] != noun:
        noun = sentence.heads[noun]
        if is_verbal(syntax, noun):
            topical = _age_of_topic(syntax, noun, first, seen)
            if topical != "none":
                return topical
            return "none" if says(syntax, noun) else _age(syntax, noun, seen, depth=depth + 1)
        if is_event(syntax, noun) and (age := _age(syntax, noun, seen, depth=depth + 1)) != "none":
            return age
    return "none"


def _timed_before(syntax: Syntax, verb: int) -> int | None:
    """The year right before a clause with "when": "in 1938, when they came"."""
    first = min((child for child in syntax.sentence.children[verb] if syntax.words[child] == "when"), default=0)
    before = first - 1
    while before > 0 and syntax.words[before] == ",":
        before -= 1
    return before if before > 0 and is_year(syntax, before) else None


def _is_after_years(syntax: Syntax, verb: int) -> bool:
    """Whether a clause says how many years after something else is: "three decades after they left"."""
    if not any(syntax.words[mark] in ("after", "since") for mark in syntax.children(verb, "mark")):
        return False
    return any(
        syntax.sentence.lemmas[length] == "year" or syntax.sentence.lemmas[length] in syntax.lexicon.lists["ages"]
        for length in syntax.children(verb, "npadvmod", "advmod", "dep", "nmod")
    )
