"""The words of time that belong to a predicate, and how far back they put it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

from bede.extract.grammar import Syntax
from bede.extract.status.clauses import is_verbal
from bede.model import Publication

YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s|'s)?")
RECENT = 240
"""Days up to which a month said is recent, seen from a known day of publication."""

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if number}
DATING = (
    "in",
    "during",
    "of",
    "between",
    "over",
    "on",
    "at",
    "within",
    "around",
    "throughout",
    "before",
    "after",
    "as",
    "under",
)
"""Prepositions of a date."""

CARRIED = ("prep", "dobj", "attr", "npadvmod", "advmod", "dative", "agent", "oprd", "acomp")
"""Labels of what may carry a verb's date."""

Age = Literal["old", "background", "none"]
"""Old is over wherever it stands; background is over where it is told beside something newer."""


class Seen(NamedTuple):
    """From where a text looks back: its day of publication, and the year in which its speakers are said to speak."""

    published: date | None = None
    spoken: int | None = None


def day_of(publication: Publication | None) -> date | None:
    """The last day on which a page can have been published, where that is known."""
    return date.fromisoformat(publication.latest[:10]) if publication is not None else None


def year_of_speech(syntax: Syntax, token: int) -> int | None:
    """The year in which somebody is said to have said it."""
    below = token
    for verb in syntax.ancestors(token):
        told = syntax.sentence.labels[below] not in ("conj", "advcl")
        if told and says(syntax, verb):
            for found in dates(syntax, verb):
                if YEAR.fullmatch(syntax.words[found]):
                    return int(syntax.words[found][:4])
        below = verb
    return None


def says(syntax: Syntax, verb: int) -> bool:
    """Whether a verb is one of saying: "held that", not "was held"."""
    if not syntax.is_verb(verb) or syntax.sentence.lemmas[verb] not in syntax.lexicon.speech.verbs:
        return False
    return not syntax.is_passive(verb) or bool(syntax.children(verb, "ccomp", "xcomp"))


def dates(syntax: Syntax, token: int) -> Iterator[int]:
    """The years and the words like "ago" that belong to a predicate, not to a clause or event within it."""
    sentence = syntax.sentence
    inner = [child for aux in syntax.children(token, "aux", "auxpass") for child in sentence.children[aux]]
    for child in (*sentence.children[token], *inner):  # "had, in 2009, left"
        word, label = syntax.words[child], sentence.labels[child]
        if (
            is_year(syntax, child)
            or (word in ("ago", "back", "earlier", "before") and label == "advmod")
            or _is_last(syntax, child)
        ):
            yield child
        if is_verbal(syntax, child) or label not in CARRIED:
            continue
        if label in ("npadvmod", "advmod"):
            yield from dates(syntax, child)
        elif label == "prep":
            yield from dates_after(syntax, child)
            yield from _dates_closing(syntax, token, child)
        elif label == "agent":
            yield from dates_after(syntax, child)
        elif not is_event(syntax, child):
            yield from _dates_hung(syntax, child)


def _dates_closing(syntax: Syntax, verb: int, prep: int) -> Iterator[int]:
    """The years before whose end a past clause was over: "until 1992", "from 1990 to 1992"."""
    sentence = syntax.sentence
    if sentence.tags[verb] != "VBD" and not any(
        syntax.words[child] in ("was", "were", "had") for child in syntax.children(verb, "aux", "auxpass")
    ):
        return
    over = any(syntax.words[child] == "had" for child in syntax.children(verb, "aux"))  # not "pledged to go by 2030"
    ends = (
        [prep] if syntax.words[prep] in syntax.lexicon.lists["closing"] and (over or syntax.words[prep] != "by") else []
    )
    if syntax.words[prep] == "from":
        inner = [*syntax.children(prep, "prep"), *syntax.children(verb, "prep")]
        ends = [end for end in inner if end > prep and syntax.words[end] in ("to", "through", "until", "till")]
    for end in ends:
        yield from (year for year in syntax.children(end, "pobj") if is_year(syntax, year))


