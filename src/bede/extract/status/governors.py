"""What governs a predicate: "plans to", "failed to", "without", "the threat of", "it is unclear whether"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bede.extract import headlines
from bede.extract.grammar import Syntax
from bede.extract.status.clauses import is_finite, is_headline, is_inverted_condition, is_present, is_verbal
from bede.extract.status.conditions import is_awaited, is_bound
from bede.extract.status.dates import is_dated
from bede.extract.status.links import (
    asks_what,
    bounds_ahead,
    differs,
    governing_prepositions,
    is_complement,
    is_indefinite,
    is_one_of_some,
    is_since,
    is_so_that,
    is_temporal,
    measured,
    with_particle,
)
from bede.extract.status.nouns import (
    governing,
    is_adjective,
    is_ahead,
    is_called_untrue,
    is_denied,
    is_dreaded,
    is_eluded,
    is_feared,
    is_ordinal,
    is_refuted,
    is_topic,
    noun_before,
    predicate_sign,
)
from bede.extract.status.order import CONSEQUENCE, Sign, as_sign, strongest
from bede.extract.status.own import is_conditional, own_signs
from bede.extract.status.past import past_signs
from bede.extract.status.unfulfilled import leaves_open, was_to
from bede.extract.wording import particles

CLIMB = 10
"""Governors that are asked at most."""

OBJECTS = ("dobj", "oprd")
OPEN = ("future", "hypothetical")
TWICE = "grammar:denied-twice"


def status(
    syntax: Syntax,
    token: int,
    *,
    support: int | None = None,
    support_words: str | None = None,
    published: date | None = None,
) -> Sign:
    """A predicate's status and the data line or construction that tells it.

    ``support`` is the verb that lends an event noun its subject (``hold`` in "hold talks"): its status is the noun's.
    ``published`` is the day of publication, where it is known: dates are old as seen from there.
    """
    if support is not None and _is_otherwise(syntax, support, support_words or ""):
        support = None
    signs = list(_signs(syntax, token, support=support, support_words=support_words))
    over = list(past_signs(syntax, token, support=support, published=published))
    if over and syntax.is_infinitive(token):
        ahead = any(sign[0] == "future" for sign in own_signs(syntax, token))
        signs = [sign for sign in signs if sign[0] != "future" or ahead]  # "the decision in 1973 to leave": they left
    elif over and is_dated(syntax, token):
        signs = [sign for sign in signs if sign[0] not in OPEN]  # "hopes to revive the 2015 accord"
    found = strongest([*signs, *over])
    verb = token if support is None else support
    if found[0] in OPEN and (is_conditional(syntax, verb) or is_bound(syntax, verb)):
        return "hypothetical", CONSEQUENCE
    return found


def _signs(syntax: Syntax, token: int, *, support: int | None, support_words: str | None) -> Iterator[Sign]:
    """Signs of what stands at a predicate and governs it."""
    if support is None and not is_verbal(syntax, token):
        yield from _noun_signs(syntax, token)
        verb = _predicate_of(syntax, token)
        if verb is not None:
            twice = _denies_twice(syntax, verb) or predicate_sign(syntax, token) is not None
            yield from (sign for sign in clause_signs(syntax, verb, depth=0) if not (twice and sign[0] == "negated"))
        return
    if support is not None:
        given = syntax.lexicon.support.get(support_words or "")
        yield from _noun_signs(syntax, token, supported=given is not None and given.status is not None)
        if given is not None and given.status is not None and not _settled(syntax, token, support_words):
            if given.status == "negated" and is_denied(syntax, support):
                yield "hypothetical", given.stands  # "has not ruled out talks"
                return
            yield as_sign((given.status, given.stands))
        if syntax.sentence.labels[support] == "relcl" and (own := _predicate_of(syntax, token)) is not None:
            yield from (
                sign for sign in own_signs(syntax, own) if sign[0] == "negated"
            )  # "that was announced never began"
    yield from clause_signs(syntax, token if support is None else support, depth=0)


def _is_otherwise(syntax: Syntax, verb: int, support_words: str) -> bool:
    """Whether what looks like a support verb is another word: "talks are set to begin", "called off"."""
    found = with_particle(syntax, verb)
    if found is None:
        return False
    whole = found is not syntax.lexicon.status.verbs.get(syntax.sentence.lemmas[verb])
    return (whole and " " not in support_words) or (syntax.is_passive(verb) and bool(syntax.children(verb, "xcomp")))


def _settled(syntax: Syntax, noun: int, support_words: str | None) -> bool:
    """Whether an announcement is of what was settled with it: "announced a deal"."""
    return support_words == "announce" and syntax.sentence.lemmas[noun] in syntax.lexicon.lists["settled"]


def _predicate_of(syntax: Syntax, noun: int) -> int | None:
    """The verb whose subject or object an event noun is, where its status is the noun's ("talks will begin")."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    noun = measured(syntax, syntax.first_conjunct(noun))
    head, label = sentence.heads[noun], sentence.labels[noun]
    if not syntax.is_verb(head):
        return None
    lemma = sentence.lemmas[head]
    if label in ("nsubj", "nsubjpass"):
        for inner in syntax.children(head, "xcomp"):  # "is expected to end", "has yet to begin"
            if sentence.lemmas[inner] in lists["happening"] or syntax.is_passive(inner):
                return inner
        if lemma in lists["ending"] and not is_denied(syntax, head):
            return None  # what will end is under way
        if lemma in lists["factive"]:
            return None  # "will not be forgotten"
        after = lemma in lists["answered"] or lemma in syntax.lexicon.speech.topics
        happens = lemma in lists["happening"] and (lemma == "take" or not syntax.children(head, "dobj"))
        return head if happens or (syntax.is_passive(head) and not after) else None
    if label == "dobj":
        known = lemma in syntax.lexicon.status.verbs or lemma in lists["happening"]
        done = lemma in lists["performed"] or lemma in syntax.lexicon.support
        own = any(sentence.tags[child] == "PRP$" for child in syntax.children(noun, "poss"))  # "lodge its protest"
        new = is_indefinite(syntax, noun) and (done or lemma in lists["causing"])
        return head if known or new or (done and own) else None
    return head if label in ("attr", "acomp") else None


