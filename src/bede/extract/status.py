"""Whether what a predicate says is negated, hypothetical, future, historical or actual, by the sentence's structure."""

from __future__ import annotations

from collections.abc import Iterator

from bede.extract import headlines
from bede.extract.grammar import Syntax
from bede.extract.wording import particles
from bede.model import Status

ORDER: tuple[Status, ...] = ("negated", "hypothetical", "future", "historical", "actual")
CLIMB = 10
"""Governors that are asked at most."""


def strongest(signs: list[tuple[Status, str]]) -> tuple[Status, str]:
    """The first status of PLOVER's order among some signs, with where its reason stands; actual where there is none."""
    for status in ORDER:
        for sign in signs:
            if sign[0] == status:
                return sign
    return "actual", "default"


def status(
    syntax: Syntax, token: int, *, support: int | None = None, support_words: str | None = None
) -> tuple[Status, str]:
    """A predicate's status and the data line or construction that tells it.

    ``support`` is the verb that lends an event noun its subject (``hold`` in "hold talks"): its status is the noun's.
    """
    signs: list[tuple[Status, str]] = []
    if support is None and not syntax.is_verb(token):
        signs.extend(_noun_signs(syntax, token))
        verb = _predicate_of(syntax, token)
        if verb is not None:
            signs.extend(_clause_signs(syntax, verb, depth=0))
        return strongest(signs)
    if support is not None:
        signs.extend(_noun_signs(syntax, token))
        given = syntax.lexicon.support.get(support_words or "")
        if given is not None and given.status is not None:
            signs.append((_as_status(given.status), given.stands))
    verb = token if support is None else support
    signs.extend(_clause_signs(syntax, verb, depth=0))
    return strongest(signs)


def _as_status(word: str) -> Status:
    """A checked status of a data file."""
    return next(status for status in ORDER if status == word)


def _predicate_of(syntax: Syntax, noun: int) -> int | None:
    """The verb whose subject or object an event noun is, where its status is the noun's ("talks will begin")."""
    sentence = syntax.sentence
    noun = syntax.first_conjunct(noun)
    head = sentence.heads[noun]
    if sentence.labels[noun] in ("nsubj", "nsubjpass") and syntax.is_verb(head):
        if sentence.lemmas[head] in syntax.lexicon.lists["happening"] or syntax.is_passive(head):
            return head
        return None
    if sentence.labels[noun] == "dobj" and syntax.is_verb(head):
        known = syntax.lexicon.status.verbs.get(sentence.lemmas[head])
        return head if known is not None or sentence.lemmas[head] in syntax.lexicon.lists["happening"] else None
    if sentence.labels[noun] == "attr" and syntax.is_verb(head):
        return head
    return None


def _noun_signs(syntax: Syntax, noun: int) -> Iterator[tuple[Status, str]]:
    """Signs beside an event noun: "planned talks", "no talks", "possible sanctions", "the first visit since"."""
    sentence, words = syntax.sentence, syntax.lexicon.status
    for child in syntax.children(noun, "amod", "det", "neg", "compound", "nmod"):
        lemma = sentence.lemmas[child]
        for table in (words.adjectives, words.adverbs):
            if lemma in table or syntax.words[child] in table:
                found = table.get(syntax.words[child]) or table[lemma]
                yield _as_status(found[0]), found[1]
    for prep, name in _governing_prepositions(syntax, noun):
        if name in words.prepositions:
            found = words.prepositions[name]
            yield _as_status(found[0]), found[1]
        head = sentence.heads[prep]
        if name in ("during", "at", "in") and syntax.is_verb(head):  # "will speak during the visit"
            yield from (sign for sign in _clause_signs(syntax, head, depth=CLIMB - 3) if sign[0] == "future")
        if sentence.lemmas[head] in words.nouns and name in ("of", "for"):
            found = words.nouns[sentence.lemmas[head]]
            yield _as_status(found[0]), found[1]
        if syntax.is_verb(head) and (found_verb := words.verbs.get(f"{sentence.lemmas[head]} {name}")):
            yield _as_status(found_verb[0]), found_verb[1]
    head = sentence.heads[noun]
    if (
        sentence.labels[noun] == "dobj"
        and syntax.is_verb(head)
        and (found_verb := words.verbs.get(sentence.lemmas[head]))
    ):
        yield _as_status(found_verb[0]), found_verb[1]


def _governing_prepositions(syntax: Syntax, token: int) -> Iterator[tuple[int, str]]:
    """The preposition that a noun or -ing form hangs on, with its name; compound ones ("instead of") too."""
    sentence = syntax.sentence
    head = sentence.heads[token]
    if sentence.labels[token] in ("pobj", "pcomp") and head != token:
        yield head, syntax.words[head]
        if head > 0 and syntax.words[head] in ("of", "than"):
            yield head, f"{syntax.words[head - 1]} {syntax.words[head]}"


