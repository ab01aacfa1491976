"""What in a sentence says that somebody says, thinks or wants something: its cue, its source and its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bede.extract.comments import Tokens, comment
from bede.extract.grammar import DEEP, Syntax
from bede.extract.wording import timely

FINITE = ("ccomp", "csubj")
BESIDE = ("prep", "xcomp", "oprd", "acomp", "ccomp", "pcomp", "prt", "agent", "dative", "attr", "dobj")
"""What belongs to what is said of an object: ``criticised him for leaving``."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens of a cue, heads of its sources, and its content; ``open`` where the content may stand elsewhere.

    What is ``told`` is held to be so by its source, not only wanted, asked or spoken of. ``head`` is the word that
    carries the cue, ``clause`` the words of a comment.
    """

    words: Tokens
    sources: tuple[int, ...]
    content: tuple[Tokens, ...]
    open: bool = False
    told: bool = False
    head: int = -1
    clause: Tokens | None = None


def cues(syntax: Syntax) -> Iterator[Cue]:
    """The cues of a sentence in order."""
    sentence, speech = syntax.sentence, syntax.lexicon.speech
    for token, tag in enumerate(sentence.tags):
        found: Cue | None = None
        if syntax.is_verb(token):
            found = _verb(syntax, token)
        elif tag.startswith("NN"):
            found = _noun(syntax, token)
        elif tag.startswith("JJ"):
            found = _adjective(syntax, token)
        elif syntax.words[token] in speech.asides:
            found = Cue((token, token), (), _around(syntax, syntax.extent(token)))
        if tag in ("VBG", "IN") and syntax.words[token] == "according":
            found = _according(syntax, token)
        if found is not None:
            yield found


# -- verbs -----------------------------------------------------------------------------------------------------------


def _verb(syntax: Syntax, verb: int) -> Cue | None:
    """The cue that a verb is, by the first kind of complement that it has."""
    sentence, speech = syntax.sentence, syntax.lexicon.speech
    lemma = sentence.lemmas[verb]
    last = _spelled(syntax, verb)
    if sentence.labels[verb] in ("aux", "auxpass") and last == verb:
        return None
    phrases = _phrases(syntax, verb)
    negated = any(child < verb for child in syntax.children(verb, "neg"))
    says = last > verb or any(phrase in speech.verbs or phrase in speech.clauses for phrase in phrases)
    told = last > verb or any(phrase in speech.verbs for phrase in phrases)
    tells = lemma in syntax.lexicon.lists["telling"]
    known = told if _compared(syntax, verb) else says
    if (remark := comment(syntax, verb, last=last, known=known, tells=tells)) is not None:
        words = (min(_group(syntax, verb)[0], verb), max(_group(syntax, verb)[1], last))
        return Cue(words, remark.subject, remark.content, open=True, told=True, head=verb, clause=remark.phrase)
    if says and _announces(syntax, verb):
        return Cue(_group(syntax, verb), _sources(syntax, verb), (), open=True)
    if says and (content := _clause(syntax, verb)):
        told = told and not negated
        return Cue(_group(syntax, verb), _sources(syntax, verb), content, open=True, told=told, head=verb)
    if lemma in speech.orders and (content := _ordered(syntax, verb)):
        return Cue(_group(syntax, verb), _sources(syntax, verb), content)
    if lemma in speech.wishes:
        for child in syntax.children(verb, "xcomp"):
            if syntax.is_infinitive(child) or sentence.tags[child] == "VBG":
                return Cue(_group(syntax, verb), _sources(syntax, verb), (_trim(syntax, *syntax.extent(child)),))
    for phrase in phrases:
        if phrase in speech.topics and (content := _topic(syntax, verb, phrase)):
            return Cue(_group(syntax, verb), _sources(syntax, verb), content, open=lemma in speech.verbs)
    if lemma in speech.verbs or lemma in speech.clauses:
        content = _before(syntax, verb) if lemma in speech.verbs else ()
        return Cue(_group(syntax, verb), _sources(syntax, verb), content, open=True)
    return None


def _compared(syntax: Syntax, verb: int) -> bool:
    """Whether a verb stands after ``as``: "as she had proposed" tells of nothing that was so."""
    return any(syntax.words[mark] == "as" for mark in syntax.children(verb, "mark", "advmod"))


def _spelled(syntax: Syntax, verb: int) -> int:
    """The last word of a phrase of saying that stands at a verb: "let it be known"; the verb itself where none does."""
    for length in (4, 3, 2):
        words = (syntax.sentence.lemmas[verb], *syntax.words[verb + 1 : verb + length])
        if len(words) == length and " ".join(words) in syntax.lexicon.speech.verbs:
            return verb + length - 1
    return verb


def _phrases(syntax: Syntax, verb: int) -> list[str]:
    """A verb's lemma with the particles and prepositions after it, the longest first, and alone."""
    lemma = syntax.sentence.lemmas[verb]
    near = [child for child in syntax.children(verb, "prt", "prep", "advmod", "acomp", "dobj") if child > verb]
    near += [inner for child in near for inner in syntax.children(child, "prep")]
    words = [syntax.words[child] for child in near if not timely(syntax, child)]
    pairs = [f"{one} {two}" for number, one in enumerate(words) for two in words[number + 1 :]]
    return [*(f"{lemma} {more}" for more in (*pairs, *words)), lemma]