def dates_after(syntax: Syntax, prep: int) -> Iterator[int]:
    """The dates of a prepositional phrase."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    name = syntax.words[prep]
    if name in lists["bounding"]:
        for noun in syntax.children(prep, "pobj") if name == "by" else ():  # "killings by soldiers in 1973"
            if not is_event(syntax, noun) and sentence.lemmas[noun] not in lists["periods"]:
                yield from _dates_hung(syntax, noun)
        return
    for inner in syntax.children(prep, "prep", "pcomp"):
        if sentence.labels[inner] == "prep":
            yield from dates_after(syntax, inner)
    for noun in syntax.children(prep, "pobj"):
        lemma = sentence.lemmas[noun]
        timed = is_year(syntax, noun) or syntax.words[noun] in lists["bygone"] or _is_regime(syntax, noun)
        if name in DATING and timed:
            yield noun
        elif name == "during" or (name in DATING and (lemma in lists["periods"] or lemma in lists["upheavals"])):
            yield from _dates_of(syntax, noun)
        elif is_event(syntax, noun):
            if name in ("after", "before", "in"):  # "after a raid in 2003", "in the 2003 raid"
                yield from (
                    _dates_of(syntax, noun)
                    if name != "in"
                    else filter(partial(is_year, syntax), sentence.children[noun])
                )
        elif name != "for" or lemma in lists["spans"]:
            yield from _dates_hung(syntax, noun)


def _is_regime(syntax: Syntax, noun: int) -> bool:
    """Whether a noun names an order that is thought of as over: "apartheid", "military rule", "independence"."""
    regimes = syntax.lexicon.lists["regimes"]
    lemma = syntax.sentence.lemmas[noun]
    return lemma in regimes or (noun > 0 and f"{syntax.words[noun - 1]} {lemma}" in regimes)


def _dates_of(syntax: Syntax, noun: int) -> Iterator[int]:
    """The dates of a noun of time: "the autumn of 1956", "May 1938", "last year", "the 1977 election"."""
    lists, lemma = syntax.lexicon.lists, syntax.sentence.lemmas[noun]
    for child in syntax.sentence.children[noun]:
        era = syntax.words[child] in lists["eras"] and (lemma == "time" or lemma in lists["upheavals"])
        if era or is_year(syntax, child) or _is_last(syntax, child):
            yield child
    for prep in syntax.children(noun, "prep"):
        yield from dates_after(syntax, prep)


def _dates_hung(syntax: Syntax, noun: int) -> Iterator[int]:
    """The dates that the parser hung on a noun beside the verb: "to the city in 1977"."""
    for prep in syntax.children(noun, "prep"):
        yield from dates_after(syntax, prep)


def is_event(syntax: Syntax, token: int) -> bool:
    """Whether a noun names something that happened."""
    lemma = syntax.sentence.lemmas[token]
    if lemma in syntax.lexicon.lists["times"]:
        return False
    return bool(syntax.lexicon.triggers.get(("noun", lemma))) or lemma in syntax.lexicon.lists["upheavals"]


def _is_last(syntax: Syntax, token: int) -> bool:
    """Whether a word says that a time is the one before: "last year", "last spring", "the previous decade"."""
    if syntax.words[token] not in ("last", "previous"):
        return False
    time = syntax.sentence.lemmas[syntax.sentence.heads[token]]
    return time in MONTHS or time in syntax.lexicon.lists["seasons"] or time in syntax.lexicon.lists["ages"]


def is_dated(syntax: Syntax, noun: int) -> bool:
    """Whether a noun is a known event by its year: "the 2015 accord", "its annexation of 2014"."""
    if not any(
        syntax.words[child] != "a" and syntax.words[child] != "an" for child in syntax.children(noun, "det", "poss")
    ):
        return False
    years = [
        year
        for prep in syntax.children(noun, "prep")
        if syntax.words[prep] == "of"
        for year in syntax.children(prep, "pobj")
    ]
    return any(is_year(syntax, child) for child in (*syntax.children(noun, "nummod", "compound", "nmod"), *years))


def topic_of(syntax: Syntax, verb: int) -> int | None:
    """The event that a verb is about: "jailed for the murder", "accused of shelling"."""
    objects = [prep for noun in syntax.children(verb, "dobj") for prep in syntax.children(noun, "prep")]
    inner = [prep for prep in objects if syntax.words[prep] in ("for", "over")]
    for prep in (*syntax.children(verb, "prep"), *inner):
        if syntax.words[prep] in syntax.lexicon.lists["topical"]:
            for topic in syntax.children(prep, "pobj", "pcomp"):
                if topic > verb and (is_verbal(syntax, topic) or is_event(syntax, topic)):
                    return topic
    return None


def is_year(syntax: Syntax, token: int) -> bool:
    """Whether a number is a year, not a count of what follows."""
    word, sentence = syntax.words[token], syntax.sentence
    if YEAR.fullmatch(word) is None or sentence.labels[token] in ("dobj", "nsubj", "nsubjpass"):
        return False
    counted = sentence.tags[sentence.heads[token]] in ("NNS", "NNPS") and word[-1] == "0"
    return not (sentence.labels[token] == "nummod" and (counted or word[-2:] == "00"))


def age_of_date(syntax: Syntax, token: int, seen: Seen) -> Age:
    """How far back a word of time is."""
    sentence = syntax.sentence
    word = syntax.words[token]
    if YEAR.fullmatch(word):
        return _age_of_year(syntax, token, seen)
    if word in syntax.lexicon.lists["bygone"] or word in syntax.lexicon.lists["eras"]:
        return "old"
    if _is_regime(syntax, token):
        return "background"
    ages = syntax.lexicon.lists["ages"]
    if word in ("last", "previous"):
        return "old" if sentence.lemmas[sentence.heads[token]] in ages else "background"
    lengths = [sentence.lemmas[child] for child in syntax.children(token, "npadvmod", "advmod", "nmod", "dep")]
    lengths += [sentence.lemmas[token - 1]] if token else []
    if word == "ago" and "long" in lengths:
        return "old"
    single = {"a", "one"} & set(syntax.words[max(0, token - 2) : token])
    if any(length in ages for length in lengths) or ("year" in lengths and word == "ago"):
        return "old"
    if "year" in lengths and not single:
        return "background"
    return "background" if "year" in lengths or (word == "ago" and "month" in lengths) else "none"


def _age_of_year(syntax: Syntax, token: int, seen: Seen) -> Age:
    """How far back a year is; without a day of publication, a year is said because it is not the present one."""
    year = int(syntax.words[token][:4])
    beside = {syntax.words[near] for near in (token, *syntax.sentence.children[token], syntax.sentence.heads[token])}
    beside |= set(syntax.words[max(0, token - 3) : token])
    month = next((number for name, number in MONTHS.items() if name in beside), None)
    if seen.published is not None:
        if year < seen.published.year - 1:
            return "old"
        last = date(year, month or 12, 28)
        if (seen.published - last).days > RECENT or (month is None and year < seen.published.year):
            return "old"
        return "none"
    if seen.spoken is not None:
        return "old" if year < seen.spoken else "none"
    exact = month is not None and any(word.isdigit() and len(word) < 3 for word in beside)
    return "background" if exact else "old"