def _clause_signs(syntax: Syntax, verb: int, *, depth: int) -> Iterator[tuple[Status, str]]:
    """Signs at a verb itself, then at what governs it as long as that decides whether it happened."""
    yield from _own_signs(syntax, verb)
    if depth < CLIMB:
        yield from _governor_signs(syntax, verb, depth=depth)


def _own_signs(syntax: Syntax, verb: int) -> Iterator[tuple[Status, str]]:
    """Negation, modals, conditional marks and tense at a verb."""
    sentence, words = syntax.sentence, syntax.lexicon.status
    table = words.auxiliaries
    for child in sentence.children[verb]:
        label, word = sentence.labels[child], syntax.words[child]
        if label == "neg" or (label in ("advmod", "preconj", "det") and word in words.adverbs):
            found = words.adverbs.get(word)
            if found is not None and not (word == "not" and syntax.words[child + 1 : child + 2] == ("only",)):
                yield _as_status(found[0]), found[1]
        elif label == "aux" and word in table:
            if word == "would" and _reported(syntax, verb):
                yield "future", table[word][1]
            else:
                yield _as_status(table[word][0]), table[word][1]
        elif label == "mark" and word in words.marks:
            if not (word == "if" and syntax.words[child - 1 : child] == ("as",)):
                yield _as_status(words.marks[word][0]), words.marks[word][1]
        elif (
            label in ("nsubj", "nsubjpass", "dobj")
            and any(
                syntax.words[inner] in ("no", "neither") for inner in syntax.children(child, "det", "preconj", "cc")
            )
        ) or (label in ("nsubj", "nsubjpass") and word in ("nobody", "none", "neither")):
            yield _as_status(words.adverbs["no"][0]), words.adverbs["no"][1]
    auxiliaries = [syntax.words[child] for child in syntax.children(verb, "aux", "auxpass")]
    if (
        "going" in auxiliaries
        or (auxiliaries[-1:] == ["to"] and sentence.labels[verb] == "ROOT" and len(auxiliaries) <= 2)
        or (auxiliaries[-1:] == ["be"] and "to" in auxiliaries and sentence.labels[verb] == "ROOT")
    ):
        yield "future", "grammar:to-infinitive"
    elif {"is", "to"} <= set(auxiliaries) or {"are", "to"} <= set(auxiliaries):
        yield "future", "grammar:be-to"


def _reported(syntax: Syntax, verb: int) -> bool:
    """Whether a clause is reported speech, in which "would" is a past future."""
    sentence = syntax.sentence
    for _ in range(4):
        if sentence.labels[verb] == "conj":
            verb = sentence.heads[verb]
    head = sentence.heads[verb]
    return sentence.labels[verb] in ("ccomp", "acl") and sentence.lemmas[head] not in syntax.lexicon.lists["wishing"]


