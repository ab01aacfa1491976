"""Comment clauses ("..., the minister said"), read off the order of the words.

The parser hangs such a clause on any verb or noun before it, so its labels tell little. Its place tells it: a comma, a
noun phrase, a verb of saying, and then an end, a comma, or when, where and to whom it was said.
"""

from __future__ import annotations

from dataclasses import dataclass

from bede.extract.grammar import DEEP, Syntax

Tokens = tuple[int, int]
"""The first and the last of some tokens that stand together."""

FINITE = ("VBD", "VBZ", "VBP", "MD")
ENDS = (",", ".", ":", "''", "``", "-RRB-", "-LRB-", "HYPH", "NFP")
OPENS = ("DT", "PDT", "PRP", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBG", "VBN", "RB", "UH")
LINKS = ("WP", "WDT", "WRB", "WP$")
NOBODY = ("no", "nobody", "none", "not", "nothing")
NOUNS = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD")


@dataclass(frozen=True, slots=True)
class Comment:
    """Heads of who says it, the words of the clause, and what is said before and after it."""

    subject: tuple[int, ...]
    phrase: Tokens
    content: tuple[Tokens, ...]


def comment(syntax: Syntax, verb: int, *, last: int, known: bool, tells: bool) -> Comment | None:
    """The comment clause of a verb, if it has one; ``last`` is the last word of a verb like "point out".

    Verbs of saying that are not ``known`` need a clause that the parser gave them; those that ``tell`` have whom they
    tell as their object.
    """
    sentence = syntax.sentence
    begin = _group(syntax, verb)
    if begin is None:
        return None
    first, subject = _subject(syntax, verb, begin)
    if not subject or first < 2 or sentence.tags[first - 1] not in ENDS or syntax.words[first - 1] == ";":
        return None
    end = _tail(syntax, verb, last, tells=tells)
    if end is None or syntax.words[end + 1 : end + 2] == (":",):
        return None
    start = _start(syntax, first - 1)
    stop = first - 1
    while stop > start and sentence.tags[stop] in (",", ":", "HYPH", "NFP"):
        stop -= 1
    before = range(start, stop + 1)
    inside = sentence.tags[stop] in LINKS or sentence.labels[stop] == "mark"  # "because, he said, ..."
    split = sentence.tags[end + 2 : end + 3] in (("VBD",), ("VBZ",), ("VBP",), ("MD",))  # "The army, he said, had left"
    if not known and not any(child < first for child in syntax.children(verb, "ccomp")):
        return None
    if not known and sentence.lemmas[verb] in syntax.lexicon.lists["plain_verbs"]:
        return None  # "We have freed her, she is safe"
    if not (inside or split or _headline(syntax, verb) or any(_main(syntax, token, first) for token in before)):
        return None
    content = [(start, stop)] if not inside else []
    after = _after(syntax, end, quoted=sentence.tags[stop] == "''", turned=first == verb)
    if after is not None:
        content.append(after)
    return Comment(subject, (first, end), tuple(content)) if content else None


def _group(syntax: Syntax, verb: int) -> int | None:
    """Where a finite verb with its auxiliaries and adverbs begins; none where it is not finite, or denied."""
    tags, lemmas = syntax.sentence.tags, syntax.sentence.lemmas
    begin, helped = verb, False
    while begin > 0:
        if tags[begin - 1] == "RB" and syntax.words[begin - 1] not in ("not", "n't", "never", "there", "abroad"):
            begin -= 1
        elif lemmas[begin - 1] == "have" and tags[begin - 1] in FINITE:
            begin, helped = begin - 1, True
        elif lemmas[begin - 1] == "be" and tags[begin - 1] in FINITE and lemmas[verb] in syntax.lexicon.lists["citing"]:
            begin, helped = begin - 1, True  # "were quoted as saying"
        else:
            break
    finite = tags[verb] in FINITE or (helped and tags[verb] == "VBN")
    if not finite and not (tags[verb] == "VBN" and syntax.children(verb, "nsubj")):
        return None
    return begin


def _subject(syntax: Syntax, verb: int, begin: int) -> tuple[int, tuple[int, ...]]:
    """Where the noun phrase before a verb begins, and its heads; those after it in ``said Y``."""
    tags = syntax.sentence.tags
    if begin == verb and tags[begin - 1] in ENDS:
        after = [child for child in syntax.children(verb, "nsubj") if child > verb]
        if after:
            return verb, syntax.conjuncts(after[0])
    first = _segment(tags, begin)
    if first == begin and begin > 1 and tags[begin - 1] == ",":  # "the governor, X, said": a name beside the noun
        aside = _segment(tags, begin - 1)
        first = _segment(tags, aside - 1) if aside > 1 and tags[aside - 1] == "," else begin
    if first >= begin:
        return begin, ()
    opening = first
    if syntax.words[opening] == "as" and opening + 1 < begin:
        opening += 1
    if tags[opening] not in OPENS or _stray(syntax, opening, begin):
        return begin, ()
    if syntax.words[opening] in NOBODY or _within_relative(syntax, verb, opening):
        return begin, ()
    heads = _heads(syntax, verb, opening, begin)
    if not heads or _linked(syntax, opening, heads[0]):
        return begin, ()
    return first, tuple(syntax.counted(head) for head in heads)


def _within_relative(syntax: Syntax, verb: int, first: int) -> bool:
    """Whether a verb belongs to a relative clause of the noun before it: "a song that the choir knows"."""
    sentence = syntax.sentence
    own = syntax.children(verb, "nsubj")
    relative = sentence.labels[verb] == "relcl" and first <= sentence.heads[verb] < verb
    return relative or any(sentence.tags[child] in LINKS for child in own)


def _heads(syntax: Syntax, verb: int, first: int, end: int) -> tuple[int, ...]:
    """The heads of the coordinated noun phrases among some tokens."""
    tags = syntax.sentence.tags
    for token in range(first + 1, end - 1):
        if tags[token] in LINKS:
            break
        if tags[token] == "CC" and syntax.words[token] in ("and", "or"):
            apart = syntax.words[token + 1] in ("a", "an") or "IN" not in tags[first:token]
            parts = (_head(syntax, first, token), _head(syntax, token + 1, end))
            named = all(part is not None and not tags[part].startswith("NNP") for part in parts)
            if apart and named and "between" not in syntax.words[first:token]:
                return tuple(part for part in parts if part is not None)
    own = [child for child in syntax.children(verb, "nsubj") if first <= child < end]
    head = own[0] if own else _head(syntax, first, end)
    while own and head is not None and head + 1 < end and tags[head + 1] in ("NN", "NNS", "NNP"):
        head += 1  # "a business weekly"
    return () if head is None else (head,)


def _linked(syntax: Syntax, first: int, head: int) -> bool:
    """Whether a clause or a preposition begins between the first word of a phrase and its head."""
    tags, words = syntax.sentence.tags, syntax.words
    for token in range(first, head):
        hyphen = "-" in words[max(0, token - 1) : token + 2]
        if tags[token] in LINKS or (tags[token] == "IN" and not hyphen and words[token] not in ("at", "than")):
            return True
    return False


def _segment(tags: tuple[str, ...], end: int) -> int:
    """Where the words between commas that end before a token begin."""
    first = end
    while first > 0 and tags[first - 1] not in (",", ":", "''", "``", ".", "-RRB-", "NFP"):
        first -= 1
    return first


def _stray(syntax: Syntax, first: int, end: int) -> bool:
    """Whether a finite verb stands among some tokens outside of a relative clause."""
    tags = syntax.sentence.tags
    for token in range(first, end):
        if tags[token] in LINKS or (syntax.words[token] == "that" and token > first):
            return False
        if tags[token] in FINITE:
            return True
    return False


def _head(syntax: Syntax, first: int, end: int) -> int | None:
    """The head of a noun phrase: its last noun before a preposition, a clause or an adjective after it."""
    tags = syntax.sentence.tags
    head: int | None = None
    for token in range(first, end):
        hyphen = syntax.words[token - 1] == "-" or syntax.words[token + 1] == "-"
        if tags[token] in NOUNS:
            head = token
        elif head is not None and not hyphen and (tags[token] in ("IN", "RB", *LINKS) or tags[token].startswith("V")):
            break
    return head


def _tail(syntax: Syntax, verb: int, phrase: int, *, tells: bool) -> int | None:
    """The last token of what goes with a verb: an adverb, a time, a place, whom it tells; none where more follows."""
    tags, words = syntax.sentence.tags, syntax.words
    lists = syntax.lexicon.lists
    at = phrase + 1
    while at < len(tags) and (tags[at] in ("RB", "RP") or at in syntax.children(verb, "prt", "acomp")):
        at += 1
    if at - 1 > phrase and tags[at - 1] == "RP" and tags[at : at + 1] == ("DT",):
        at -= 1  # "on the quiet"
    last = at
    while last < len(tags) and (tags[last] not in ENDS or _joins(tags, words, last)):
        last += 1
    if last == at:
        return None if at < len(tags) and tags[at] == "``" else last - 1
    if tags[last - 1] == "TO":
        return None
    if "that" in words[at : min(last, at + 3)] or words[at] in ("whether", "if", "because", "how", "what", "why"):
        return None
    if tags[at] == "TO" and at + 1 < last and tags[at + 1].startswith("VB"):
        return None
    if f"{syntax.sentence.lemmas[verb]} {words[at]}" in syntax.lexicon.speech.topics:
        return None  # "she spoke of the need for reforms"
    linked = False
    for token in range(at, last):
        linked = linked or tags[token] in LINKS or words[token] in ("as", "while", "after", "when", "before", "that")
        if tags[token] in FINITE and not linked:
            return None
    timely = any(
        syntax.sentence.lemmas[token] in lists["times"] or syntax.sentence.lemmas[token] in lists["calendar"]
        for token in range(at, min(last, at + 3))
    )
    own = any(child > verb for child in syntax.children(verb, "nsubj"))
    if tags[at] in ("IN", "TO", "RP", "WRB", "VBG") or timely or tells or own:
        return last - 1
    return None


def _joins(tags: tuple[str, ...], words: tuple[str, ...], token: int) -> bool:
    """Whether a hyphen or a full stop is a part of a word."""
    inside = 0 < token < len(tags) - 1
    return inside and words[token] == "-" and tags[token] == "HYPH"


def _start(syntax: Syntax, end: int) -> int:
    """Where what is said before a comment begins: with the sentence, or after a colon."""
    tags, words = syntax.sentence.tags, syntax.words
    for token in range(end - 1, 0, -1):
        if words[token] == ":" and token + 2 < end:
            return token + 1
    return 1 if tags[0] == "_SP" else 0


def _main(syntax: Syntax, token: int, end: int) -> bool:
    """Whether a token is a verb of a main clause before a comment, or stands in quotation marks."""
    sentence = syntax.sentence
    if sentence.tags[token] == "''" or sentence.tags[token] == "``":
        return True
    if sentence.tags[token] not in (*FINITE, "VBN", "VB"):
        return False
    for _ in range(DEEP):
        head, label = sentence.heads[token], sentence.labels[token]
        if label in ("relcl", "acl", "pcomp", "amod", "compound", "csubj"):
            return False
        if label == "advcl" and sentence.tags[token] in ("VBN", "VBG") and not syntax.children(token, "nsubj", "aux"):
            return False
        if label == "advcl" and any(mark < end for mark in syntax.children(token, "mark", "advmod") if mark < token):
            return any(syntax.words[mark] == "that" for mark in syntax.children(token, "mark"))
        if head == token or head >= end:
            return True
        token = head
    return False


def _headline(syntax: Syntax, verb: int) -> bool:
    """Whether a verb ends a headline, in which what is said need not have a verb."""
    return syntax.sentence.tags[verb] == "VBZ" and syntax.words[-1] not in (".", '"', "\u201d", "!")


def _after(syntax: Syntax, end: int, *, quoted: bool, turned: bool) -> Tokens | None:
    """What goes on after a comment; none where the speaker's own doings or another clause follow.

    What is ``quoted`` goes on in quotation marks; after ``said Y``, its subject ``turned``, may come more about Y.
    """
    sentence, speech = syntax.sentence, syntax.lexicon.speech
    tags, words = sentence.tags, syntax.words
    at = end + 1
    if at >= len(tags) or tags[at] not in (",", "''", "``"):
        return None
    while at < len(tags) and tags[at] in (",", "''", "``"):
        if tags[at] == "``":
            break
        at += 1
    last = len(tags) - 1
    while last > at and tags[last] in (".", ",", ":"):
        last -= 1
    if at > last:
        return None
    if (quoted and tags[at] != "``") or (turned and tags[at] not in ("``", "IN", "WRB")):
        return None
    lemma = sentence.lemmas[at]
    says = lemma in speech.verbs or lemma in speech.clauses or lemma in speech.topics
    if tags[at] == "VBG" and (says or lemma in syntax.lexicon.lists["citing"]):
        return None
    if words[at] in syntax.lexicon.lists["contrasting"] or words[at] == "according":
        return None
    if tags[at] == "CC":
        second = at + 1
        while second < last and tags[second] == "RB":
            second += 1
        lemma = sentence.lemmas[second]
        again = lemma in speech.verbs or lemma in speech.clauses or lemma in speech.topics
        if tags[second] not in FINITE or again:
            return None
    for token in range(at, last + 1):
        if words[token] == ";":
            last = token - 1
            break
    return at, last
