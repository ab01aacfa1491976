"""Manner: how a report is told, beside what it tells: as one thing more, as a course of action without occasions."""

from __future__ import annotations

from bede.lexicon.content import claim_words, course_words, deal_words, further_words, habit_words, past_forms
from bede.model import Article, Report, Span

BESIDE = 2  # words before a trigger in which it is said that something is done as well
OPENING = 4  # words that open a sentence, in which it is said of all that it tells
CONTINUING = frozenset({"AID", "COOPERATE"})  # acts that are often told as a course, without occasions
ONCE = frozenset({"resign"})  # modes of what somebody does once, and of which is told long before
DONE = frozenset({"actual", "negated"})
HABIT = 6  # words before a trigger in which it is said that it is done again and again
OBJECT = 5  # words behind a trigger that may be its object
DEAL = 5  # words behind a trigger in which it is said what is signed
CLAIM = 4  # words behind a trigger in which it is said what is claimed
PREPOSITIONS = frozenset({"against", "at", "by", "during", "for", "from", "in", "of", "on", "to", "with"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PRONOUNS = frozenset({"he", "she", "it", "they"})


def further(report: Report, article: Article | None) -> bool:
    """Whether a report is told as one thing more: "he also called for", "separately", "in a separate decision"."""
    return _says(*_before(report)[-BESIDE:], *_after(report)[:1]) or _opened(report.sentence, article)


def claim(report: Report) -> bool:
    """Whether a report tells who says that he did it: "claimed responsibility for the attack"."""
    after = _after(report)[:CLAIM]
    return any(word.strip(",.;") in claim_words() for word in after)


def claimed_later(report: Report) -> bool:
    """Whether a claim says when it was made and not when was done what is claimed: "claimed on Saturday"."""
    if report.date is None or not claim(report):
        return False
    start = report.trigger.end - report.sentence.start
    behind = report.sentence.text.lower().find(" for ", start)
    return behind >= 0 and report.date.start < report.sentence.start + behind


def deal(report: Report) -> bool:
    """Whether a report tells that those who act agree, by what they sign or reach: "reached a deal"."""
    if report.act != "SUPPORT" or report.recipients:
        return False
    after = _after(report)[:DEAL]
    return any(word.strip(",.;") in deal_words() for word in after)


def back(report: Report) -> bool:
    """Whether a report tells no more of an act than that it was the one told of before: "the attack", who claims it."""
    if report.recipients or any(place.role == "event" for place in report.places):
        return False
    before = _before(report)[-1:]
    return claim(report) or (bool(before) and before[0] in DEFINITE)


def habit(report: Report) -> bool:
    """Whether a report tells what somebody does again and again: "routinely carries out", "is known to attack"."""
    before = _before(report)
    said = " ".join(word.strip(",.;") for word in before[-HABIT:])
    return any(f" {words} " in f" {said} " for words in habit_words())


def course(report: Report) -> str:
    """What a report tells of as a course of action, empty where it tells of an occasion.

    A war and what it is called otherwise are one name; of help and trade it is the act, where nothing puts it into the
    past: "the parts that they sell", "never supplies", "its support for the rebels". Both sides have to be told.
    """
    if not (report.actors and report.recipients):
        return ""
    word = report.trigger.text.lower().split()[-1:]
    found = whole(report)
    if found or report.act not in CONTINUING or report.status not in DONE:
        return found if report.status in DONE else ""
    past = not word or word[0].endswith("ed") or word[0] in past_forms()
    return "" if past else report.act


def whole(report: Report) -> str:
    """What goes on for months of which a report's own word speaks, empty where it speaks of one time: a war."""
    found = ""
    words = report.trigger.text.lower().split()[-1:]
    for word in [*words, *_object(report)[-1:]]:
        found = found or course_words().get(word, "")
    return found


def _before(report: Report) -> list[str]:
    """The words of a report's sentence before its trigger, lower case."""
    return report.sentence.text[: max(0, report.trigger.start - report.sentence.start)].lower().split()


def _after(report: Report) -> list[str]:
    """The words of a report's sentence behind its trigger, lower case."""
    return report.sentence.text[report.trigger.end - report.sentence.start :].lower().split()


def _object(report: Report) -> list[str]:
    """The words behind a trigger up to the next preposition or stop: what is waged or begun."""
    found: list[str] = []
    for word in _after(report)[:OBJECT]:
        if word in PREPOSITIONS:
            break
        found.append(word.strip(",.;"))
        if found[-1] != word:
            break
    return found


def _opened(sentence: Span, article: Article | None) -> bool:
    """Whether a sentence opens with what is separate from the rest, or goes on with a pronoun after one that does."""
    if _opens(sentence.text):
        return True
    words = sentence.text.split()
    if article is None or not words or words[0].lower() not in PRONOUNS:
        return False
    paragraph = next((span for span in article.body if span.start <= sentence.start < span.end), None)
    return paragraph is not None and paragraph.start < sentence.start and _opens(paragraph.text)


def _opens(text: str) -> bool:
    """Whether a text opens with a word that says that what follows is another thing."""
    return _says(*text.lower().split(maxsplit=OPENING)[:OPENING])


def _says(*words: str) -> bool:
    """Whether one of some words says that somebody does one thing more."""
    return any(word.strip(",.;") in further_words() for word in words)
