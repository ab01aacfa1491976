"""What a clause is by its form: finite, imperative, a question, an -ing form or infinitive with nothing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bede.extract.grammar import Syntax

FINITE = ("VBD", "VBZ", "VBP", "MD")
CLAUSAL = ("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
NOMINAL = ("DT", "NN", "NNP", "NNS", "NNPS", "PRP", "PRP$", "EX", "CD")
"""Tags of what may begin a subject."""

OPENING = (",", '"', "“", "``")
"""What may stand before a condition without "if"."""

WANTED = {"should": ("VB",), "were": ("TO", "VBN", "VBG"), "had": ("VBN", "VBD")}
"""The auxiliaries that open a condition before its subject, with the tags of the verbs that they go with."""


def is_verbal(syntax: Syntax, token: int) -> bool:
    """Whether a token heads a clause: a verb, or what the tagger took for none and yet has an auxiliary."""
    if syntax.is_verb(token):
        return True
    if is_begged(syntax, token) and syntax.sentence.tags[token] in ("NN", "NNP", "JJ", "RB"):
        return True
    if syntax.sentence.labels[token] not in CLAUSAL or syntax.sentence.tags[token][:2] not in ("NN", "JJ", "RB", "IN"):
        return False
    return any(child < token for child in syntax.children(token, "aux", "auxpass"))


def is_begged(syntax: Syntax, token: int) -> bool:
    """Whether "please" stands right before a word."""
    before = token - 1
    while before > 0 and (syntax.words[before] == "," or syntax.sentence.labels[before] == "neg"):
        before -= 1
    return before >= 0 and syntax.words[before] in syntax.lexicon.lists["polite"]


def is_finite(syntax: Syntax, verb: int) -> bool:
    """Whether a verb heads a finite clause."""
    sentence = syntax.sentence
    if sentence.tags[verb] in FINITE:
        return True
    return any(sentence.tags[child] in FINITE for child in syntax.children(verb, "aux", "auxpass"))


def is_present(syntax: Syntax, verb: int) -> bool:
    """Whether a clause is in the present tense or present perfect, without a modal."""
    tags = syntax.sentence.tags
    auxiliaries = [tags[child] for child in syntax.children(verb, "aux", "auxpass")]
    if "MD" in auxiliaries or "VBD" in auxiliaries or "TO" in auxiliaries:
        return False
    return tags[verb] in ("VBZ", "VBP") or "VBZ" in auxiliaries or "VBP" in auxiliaries


def is_first_person(syntax: Syntax, verb: int) -> bool:
    """Whether those who speak are the subject."""
    return any(
        syntax.words[subject] in syntax.lexicon.lists["first_person"] for subject in syntax.children(verb, "nsubj")
    )


def is_imperative(syntax: Syntax, verb: int) -> bool:
    """Whether a clause orders or asks: a base form without subject, "please" beside it or nothing before it."""
    sentence = syntax.sentence
    label, head = sentence.labels[verb], sentence.heads[verb]
    if is_begged(syntax, verb) and sentence.tags[verb] != "VBN":
        return True
    if sentence.part != "body" or syntax.children(verb, *SUBJECTS, "mark", "agent"):
        return False
    polite = any(syntax.words[child] in syntax.lexicon.lists["polite"] for child in syntax.children(verb, "intj"))
    bare = sentence.tags[verb] == "VBP" and _begins(syntax, verb) and sentence.lemmas[verb] not in ("be", "have", "do")
    if sentence.tags[verb] != "VB" and not bare and not (polite and sentence.tags[verb] in ("NN", "NNP")):
        return False
    if any(syntax.words[child] != "do" for child in syntax.children(verb, "aux", "auxpass")):
        return False
    if sentence.lemmas[verb] in syntax.lexicon.lists["elliptic"]:
        return False  # "Hope it works": the speaker is left out
    if head == verb:
        return True
    if label == "conj" and is_finite(syntax, head) and syntax.sentence.tags[head] != "VBP":
        return _begins(syntax, verb) and not any(sentence.tags[child] == "MD" for child in syntax.children(head, "aux"))
    if label == "conj":
        first = syntax.first_conjunct(verb)
        alone = not syntax.is_verb(first) or sentence.labels[first] == "conj"  # a chain too long to be one
        return _begins(syntax, verb) if alone else is_imperative(syntax, first)
    if label == "ccomp":  # "Leave the city, he said": hung on what follows or quotes it
        return verb < head or (sentence.tags[head] in ("VBD", "VBZ") and not syntax.words[verb - 1][-1:].isalnum())
    return label in ("parataxis", "dep", "advcl") and _begins(syntax, verb)


def _begins(syntax: Syntax, verb: int) -> bool:
    """Whether nothing but a mark, a coordinator or an adverb stands between a verb and the clause before it."""
    before = verb - 1
    while before >= 0 and syntax.sentence.tags[before] in ("RB", "CC", "UH"):
        before -= 1
    return before < 0 or not syntax.words[before][-1:].isalnum()


def is_question(syntax: Syntax, verb: int) -> bool:
    """Whether a clause asks whether it is so: an auxiliary or ``be`` before its subject, or a question mark alone."""
    sentence = syntax.sentence
    subjects = syntax.children(verb, "nsubj", "nsubjpass", "expl")
    asked = "?" in syntax.words[verb:]
    wh = any(sentence.tags[token] in ("WRB", "WP", "WDT", "WP$") for token in range(syntax.extent(verb)[0], verb + 1))
    if wh or not asked:
        return False
    if sentence.labels[verb] not in ("ROOT", "ccomp", "conj", "parataxis"):
        return False
    auxiliaries = [child for child in syntax.children(verb, "aux", "auxpass") if sentence.tags[child] != "TO"]
    first = min([*auxiliaries, verb])
    if subjects and first < min(subjects):
        return True
    plain = not any(tag in ("WRB", "WP", "WDT", "WP$") for tag in sentence.tags)
    stop = next(mark for mark in syntax.words[verb:] if mark in ("?", ".", "!", ":"))
    return plain and sentence.heads[verb] == verb and stop == "?" and not syntax.children(verb, "ccomp", "parataxis")


def is_inverted_condition(syntax: Syntax, verb: int) -> bool:
    """Whether a clause is a condition by its order of words: "Had they attacked", "Should they attack"."""
    return any(is_inverted(syntax, token) for token in (verb, *syntax.children(verb, "aux", "auxpass")))


def is_inverted(syntax: Syntax, token: int) -> bool:
    """Whether an auxiliary stands before its subject where no question is asked: "should Minsk agree"."""
    words, tags = syntax.words, syntax.sentence.tags
    if words[token] not in WANTED or token + 1 >= len(words) or "?" in words:
        return False
    before = words[token - 1] if token else ""
    if before and before not in OPENING and words[token] != "should":
        return False
    if tags[token + 1] not in NOMINAL:
        return False
    return any(tag in WANTED[words[token]] for tag in tags[token + 2 : token + 10])


def is_headline(syntax: Syntax, verb: int) -> bool:
    """Whether an infinitive is the verb of a headline: "Kenya to send doctors", with at most who says so after it."""
    sentence = syntax.sentence
    if verb < 2 or syntax.words[verb - 1] != "to":
        return False
    before = sentence.tags[: verb - 1]
    if any(tag.startswith("V") or tag in ("MD", "WDT", "WP", "WRB", "RB", "PRP", "IN") for tag in before):
        return False
    if sentence.lemmas[verb - 2] in syntax.lexicon.status.nouns:
        return False  # "bid to leave"
    return not any(
        tag in ("VBD", "VBZ", "VBP", "MD") and sentence.lemmas[token] not in syntax.lexicon.speech.verbs
        for token, tag in enumerate(sentence.tags)
    )
