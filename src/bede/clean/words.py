"""The words and set phrases of page furniture, and the weights of the line model, as the data files give them."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import islice
from operator import eq

from ahocorasick_rs import AhoCorasick

from bede.model import BedeError

WORD = re.compile(r"\w+(?:['’]\w+)?")

_APART = bytes(code if chr(code).isalnum() or chr(code) in "_'" else ord(" ") for code in range(128)) + b" " * 128
_QUOTE, _TWICE = re.compile(r"'(?:(?!\w)|(?<!\w'))"), re.compile(r"'\w+'")
_MARKED = re.compile(r"\W*\w+\s*(?:[:|–—/»>…]|-\s|\.{3})")
_PRINTED = (("’", "'"), ("‘", " "), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("…", " "), ("\xa0", " "))
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_ASKED = 60
_HEADING = 40
_STEM, _MOST_STEMS = 6, 1 << 15
_DIGITS = "0123456789"
_FIGURES, _FIGURE = _DIGITS.encode(), re.compile(r"\d")
_SMALL_AND_CAPITAL = b"aA"
_CASES = bytes(
    ord("A" if chr(code).isupper() else "a" if chr(code).islower() or chr(code) in f"{_DIGITS}?!" else " ")
    for code in range(128)
).ljust(256)

#: The most words that a heading over a list has.
LONGEST = 10


class PageDataError(BedeError):
    """A data file about pages that does not hold what it should."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a set phrase says about its line: the part it plays, and how far that reaches (line, block or rest).

    ``tells`` is the kind of page that the phrase shows, such as ``error``, empty for most.
    """

    part: str
    reach: str
    tells: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The set phrases by where in a line they stand.

    ``sizes`` tells of the first word of those at the start how many words they have, most first; ``last_words`` are the
    last words of those at the end. ``openings`` are the first two words of those at the start and of those that are a
    whole line, ``marks`` are a word of each of those within, with those of which one stands beside it.
    """

    whole: dict[str, Phrase]
    start: dict[str, Phrase]
    end: dict[str, Phrase]
    within: AhoCorasick
    within_phrases: tuple[Phrase, ...]
    sizes: dict[str, tuple[int, ...]]
    last_words: frozenset[str]
    openings: frozenset[str]
    marks: dict[str, frozenset[str]]
    mark_words: frozenset[str]


def _open(name: str) -> str:
    return (resources.files("bede") / "data" / "page" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, list[str]]:
    return tomllib.loads(_open("words.toml"))


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """Return the numbers of the months by the first three letters of their names."""
    return {month[:3]: number for number, month in enumerate(_word_lists()["months"], 1)}


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """Return the word lists of ``words.toml`` by name."""
    return {name: frozenset(items) for name, items in _word_lists().items()}


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """Return the weights of ``weights.toml`` by table and name."""
    tables = tomllib.loads(_open("weights.toml"))
    return {table: {name: float(value) for name, value in items.items()} for table, items in tables.items()}


@lru_cache(maxsize=1)
def length_scores() -> tuple[float, ...]:
    """Return what a line of so many words is worth by its length, the last item for all longer ones."""
    steps = sorted((int(least), value) for least, value in weights()["length"].items())
    longest = steps[-1][0]
    return tuple(max(step for step in steps if step[0] <= count)[1] for count in range(longest + 1))


def one_of(*lists: str) -> str:
    """Return a regular expression that matches one item of the named word lists, longest first."""
    items = set().union(*(words()[name] for name in lists))
    return "|".join(
        re.escape(item).replace(r"\ ", r"\s+") for item in sorted(items, key=lambda item: (-len(item), item))
    )


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """Return the set phrases of ``phrases.tsv``."""
    places: dict[str, dict[str, Phrase]] = {"whole": {}, "start": {}, "end": {}, "within": {}}
    # The first line says where the file comes from; others may begin with the sign for a figure.
    rows = _open("phrases.tsv").splitlines()[1:]
    for number, row in enumerate(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE), 3):
        if row["where"] not in places or row["reach"] not in {"line", "block", "rest"}:
            found = f"{row['where']!r} and {row['reach']!r}"
            raise PageDataError(
                f"phrases.tsv:{number}: {found}; expected whole, start, end or within, and line, block or rest"
            )
        places[row["where"]][plain(tokens_of(row["phrase"].replace("#", "0")))] = Phrase(
            row["part"], row["reach"], row["tells"]
        )
    counts: dict[str, set[int]] = {}
    for phrase in places["start"]:
        tokens = phrase.split(" ")
        counts.setdefault(tokens[0], set()).add(len(tokens))
    sizes = {first: tuple(sorted(found, reverse=True)) for first, found in counts.items()}
    within = places["within"]
    finder = AhoCorasick([f" {phrase} " for phrase in within])
    marks = _marks(within)
    return Phrases(
        places["whole"],
        places["start"],
        places["end"],
        finder,
        tuple(within.values()),
        sizes,
        frozenset(phrase.rsplit(" ", 1)[-1] for phrase in places["end"]),
        frozenset(" ".join(phrase.split(" ")[:2]) for phrase in (*places["whole"], *places["start"])),
        marks,
        frozenset(marks),
    )