def _governor_signs(syntax: Syntax, verb: int, *, depth: int) -> Iterator[tuple[Status, str]]:
    """Signs at what governs a verb: "plans to", "failed to", "without", "the threat to", "it is unclear whether"."""
    sentence, words = syntax.sentence, syntax.lexicon.status
    head, label = sentence.heads[verb], sentence.labels[verb]
    if head == verb:
        return
    finite = _finite(syntax, verb)
    going = sentence.lemmas[head] == "be" or syntax.words[head] == "going"
    if going and label == "xcomp" and syntax.is_infinitive(verb):
        yield "future", "grammar:is-to"
        return
    if finite and syntax.words[head] in ("provided", "providing", "assuming") and label == "ccomp":
        yield "hypothetical", "grammar:provided-that"
        return
    if (
        label == "advcl"
        and finite
        and any(
            syntax.words[mark] == "that" and mark and syntax.words[mark - 1] == "so"
            for mark in syntax.children(verb, "mark")
        )
    ):
        yield "hypothetical", "grammar:so-that"
        return
    if label == "conj" and syntax.is_verb(head):
        if not syntax.children(verb, "nsubj", "nsubjpass") and not (finite and _differs(syntax, verb, head)):
            but = any(syntax.words[cc] == "but" for cc in syntax.children(head, "cc"))  # "not reached but signed"
            kept = [sign for sign in _clause_signs(syntax, head, depth=depth + 1) if sign[0] != "historical"]
            yield from (sign for sign in kept if not (but and sign[0] == "negated"))
        return
    if label in ("xcomp", "ccomp", "oprd", "dobj", "prep") and syntax.is_verb(head):
        yield from _verb_governor(syntax, verb, head, finite=finite, depth=depth)
    elif label in ("xcomp", "ccomp", "acl", "advcl", "relcl") and sentence.tags[head].startswith("JJ"):
        found = words.adjectives.get(sentence.lemmas[head])
        if found is not None and not finite:
            yield _as_status(found[0]), found[1]
        governor = sentence.heads[head]
        if not finite and syntax.is_verb(governor):
            yield from _clause_signs(syntax, governor, depth=depth + 1)
    elif label in ("acl", "relcl") and sentence.tags[head].startswith("NN"):
        if syntax.is_infinitive(verb) and headlines.is_root(sentence, head):
            yield "future", "grammar:to-infinitive"
        elif syntax.is_infinitive(verb):
            found = words.nouns.get(sentence.lemmas[head])
            yield (_as_status(found[0]), found[1]) if found else ("hypothetical", "grammar:noun-infinitive")
    elif label == "advcl":
        if syntax.is_verb(head) and sentence.lemmas[head] == "go" and "on" in particles(syntax, head):
            yield from _clause_signs(syntax, head, depth=depth + 1)
        elif any(syntax.words[child] == "to" for child in syntax.children(verb, "aux")):
            yield "hypothetical", "grammar:purpose"
            yield from (sign for sign in _clause_signs(syntax, head, depth=depth + 1) if syntax.is_verb(head))
        elif (
            sentence.tags[verb] in ("VBG", "VBN")
            and not syntax.children(verb, "mark", "nsubj")
            and syntax.is_verb(head)
        ):
            own = [sign for sign in _own_signs(syntax, head) if sign[0] in ("future", "hypothetical")]
            yield from own
            if sentence.labels[head] == "xcomp":
                yield from (sign for sign in _governor_signs(syntax, head, depth=depth + 1) if sign[0] != "negated")
    elif label == "pcomp":
        for prep, name in _governing_prepositions(syntax, verb):
            if name in words.prepositions:
                yield _as_status(words.prepositions[name][0]), words.prepositions[name][1]
            governor = sentence.heads[prep]
            lemma = sentence.lemmas[governor]
            if syntax.is_verb(governor):
                found = words.verbs.get(f"{lemma} {name}") or (
                    words.verbs.get(lemma) if name in ("from", "of", "about", "on") else None
                )
                if found is not None and lemma not in syntax.lexicon.speech.verbs:
                    yield _as_status(found[0]), found[1]
                elif lemma == "warn" and name in ("of", "against"):
                    yield "hypothetical", "grammar:warn"
            else:
                found = words.nouns.get(lemma) or words.adjectives.get(lemma)
                if found is not None and name in ("of", "for", "at", "in"):
                    yield _as_status(found[0]), found[1]


def _verb_governor(syntax: Syntax, verb: int, head: int, *, finite: bool, depth: int) -> Iterator[tuple[Status, str]]:
    """Signs at a verb that takes another as its complement."""
    sentence, words = syntax.sentence, syntax.lexicon.status
    lemma = sentence.lemmas[head]
    found = words.verbs.get(lemma)
    for particle in particles(syntax, head):
        found = words.verbs.get(f"{lemma} {particle}") or found
    if finite:
        if lemma in syntax.lexicon.lists["denying"]:
            yield "negated", found[1] if found else "words/lists.toml"
        elif lemma in syntax.lexicon.lists["wishing"]:
            yield "hypothetical", found[1] if found else "words/lists.toml"
        return
    if found is not None and not (sentence.tags[verb] == "VBG" and lemma in syntax.lexicon.lists["mentioning"]):
        yield _as_status(found[0]), found[1]
    transparent = (
        found is not None
        or lemma in syntax.lexicon.lists["implicative"]
        or lemma in ("be", "have", "get", "let", "make", "help")
    )
    if transparent or not syntax.children(verb, "nsubj"):
        yield from _clause_signs(syntax, head, depth=depth + 1)


def _finite(syntax: Syntax, verb: int) -> bool:
    """Whether a verb heads a finite clause."""
    sentence = syntax.sentence
    if sentence.tags[verb] in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(sentence.tags[child] in ("VBD", "VBZ", "VBP", "MD") for child in syntax.children(verb, "aux", "auxpass"))


def _differs(syntax: Syntax, verb: int, first: int) -> bool:
    """Whether a coordinated verb has a tense of its own, so that the first one's modal does not reach it."""
    sentence = syntax.sentence
    shared = any(sentence.tags[child] == "MD" for child in syntax.children(first, "aux"))
    return sentence.tags[verb] != "VB" and (shared or sentence.tags[verb] != sentence.tags[first])