def _sources(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """Who says it: the words in the verb's own clause, a relative pronoun too, else those that govern it."""
    sentence = syntax.sentence
    if syntax.is_passive(verb):
        if sentence.lemmas[verb] in syntax.lexicon.speech.feelings or _has(syntax, verb):
            return tuple(syntax.children(verb, "nsubjpass", "nsubj")[:1]) or syntax.surface_subjects(verb)[:1]
        return syntax.agents(verb)[:1]
    clause = verb
    for _ in range(DEEP):
        if own := syntax.children(clause, "nsubj", "nsubjpass"):
            return tuple(own[:1])
        label, head = sentence.labels[clause], sentence.heads[clause]
        if sentence.labels[head] == "ccomp" and _goes_on(syntax, clause, head):
            head = sentence.heads[head]
        elif label not in ("conj", "xcomp") or (label == "xcomp" and syntax.children(head, "dobj")):
            break
        clause = head
    if sentence.labels[verb] == "acl" and sentence.tags[verb] == "VBG":
        noun = sentence.heads[verb]
        if sentence.lemmas[noun] in syntax.lexicon.speech.nouns and (owners := syntax.owners(noun)):
            return owners[:1]
    return syntax.verb_subjects(verb)[:1] or _governing(syntax, verb)


def _has(syntax: Syntax, verb: int) -> bool:
    """Whether a passive is none: the auxiliary 's is "has", "'s called for"."""
    return any(syntax.words[aux] == "'s" for aux in syntax.children(verb, "auxpass", "aux")) and bool(
        syntax.children(verb, "prep", "dobj", "xcomp")
    )


def _goes_on(syntax: Syntax, verb: int, content: int) -> bool:
    """Whether a verb that the parser hung on what is said goes on with the saying instead.

    "Said he would go and warned that", "said he had left, arguing that".
    """
    sentence, verbs = syntax.sentence, syntax.lexicon.speech.verbs
    saying = sentence.heads[content]
    if sentence.labels[verb] == "conj":
        return sentence.tags[verb] == sentence.tags[saying] and sentence.tags[content] in ("VB", "VBN", "VBG")
    says = sentence.lemmas[verb] in verbs and sentence.lemmas[saying] in verbs
    return says and sentence.labels[verb] == "advcl" and sentence.tags[verb] == "VBG" and saying < content < verb


def _governing(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """The subject of the nearest clause above a verb; for a finite verb in a broken parse the noun before it."""
    sentence = syntax.sentence
    if sentence.tags[verb] in ("VBD", "VBZ", "VBP"):
        token = verb - 1
        while token >= 0 and sentence.tags[token] in ("RB", "MD", "VBZ", "VBD", "VBP", "RBR"):
            token -= 1
        return (token,) if token >= 0 and sentence.tags[token] in ("NNP", "NN", "NNS", "PRP", "NNPS") else ()
    for clause in syntax.ancestors(verb):
        if own := syntax.children(clause, "nsubj", "nsubjpass"):
            return tuple(own[:1])
        if sentence.labels[clause] == "relcl":
            return (sentence.heads[clause],)
    return ()


def _group(syntax: Syntax, verb: int) -> Tokens:
    """A verb with its auxiliaries before and particles after it."""
    first = last = verb
    near = set(syntax.children(verb, "aux", "auxpass", "neg", "advmod", "prt"))
    while first - 1 in near:
        first -= 1
    while last + 1 in near:
        last += 1
    return first, last


def _clause(syntax: Syntax, verb: int) -> tuple[Tokens, ...]:
    """The content of a verb of saying that governs a clause, or is put into or after one as a comment."""
    sentence = syntax.sentence
    clauses = [
        child
        for child in syntax.children(verb, *FINITE)
        if syntax.children(child, "nsubj", "nsubjpass", "mark", "expl", "csubj", "attr")
        or syntax.is_verb(child)
        or child < verb
    ]
    after = [child for child in clauses if child > verb]
    if any(child < verb for child in clauses) and (content := _before(syntax, verb)):
        return content
    if after:
        first = min(syntax.extent(child)[0] for child in after)
        last = max(syntax.extent(child)[1] for child in after)
        last = _content_end(syntax, verb, after, last)
        return (_trim(syntax, max(first, verb + 1), last),)
    bare = [child for child in syntax.children(verb, "xcomp") if child > verb and sentence.tags[child] == "VBG"]
    if bare:
        return (_trim(syntax, *syntax.extent(bare[0])),)
    if sentence.labels[verb] in ("parataxis", "advcl") and _comments(syntax, verb):
        return _around(syntax, syntax.extent(verb))
    return ()


def _content_end(syntax: Syntax, verb: int, clauses: list[int], last: int) -> int:
    """Where the content of a verb of saying ends: before another that goes on after it, before what is added to it."""
    sentence, speech = syntax.sentence, syntax.lexicon.speech
    pending = list(clauses)
    for clause in pending:
        for child in syntax.children(clause, "conj", "advcl", "xcomp"):
            first = syntax.extent(child)[0]
            lemma = sentence.lemmas[child]
            says = lemma in speech.verbs or lemma in speech.clauses or lemma in speech.topics or lemma in speech.wishes
            marks = [syntax.words[mark] for mark in syntax.children(child, "mark", "advmod")]
            if sentence.labels[child] == "conj":
                pending.append(child)
                alike = sentence.tags[child] == sentence.tags[verb]
                own = syntax.children(child, "nsubj") and lemma in speech.verbs and syntax.children(child, "ccomp")
                ends = says and alike and (own or sentence.tags[clause] in ("VB", "VBN", "VBG"))
                while ends and first - 1 > clause and sentence.tags[first - 1] in ("CC", ","):
                    first -= 1
            else:
                after = first - 1 > clause and sentence.tags[first - 1] == ","
                contrast = any(mark in syntax.lexicon.lists["contrasting"] for mark in marks)
                ends = after and (contrast or (sentence.tags[child] == "VBG" and says))
            if ends and clause < first <= last:
                last = first - 1
    return last


def _announces(syntax: Syntax, verb: int) -> bool:
    """Whether a colon or a quotation mark follows a verb and its short phrases: what is said comes next."""
    tags = syntax.sentence.tags
    last = len(tags) - 1
    for token in range(verb + 1, min(verb + 12, len(tags))):
        if syntax.words[token] == ":":
            return True
        if tags[token] == "``" or syntax.words[token] in ('"', "''"):
            return token < last and tags[token - 1] == "," and token - 1 == verb + 1
        if tags[token] in (".", ",") and token > verb + 1:
            return False
        if syntax.is_verb(token):
            return False
    return False


def _comments(syntax: Syntax, verb: int) -> bool:
    """Whether a clause is put beside what it says: "he said", "as he said"."""
    if not syntax.children(verb, "nsubj"):
        return False
    if syntax.sentence.labels[verb] == "parataxis":
        return not syntax.children(verb, "dobj", "xcomp")
    to = syntax.words[syntax.extent(verb)[1]] == "to"  # "as she had told him to"
    return not to and any(syntax.words[mark] == "as" for mark in syntax.children(verb, "mark", "advmod"))


def _before(syntax: Syntax, verb: int) -> tuple[Tokens, ...]:
    """What stands before ``Y said`` or ``said Y``, with what goes on after it."""
    sentence = syntax.sentence
    subjects = syntax.children(verb, "nsubj")
    if not subjects:
        return ()
    first = min(_group(syntax, verb)[0], *(syntax.extent(child)[0] for child in subjects))
    begin = _clause_start(syntax, verb)
    if first - 1 < begin or sentence.tags[first - 1] not in (",", "''", "``", ".", "-RRB-"):
        return ()
    told = range(begin, first)
    if not any(syntax.is_verb(token) or sentence.tags[token] in ("''", "``", "MD") for token in told):
        return ()
    return (_trim(syntax, begin, first - 1),)


def _clause_start(syntax: Syntax, verb: int) -> int:
    """Where the sentence or the part of it that a comment can stand in begins."""
    sentence = syntax.sentence
    if sentence.labels[verb] in ("relcl", "acl"):
        return verb
    if sentence.labels[verb] in ("conj", "ccomp") and sentence.heads[verb] < verb:
        return syntax.extent(verb)[0]
    return 0


def _ordered(syntax: Syntax, verb: int) -> tuple[Tokens, ...]:
    """Whom somebody tells what to do, or holds to be what: object and infinitive."""
    passive = syntax.is_passive(verb)
    tasks = [
        child
        for child in (*syntax.children(verb, "xcomp", "ccomp", "advcl"), *_hung(syntax, verb))
        if syntax.is_infinitive(child) and child > verb
    ]
    if not tasks:
        return ()
    last = syntax.extent(tasks[-1])[1]
    if passive:
        subjects = syntax.children(verb, "nsubjpass", "nsubj")
        task = _trim(syntax, syntax.extent(tasks[0])[0], last)
        return (*(_trim(syntax, *syntax.extent(child)) for child in subjects[:1]), task)
    objects = [child for child in syntax.children(verb, "dobj") if child > verb]
    begin = min([syntax.extent(child)[0] for child in (*objects, *tasks)])
    return (_trim(syntax, max(begin, verb + 1), last),)


def _hung(syntax: Syntax, verb: int) -> list[int]:
    """Infinitives that the parser hung on the object rather than on its verb."""
    return [child for token in syntax.children(verb, "dobj") for child in syntax.children(token, "acl", "relcl")]


def _topic(syntax: Syntax, verb: int, phrase: str) -> tuple[Tokens, ...]:
    """What is spoken of: the object with what is said of it, or a preposition's object."""
    sentence = syntax.sentence
    _, *words = phrase.split()
    if not words and syntax.is_passive(verb):
        return _passive_topic(syntax, verb)
    starts = [child for child in syntax.children(verb, "dobj", "ccomp", "oprd") if child > verb]
    if words:
        hanging = [verb, *syntax.children(verb, "prt", "advmod", "prep", "dobj", "acomp")]
        preps = [child for token in hanging for child in sentence.children[token] if syntax.words[child] == words[-1]]
        inner = [child for prep in preps if prep > verb for child in syntax.children(prep, "pobj", "pcomp")]
        starts = inner or starts
    if not starts:
        return ()
    first = syntax.extent(starts[0])[0]
    last = max(syntax.extent(child)[1] for child in starts)
    for child in sentence.children[verb]:
        if child > starts[0] and sentence.labels[child] in BESIDE and _of_topic(syntax, child):
            last = max(last, syntax.extent(child)[1])
    return (_trim(syntax, max(first, verb + 1), _without_aside(syntax, starts, last)),)


def _passive_topic(syntax: Syntax, verb: int) -> tuple[Tokens, ...]:
    """Who or what is spoken of in the passive, and what is said of it: "was accused", "of fraud"."""
    rest = [child for child in syntax.children(verb, "prep", "oprd", "xcomp") if child > verb]
    rest = [child for child in rest if _of_topic(syntax, child)]
    found = [_trim(syntax, *syntax.extent(child)) for child in syntax.children(verb, "nsubjpass")[:1]]
    if rest:
        found.append(_trim(syntax, syntax.extent(rest[0])[0], syntax.extent(rest[-1])[1]))
    return tuple(found)


def _without_aside(syntax: Syntax, heads: list[int], last: int) -> int:
    """Where a phrase ends before a relative clause that a comma puts beside it."""
    for head in heads:
        for clause in syntax.children(head, "relcl"):
            first = syntax.extent(clause)[0]
            if head < first - 1 < last and syntax.sentence.tags[first - 1] == ",":
                last = first - 1
    return last


def _of_topic(syntax: Syntax, child: int) -> bool:
    """Whether a phrase belongs to what is said rather than to when and where it was said."""
    occasions = syntax.lexicon.speech.occasions
    if syntax.sentence.labels[child] == "prep":
        if timely(syntax, child) or syntax.words[child] in ("during", "after", "before", "at", "according"):
            return False
        return not any(syntax.sentence.lemmas[pobj] in occasions for pobj in syntax.children(child, "pobj"))
    return True


def antecedent(syntax: Syntax, token: int) -> int:
    """The noun that a relative pronoun stands for; any other token itself."""
    sentence = syntax.sentence
    if sentence.tags[token] not in ("WP", "WDT"):
        return token
    for clause in syntax.ancestors(token)[:DEEP]:
        if sentence.labels[clause] == "relcl":
            return sentence.heads[clause]
    return token


# -- nouns, adjectives, phrases --------------------------------------------------------------------------------------


def _noun(syntax: Syntax, noun: int) -> Cue | None:
    """The cue that an event noun of saying is: ``the claim that``, ``plans to``."""
    sentence, speech = syntax.sentence, syntax.lexicon.speech
    lemma = sentence.lemmas[noun]
    if lemma in speech.nouns:
        for child in syntax.children(noun, "acl", "ccomp", "relcl"):
            marks = [mark for mark in syntax.children(child, "mark") if syntax.words[mark] == "that"]
            if marks and child > noun:
                said = _trim(syntax, *syntax.extent(child))
                return Cue((noun, noun), syntax.owners(noun)[:1], (said,), told=True, head=noun)
    for prep in syntax.children(noun, "prep"):
        if f"{lemma} {syntax.words[prep]}" in speech.matters and (content := _object_of(syntax, prep)):
            others = tuple(token for token in syntax.owners(noun) if token < noun or token > content[0][1])
            return Cue((noun, prep), others[:1], content)
    if lemma in speech.plans:
        for child in syntax.children(noun, "acl", "xcomp", "relcl"):
            if syntax.is_infinitive(child) and child > noun and (owners := syntax.owners(noun)):
                return Cue((noun, noun), owners[:1], (_trim(syntax, *syntax.extent(child)),))
    return None


def _adjective(syntax: Syntax, adjective: int) -> Cue | None:
    """The cue that an adjective of thinking is: ``confident that``."""
    for child in syntax.children(adjective, "ccomp"):
        if child > adjective and syntax.sentence.lemmas[adjective] in syntax.lexicon.speech.adjectives:
            sources = syntax.adjective(adjective).get("subject")[:1]
            said = _trim(syntax, *syntax.extent(child))
            return Cue((adjective, adjective), sources, (said,), told=True, head=adjective)
    for prep in syntax.children(adjective, "prep"):
        phrase = f"{syntax.words[adjective]} {syntax.words[prep]}"
        if phrase in syntax.lexicon.speech.stances and (content := _object_of(syntax, prep)):
            return Cue((adjective, prep), syntax.adjective(adjective).get("subject")[:1], content)
    return None


def _object_of(syntax: Syntax, preposition: int) -> tuple[Tokens, ...]:
    """A preposition's object with all that hangs on it."""
    inner = syntax.children(preposition, "pobj", "pcomp")
    if not inner or preposition < syntax.sentence.heads[preposition]:
        return ()
    return (_trim(syntax, syntax.extent(inner[0])[0], syntax.extent(preposition)[1]),)


def _according(syntax: Syntax, token: int) -> Cue | None:
    """``according to X`` and all else of its sentence."""
    sources = accorded(syntax, token)
    if not sources:
        return None
    last = token + 1 if syntax.words[token + 1 : token + 2] == ("to",) else token
    return Cue((token, last), sources, _around(syntax, syntax.extent(token)), told=True, head=token)


def accorded(syntax: Syntax, preposition: int) -> tuple[int, ...]:
    """Those whom ``according to`` names."""
    inner: dict[str, list[int]] = {}
    syntax.prepositions(preposition, into=inner)
    return tuple(inner.get("to") or syntax.children(preposition, "pobj"))


def _around(syntax: Syntax, phrase: Tokens) -> tuple[Tokens, ...]:
    """All of a sentence before and after a phrase."""
    first, last = phrase
    end = len(syntax.words) - 1
    pieces = []
    for begin, stop in ((0, first - 1), (last + 1, end)):
        begin, stop = _trim(syntax, begin, stop)
        if begin <= stop:
            pieces.append((begin, stop))
    return tuple(pieces)


def _trim(syntax: Syntax, first: int, last: int) -> Tokens:
    """Tokens without the marks around them, quotation marks kept."""
    tags = syntax.sentence.tags
    while first < last and tags[first] in (",", ".", ":", "_SP"):
        first += 1
    while last > first and tags[last] in (",", ".", ":", "_SP"):
        last -= 1
    if first == last and tags[first] in (",", ".", ":", "''", "``", "_SP"):
        return first, first - 1
    return first, last
