"""The clauses that a verb takes: a comment's, an order, an obligation, a wish, an infinitive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bede.extract.grammar import Syntax

NOUNS = ("NN", "NNS", "NNP", "NNPS", "PRP")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
COMPLAINING = frozenset({"ACCUSE", "REJECT", "REQUEST"})
"""Acts that an envoy is summoned to hear."""
OBLIGING = ("must", "should", "ought")


def commented(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """The clause that a comment is put into: "unless they return, the governor said, he will dismiss them"."""
    head = syntax.sentence.heads[verb]
    comment = (
        syntax.sentence.labels[verb] == "parataxis" and syntax.sentence.lemmas[verb] in syntax.lexicon.speech.verbs
    )
    return (head,) if comment and head != verb and syntax.is_verb(head) else ()


def told_before(syntax: Syntax, verb: int, saying: int) -> int | None:
    """The clause that a participle goes on with after a comment: "shelled it, he said, killing four".

    Or after what somebody is accused of: "accused it of shelling a post, killing four".
    """
    sentence, verbs = syntax.sentence, syntax.lexicon.speech.verbs
    if sentence.lemmas[saying] in syntax.lexicon.lists["accusing"] and sentence.tags[verb] == "VBG":
        hung = [*syntax.children(saying, "prep")]
        hung += [prep for thing in syntax.children(saying, "dobj") for prep in syntax.children(thing, "prep")]
        deeds = [deed for prep in hung if syntax.words[prep] == "of" for deed in syntax.children(prep, "pcomp")]
        return next((deed for deed in deeds if saying < deed < verb and sentence.tags[deed] == "VBG"), None)
    if sentence.lemmas[saying] not in verbs or sentence.lemmas[verb] in verbs or sentence.tags[verb] != "VBG":
        return None
    around = [sentence.heads[saying]] if sentence.labels[saying] == "parataxis" else []
    told = next((clause for clause in (*around, *syntax.children(saying, "ccomp")) if clause < saying < verb), None)
    if told is None or "''" in sentence.tags[told:saying]:
        return None  # '"All is lost," he said, accusing the court of bias'
    accused = sentence.lemmas[verb] in syntax.lexicon.lists["accusing"] and syntax.is_passive(told)
    return None if accused else told  # "were held, police said, accusing them of arson"


def kept(syntax: Syntax, verb: int, governor: int) -> bool:
    """Whether a verb's subject does what its complement says: "promised them to go", "summoned him to complain"."""
    controls = syntax.sentence.lemmas[governor] in syntax.lexicon.lists["subject_control"]
    return controls or _is_summoned_for(syntax, verb, governor)


def own_subjects(syntax: Syntax, verb: int) -> list[int]:
    """The subjects that hang on a verb, without an envoy who is summoned to hear what it says."""
    found = syntax.children(verb, "nsubj", "nsubjpass")
    summoned = bool(found) and syntax.is_infinitive(verb)
    return [] if summoned and _is_summoned_for(syntax, verb, syntax.sentence.heads[verb]) else found


def _is_summoned_for(syntax: Syntax, verb: int, governor: int) -> bool:
    """Whether somebody is summoned to hear a complaint or demand: "summoned the envoy to denounce the raid"."""
    if syntax.sentence.lemmas[governor] not in syntax.lexicon.lists["summoning"] or syntax.is_passive(governor):
        return False
    rules = syntax.lexicon.triggers.get(("verb", syntax.sentence.lemmas[verb]), ())
    complaints = [rule.act in COMPLAINING for _, rule in rules]
    return 2 * sum(complaints) > len(complaints)


def harmed_alike(syntax: Syntax, verb: int, second: int) -> bool:
    """Whether two passives tell of one attack: "nine were killed and six wounded in a raid by the rebels"."""
    harm = (*syntax.lexicon.lists["verbs_dead"], *syntax.lexicon.lists["verbs_injured"])
    alike = all(syntax.sentence.lemmas[one] in harm and syntax.is_passive(one) for one in (verb, second))
    return alike and not syntax.children(verb, "prep", "agent")


def commands(syntax: Syntax, clause: int) -> bool:
    """Whether a clause is an order: a base form with no subject, auxiliary or conjunction."""
    bare = not syntax.children(clause, *SUBJECTS, "mark", "aux", "auxpass")
    return syntax.sentence.tags[clause] == "VB" and bare


def demanded(syntax: Syntax, verb: int) -> bool:
    """Whether a verb has ``must``, ``should`` or ``ought``."""
    return any(syntax.words[aux] in OBLIGING for aux in syntax.children(verb, "aux"))