def _noun_signs(syntax: Syntax, noun: int, *, supported: bool = False) -> Iterator[Sign]:
    """Signs beside an event noun: "planned talks", "no talks", "possible sanctions", "the first visit since"."""
    sentence, words = syntax.sentence, syntax.lexicon.status
    yield from _predicate_signs(syntax, noun)
    beside = syntax.children(noun, "amod", "det", "neg", "compound", "nmod")
    for child in (*beside, *(inner for outer in beside for inner in syntax.children(outer, "amod"))):
        lemma = sentence.lemmas[child]
        for table in (words.adjectives, words.adverbs):
            if lemma in table or syntax.words[child] in table:
                yield as_sign(table.get(syntax.words[child]) or table[lemma])
    for prep, name in governing_prepositions(syntax, noun):
        if name in words.prepositions:
            yield as_sign(words.prepositions[name])
        head = sentence.heads[prep]
        if name in ("during", "at", "in") and syntax.is_verb(head):  # "will speak during the visit"
            yield from (sign for sign in clause_signs(syntax, head, depth=CLIMB - 3) if sign[0] == "future")
        elif name in ("for", "on") and is_verbal(syntax, head) and is_indefinite(syntax, noun):
            going = sentence.lemmas[head] in syntax.lexicon.lists["going"]  # "will travel for talks"
            yield from (sign for sign in clause_signs(syntax, head, depth=CLIMB - 3) if going and sign[0] in OPEN)
        if name in ("of", "for", "on") and is_refuted(syntax, head):
            yield as_sign(words.adverbs["no"])
        during = name == "in" and syntax.is_verb(head)  # "promised tents in a call"
        if (
            name in ("of", "for", "on", "in")
            and not during
            and (given := governing(syntax, head)) is not None
            and given != "done"
        ):
            yield given
            if given[0] != "historical":  # "scrapped the plan for"
                yield from (sign for sign in _noun_signs(syntax, head) if sign[0] == "negated")
        if sentence.tags[head].startswith("JJ") and (found := words.adjectives.get(f"{sentence.lemmas[head]} {name}")):
            yield as_sign(found)
        found_verb = words.verbs.get(f"{sentence.lemmas[head]} {name}") if syntax.is_verb(head) else None
        if found_verb is not None and not is_topic(syntax, noun, head):
            yield as_sign(found_verb)
    noun = measured(syntax, noun)
    head = sentence.heads[noun]
    pondered = sentence.labels[noun] == "dobj" and sentence.lemmas[head] in syntax.lexicon.lists["pondering"]
    if pondered and is_present(syntax, head) and is_indefinite(syntax, noun):
        yield "hypothetical", "words/status_lists.toml"
    if sentence.labels[noun] == "nsubj":
        supposed = {syntax.words[aux] for aux in syntax.children(head, "aux")} & {"would", "'d", "could", "might"}
        some = any(syntax.words[child] in ("a", "an", "any") for child in syntax.children(noun, "det"))
        if supposed and some:
            yield "hypothetical", "grammar:supposed"  # "a raid would delay the talks"
    named = sentence.lemmas[head] in syntax.lexicon.lists["naming"] and bool(syntax.children(head, "oprd"))
    if supported or named or (sentence.labels[noun] == "dobj" and is_topic(syntax, noun, head)):
        return  # "called the raid unlawful": it was made
    if syntax.is_verb(head) and (found_verb := with_particle(syntax, head)) is not None:
        own = sentence.lemmas[noun] in words.nouns and sentence.tags[noun] != "NNS"  # "talks" are held
        asked = own or sentence.lemmas[noun] in syntax.lexicon.lists["overtures"]
        answered = asked and sentence.lemmas[head] in syntax.lexicon.lists["answering"]
        if answered or sentence.lemmas[head] in syntax.lexicon.lists["undertaking"]:
            return  # "rejected a request": it was made; "undertook a raid"
        passive = sentence.labels[noun] == "nsubjpass" and not syntax.children(head, "xcomp", "ccomp")
        if sentence.labels[noun] == "dobj" or (passive and sentence.lemmas[head] not in syntax.lexicon.lists["asking"]):
            if not _denies_twice(syntax, head):
                yield as_sign(found_verb)
            elif not _affirms(syntax, head):
                yield "hypothetical", TWICE


