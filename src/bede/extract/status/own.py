"""What stands at a verb itself: negation, modals, conditional marks, tense, the form of its clause."""

from __future__ import annotations

from collections.abc import Iterator

from bede.extract.grammar import Syntax
from bede.extract.status.clauses import (
    is_first_person,
    is_imperative,
    is_inverted_condition,
    is_present,
    is_question,
)
from bede.extract.status.links import with_particle
from bede.extract.status.order import CONSEQUENCE, Sign, as_sign
from bede.extract.status.unfulfilled import is_contrary, is_denied_beside, is_denied_in_front

PROVIDED = ("provided", "providing", "assuming")
LONGEST = 4
"""Words that open a condition at most: "in the event that"."""


def own_signs(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """Negation, modals, conditional marks, tense and form of a verb's clause."""
    if is_contrary(syntax, verb):
        return
    yield from _negations(syntax, verb)
    yield from _modals(syntax, verb)
    yield from _marks(syntax, verb)
    yield from _forms(syntax, verb)


def _negations(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """Negation by an adverb, a subject or an object."""
    sentence, words = syntax.sentence, syntax.lexicon.status
    none = as_sign(words.adverbs["no"])
    for child in sentence.children[verb]:
        label, word = sentence.labels[child], syntax.words[child]
        if label == "neg" or (label in ("advmod", "preconj", "det") and word in words.adverbs):
            found = words.adverbs.get(word)
            if word == "not" and syntax.words[child + 1 : child + 2] == ("since",):
                continue  # "not since they left"
            if found is None or (word == "not" and syntax.words[child + 1 : child + 2] == ("only",)):
                continue
            if found[0] == "negated" and _is_until(syntax, verb):
                continue  # "did not leave until Friday": they left
            if found[0] == "negated" and _is_without(syntax, verb):
                yield "hypothetical", "grammar:not-without"
                continue
            if word == "once" and label == "advmod" and sentence.labels[verb] == "advcl":
                continue  # "once they agreed": as soon as
            yield as_sign(found)
        elif _is_none(syntax, child):
            yield none
    if any(syntax.words[child - 1 : child + 1] == ("yet", "to") for child in syntax.children(verb, "aux")):
        yield none  # "has yet to begin"
    if _is_never(syntax, verb) or _is_scarce(syntax, verb) or is_denied_in_front(syntax, verb):
        yield none
    if is_denied_beside(syntax, verb) and not syntax.children(verb, "neg"):
        yield none
    if verb and syntax.words[verb - 1] in ("not", "never", "nt") and sentence.labels[verb - 1] != "neg":
        yield none


def _is_until(syntax: Syntax, verb: int) -> bool:
    """Whether something was only late: a past clause with "until"."""
    sentence = syntax.sentence
    if not any(syntax.words[child] in ("did", "was", "were") for child in syntax.children(verb, "aux", "auxpass")):
        return False
    openers = syntax.children(verb, "prep")
    openers += [mark for clause in syntax.children(verb, "advcl") for mark in syntax.children(clause, "mark")]
    return any(sentence.lemmas[word] in ("until", "till") for word in openers)


def _is_without(syntax: Syntax, verb: int) -> bool:
    """Whether something is only possible with something else: "could not move without the fuel"."""
    able = any(syntax.sentence.lemmas[child] in ("can", "could") for child in syntax.children(verb, "aux"))
    return able and any(
        syntax.words[prep] == "without" and bool(syntax.children(prep, "pobj"))
        for prep in syntax.children(verb, "prep")
    )


def _is_never(syntax: Syntax, verb: int) -> bool:
    """Whether a clause is denied by a phrase: "under no circumstances", "by no means", "nor has it"."""
    sentence = syntax.sentence
    auxiliaries = syntax.children(verb, "aux", "auxpass")
    if auxiliaries and syntax.words[max(0, min(auxiliaries) - 1)] == "nor":
        return True
    for token in range(syntax.extent(verb)[0], len(syntax.words) - 1):
        denied = syntax.words[token] == "no" and sentence.lemmas[token + 1] in syntax.lexicon.lists["circumstances"]
        if not denied or not token or sentence.tags[token - 1] != "IN":
            continue
        holder = sentence.heads[token - 1]
        if holder in (verb, *auxiliaries, *syntax.children(verb, "nsubj", "nsubjpass")):
            return True
    return False


def _is_scarce(syntax: Syntax, verb: int) -> bool:
    """Whether next to none did it: "few ministers", "hardly any"."""
    for subject in syntax.children(verb, "nsubj", "nsubjpass"):
        first = syntax.extent(subject)[0]
        if syntax.words[first] in syntax.lexicon.lists["scarce"] and not syntax.children(subject, "poss"):
            return syntax.sentence.tags[first] in ("JJ", "RB")
    return False


def _is_none(syntax: Syntax, child: int) -> bool:
    """Whether a dependent denies its verb: "no soldier", "nobody", "no longer"."""
    label, word = syntax.sentence.labels[child], syntax.words[child]
    if label == "advmod":
        return word == "longer" and syntax.words[child - 1] == "no"
    if label in ("nsubj", "nsubjpass", "dobj") and word in ("nobody", "none", "neither"):
        return True
    if word == "nothing" and (
        label in ("nsubj", "nsubjpass") or (label == "dobj" and not syntax.children(child, "prep"))
    ):
        return True
    first = syntax.extent(child)[0] if label in ("nsubj", "nsubjpass") else 0
    if (
        label in ("nsubj", "nsubjpass")
        and syntax.words[first] == "not"
        and syntax.words[first + 1] not in syntax.lexicon.lists["limits"]
    ):
        return True  # "not one of them"
    beside = [
        inner
        for inner in syntax.children(child, "det", "preconj", "cc")
        if syntax.words[inner + 2 : inner + 3] != ("than",)  # "no fewer than 30"
        and not "".join(syntax.words[inner + 1 : inner + 2])[:1].isdigit()  # "No 10"
    ]
    return label in ("nsubj", "nsubjpass", "dobj") and any(syntax.words[inner] in ("no", "neither") for inner in beside)


def _modals(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """Modals, ``going to``, ``is to``, and the infinitive of headlines."""
    sentence, table = syntax.sentence, syntax.lexicon.status.auxiliaries
    lemma, lists = sentence.lemmas[verb], syntax.lexicon.lists
    standing = syntax.children(verb, "aux")
    for child in [*standing, *(inner for aux in standing for inner in syntax.children(aux, "aux"))]:
        word = syntax.words[child]
        if word not in table or (word == "'d" and sentence.tags[child] != "MD"):
            continue
        if word in ("would", "'d") and (
            lemma in lists["wanting"] or (lemma in lists["performing"] and is_first_person(syntax, verb))
        ):
            continue  # "would like to": who says so wants it now; "I would say" says it
        if word in ("can", "could", "ca") and lemma in lists["perceiving"]:
            continue  # "we can see smoke" sees it
        if word == "can" and lemma in lists["performing"] and is_first_person(syntax, verb):
            continue
        if word in ("would", "'d") and _reported(syntax, verb):
            yield "future", table[word][1]
        else:
            yield as_sign(table[word])
    if _is_promised(syntax, verb) and any(_is_condition(syntax, clause) for clause in _conditions(syntax, verb)):
        yield "hypothetical", CONSEQUENCE
    if any(syntax.words[child : child + 2] == ("had", "better") for child in standing):
        yield "hypothetical", "grammar:had-better"
    auxiliaries = [syntax.words[child] for child in syntax.children(verb, "aux", "auxpass")]
    root = sentence.labels[verb] == "ROOT"
    if (
        "going" in auxiliaries
        or (auxiliaries[-1:] == ["to"] and root and len(auxiliaries) <= 2)
        or (auxiliaries[-1:] == ["be"] and "to" in auxiliaries and root)
    ):
        yield "future", "grammar:to-infinitive"
    elif {"is", "to"} <= set(auxiliaries) or {"are", "to"} <= set(auxiliaries):
        yield "future", "grammar:be-to"
    elif (
        sentence.tags[verb] == "VBG"
        and lemma == "go"
        and any(map(syntax.is_infinitive, syntax.children(verb, "xcomp")))
    ):
        yield "future", "grammar:going-to"


def _marks(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """``if``, ``unless``, ``whether``, "as long as"."""
    if opens_condition(syntax, verb):
        yield "hypothetical", "grammar:condition"
    for child in syntax.children(verb, "mark"):
        if syntax.words[child] == "once" and syntax.sentence.labels[verb] != "advcl":
            yield as_sign(syntax.lexicon.status.adverbs["once"])
        if syntax.words[child] in syntax.lexicon.lists["closing"] and _refused(syntax, syntax.sentence.heads[verb]):
            yield "hypothetical", "grammar:awaited"  # "ruled out talks until Minsk freed him"
        found = syntax.lexicon.status.marks.get(syntax.words[child])
        if found is not None and not (syntax.words[child] == "if" and syntax.words[child - 1 : child] == ("as",)):
            yield as_sign(found)


def _refused(syntax: Syntax, verb: int) -> bool:
    """Whether a verb, or one above it, refuses what it says: "refused to talk", "would not talk"."""
    for token in (verb, *syntax.ancestors(verb)):
        if not syntax.is_verb(token):
            continue
        found = with_particle(syntax, token)
        modals = {syntax.words[aux] for aux in syntax.children(token, "aux")}
        unwilling = bool(syntax.children(token, "neg")) and not modals.isdisjoint(syntax.lexicon.lists["refusing"])
        if unwilling or (found is not None and as_sign(found)[0] == "negated"):
            return True
    return False


def _forms(syntax: Syntax, verb: int) -> Iterator[Sign]:
    """Imperatives, questions, what follows from a condition, and the present for what is scheduled."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    if is_imperative(syntax, verb):
        yield "hypothetical", "grammar:imperative"
    elif is_question(syntax, verb):
        yield "hypothetical", "grammar:question"
    elif is_inverted_condition(syntax, verb):
        yield "hypothetical", "grammar:condition"
    if any(syntax.words[child] in lists["any"] and sentence.tags[child][0] == "W" for child in sentence.children[verb]):
        yield "hypothetical", "grammar:generic"  # "whatever they want"
    bare = sentence.tags[verb] == "VBG" and sentence.heads[verb] == verb  # "Leaving for Nairobi tomorrow"
    if not (is_present(syntax, verb) or bare) or sentence.lemmas[verb] in lists["stative"]:
        return
    perfect = any(sentence.lemmas[child] == "have" for child in syntax.children(verb, "aux"))
    clauses = _conditions(syntax, verb)
    if not perfect and not is_first_person(syntax, verb) and any(_is_condition(syntax, clause) for clause in clauses):
        yield "hypothetical", CONSEQUENCE
    if _is_before(syntax, verb):
        yield "future", "grammar:before"
    if not perfect:
        scheduled = any(is_later(syntax, token) for token in syntax.children(verb, "npadvmod", "advmod", "prep"))
        if scheduled or (sentence.tags[verb] != "VBG" and _is_on_weekday(syntax, verb)):
            yield "future", "grammar:scheduled"
        going = sentence.tags[verb] == "VBG" and sentence.lemmas[verb] == "go"
        if going and any(syntax.words[prep] == "to" for prep in syntax.children(verb, "prep")):
            yield "future", "grammar:scheduled"


def _is_before(syntax: Syntax, verb: int) -> bool:
    """Whether something is to come as the last verb before its clause is: "will meet them before he leaves office"."""
    sentence = syntax.sentence
    for mark in syntax.children(verb, "mark"):
        if syntax.words[mark] == "before":
            earlier = [at for at in range(mark) if sentence.tags[at][:2] == "VB" and sentence.labels[at] != "aux"]
            return bool(earlier) and _is_promised(syntax, earlier[-1])
    return False


def _is_on_weekday(syntax: Syntax, verb: int) -> bool:
    """Whether a verb of coming and going, beginning and ending has a day of the week: "talks open on Monday"."""
    lists = syntax.lexicon.lists
    if not any(syntax.sentence.lemmas[verb] in lists[name] for name in ("happening", "going")):
        return False
    days = syntax.children(verb, "npadvmod")
    days += [day for prep in syntax.children(verb, "prep") for day in syntax.children(prep, "pobj")]
    return any(syntax.words[day] in lists["weekdays"] for day in days)


def opens_condition(syntax: Syntax, verb: int) -> bool:
    """Whether words like "as long as" or "on condition that" stand before a clause that is no past."""
    sentence = syntax.sentence
    subjects = syntax.children(verb, "nsubj", "nsubjpass", "expl")
    auxiliaries = syntax.children(verb, "aux", "auxpass")
    on_condition = sentence.labels[verb] in ("acl", "relcl") and sentence.lemmas[sentence.heads[verb]] == "condition"
    open_yet = on_condition or is_present(syntax, verb) or any(sentence.tags[child] == "MD" for child in auxiliaries)
    if not subjects or not open_yet:
        return False
    start = min(syntax.extent(subject)[0] for subject in subjects)
    if (
        syntax.words[max(0, start - 2) : start] == ("long", "as")
        and sentence.lemmas[verb] in syntax.lexicon.lists["stative"]
    ):
        return False  # "as long as it is in force"
    return any(
        " ".join(syntax.words[max(0, start - length) : start]) in syntax.lexicon.lists["conditions"]
        for length in range(1, LONGEST + 1)
    )


def is_conditional(syntax: Syntax, verb: int) -> bool:
    """Whether what a verb says, or the predicate that it completes, hangs on a condition: "is ready to go if"."""
    clauses = _conditions(syntax, verb)
    while syntax.sentence.labels[verb] in ("xcomp", "acomp", "oprd"):
        verb = syntax.sentence.heads[verb]
        clauses += _conditions(syntax, verb) or _clauses_beside(syntax, verb)
    return any(_is_condition(syntax, clause) for clause in clauses)


def _conditions(syntax: Syntax, verb: int) -> list[int]:
    """The clauses beside a verb that may be conditions, those hung on who says so after it included."""
    sentence = syntax.sentence
    head = sentence.heads[verb]
    if sentence.lemmas[verb] in syntax.lexicon.speech.verbs or sentence.lemmas[verb] in ("threaten", "warn"):
        return []  # "warned of strikes if they stay": the condition is of the strikes
    found = _clauses_beside(syntax, verb)
    told = sentence.labels[verb] == "ccomp" and verb < head
    return found + syntax.children(head, "advcl") if told else found


def _clauses_beside(syntax: Syntax, verb: int) -> list[int]:
    """The adverbial clauses of a verb, and what stands for one: "provided", "on condition"."""
    found = syntax.children(verb, "advcl")
    for prep in (*syntax.children(verb, "prep"), *_phrases_of_objects(syntax, verb)):
        if syntax.words[prep] in PROVIDED:
            found.append(prep)
        for condition in syntax.children(prep, "pobj") if syntax.words[prep] == "on" else ():
            if syntax.sentence.lemmas[condition] == "condition":  # "will attend the talks on condition that"
                found += syntax.children(condition, "acl", "relcl")
    return found


def _phrases_of_objects(syntax: Syntax, verb: int) -> list[int]:
    """The prepositions that hang on a verb's objects and on the phrases after them."""
    found: list[int] = []
    pending = syntax.children(verb, "dobj", "prep")
    while pending:
        token = pending.pop()
        inner = syntax.children(token, "prep", "pobj")
        found += [child for child in inner if syntax.sentence.labels[child] == "prep"]
        pending += inner
    return found


def _is_promised(syntax: Syntax, verb: int) -> bool:
    """Whether a clause has "will" or "would"."""
    table = syntax.lexicon.status.auxiliaries
    return any(
        syntax.words[child] in ("would", "'d") or table.get(syntax.words[child], ("",))[0] == "future"
        for aux in syntax.children(verb, "aux")
        for child in (aux, *syntax.children(aux, "aux"))
    )


def _is_condition(syntax: Syntax, clause: int) -> bool:
    """Whether a clause is a condition: "if", "unless", "provided", "were they to", but not "as if" or "even if"."""
    if is_inverted_condition(syntax, clause) or syntax.words[clause] in PROVIDED:
        return True
    if opens_condition(syntax, clause):
        return syntax.words[max(0, syntax.extent(clause)[0]) :][:2] != (
            "in",
            "case",
        )  # "in case" is for what else is done
    return any(
        syntax.words[mark] in ("if", "unless") and syntax.words[max(0, mark - 1)] not in ("as", "even")
        for mark in syntax.children(clause, "mark")
    )


def is_later(syntax: Syntax, token: int) -> bool:
    """Whether an adverbial names a time to come: "tomorrow", "next week", "in two days"."""
    lists, sentence = syntax.lexicon.lists, syntax.sentence
    if syntax.words[token] == "in":
        between = range(sentence.heads[token] + 1, token)
        if any(syntax.words[at] in lists["ordinals"] or sentence.tags[at] in ("JJS", "RBS") for at in between):
            return False  # "meets him in the first talks in three years"
        return any(
            sentence.lemmas[time] in lists["times"]
            and (syntax.children(time, "nummod", "quantmod") or is_later(syntax, time))
            for time in syntax.children(token, "pobj")
        )
    if syntax.words[token] in lists["later"]:
        return syntax.words[token + 1 : token + 2] != ("to",)
    return any(syntax.words[inner] in lists["later"] for inner in syntax.children(token, "amod", "advmod", "det"))


def _reported(syntax: Syntax, verb: int) -> bool:
    """Whether a clause is reported speech, in which "would" is a past future."""
    sentence = syntax.sentence
    for _ in range(4):
        if sentence.labels[verb] == "conj":
            verb = sentence.heads[verb]
    for inner in syntax.children(verb, "parataxis", "ccomp"):  # "They would, he said, leave"
        if sentence.lemmas[inner] in syntax.lexicon.speech.verbs and syntax.words[inner - 1 : inner] != ("that",):
            return True
    head = sentence.heads[verb]
    return sentence.labels[verb] in ("ccomp", "acl") and sentence.lemmas[head] not in syntax.lexicon.lists["wishing"]