def obliged(syntax: Syntax, clause: int) -> tuple[int, ...]:
    """The subject of a clause with ``must``, ``should``, ``has to`` or ``needs to``, not ``would have to``."""
    sentence = syntax.sentence
    subjects = syntax.children(clause, *SUBJECTS)
    must = any(
        syntax.words[aux] in OBLIGING and not any(aux < subject for subject in subjects)
        for aux in syntax.children(clause, "aux")
    )  # "should turnout rise" is a condition
    supposed = any(syntax.words[aux] in ("would", "'d", "might", "could") for aux in syntax.children(clause, "aux"))
    has_to = (
        sentence.lemmas[clause] in ("have", "need")
        and not supposed
        and any(map(syntax.is_infinitive, syntax.children(clause, "xcomp")))
    )
    if (
        (not must and not has_to)
        or sentence.lemmas[clause] == "be"
        or syntax.is_passive(clause)
        or syntax.children(clause, "neg")
    ):
        return ()
    return syntax.surface_subjects(clause)


def wished(syntax: Syntax, clause: int) -> tuple[int, ...]:
    """The subject of a clause in the subjunctive: "insisted that the army leave"."""
    subjects = syntax.children(clause, "nsubj")
    single = any(syntax.sentence.tags[token] in ("NN", "NNP") for token in subjects) and not any(
        syntax.children(token, "conj") for token in subjects
    )
    wanted = ("VB", "VBP") if single else ("VB",)  # "that Somalia hold talks" is tagged as a plural
    bare = syntax.sentence.tags[clause] in wanted and not syntax.children(clause, "aux")
    passive = syntax.children(clause, "auxpass")
    if bare and (not passive or any(syntax.words[token] == "be" for token in passive)):
        return syntax.surface_subjects(clause)
    return ()


def infinitives(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """The ``to`` complements of a verb; a purpose clause or one hung on the object where there is none."""
    found = [child for child in syntax.children(verb, "xcomp", "ccomp") if syntax.is_infinitive(child)]
    if not found:
        hung = [child for token in syntax.children(verb, "dobj") for child in syntax.children(token, "acl", "relcl")]
        found = [child for child in (*syntax.children(verb, "advcl"), *hung) if syntax.is_infinitive(child)]
    return tuple(found or _asked_before(syntax, verb))


def _asked_before(syntax: Syntax, verb: int) -> list[int]:
    """What somebody was asked who agrees or refuses without saying what: "asked to meet the envoy, he declined"."""
    rules = syntax.lexicon.triggers.get(("verb", syntax.sentence.lemmas[verb]), ())
    if syntax.children(verb, "dobj", "ccomp", "xcomp") or not any(
        rule.content in ("refused", "promised") for _, rule in rules
    ):
        return []
    asked = [
        clause
        for clause in syntax.children(verb, "advcl")
        if clause < verb and syntax.sentence.tags[clause] == "VBN" and not syntax.children(clause, *SUBJECTS)
        if any(
            rule.content == "requested"
            for _, rule in syntax.lexicon.triggers.get(("verb", syntax.sentence.lemmas[clause]), ())
        )
    ]
    return [child for clause in asked for child in syntax.children(clause, "xcomp") if syntax.is_infinitive(child)]


def named(syntax: Syntax, verb: int) -> tuple[int, int] | None:
    """Whom a verb of naming names and what it calls them: "branded the general a war criminal"."""
    nouns = [
        child
        for child in syntax.children(verb, "dative", "dobj", "oprd")
        if child > verb and syntax.sentence.tags[child] in NOUNS
    ]
    if len(nouns) == 1:
        first = nouns[0]
        beside = syntax.children(first, "appos")
        nouns += [child for child in beside if "," not in syntax.sentence.tags[first:child]]
        nouns[:0] = [child for child in syntax.children(first, "compound") if syntax.sentence.tags[child] == "NNS"]
    return (nouns[0], nouns[1]) if len(nouns) > 1 else None


def with_adjectives(syntax: Syntax, complement: tuple[int, ...]) -> tuple[int, ...]:
    """What somebody is called with the adjectives before it, "a very rude man", and what it is an act of, "piracy"."""
    kinds = [token for token in complement if syntax.sentence.lemmas[token] in syntax.lexicon.lists["acting"]]
    acts = [prep for token in kinds for prep in syntax.children(token, "prep") if syntax.words[prep] == "of"]
    told = (child for token in complement for child in syntax.children(token, "amod"))
    return (*complement, *told, *(thing for prep in acts for thing in syntax.children(prep, "pobj")))