def _predicate_signs(syntax: Syntax, noun: int) -> Iterator[Sign]:
    """Signs of what an event noun's predicate and time say of it, and of who escapes or faces it."""
    if (said := predicate_sign(syntax, measured(syntax, noun))) is not None:
        yield said
    if is_ahead(syntax, noun):
        yield "future", "grammar:scheduled"
    if is_eluded(syntax, noun):
        yield as_sign(syntax.lexicon.status.adverbs["no"])
    if is_dreaded(syntax, noun):
        yield "hypothetical", "words/status_lists.toml"


def _denies_twice(syntax: Syntax, verb: int) -> bool:
    """Whether a verb that denies its complement is denied itself: "did not rule out talks" leaves them open."""
    found = with_particle(syntax, verb)
    if not is_denied(syntax, verb):
        return False
    return (found is not None and found[0] == "negated") or _affirms(syntax, verb)


def _affirms(syntax: Syntax, verb: int) -> bool:
    """Whether a verb's denial says that its complement was done: "did not hesitate to", "could not help"."""
    return syntax.sentence.lemmas[verb] in syntax.lexicon.lists["affirming"] and is_denied(syntax, verb)


def _denied_twice(syntax: Syntax, verb: int, *, depth: int) -> Iterator[Sign]:
    """Signs at a verb whose negation undoes its own meaning."""
    affirmed = _affirms(syntax, verb)
    if not affirmed:
        yield "hypothetical", TWICE
    unable = affirmed and any(syntax.words[child] in ("can", "could", "ca") for child in syntax.children(verb, "aux"))
    for sign in clause_signs(syntax, verb, depth=depth + 1):
        if sign[0] != "negated" and not (unable and sign[0] == "hypothetical"):
            yield sign


