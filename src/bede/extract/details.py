"""What surrounds an act in its sentence: the matter and the contexts."""

from __future__ import annotations

from collections.abc import Iterator

from bede.extract.frame import Frame
from bede.extract.grammar import Syntax
from bede.lexicon import Contexts, Lexicon, Rule
from bede.model import Context, Sentence, Span


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
    for first, lemma in enumerate(lemmas):
        if lemma not in words.longest:
            continue
        for length in range(min(words.longest[lemma], len(lemmas) - first), 0, -1):
            entries = words.phrases.get(" ".join(lemmas[first : first + length]))
            if entries is None:
                continue
            text, start, end = sentence.placed(first, first + length - 1)
            for one, rule in entries:
                yield one, rule, Span(text=text, start=start, end=end)
            break
