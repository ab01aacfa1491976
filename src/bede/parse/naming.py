"""What the model gets wrong around names: titles before them, posts, days beside them, names with small words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bede import lexicon
from bede.parse.listing import is_state
from bede.parse.tree import FINITE, MODIFYING, SUBJECTS, bears, is_below

BODIES = 3
"""Nouns from a state up to the title: "the Speaker of the Parliament of the Republic of Chad"."""


def name_after_title(
    token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]
) -> None:
    """Hang the name in "The Minister of Ports, Ada Mwale has closed" on the title: it has no comma behind it."""
    first = token
    while first and heads[first - 1] == token and labels[first - 1] in MODIFYING:
        first -= 1
    titles = [child for child in range(first) if heads[child] == heads[token] and labels[child] in SUBJECTS]
    # "Togo's premier, Juma Mwale has", "Togo's PM Juma Mwale"
    beside = words[first - 1] == "," or titles == [first - 1]
    beside = beside or (len(titles) == 1 and is_below(first - 1, titles[0], heads) and tags[titles[0]] == "NN")
    if not beside or len(titles) != 1 or words[token + 1 : token + 2] == (",",):
        return
    if words[titles[0]].lower() in lexicon.load().words and all(tag == "NNP" for tag in tags[first:token]):
        labels[token], heads[token] = "appos", titles[0]


def name_after_post(token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Part the state from the name in "the Danish ambassador to Chad Eva Berg": the model takes both for one name.

    So it does in "the Speaker of the Parliament of Chad Eva Berg".
    """
    prep = heads[token]
    title, post = heads[prep], prep + 1
    known = lexicon.load()
    if words[prep] == "of" and token - post > 1:
        chain = [title]
        while labels[chain[-1]] == "pobj" and len(chain) < BODIES:
            chain.append(heads[heads[chain[-1]]])
        titles = {noun for noun in chain if (one := known.words.get(words[noun].lower())) is not None and one.title}
        title = next((noun for noun in chain if noun in titles), -1)
        if title < 0:
            return
    elif words[prep] not in ("in", "to") or words[title].lower() not in known.classes["envoy"] or title != prep - 1:
        return
    name = range(post + 1, token + 1)
    whole = len(name) > 1 and all(tags[part] == "NNP" for part in name) and heads[post] == token
    if not whole or not any(one.kind in ("state", "place") for one in known.names.get(words[post], ())):
        return
    labels[post], heads[post] = "pobj", prep
    labels[token], heads[token] = "appos", title
    for part in name:
        if heads[part] == post:
            heads[part] = token


def join_titled(token: int, words: Sequence[str], labels: Sequence[str], heads: list[int]) -> None:
    """Join "Ghana's president Ama Quill and Togolese president Juma Mwale" at the titles: the model has one title."""
    name = heads[token]
    title = heads[name]
    if not title < name or "," in words[title:name]:
        return
    for child in range(name + 1, token + 1):
        if heads[child] == name and labels[child] in ("cc", "conj"):
            heads[child] = title