def clause_signs(syntax: Syntax, verb: int, *, depth: int) -> Iterator[Sign]:
    """Signs at a verb itself, then at what governs it as long as that decides whether it happened."""
    yield from own_signs(syntax, verb)
    if is_headline(syntax, verb):
        yield "future", "grammar:to-infinitive"
    elif depth < CLIMB:
        open_question = any(syntax.words[mark] == "whether" for mark in syntax.children(verb, "mark"))
        for sign in _governor_signs(syntax, verb, depth=depth):
            if not (open_question and sign[0] == "negated"):  # "has not decided whether to leave"
                yield sign


def _governor_signs(syntax: Syntax, verb: int, *, depth: int) -> Iterator[Sign]:
    """Signs at what governs a verb, by the way in which it hangs there."""
    sentence = syntax.sentence
    head, label = sentence.heads[verb], sentence.labels[verb]
    if head == verb:
        return
    finite = is_finite(syntax, verb)
    if (
        label == "xcomp"
        and sentence.tags[head] == "MD"
        and (modal := syntax.lexicon.status.auxiliaries.get(syntax.words[head]))
    ):
        yield as_sign(modal)  # "ought to"
    if was_to(syntax, verb):
        yield as_sign(syntax.lexicon.status.adverbs["no"])
    going = sentence.lemmas[head] == "be" or syntax.words[head] == "going"
    if finite and is_since(syntax, verb, head):
        yield "historical", "grammar:since"
    elif is_inverted_condition(syntax, head) and syntax.is_infinitive(verb):
        yield "hypothetical", "grammar:condition"
    elif going and label == "xcomp" and syntax.is_infinitive(verb):
        if any(sentence.lemmas[said] in syntax.lexicon.lists["emotive"] for said in syntax.children(head, "acomp")):
            return  # "it was wrong of them to leave"
        for said in syntax.children(head, "acomp"):  # "it is lawful to leave"
            yield from _from_adjective(syntax, verb, said, finite=False, depth=CLIMB)
            return
        late = any(syntax.words[child] == "still" for child in syntax.children(head, "advmod"))
        past = syntax.words[head] in ("was", "were") and any(
            syntax.words[aux] == "have" for aux in syntax.children(verb, "aux")
        )
        denied = is_denied(syntax, head) or late or past  # "is not going to", "is still to begin", "was to have begun"
        yield as_sign(syntax.lexicon.status.adverbs["no"]) if denied else ("future", "grammar:is-to")
    elif finite and syntax.words[head] in ("provided", "providing", "assuming") and label in ("ccomp", "pcomp"):
        yield "hypothetical", "grammar:provided-that"
    elif label == "advcl" and finite and is_so_that(syntax, verb):
        yield "hypothetical", "grammar:so-that"
    elif label == "conj" and is_verbal(syntax, head):
        yield from _from_first(syntax, verb, head, finite=finite, depth=depth)
    elif asks_what(syntax, verb):
        yield "hypothetical", "grammar:how-to"
    elif label == "ccomp" and finite and is_feared(syntax, verb, head):
        yield "hypothetical", "words/status.toml"
    elif label == "csubj" and not finite and is_verbal(syntax, head):
        yield from (sign for sign in own_signs(syntax, head) if sign[0] in OPEN)
        if sentence.lemmas[head] in syntax.lexicon.lists["entailing"] and sentence.tags[head] in ("VBZ", "VBP"):
            yield "hypothetical", "words/lists.toml"  # "lifting the ban requires a vote"
    elif label in ("xcomp", "ccomp", "oprd", "dobj") and is_verbal(syntax, head):
        yield from _from_verb(syntax, verb, head, finite=finite, depth=depth)
    elif label in ("xcomp", "ccomp", "acl", "advcl", "relcl") and is_adjective(syntax, head):
        yield from _from_adjective(syntax, verb, head, finite=finite, depth=depth)
    elif label in ("acl", "relcl") and sentence.tags[head].startswith(("NN", "DT", "WP", "PRP", "CD")):
        yield from _from_noun(syntax, verb, head, finite=finite, depth=depth)
    elif label == "advcl":
        yield from _from_main_clause(syntax, verb, head, finite=finite, depth=depth)
    elif label == "pcomp":
        yield from _from_preposition(syntax, verb, depth=depth)


