"""What surrounds an act in its sentence: the matter, the contexts and the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bede.extract.frame import Frame
from bede.extract.grammar import Syntax
from bede.lexicon import Contexts, Lexicon, Rule
from bede.model import Context, Number, Sentence, Span

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9}


def matter(syntax: Syntax, frame: Frame, rule: Rule, text: str) -> Span | None:
    """What the act is about: the phrase in the rule's matter slots, else its complement."""
    sentence = syntax.sentence
    for slot in (*rule.matter, "infinitive", "clause", "gerund"):
        for token in frame.get(slot):
            first, last = syntax.extent(token)
            while first < last and sentence.labels[first] in ("mark", "punct", "aux", "prep") and first != token:
                first += 1
            while last > first and sentence.labels[last] == "punct":
                last -= 1
            if first <= frame.trigger <= last:
                continue
            start, end = sentence.starts[first], sentence.ends[last]
            return Span(text=text[start:end], start=start, end=end)
    return None


def contexts(sentence: Sentence, lexicon: Lexicon) -> tuple[Context, ...]:
    """The PLOVER contexts that words of the sentence show, each once, with the first words that show it."""
    found: dict[str, Context] = {}
    for context, rule, span in shown(sentence, lexicon.contexts):
        if context not in found:
            found[context] = Context(context=context, text=span.text, start=span.start, end=span.end, rule=rule)
    return tuple(found[name] for name in sorted(found))


def shown(sentence: Sentence, words: Contexts) -> Iterator[tuple[str, str, Span]]:
    """What words of a sentence show by a list of phrases, with the line of the list and the words."""
    lemmas = sentence.lemmas
    for first in range(len(lemmas)):
        for length in range(min(words.longest, len(lemmas) - first), 0, -1):
            entries = words.phrases.get(" ".join(lemmas[first : first + length]))
            if entries is None:
                continue
            start, end = sentence.starts[first], sentence.ends[first + length - 1]
            text = sentence.text[start - sentence.start : end - sentence.start]
            for one, rule in entries:
                yield one, rule, Span(text=text, start=start, end=end)
            break


def numbers(syntax: Syntax, trigger: int, text: str) -> tuple[Number, ...]:
    """The numbers of dead, injured and arrested, and the sums of money, that the trigger's clause gives."""
    sentence = syntax.sentence
    found: list[Number] = []
    for token, tag in enumerate(sentence.tags):
        if tag != "CD" or sentence.labels[token] not in ("nummod", "nsubj", "nsubjpass", "dobj", "pobj", "npadvmod"):
            continue
        kind = _kind(syntax, token)
        if kind is None:
            continue
        first, _ = syntax.extent(token)
        start, end = sentence.starts[first], sentence.ends[token]
        value = _value(text[sentence.starts[first] : sentence.ends[token]], syntax, token)
        if value is not None:
            unit = "USD" if kind == "money" and "$" in text[max(0, start - 1) : end] else None
            found.append(
                Number(text=text[start:end], start=start, end=end, kind=kind, low=value, high=value, unit=unit)
            )
    return tuple(found)


def _kind(syntax: Syntax, token: int) -> str | None:
    """What a number counts, by the verb or participle that its noun stands with."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    head = sentence.heads[token] if sentence.labels[token] == "nummod" else token
    if (
        any(sentence.words[child] in ("$", "€", "£") for child in syntax.children(token, "quantmod", "nmod"))
        or sentence.lemmas[head] in lists["currencies"]
    ):
        return "money"
    verbs = [governor for governor in syntax.ancestors(head)[:2] if syntax.is_verb(governor)] + [
        child for child in syntax.children(head, "acl", "amod") if sentence.tags[child].startswith("VB")
    ]
    for verb in verbs:
        for kind in ("dead", "injured", "arrested"):
            if sentence.lemmas[verb] in lists[f"verbs_{kind}"] and (
                head in syntax.objects(verb) or head in syntax.verb_subjects(verb) or sentence.heads[verb] == head
            ):
                return kind
    if sentence.lemmas[head] in lists["nouns_dead"]:
        return "dead"
    return None


def _value(written: str, syntax: Syntax, token: int) -> float | None:
    """The value of a number in digits or as a word up to twelve, with its scale."""
    digits = DIGITS.search(written)
    value: float | None = None
    if digits is not None:
        value = float(digits.group().replace(",", ""))
    else:
        names = syntax.lexicon.lists["small_numbers"]
        word = syntax.words[token]
        value = float(names.index(word)) if word in names else None
        if value is None and word in SCALES:
            return None
    for word, scale in SCALES.items():
        if value is not None and re.search(rf"\b{word}\b", written.lower()):
            return value * scale
    return value