def guest(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Join the second of two in "signed by the premier and visiting Speaker Eva Berg": the model makes it visit her."""
    visited = [child for child in range(token + 1, len(words)) if heads[child] == token and labels[child] == "dobj"]
    first = token - 2
    if words[token - 1] != "and" or len(visited) != 1 or not tags[token + 1].startswith("NN"):
        return
    while words[heads[first]] == "of" and tags[heads[heads[first]]].startswith("NN"):
        first = heads[heads[first]]  # "the premier of Togo and visiting"
    if tags[first].startswith("NN") and labels[first] in ("pobj", "dobj", *SUBJECTS):
        labels[visited[0]], heads[visited[0]] = "conj", first
        tags[token], labels[token], heads[token] = "JJ", "amod", visited[0]
        for child in range(visited[0] + 1, len(words)):
            if heads[child] == token:
                heads[child] = heads[first]


def name_with_to(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "told the Committee to Save Libraries" tell a committee: the model makes it save libraries."""
    verb = token + 1
    if heads[token] != verb or tags[verb] != "VB" or labels[token] != "aux":
        return
    last = verb
    while last + 1 < len(words) and words[last + 1][:1].isupper() and tags[last + 1].startswith("NNP"):
        last += 1
    inside = range(verb, last + 1)
    for child, head in enumerate(heads):
        if head == verb and child not in inside and child != token:
            heads[child] = heads[token - 1]
    tags[verb], tags[token] = "NNP", "IN"
    for part in inside:
        labels[part], heads[part] = "compound", last
    labels[last], heads[last] = "pobj", token
    labels[token], heads[token] = "prep", token - 1


def join_to_name(words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "the Committee to Protect Journalists calls on Chad" call: the model makes the committee protect."""
    known = _names_with_to()
    for first, word in enumerate(words):
        for name in known.get(word, ()):
            if words[first : first + len(name)] == name and first + len(name) < len(words):
                _join(first, first + name.index("to"), first + len(name) - 1, tags, labels, heads)


def _join(first: int, to: int, last: int, tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make one name of some words, and where the root stood among them the verb after them the root."""
    inside, noun = range(first, last + 1), to - 1
    top = next((token for token in inside if heads[token] not in inside or heads[token] == token), last)
    label, head = labels[top], heads[top]
    if head == top:
        finite = next((token for token in range(last + 1, len(heads)) if tags[token] in (*FINITE, "MD")), None)
        if finite is None:
            return
        head = heads[finite] if labels[finite] in ("aux", "auxpass") and heads[finite] > last else finite
        label = "nsubjpass" if bears(head, ("auxpass",), labels=labels, heads=heads) else "nsubj"
        labels[head], heads[head] = "ROOT", head
    elif label not in (*SUBJECTS, "dobj", "pobj", "dative", "conj", "poss", "appos", "agent"):
        return
    for child, governor in enumerate(heads):
        if governor in inside and child not in inside:
            heads[child] = noun if child < first or (child == last + 1 and labels[child] == "case") else head
    for part in inside:
        tags[part], labels[part], heads[part] = "NNP", "compound", noun if part < noun else last
    labels[noun], heads[noun] = label, head
    tags[to], labels[to], heads[to] = "IN", "prep", noun
    labels[last], heads[last] = "pobj", to


@lru_cache(maxsize=1)
def _names_with_to() -> dict[str, list[tuple[str, ...]]]:
    """The known names that the model reads as what somebody is to do, word by word, by their first words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(lexicon.load().names):
        words = tuple(name.split())
        if "to" in words[1:-1] and "," not in name and words[words.index("to") + 1][:1].isupper():
            found.setdefault(words[0], []).append(words)
    return found


def join_name(token: int, words: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make the last word of a known name its head: the model takes a rare first name for a preposition or verb."""
    first = token - 1
    name = f"{words[first]} {words[token]}"
    if name not in lexicon.load().names or heads[first] == first:
        return
    heads[token], labels[token] = heads[first], labels[first]
    heads[first], labels[first] = token, "compound"
    for child, head in enumerate(heads):
        if head == first:
            heads[child] = token


def part_from_day(token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "phoned Premier Silva Thursday" a name and a day: the model takes the day for the end of the name."""
    name = [child for child, head in enumerate(heads[: token - 1]) if head in (token, token - 1)]
    if tags[token - 1] != "NNP" or labels[token - 1] != "compound" or not any(tags[child] == "NNP" for child in name):
        return  # "Black Friday"
    governor, label = heads[token], labels[token]
    if governor == token:
        return
    for child, head in enumerate(heads):
        if head == token:
            heads[child] = token - 1
    heads[token - 1], labels[token - 1] = governor, "dobj" if label == "npadvmod" else label
    heads[token], labels[token] = heads[governor] if label == "pobj" else governor, "npadvmod"


def act_after_day(token: int, tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make Chad act in "in Lome on Friday, Chad, as expected, left": the model takes it for another name of the day."""
    verb = heads[token]
    while labels[verb] in ("pobj", "prep", "npadvmod") and heads[verb] != verb:
        verb = heads[verb]
    bare = tags[verb] in FINITE and not bears(verb, SUBJECTS, labels=labels, heads=heads)
    if bare and token < verb and tags[token].startswith("NN"):
        labels[token], heads[token] = "nsubj", verb


def enumerate_names(token: int, words: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "Peru, Chile, and Bolivia" three: the model takes the second for another name of the first."""
    first = heads[token]
    below = [child for child, head in enumerate(heads) if head == token]
    joined = [child for child in below if labels[child] == "conj"]
    if not joined:  # or takes the third for a second subject
        joined = [at for at in range(token, len(heads)) if heads[at] == heads[first] and labels[at] == labels[first]]
    if len(joined) == 1 and "and" in words[token : joined[0]] and _are_states(first, token, words, labels, heads):
        labels[token] = labels[joined[0]] = "conj"  # "the United States, the African Union and their donors"
        heads[joined[0]] = token
        return
    if token - first != 2 or len(joined) != 1 or "and" not in words[token : joined[0]]:
        return
    if all(is_state(words[member]) for member in (first, token, joined[0])):
        labels[token] = labels[joined[0]] = "conj"
        heads[joined[0]] = token


def _are_states(first: int, second: int, words: Sequence[str], labels: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether two names with a comma between are both those of states or bodies."""
    known = lexicon.load().names
    comma = next((at for at in range(first + 1, second) if words[at] == ","), None)
    if comma is None or comma != first + 1:
        return False
    for last in (first, second):
        begin = last
        while begin and heads[begin - 1] == last and labels[begin - 1] == "compound":
            begin -= 1
        names = known.get(" ".join(words[begin : last + 1]), ())
        if not any(name.kind in ("state", "body") for name in names):
            return False
    return True


@lru_cache(maxsize=1)
def weekdays() -> frozenset[str]:
    """The days of the week in lower case."""
    return frozenset(word for word in lexicon.load().lists["calendar"] if word.endswith("day") and len(word) > 5)


def is_called(token: int, words: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether a word says what the state behind it is, and is no part of its name."""
    called = words[token].lower() in lexicon.load().lists["before_states"]
    return called and token < heads[token] and is_state(words[heads[token]])