def _from_first(syntax: Syntax, verb: int, head: int, *, finite: bool, depth: int) -> Iterator[Sign]:
    """Signs that a coordinated verb shares with the first one."""
    between = [cc for cc in syntax.children(head, "cc") if head < cc < verb]
    if any(syntax.words[cc - 1 : cc + 1] == ("rather", "than") for cc in between):
        yield as_sign(syntax.lexicon.status.prepositions["rather than"])
    if syntax.children(verb, "nsubj", "nsubjpass") or (finite and differs(syntax, verb, head)):
        return
    but = any(syntax.words[cc] == "but" for cc in syntax.children(head, "cc"))  # "not reached but signed"
    for sign in clause_signs(syntax, head, depth=depth + 1):
        if sign[0] != "historical" and not (but and sign[0] == "negated"):
            yield sign


def _from_adjective(syntax: Syntax, verb: int, head: int, *, finite: bool, depth: int) -> Iterator[Sign]:
    """Signs at an adjective with a complement: "ready to attack", "it is possible that"."""
    sentence = syntax.sentence
    found = syntax.lexicon.status.adjectives.get(sentence.lemmas[head])
    governor = sentence.heads[head]
    if finite or not syntax.is_infinitive(verb):
        bare = syntax.sentence.tags[verb] in ("VB", "VBP")
        if bare and sentence.lemmas[head] in syntax.lexicon.lists["needful"]:
            yield "hypothetical", "grammar:subjunctive"
        if found is not None and found[0] == "hypothetical" and sentence.labels[verb] != "relcl":
            yield as_sign(found)
        return
    done = syntax.is_verb(governor) and (sentence.tags[governor] == "VBN" or not is_present(syntax, governor))
    if sentence.lemmas[head] in ("able", "unable") and done:  # "was able to", "has been able to" did
        if sentence.lemmas[head] == "unable":
            yield as_sign(syntax.lexicon.status.adjectives["unable"])
    elif found is not None:
        yield as_sign(found)
    elif any(syntax.words[child] == "too" for child in syntax.children(head, "advmod")):
        yield "negated", "grammar:too-to"
    elif (
        sentence.lemmas[head] not in syntax.lexicon.lists["emotive"]
        and syntax.is_infinitive(verb)
        and (not syntax.is_verb(governor) or is_present(syntax, governor))
    ):
        yield "hypothetical", "grammar:adjective-infinitive"
    if syntax.is_verb(governor):
        yield from clause_signs(syntax, governor, depth=depth + 1)


