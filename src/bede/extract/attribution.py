"""According to whom: the layers of those who vouch for what a predicate says, read off the sentence's cues."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bede.extract.actors import Cast
from bede.extract.comments import Tokens
from bede.extract.complements import told_before
from bede.extract.cues import Cue, antecedent, cues
from bede.extract.grammar import Syntax
from bede.extract.identity import distinct
from bede.model import Party


@dataclass(frozen=True, slots=True)
class Voice:
    """One layer of attribution: the word that carries it, heads of who says it, and what is said.

    ``beside`` are nouns in the speaker's own words, an outlet among them perhaps; ``spoken`` those that are spoken to.
    """

    cue: int
    sources: tuple[int, ...]
    told: tuple[Tokens, ...]
    beside: tuple[int, ...] = ()
    spoken: tuple[int, ...] = ()
    inner: bool = False

    def tells(self, token: int) -> bool:
        """Whether a token stands in what is said."""
        return any(first <= token <= last for first, last in self.told) and token != self.cue

    def size(self) -> int:
        """How many tokens are said."""
        return sum(last - first + 1 for first, last in self.told)


def voices(syntax: Syntax, token: int) -> list[Voice]:
    """Who says what a token stands in, outermost first."""
    found = [voice for voice in _voices(syntax) if voice.tells(token)]

    def place(voice: Voice) -> tuple[bool, int, int]:
        """What is cited comes last, what tells of another voice before it."""
        over = sum(voice.tells(other.cue) and not other.tells(voice.cue) for other in found)
        return voice.inner, -over, -voice.size()

    return sorted(found, key=place)


@lru_cache(maxsize=64)
def _voices(syntax: Syntax) -> tuple[Voice, ...]:
    """All who say something in a sentence; kept, for a sentence may have several reports."""
    found: list[Voice] = []
    told: dict[int, tuple[Tokens, ...]] = {}
    for cue in cues(syntax):
        told[cue.head] = cue.content
        if cue.told and cue.sources and not _contrary(syntax, cue) and not _is_within(syntax, cue):
            found.extend(_said(syntax, cue))
    for token, lemma in enumerate(syntax.sentence.lemmas):
        if syntax.is_verb(token):
            found.extend(_by_verb(syntax, token, told))
        elif lemma in syntax.lexicon.speech.nouns:
            found.extend(_about(syntax, token))
    return tuple(found)


def _said(syntax: Syntax, cue: Cue) -> Iterator[Voice]:
    """The voice of a cue, and of those whom it quotes or heard it from."""
    lists, lemma = syntax.lexicon.lists, syntax.sentence.lemmas[cue.head]
    verb = syntax.is_verb(cue.head)
    if cue.clause is not None:
        sources, beside = cue.sources, _clause(syntax, cue.clause)
    else:
        sources = tuple(member for token in cue.sources for member in syntax.conjuncts(antecedent(syntax, token)))
        beside = _own(syntax, cue)
    spoken: tuple[int, ...] = ()
    if verb and not syntax.is_passive(cue.head):
        frame = syntax.verb(cue.head)
        spoken = tuple(token for token in (*frame.get("object"), *frame.get("indirect")) if token not in sources)
        if cue.clause is not None:
            spoken = tuple(token for token in spoken if cue.clause[0] <= token <= cue.clause[1])
        heard = frame.get("prep:from") if lemma in lists["hearing"] else ()
        if lemma in lists["citing"]:
            heard, spoken = spoken, ()
        if heard:
            yield Voice(cue.head, heard, cue.content, inner=True)
        if heard and lemma in lists["listening"]:
            yield Voice(cue.head, (), cue.content, (*sources, *beside), sources)
            return
    elif verb and lemma in lists["citing"]:
        by = tuple(inner for token in beside if syntax.words[token] == "by" for inner in syntax.children(token, "pobj"))
        yield Voice(cue.head, by, cue.content)
    yield Voice(cue.head, sources, cue.content, beside, spoken)


def _clause(syntax: Syntax, clause: Tokens) -> tuple[int, ...]:
    """The words of a comment, as far as no other clause begins in it."""
    first, last = clause
    sentence = syntax.sentence
    for token in range(first + 1, last + 1):
        if sentence.tags[token] == "WRB" or sentence.labels[token] == "mark":
            last = token - 1
            break
    return tuple(range(first, last + 1))


def _contrary(syntax: Syntax, cue: Cue) -> bool:
    """Whether a comment says the opposite of what is told: "had not left, as she claimed"."""
    if cue.clause is None or syntax.words[cue.clause[0]] != "as":
        return False
    return any(syntax.sentence.labels[token] == "neg" for token in range(*cue.content[0]))


def _is_within(syntax: Syntax, cue: Cue) -> bool:
    """Whether a cue stands in a quotation that all it tells is outside of: ``chanting "he lied," they marched``."""
    tags = syntax.sentence.tags
    opening = next((at for at in range(cue.head, -1, -1) if tags[at] in ("``", "''")), None)
    closing = next((at for at in range(cue.head, len(tags)) if tags[at] in ("``", "''")), None)
    if opening is None or closing is None or (tags[opening], tags[closing]) != ("``", "''"):
        return False
    return all(last <= opening or closing <= first for first, last in cue.content)


def _own(syntax: Syntax, cue: Cue) -> tuple[int, ...]:
    """The words about who says it, to whom and where, without what is said."""
    found: list[int] = []
    pending = [cue.head, *cue.sources]
    while pending:
        token = pending.pop()
        for child in syntax.children(
            token, "nsubj", "dobj", "dative", "prep", "pobj", "acl", "relcl", "agent", "appos", "conj", "compound"
        ):
            told = any(first <= child <= last for first, last in cue.content)
            if not told and child not in found and not (syntax.is_verb(child) and token == cue.head):
                found.append(child)
                pending.append(child)
    return tuple(sorted(found))


def _by_verb(syntax: Syntax, verb: int, told: dict[int, tuple[Tokens, ...]]) -> Iterator[Voice]:
    """Voices that are no cues of what they tell: an accuser, and whom somebody cites.

    ``told`` is what the sentence's cues tell, by the word that carries them.
    """
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    lemma, tag = sentence.lemmas[verb], sentence.tags[verb]
    content: list[Tokens] = []
    sources: tuple[int, ...] = ()
    if lemma in lists["accusing"]:
        of_whom = [prep for thing in syntax.children(verb, "dobj") for prep in syntax.children(thing, "prep")]
        deeds = [
            inner
            for prep in (*syntax.children(verb, "prep"), *(prep for prep in of_whom if syntax.words[prep] == "of"))
            for inner in syntax.children(prep, "pcomp")
            if syntax.is_verb(inner)
        ]
        deeds += [then for then in syntax.children(verb, "advcl") if told_before(syntax, then, verb) in deeds]
        content = [syntax.extent(deed) for deed in deeds]
        sources = syntax.verb_subjects(verb)
    elif lemma in lists["raising"] and syntax.is_passive(verb):  # "was said by X to have gone"
        content = [syntax.extent(child) for child in syntax.children(verb, "xcomp") if child > verb]
        sources = syntax.agents(verb)
    elif lemma in lists["citing"] and not syntax.is_passive(verb) and tag != "VBG":  # "quoted him as saying that"
        content = [syntax.extent(prep) for prep in syntax.children(verb, "prep") if syntax.words[prep] == "as"]
        sources = syntax.verb_subjects(verb)
    elif lemma in lists["citing"] and tag == "VBG" and sentence.labels[verb] in ("advcl", "acl", "pcomp"):
        first, last = syntax.extent(verb)
        begin, end = syntax.extent(sentence.heads[verb])
        pieces = ((begin, first - 1), (last + 1, end), *told.get(sentence.heads[verb], ()))
        around = tuple(piece for piece in pieces if piece[0] < piece[1])
        if cited := syntax.objects(verb):
            yield Voice(verb, cited, around, tuple(range(first, last + 1)), inner=True)
    if sources and content:
        yield Voice(verb, sources, tuple(content))


def _about(syntax: Syntax, noun: int) -> Iterator[Voice]:
    """The voice of a noun of saying with what it is about: "a report on the arrests"."""
    about = syntax.lexicon.lists["about"]
    told = [syntax.extent(prep) for prep in syntax.children(noun, "prep") if syntax.words[prep] in about]
    owners = syntax.owners(noun) if told else ()
    if owners:
        yield Voice(noun, owners, tuple(told))


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
        said = [
            party for source in voice.sources for party in _vouching(syntax, cast, number, source, voice, actors=actors)
        ]
        outlets = _outlets(syntax, cast, number, voice, taken=said)
        sources += [*outlets, *said]
        for spoken in voice.spoken:
            found = cast.parties(number, spoken)
            addressees.extend(party for party in found if not _same(party, outlets))
    if syntax.sentence.lemmas[token] in syntax.lexicon.speech.verbs:  # who carries the words of a speech act
        own = Voice(token, (), (), _own(syntax, Cue((token, token), (), (), head=token)))
        for voice in (own, *(voice for voice in _voices(syntax) if voice.cue == token)):
            sources += _outlets(syntax, cast, number, voice, taken=actors)
    if not layers and quoting is not None:
        speaker = quoting(syntax.sentence.starts[token])
        if speaker is not None and speaker.kind != "place":  # "Raipur: Six policemen were killed"
            sources.append(speaker)
    vouching = distinct(party for party in sources if not _same(party, actors))
    return vouching, distinct(party for party in addressees if not _same(party, actors))


def _vouching(
    syntax: Syntax, cast: Cast, number: int, source: int, voice: Voice, *, actors: tuple[Party, ...]
) -> tuple[Party, ...]:
    """Whom a source names: the document itself that others saw, an office of the actor, no mere reason."""
    lemma, speech = syntax.sentence.lemmas[source], syntax.lexicon.speech
    if lemma in syntax.lexicon.lists["unvouching"]:
        return ()  # "varies according to the situation in Mali"
    paper = lemma in speech.nouns or lemma in speech.occasions or lemma in syntax.lexicon.lists["documents"]
    itself = cast.parties(number, source, owner="none")
    if voice.inner and not paper and all(party.kind is None for party in itself):
        return ()  # "citing bad weather"
    found = cast.parties(number, source)
    seen = paper and bool(syntax.children(source, "acl", "relcl"))
    office = (
        not paper and syntax.sentence.tags[source] in ("NN", "NNS") and all(_same(party, actors) for party in found)
    )
    return itself if seen or office else found


def _outlets(syntax: Syntax, cast: Cast, number: int, voice: Voice, *, taken: Sequence[Party]) -> tuple[Party, ...]:
    """The outlets that a speaker spoke to or that carry his words."""
    sentence, outlets = syntax.sentence, syntax.lexicon.lists["outlets"]
    found: list[Party] = []
    for token in voice.beside:
        tag = sentence.tags[token]
        if not tag.startswith("NN") or token in voice.sources or sentence.labels[token] in ("compound", "nmod"):
            continue
        names = [child for child in syntax.children(token, "compound", "appos") if sentence.tags[child] == "NNP"]
        last = token
        while sentence.tags[last + 1 : last + 2] == ("NNP",) and sentence.lemmas[token] in outlets:
            last += 1
        bare = tag in ("NN", "NNS") and not syntax.children(token, "det", "amod", "compound", "poss", "nummod")
        named = sentence.lemmas[token] in outlets and (names or last > token)
        told = token in voice.spoken and tag == "NNP"
        for party in cast.parties(number, last, owner="none") or cast.parties(number, token, owner="none"):
            listed = "JRN" in party.sectors and party.kind != "person" and not bare
            unlisted = named and party.kind != "body"  # "sent to the WFP, the UN food agency"
            if (listed or unlisted or (told and party.kind is None)) and not _same(party, taken):
                if found and party.start - found[-1].end == 1:
                    found.pop()  # "the newspaper La Prensa"
                found.append(party)
    return distinct(found)


def _same(party: Party, others: Sequence[Party]) -> bool:
    """Whether a party is one of some others."""
    return any(
        party.name == other.name
        or (party.entity is not None and party.entity == other.entity)
        or (party.start < other.end and other.start < party.end)
        for other in others
    )
