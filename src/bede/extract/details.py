"""What surrounds an act in its sentence: the matter and the contexts."""

from __future__ import annotations

from bede.extract.frame import Frame
from bede.extract.grammar import Syntax
from bede.lexicon import Lexicon, Rule
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
    lemmas = sentence.lemmas
    for first in range(len(lemmas)):
        for length in range(min(lexicon.contexts.longest, len(lemmas) - first), 0, -1):
            phrase = " ".join(lemmas[first : first + length])
            entries = lexicon.contexts.phrases.get(phrase)
            if entries is None:
                continue
            start, end = sentence.starts[first], sentence.ends[first + length - 1]
            for context, rule in entries:
                if context not in found:
                    shown = sentence.text[start - sentence.start : end - sentence.start]
                    found[context] = Context(context=context, text=shown, start=start, end=end, rule=rule)
            break
    return tuple(found[name] for name in sorted(found))