def _from_noun(syntax: Syntax, verb: int, head: int, *, finite: bool, depth: int) -> Iterator[Sign]:
    """Signs at a noun with a clause: "the plan to attack", "no evidence that", "whoever attacks"."""
    sentence, words = syntax.sentence, syntax.lexicon.status
    label = sentence.labels[verb]
    if syntax.is_infinitive(verb):
        if headlines.is_root(sentence, head):
            yield "future", "grammar:to-infinitive"
        elif is_ordinal(syntax, head):
            yield from _from_noun_place(syntax, head, depth=depth)  # "the first to attack" attacked
        else:
            found = governing(syntax, head)
            voiced = found is None and sentence.lemmas[verb] in syntax.lexicon.lists["voicing"]
            if found == "done" or voiced:  # "a march to denounce the law", "carried out its threat to leave"
                yield from _from_noun_place(syntax, head, depth=depth)
                return
            yield ("hypothetical", "grammar:noun-infinitive") if found is None else found
            if found is not None and found[0] == "future":  # "no intent to"
                yield from (sign for sign in _noun_signs(syntax, head) if sign[0] == "negated")
        return
    that = any(syntax.words[mark] == "that" for mark in syntax.children(verb, "mark"))
    if (label == "acl" or that) and finite and syntax.children(verb, "mark", "nsubj", "nsubjpass"):
        found_noun = words.nouns.get(sentence.lemmas[head])
        if is_refuted(syntax, head):
            yield as_sign(words.adverbs["no"])
        elif found_noun is not None:
            yield as_sign(found_noun)
        elif sentence.lemmas[head] in syntax.lexicon.lists["doubtless"]:
            return  # "no doubt that"
        elif any(syntax.words[child] == "no" for child in syntax.children(head, "det")):
            yield "hypothetical", "grammar:no-evidence-that"
        return
    outer = sentence.heads[sentence.heads[head]]
    if sentence.tags[verb] == "VBG" and sentence.labels[head] == "pobj" and sentence.tags[outer].startswith("NN"):
        risk = governing(syntax, outer)  # "the danger of rebels leaving"
        if risk is not None and risk != "done":
            yield risk
    simple = is_present(syntax, verb) and not syntax.children(verb, "aux", "auxpass")
    generic = {syntax.words[child] for child in (head, *syntax.children(head, "det"))} & set(
        syntax.lexicon.lists["any"]
    )
    if generic and (not finite or is_present(syntax, verb)):
        yield "hypothetical", "grammar:generic"
    elif is_one_of_some(syntax, head) and (sentence.tags[verb] == "VBG" or simple):
        yield from (sign for sign in _from_noun_place(syntax, head, depth=depth) if sign[0] in OPEN)


def _from_noun_place(syntax: Syntax, noun: int, *, depth: int) -> Iterator[Sign]:
    """Signs at the verb that a noun is subject, object or predicate of."""
    noun = syntax.first_conjunct(noun)
    head = syntax.sentence.heads[noun]
    if syntax.sentence.labels[noun] == "pobj" and head != noun:
        head = syntax.sentence.heads[head]
    if head != noun and is_verbal(syntax, head):
        yield from clause_signs(syntax, head, depth=depth + 1)