def _marks(within: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return a word of each phrase that few other lines have, as far as length tells, with those that stand by it."""
    marks: dict[str, set[str]] = {}
    for phrase in within:
        found = sorted(phrase.split(" "), key=lambda word: (word == "#", word in words()["function"], -len(word), word))
        marks.setdefault(found[0], set()).add(found[min(1, len(found) - 1)])
    return {word: frozenset(beside) for word, beside in marks.items()}


@lru_cache(maxsize=1)
def languages() -> dict[str, str]:
    """Return the names of languages by their codes, from ``languages.tsv``."""
    rows = [line for line in _open("languages.tsv").splitlines() if not line.startswith("# ")]
    return {row["code"]: row["language"] for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)}


def tokens_of(text: str) -> list[str]:
    """Return the words of a text in lower case, with straight apostrophes."""
    return WORD.findall(text.lower().replace("’", "'"))


def straight(text: str) -> str:
    """Return a text of the same words and letters with signs of ASCII for those that printers use."""
    if text.isascii():
        return text
    for sign, other in _PRINTED:
        text = text.replace(sign, other)
    return text


def spaced(text: str) -> str:
    """Return the words of a ``straight`` text as they stand, with spaces between."""
    if text.isascii():  # most lines: what is no letter or figure parts words
        quoted = "'" in text
        cased = (_QUOTE.sub(" ", text) if quoted else text).encode().translate(_APART).decode()
        if not quoted or "'" not in cased or _TWICE.search(cased) is None:
            return cased
    return " ".join(WORD.findall(text))


def lowered_of(text: str, cased: str) -> list[str]:
    """Return what ``tokens_of`` gives of a ``straight`` text that is ``cased`` when ``spaced``."""
    # The one letter of which the lower case is two, and the second of these parts words.
    return tokens_of(text) if "İ" in text else cased.lower().split()


def letters_of(text: str) -> int:
    """Return how many letters a text has."""
    return len(text.encode().translate(None, _NO_LETTERS)) if text.isascii() else sum(map(str.isalpha, text))


def signs_of(text: str) -> tuple[bool, bool]:
    """Return whether a ``straight`` text has a figure of any script, and whether a capital may stick to a word in it.

    No capital does where none comes right after a small letter, a figure, a question or exclamation mark.
    """
    if text.isascii():
        signs = text.encode()
        return len(signs.translate(None, _FIGURES)) < len(signs), _SMALL_AND_CAPITAL in signs.translate(_CASES)
    return _FIGURE.search(text) is not None, True


def plain(tokens: Sequence[str]) -> str:
    """Return words of ``tokens_of`` with spaces between and figures as ``#``, the form that set phrases are kept in.

    A figure that runs into the word before it, as in "Comments3", is a word of its own.
    """
    return " ".join(
        [
            "#" if token[0].isdigit() else f"{token.rstrip(_DIGITS)} #" if token[-1] in _DIGITS else token
            for token in tokens
        ]
    )


def content_of(tokens: Iterable[str]) -> frozenset[str]:
    """Return the words that carry the subject of a text, cut to six letters and without plurals for stemming."""
    return frozenset(map(_STEMS.__getitem__, tokens)) - _NONE


def content_and_function(tokens: Iterable[str]) -> tuple[Set[str], int]:
    """Return what ``content_of`` gives, and how many of the words are function words."""
    stems = list(map(_STEMS.__getitem__, tokens))
    content = set(stems)
    content -= _NONE
    return content, stems.count(_FUNCTION)


class _Stems(dict[str, str]):
    """Words cut to what their forms share, empty for function words, a space for others of a letter or two.

    Filled when asked.
    """

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_STEMS:
            self.clear()
        token = word.removesuffix("'s")
        if token in words()["function"]:
            stem = _FUNCTION
        elif len(token) <= 2:
            stem = _SHORT
        else:
            stem = token[:-1][:_STEM] if token[-1] == "s" and len(token) > 4 else token[:_STEM]
        self[word] = stem
        return stem


_QUOTED = frozenset('"“”«»')
_FUNCTION, _SHORT = "", " "
_STEMS, _NONE = _Stems(), frozenset({_FUNCTION, _SHORT})


def _titled_teaser(text: str) -> Phrase | None:
    """Return what a line is that has a heading for a list, a colon and one title: "You may also like: Talks resume"."""
    heading, _, title = text.partition(":")
    phrase = phrases().whole.get(plain(tokens_of(heading))) if title[:1] == " " else None
    return Phrase("teaser", "line", "") if phrase is not None and phrase.part == "list" else None


def _has_none(known: Phrases, tokens: Sequence[str]) -> bool:
    """Whether the first two words, the last one and those between show that a line has no set phrase, as most lines."""
    if len(tokens) < 2 or tokens[0] == tokens[1] or tokens[-1] in known.last_words:
        return False
    if tokens[0] in known.openings or f"{tokens[0]} {tokens[1]}" in known.openings:
        return False
    if known.mark_words.isdisjoint(tokens):
        return True
    return all(known.marks[word].isdisjoint(tokens) for word in known.mark_words.intersection(tokens))


def find_phrase(
    text: str, tokens: Sequence[str], *, length: int, closed: bool, numbered: bool
) -> tuple[str, Phrase] | None:
    """Return where a line has a set phrase and what the phrase says, None where it has none.

    ``tokens`` are its words, ``length`` is how many it counts for, ``closed`` is whether it ends as a sentence does,
    ``numbered`` whether it has a figure.
    A word said twice running ("VIDEO: Video of the day") counts once; a phrase of one word counts at the start of a
    line only where a colon, bar or dash follows it.
    """
    known = phrases()
    if _has_none(known, plain(tokens).split(" ") if numbered else tokens) and ":" not in text[:_HEADING]:
        return None
    # Set phrases stand near the ends of a line; the middle of a long paragraph is not asked.
    if True in map(eq, tokens, islice(tokens, 1, None)):
        tokens = [token for token, before in zip(tokens, ["", *tokens], strict=False) if token != before]
    if len(tokens) > _ASKED:
        tokens = [*tokens[: _ASKED - 8], *tokens[-8:]]
    key = plain(tokens) if numbered else " ".join(tokens)
    if (phrase := known.whole.get(key)) is not None:
        return "whole", phrase
    if ":" in text[:_HEADING] and (titled := _titled_teaser(text)) is not None:
        return "start", titled
    sizes = known.sizes.get(key.partition(" ")[0], ())
    head = key.split(" ", sizes[0]) if sizes else []
    for size in sizes:
        phrase = known.start.get(" ".join(head[:size])) if size <= len(head) else None
        if phrase is None or (size == 1 and not _MARKED.match(text)):
            continue
        if phrase.reach == "rest" and phrase.part == "list" and (length > LONGEST or closed):
            continue
        return "start", phrase
    if length >= 4:
        if matches := known.within.find_matches_as_indexes(f" {key} "):
            return "within", known.within_phrases[matches[0][0]]
        tail = key.rsplit(" ", 4)
        for size in range(2, min(len(tail), 5) if tail[-1] in known.last_words else 0):
            if (phrase := known.end.get(" ".join(tail[-size:]))) is not None:
                return "end", phrase
    return None


_APPEAL = Phrase("form", "line", "")
_LEAST_APPEAL = 8
_APPEAL_SIDES = ("appeal_gifts", "appeal_askers", "appeal_people")


def find_appeal(text: str, tokens: Sequence[str]) -> Phrase | None:
    """Return what a line is in which a publication asks its readers for money, None where it asks for none.

    Such a line says we or you, who asks or is asked (a newsroom, its readers) and what is given. What is quoted is no
    appeal of the page.
    """
    lists = words()
    if len(tokens) < _LEAST_APPEAL or any(lists[side].isdisjoint(tokens) for side in _APPEAL_SIDES):
        return None
    return _APPEAL if _QUOTED.isdisjoint(text) else None
