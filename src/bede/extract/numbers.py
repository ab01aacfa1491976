"""Numbers: how many died, were injured or arrested, and sums of money, with how exact they are and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from bede.extract.grammar import Syntax
from bede.lexicon.tables import DATA, rows
from bede.model import Number

DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(m|mn|bn)?")
SIGNS = {"$": "USD", "€": None, "£": None}
LABELS = frozenset({"attr", "compound", "conj", "dobj", "npadvmod", "nsubj", "nsubjpass", "nummod", "pobj", "appos"})
CLOSE = 0.1  # how far, as a part of it, a number can be from one that is "about" it
LONGEST = 4  # words of what stands before a number
JOINING = ("-", "–", "to")  # between the ends of a range
COUNTS = ("dead", "injured", "arrested")

Part = Literal["included", "added"]


class Run(NamedTuple):
    """Tokens that write one number or range: the first, the one after the last, the lowest and highest value."""

    first: int
    end: int
    low: float
    high: float


@dataclass(slots=True)
class _Found:
    """A number on its way: its tokens, the noun that it counts, its kind as far as it is known."""

    run: Run
    anchor: int
    noun: int | None
    kind: str | None
    part: Part | None


@lru_cache(maxsize=1)
def word_list() -> dict[str, dict[str, str]]:
    """The words around numbers by what they are for, each with its value."""
    found: dict[str, dict[str, str]] = {}
    for row in rows(DATA / "words" / "numbers.tsv", ("use", "words", "value")):
        found.setdefault(row["use"], {})[row["words"]] = row["value"]
    return found


def numbers(syntax: Syntax, text: str) -> tuple[Number, ...]:
    """The numbers of dead, injured and arrested, and the sums of money, that a sentence gives, in its order."""
    found: list[_Found] = []
    for run in _runs(syntax):
        if (one := _read(syntax, run, found[-1] if found else None)) is not None:
            found.append(one)
    return tuple(_number(syntax, one, text) for one in found if one.kind is not None)


def _number(syntax: Syntax, found: _Found, text: str) -> Number:
    """The record of a number, with the words before it that say how exact it is."""
    sentence, run = syntax.sentence, found.run
    first, bound = _before(syntax, run.first)
    low, high = _bounded(run, bound or _after(syntax, run.end, found.noun))
    signed = run.first > 0 and sentence.words[run.first - 1] in SIGNS
    start, end = sentence.starts[first], sentence.ends[run.end - 1]
    return Number(
        text=text[start:end], start=start, end=end, kind=found.kind or "", low=low, high=high,
        unit=SIGNS[sentence.words[run.first - 1]] if signed else None,
        noun=syntax.words[found.noun] if found.noun is not None else None,
        part=found.part,
    )  # fmt: skip


# The number itself


def _runs(syntax: Syntax) -> Iterator[Run]:
    """Every number of a sentence and every range, as they are written."""
    at, size = 0, len(syntax.words)
    while at < size:
        run = written_number(syntax, at)
        if run is None:
            at += 1
            continue
        last = written_number(syntax, run.end + 1) if run.end + 1 < size else None
        between = syntax.words[run.end] if last is not None else ""
        opened = syntax.words[run.first - 1] == "between" if run.first else False
        if last is not None and (between in JOINING or (opened and between == "and")):
            low = run.low * _scale(syntax, last) if run.end - run.first == 1 else run.low
            if low < last.high:
                run = Run(run.first, last.end, low, last.high)
        yield run
        at = run.end


def written_number(syntax: Syntax, at: int) -> Run | None:
    """The number that begins with a token, None where none does; dozens are fewer than a hundred, and so on."""
    words, lists = syntax.words, word_list()
    if at >= len(words):
        return None
    if words[at] in lists["several"]:
        low, end = float(lists["several"][words[at]]), at + 1
        if words[end : end + 1] == ("of",) and words[end + 1 : end + 2] and words[end + 1] in lists["several"]:
            low, end = low * float(lists["several"][words[end + 1]]) / 2, end + 2
        return Run(at, end, low, float("9" * len(f"{low:.0f}")))
    total, current, end = 0.0, None, at
    while end < len(words):
        word = words[end]
        digits = DIGITS.fullmatch(word)
        if digits is not None and current is None:
            current = float(digits[1].replace(",", "")) * float(lists["scale"].get(digits[2] or "", "1"))
        elif word in lists["number"] and (current is None or (current % 10 == 0 and current)):
            current = (current or 0.0) + float(lists["number"][word])
        elif word in lists["scale"] and (current is not None or word == "dozen"):
            scale = float(lists["scale"][word])
            total, current = (
                (total + (current or 1.0) * scale, 0.0) if scale >= 1000 else (total, (current or 1) * scale)
            )
        elif not (word == "-" and current and _goes_on(current, words[end + 1 : end + 2])):
            break
        end += 1
    return Run(at, end, total + (current or 0.0), total + (current or 0.0)) if current is not None else None


def _goes_on(value: float, after: tuple[str, ...]) -> bool:
    """Whether a number goes on after a hyphen: "twenty-three", "$40-million"."""
    lists = word_list()
    small = any(0 < float(lists["number"].get(word, "0")) < 10 for word in after)
    return any(word in lists["scale"] for word in after) or (value % 10 == 0 and small)


def _scale(syntax: Syntax, run: Run) -> float:
    """What the last word of a number multiplies it by."""
    last = syntax.words[run.end - 1]
    return float(word_list()["scale"].get(last, "1")) if run.end - run.first > 1 else 1.0


# How exact it is


def _before(syntax: Syntax, first: int) -> tuple[int, str]:
    """Where the words begin that say how exact the number at a token is, and how exact that is."""
    start = first - 1 if first and syntax.sentence.words[first - 1] in SIGNS else first
    start = start - 1 if start and syntax.words[start - 1] in ("between", "a") else start
    bounds = word_list()["before"]
    for length in range(min(LONGEST, start), 0, -1):
        phrase = " ".join(syntax.words[start - length : start])
        if phrase in bounds:
            return start - length, bounds[phrase]
    return start, ""


def _after(syntax: Syntax, end: int, noun: int | None) -> str:
    """How exact a number is by the words after it or after its noun."""
    bounds = word_list()["after"]
    for at in {end, (noun if noun is not None else end - 1) + 1}:
        if (phrase := " ".join(syntax.words[at : at + 2])) in bounds:
            return bounds[phrase]
    return ""


def _bounded(run: Run, bound: str) -> tuple[float, float | None]:
    """The lowest and the highest value of a number, None where it is open above."""
    low, high = run.low, run.high
    if bound == "most":
        return 0.0, high
    if bound == "least":
        return low, None
    if bound in ("about", "almost"):
        return _rounded(low * (1 - CLOSE)), _rounded(high * (1 + CLOSE)) if bound == "about" else high
    return low, high


def _rounded(value: float) -> float:
    """A value without what multiplying it left over."""
    return round(value, 6)


# What it counts


def _read(syntax: Syntax, run: Run, before: _Found | None) -> _Found | None:
    """A number with what it counts; one that is part of the number before it counts what that does."""
    sentence = syntax.sentence
    inside = range(run.first, run.end)
    top = next((token for token in reversed(inside) if sentence.heads[token] not in inside), run.end - 1)
    for _ in range(2):  # the first end of a range stands with the second, and that with the noun
        if sentence.labels[top] in ("quantmod", "conj") and sentence.tags[sentence.heads[top]] == "CD":
            top = sentence.heads[top]
    if sentence.labels[top] not in LABELS:
        return None
    noun, anchor = _noun(syntax, top, run)
    part = _part(syntax, run, noun, before)
    kind = "money" if _money(syntax, run, noun) else _kind(syntax, anchor, noun, run)
    timely = noun is not None and sentence.lemmas[noun] in syntax.lexicon.lists["times"]
    if part == "included" and kind is None and before is not None and before.kind in COUNTS and not timely:
        kind = before.kind
    if noun is not None and _alone(syntax, noun):
        noun = None
    return _Found(run, anchor, None if kind == "money" else noun, kind, part) if kind else None


def _noun(syntax: Syntax, top: int, run: Run) -> tuple[int | None, int]:
    """The noun that a number counts, and the token by which number and noun stand in the sentence."""
    sentence = syntax.sentence
    if sentence.labels[top] in ("nummod", "compound") and sentence.heads[top] >= run.end:
        return sentence.heads[top], sentence.heads[top]
    for prep in syntax.children(top, "prep"):
        if syntax.words[prep] == "of" and (inner := syntax.children(prep, "pobj")):
            after = inner[0] + 1
            if sentence.tags[inner[0]] in ("PRP", "WP") and after < len(sentence.tags):
                return (after if sentence.tags[after].startswith("NN") else None), top
            return inner[0], top
    if sentence.labels[top] == "nsubj" and sentence.lemmas[sentence.heads[top]] == "be":
        return next(iter(syntax.children(sentence.heads[top], "attr")), None), top
    return None, top


def _alone(syntax: Syntax, noun: int) -> bool:
    """Whether a noun says no more than that somebody is counted: "12 dead", "30 others"."""
    lemma, lists = syntax.sentence.lemmas[noun], syntax.lexicon.lists
    return lemma in (*lists["nouns_dead"], "other") or syntax.sentence.tags[noun][:2] in ("VB", "JJ")


def _money(syntax: Syntax, run: Run, noun: int | None) -> bool:
    """Whether a number is a sum of money."""
    sign = run.first > 0 and syntax.sentence.words[run.first - 1] in SIGNS
    return sign or (noun is not None and syntax.sentence.lemmas[noun] in syntax.lexicon.lists["currencies"])


def _part(syntax: Syntax, run: Run, noun: int | None, before: _Found | None) -> Part | None:
    """Whether a number counts some of another or more than were told: "among them five", "two more", "five of them"."""
    words, lists = syntax.words, word_list()
    first, _ = _before(syntax, run.first)
    prior = {" ".join(words[max(0, first - length) : first]) for length in range(1, LONGEST)}
    after = {" ".join(words[run.end : run.end + length]) for length in (1, 2)}
    if prior & lists["added_before"].keys() or after & lists["added_after"].keys():
        return "added"
    if prior & lists["part_before"].keys() or after & lists["part_after"].keys():
        return "included"
    others = noun is not None and syntax.sentence.lemmas[noun] == "other" and syntax.sentence.labels[noun] == "conj"
    if others and syntax.sentence.tags[syntax.sentence.heads[noun or 0]].startswith("NN"):
        return None if before is not None and before.noun == syntax.sentence.heads[noun or 0] else "added"
    if before is None or before.run.end > first:
        return None
    gap = f" {' '.join(words[max(before.run.end, first - LONGEST) : first])} "
    if any(f" {marker} " in gap for marker in lists["part_before"]):
        verbs = (token for token in range(max(before.run.end, first - LONGEST), first) if syntax.is_verb(token))
        return None if any(syntax.words[verb] not in lists["part_before"] for verb in verbs) else "included"
    joined = noun is not None and syntax.sentence.labels[noun] == "conj" and syntax.sentence.heads[noun] == before.noun
    return before.part if joined else None


def _kind(syntax: Syntax, anchor: int, noun: int | None, run: Run) -> str | None:
    """What a number counts, by the verb, participle or adjective that its noun stands with."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    verbs = [governor for governor in syntax.ancestors(anchor)[:2] if syntax.is_verb(governor)] + [
        child for child in syntax.children(anchor, "acl", "amod") if sentence.tags[child].startswith("VB")
    ]
    for verb in verbs:
        lost = {sentence.lemmas[token] for token in (noun, *syntax.children(verb, "dobj")) if token is not None}
        if sentence.lemmas[verb] in lists["verbs_of_lives"] and "life" in lost:
            return "dead"
        for kind in COUNTS:
            if sentence.lemmas[verb] in lists[f"verbs_{kind}"] and (
                sentence.heads[verb] == anchor
                or {anchor, noun}.intersection((*syntax.objects(verb), *syntax.verb_subjects(verb)))
            ):
                return kind
    after = (noun if noun is not None and noun >= run.end else run.end - 1) + 1
    for token in dict.fromkeys((noun if noun is not None else run.end, min(after, len(sentence.words) - 1))):
        if token < len(sentence.words):
            if sentence.lemmas[token] in lists["nouns_dead"]:
                return "dead"
            for kind in COUNTS:
                if sentence.tags[token] == "VBN" and sentence.lemmas[token] in lists[f"verbs_{kind}"]:
                    return kind
    tolls = (
        subject
        for verb in syntax.ancestors(anchor)[:2]
        if syntax.is_verb(verb)
        for subject in syntax.children(verb, "nsubj", "nsubjpass")
    )
    return "dead" if any(sentence.lemmas[subject] == "toll" for subject in tolls) else None