def _from_main_clause(syntax: Syntax, verb: int, head: int, *, finite: bool, depth: int) -> Iterator[Sign]:
    """Signs at the clause that an adverbial clause hangs on: purpose, time, what is done along with it."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    verbal = is_verbal(syntax, head)
    if any(syntax.words[mark - 1 : mark + 1] == ("rather", "than") for mark in syntax.children(verb, "mark", "prep")):
        yield as_sign(syntax.lexicon.status.prepositions["rather than"])
    elif verbal and sentence.lemmas[head] == "go" and "on" in particles(syntax, head):
        yield from clause_signs(syntax, head, depth=depth + 1)
    elif verbal and is_complement(syntax, verb, head):
        yield from _from_verb(syntax, verb, head, finite=False, depth=depth)
    elif any(syntax.words[child] == "to" for child in syntax.children(verb, "aux")):
        if (noun := noun_before(syntax, verb, head)) is not None:
            yield from _from_noun(syntax, verb, noun, finite=False, depth=depth)
            return
        only = any(syntax.words[child] == "only" for child in syntax.children(verb, "advmod"))
        done = verbal and sentence.lemmas[head] in (*lists["unintended"], *lists["serving"])
        done = done or sentence.lemmas[verb] in lists["voicing"]
        if not only and not done:
            yield "hypothetical", "grammar:purpose"
        if verbal:
            yield from clause_signs(syntax, head, depth=depth + 1)
    elif verbal and head < verb and not finite and not syntax.children(verb, "mark", "nsubj", "aux"):
        yield from (sign for sign in own_signs(syntax, head) if sign[0] in OPEN)
        if sentence.labels[head] == "xcomp":
            yield from (sign for sign in _governor_signs(syntax, head, depth=depth + 1) if sign[0] != "negated")
    elif finite and verbal and is_awaited(syntax, verb) and any(sign[0] in OPEN for sign in own_signs(syntax, head)):
        yield "hypothetical", "grammar:awaited"
    elif finite and verbal and is_present(syntax, verb) and is_temporal(syntax, verb):
        if bounds_ahead(syntax, verb):
            yield "future", "grammar:ahead"
        yield from (sign for sign in clause_signs(syntax, head, depth=depth + 1) if sign[0] in OPEN)


def _from_preposition(syntax: Syntax, verb: int, *, depth: int) -> Iterator[Sign]:
    """Signs at the preposition of an -ing form and at what that hangs on: "without attacking", "accused of"."""
    sentence, words = syntax.sentence, syntax.lexicon.status
    for prep, name in governing_prepositions(syntax, verb):
        if name in words.prepositions:
            yield as_sign(words.prepositions[name])
        governor = sentence.heads[prep]
        lemma = sentence.lemmas[governor]
        if syntax.is_verb(governor) and _affirms(syntax, governor):
            yield from _denied_twice(syntax, governor, depth=depth)
        elif syntax.is_verb(governor):
            found = words.verbs.get(f"{lemma} {name}")
            if lemma not in syntax.lexicon.speech.verbs and name in ("from", "of", "about", "on", "to", "against"):
                found = found or words.verbs.get(lemma)
            if found is not None:
                yield as_sign(found)
            if name in syntax.lexicon.lists["along"]:
                yield from (sign for sign in clause_signs(syntax, governor, depth=depth + 1) if sign[0] in OPEN)
        else:
            if name in ("of", "about") and is_refuted(syntax, governor):
                yield as_sign(words.adverbs["no"])
            if lemma == "close" and sentence.lemmas[sentence.heads[governor]] == "come":
                yield as_sign(words.adverbs["nearly"])  # "came close to leaving"
            adjective = words.adjectives.get(f"{lemma} {name}") or words.adjectives.get(lemma)
            given = governing(syntax, governor) or (as_sign(adjective) if adjective is not None else None)
            if given == "done":
                yield from _from_noun_place(syntax, governor, depth=depth)
            elif given is not None and name in ("of", "for", "at", "in", "to", "about"):
                yield given
                if syntax.sentence.tags[governor].startswith("JJ") and syntax.is_verb(sentence.heads[governor]):
                    yield from clause_signs(syntax, sentence.heads[governor], depth=depth + 1)


def _from_verb(syntax: Syntax, verb: int, head: int, *, finite: bool, depth: int) -> Iterator[Sign]:
    """Signs at a verb that takes another as its complement."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    lemma = sentence.lemmas[head]
    found = with_particle(syntax, head)
    if finite:
        yield from _from_verb_of_saying(syntax, verb, head, found=found)
        if is_called_untrue(syntax, head):  # "it is a lie that"
            yield as_sign(syntax.lexicon.status.adverbs["no"])
        timely = any(
            sentence.lemmas[said] == "time"
            and not any(is_ordinal(syntax, child) for child in syntax.children(said, "amod"))
            for said in syntax.children(head, "attr")
        )  # not "it was the first time that they left"
        if timely and lemma == "be":  # "it is high time they left"
            yield "hypothetical", "grammar:subjunctive"
        for adjective in syntax.children(head, "acomp"):  # "it is possible that"
            yield from _from_adjective(syntax, verb, adjective, finite=True, depth=CLIMB)
        return
    if sentence.tags[verb] == "VB" and not syntax.is_infinitive(verb) and lemma in lists["mandative"]:
        yield "hypothetical", "grammar:subjunctive"
        return
    if leaves_open(syntax, head):
        yield "hypothetical", "grammar:not-said"
        return
    if lemma in lists["serving"] and sentence.lemmas[verb] in lists["voicing"] and syntax.children(head, *OBJECTS):
        yield from clause_signs(syntax, head, depth=depth + 1)  # "called the envoy to complain"
        return
    if _denies_twice(syntax, head):
        yield from _denied_twice(syntax, head, depth=depth)
        return
    if sentence.tags[verb] == "VBG" and lemma in lists["factive"] and not _is_modal(syntax, head):
        return  # "does not regret attacking": they did
    if sentence.tags[verb] == "VBG" and lemma in lists["ceasing"]:
        return  # "should stop attacking": they were at it
    if lemma == "dare" and not syntax.children(head, "dobj"):
        yield from clause_signs(syntax, head, depth=depth + 1)  # who dares it does it
        return
    if lemma == "vote" and sentence.lemmas[verb] in lists["voted"]:
        found = None  # done by the vote
    elif found is not None and not (sentence.tags[verb] == "VBG" and lemma in (*lists["mentioning"], "try")):
        yield as_sign(found)
    transparent = found is not None or lemma in lists["implicative"] or lemma in ("be", "make")
    if found is None and lemma != "vote":
        yield from _from_plain_verb(syntax, verb, head)
    if (
        sentence.tags[verb] == "VBN"
        and not syntax.children(verb, "aux", "auxpass")
        and lemma not in ("get", "have", "be")
    ):
        return  # "keep it locked": what it is, not what is done
    if transparent or not syntax.children(verb, "nsubj"):
        yield from clause_signs(syntax, head, depth=depth + 1)


