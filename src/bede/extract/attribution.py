"""According to whom: the chain of those who vouch for what a predicate says, read off the sentence's structure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bede.extract.actors import Cast, distinct
from bede.extract.grammar import Syntax
from bede.model import Party

CONTENT_LABELS = ("ccomp", "parataxis", "dep", "xcomp", "csubj", "csubjpass")


@dataclass(frozen=True, slots=True)
class Voice:
    """One layer of attribution: the tokens of who says it, those spoken to, and the cue."""

    sources: tuple[int, ...]
    addressees: tuple[int, ...]
    cue: int


def voices(syntax: Syntax, token: int) -> list[Voice]:
    """Who says what a token stands in, outermost first."""
    found: list[Voice] = []
    sentence = syntax.sentence
    child = token
    found.extend(_beside(syntax, child))
    for parent in syntax.ancestors(token):
        voice = _crossing(syntax, child, parent)
        if voice is not None:
            found.append(voice)
        if syntax.is_verb(parent) or sentence.labels[parent] == "ROOT":
            found.extend(voice for voice in _beside(syntax, parent) if not _inside(syntax, token, voice.cue))
        child = parent
    seen: set[int] = set()
    kept = []
    for voice in found:
        if voice.cue not in seen:
            seen.add(voice.cue)
            kept.append(voice)
    return kept[::-1]


def _inside(syntax: Syntax, token: int, cue: int) -> bool:
    """Whether a token is below a cue, so that the cue's phrase is not about it."""
    return token == cue or cue in syntax.ancestors(token)


def _crossing(syntax: Syntax, child: int, parent: int) -> Voice | None:
    """The voice whose content is entered when a clause's governor is climbed to."""
    sentence, speech = syntax.sentence, syntax.lexicon.speech
    label, lemma = sentence.labels[child], sentence.lemmas[parent]
    if syntax.is_verb(parent):
        says = lemma in speech.verbs and label in CONTENT_LABELS and syntax.is_verb(child) | _has_subject(syntax, child)
        if says and label == "xcomp" and lemma not in syntax.lexicon.lists["raising"]:
            return None
        if says or (label == "advcl" and syntax.told_before(child, parent) is not None):
            return _verb_voice(syntax, parent)
        if (
            label == "prep"
            and lemma in syntax.lexicon.lists["accusing"]
            and any(syntax.is_verb(inner) for inner in syntax.children(child, "pcomp"))
        ):
            return _verb_voice(syntax, parent, addressed=False)
        return None
    if sentence.tags[parent].startswith("NN") and lemma in speech.nouns:
        clausal = label in ("acl", "ccomp") and not syntax.is_infinitive(child) and bool(syntax.children(child, "mark"))
        about = label == "prep" and syntax.words[child] in syntax.lexicon.lists["about"]
        if clausal or about:
            sources = syntax.owners(parent)
            return Voice(sources, (), parent) if sources else None
    return None


def _has_subject(syntax: Syntax, token: int) -> bool:
    """Whether a token heads a clause of its own."""
    return bool(syntax.children(token, "nsubj", "nsubjpass"))


def _verb_voice(syntax: Syntax, verb: int, *, addressed: bool = True) -> Voice | None:
    """The voice of a verb of saying; none where nobody is named."""
    sources = syntax.verb_subjects(verb)
    addressees: tuple[int, ...] = ()
    if addressed:
        frame = syntax.verb(verb)
        addressees = tuple(token for token in (*frame.get("object"), *frame.get("indirect")) if token not in sources)
    if not sources:
        return None
    return Voice(sources, addressees, verb)


def _beside(syntax: Syntax, verb: int) -> list[Voice]:
    """Voices in phrases beside a clause: ``according to X``, ``as X said``, ``citing X``, a comment clause."""
    sentence, lexicon = syntax.sentence, syntax.lexicon
    found: list[Voice] = []
    for child in sentence.children[verb]:
        label, word, lemma = sentence.labels[child], syntax.words[child], sentence.lemmas[child]
        if label == "prep" and word in ("according", "per"):
            if sources := accorded(syntax, child):
                found.append(Voice(sources, (), child))
        elif label == "advcl" and lemma in lexicon.lists["citing"] and sentence.tags[child] == "VBG":
            if sources_cited := syntax.objects(child):
                found.append(Voice(sources_cited, (), child))
        elif label in ("advcl", "parataxis") and lemma in lexicon.speech.verbs and _has_subject(syntax, child):
            commented = label == "parataxis" or any(
                syntax.words[mark] == "as" for mark in syntax.children(child, "mark", "advmod")
            )
            if commented and not syntax.children(child, "ccomp") and (voice := _verb_voice(syntax, child)) is not None:
                found.append(voice)
    return found


def accorded(syntax: Syntax, preposition: int) -> tuple[int, ...]:
    """Those whom ``according to`` names."""
    inner: dict[str, list[int]] = {}
    syntax.prepositions(preposition, into=inner)
    return tuple(inner.get("to") or syntax.children(preposition, "pobj"))


def attribution(
    syntax: Syntax,
    cast: Cast,
    number: int,
    token: int,
    *,
    actors: tuple[Party, ...],
    quoting: Callable[[int], Party | None] | None = None,
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who vouches for a predicate (outermost first, the actors themselves left out), and who was spoken to.

    Where the sentence names nobody, ``quoting`` is asked who says the quotation that an offset stands in.
    """
    sources: list[Party] = []
    addressees: list[Party] = []
    layers = voices(syntax, token)
    for voice in layers:
        for source in voice.sources:
            sources.extend(party for party in cast.parties(number, source) if not _same(party, actors))
        for addressee in voice.addressees:
            addressees.extend(party for party in cast.parties(number, addressee) if party.kind is not None)
    if not layers and quoting is not None:
        speaker = quoting(syntax.sentence.starts[token])
        if speaker is not None and not _same(speaker, actors):
            sources.append(speaker)
    return distinct(sources), distinct(party for party in addressees if not _same(party, actors))


def _same(party: Party, others: tuple[Party, ...]) -> bool:
    """Whether a party is one of some others."""
    return any(
        party.name == other.name
        or (party.entity is not None and party.entity == other.entity)
        or (party.start < other.end and other.start < party.end)
        for other in others
    )