def _is_modal(syntax: Syntax, verb: int) -> bool:
    """Whether a verb has a modal: "would not mind leaving" has not left."""
    return any(syntax.sentence.tags[child] == "MD" for child in syntax.children(verb, "aux"))


def _from_plain_verb(syntax: Syntax, verb: int, head: int) -> Iterator[Sign]:
    """Signs at a verb of no list of status words: its infinitive is open, unless it is known to be done."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    lemma = sentence.lemmas[head]
    if syntax.is_infinitive(verb):
        done = any(lemma in lists[name] for name in ("implicative", "serving", "unintended", "raising", "hearsay"))
        done = done or any(is_ordinal(syntax, noun) for noun in syntax.children(head, "attr", "dobj"))
        if lemma == "have" and sentence.tags[head] not in ("VBD", "VBN"):
            yield "hypothetical", "grammar:have-to"
        elif not done and lemma not in ("be", "have"):
            yield "hypothetical", "grammar:complement"
    elif lemma == "be" and sentence.tags[verb] == "VB" and not syntax.children(verb, "aux"):
        yield "hypothetical", "grammar:what-to-do"


def _from_verb_of_saying(syntax: Syntax, verb: int, head: int, *, found: tuple[str, str] | None) -> Iterator[Sign]:
    """Signs at a verb with a finite clause: denied, hoped, not believed or not said."""
    lists, lemma = syntax.lexicon.lists, syntax.sentence.lemmas[head]
    if verb < head and lemma not in lists["wishing"]:
        return  # "They attacked, he said; the army denies it"
    if leaves_open(syntax, head):
        yield "hypothetical", "grammar:not-said"
    elif lemma in lists["denying"]:
        if _denies_twice(syntax, head):
            return  # "did not deny that it attacked"
        yield "negated", found[1] if found else "words/status_lists.toml"
    elif lemma in lists["wishing"]:
        sure = lemma in ("insist", "suggest") and syntax.sentence.tags[verb] in ("VBD", "VBZ", "VBN")
        if sure and any(sign[0] == "negated" for sign in own_signs(syntax, head)):
            yield "hypothetical", "grammar:not-said"
        if sure:
            return  # "insists that it attacked": a belief; only a subjunctive asks for something
        yield "hypothetical", found[1] if found else "words/status_lists.toml"
    elif lemma in lists["doubting"]:
        past = syntax.sentence.tags[verb] == "VBD" or any(
            syntax.words[child] in ("had", "was", "were", "did") for child in syntax.children(verb, "aux", "auxpass")
        )
        if lemma == "doubt" and is_denied(syntax, head):
            return  # "does not doubt that it attacked"
        if lemma == "doubt" or not past:
            yield "hypothetical", "words/status_lists.toml"
    elif lemma in lists["opining"] or lemma in lists["unsaid"]:
        negated = [sign for sign in own_signs(syntax, head) if sign[0] == "negated"]
        if negated:
            yield ("negated" if lemma in lists["opining"] else "hypothetical"), "grammar:not-said"
