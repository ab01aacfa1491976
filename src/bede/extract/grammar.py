"""Who is subject, object and complement of a verb or an event noun, with passives, control and clauses undone.

Everything here works on the token indices of one sentence and its dependency labels (ClearNLP style, as spaCy's English
models give them). Slots are named in docs/rules.md.
"""

from __future__ import annotations

from functools import cached_property

from bede.extract import complements, headlines, misplaced, nouns
from bede.extract.frame import Frame
from bede.extract.wording import objects_after, timely
from bede.lexicon import Lexicon, Rule
from bede.model import Sentence

DEEP = 12
"""Governors that are climbed at most: longer chains are parse noise."""


class Syntax:
    """One sentence's grammar; frames are made when they are asked for and kept."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.words = tuple(map(str.lower, sentence.words))
        self.has_finite_verb = not headlines.FINITE.isdisjoint(sentence.tags)
        self.verbs_as_nouns = headlines.verbs_as_nouns(sentence)
        told = sentence.labels
        self._below = [frozenset([told[child] for child in children]) for children in sentence.children]
        self._subjects: dict[int, tuple[int, ...]] = {}
        self._frames: dict[int, Frame] = {}
        self._extents: dict[int, tuple[int, int]] = {}
        self._prepositions: dict[int, dict[str, list[int]]] = {}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the sentence, lower case."""
        return frozenset(self.words)

    # -- plain questions of the tree -------------------------------------------------------------------------------

    def children(self, token: int, *labels: str) -> list[int]:
        """The dependents of a token with one of these labels."""
        if self._below[token].isdisjoint(labels):  # most have none
            return []
        told = self.sentence.labels
        return [child for child in self.sentence.children[token] if told[child] in labels]

    def ancestors(self, token: int) -> list[int]:
        """The governors of a token, nearest first."""
        found: list[int] = []
        heads = self.sentence.heads
        while heads[token] != token and len(found) < 60:
            token = heads[token]
            found.append(token)
        return found

    def extent(self, token: int) -> tuple[int, int]:
        """The first and last token of a token's subtree."""
        if token not in self._extents:
            first = last = token
            pending = list(self.sentence.children[token])
            while pending:
                child = pending.pop()
                first, last = min(first, child), max(last, child)
                pending.extend(self.sentence.children[child])
            self._extents[token] = (first, last)
        return self._extents[token]

    def is_nominal(self, token: int) -> bool:
        """Whether an -ing form is used as a noun: "the looting by soldiers", "fighting between the two"."""
        if self.children(token, "dobj", "aux", "nsubj"):
            return False
        modified = bool(self.children(token, "det", "poss", "amod", "compound"))
        return modified or self.sentence.labels[token] in ("nsubj", "nsubjpass", "pobj", "dobj")

    def is_verb(self, token: int) -> bool:
        """Whether a token is tagged as a verb (modals are not), or a headline has it as a noun with a subject."""
        return self.sentence.tags[token].startswith("VB") or token in self.verbs_as_nouns

    def harmful(self, noun: int) -> bool:
        """Whether an event noun's ``of`` names those who suffer it."""
        known = self.sentence.lemmas[noun] in self.lexicon.lists["verdicts"]
        return known or any(rule.act in ("ASSAULT", "COERCE") for _, rule in self.noun_rules(noun))

    def noun_rules(self, noun: int) -> tuple[tuple[tuple[str, ...], Rule], ...]:
        """The rules for an event noun, special ones first, with their words; a gerund by its form: "the shelling"."""
        word = self.words[noun] if self.is_verb(noun) else self.sentence.lemmas[noun]
        return self.lexicon.triggers.get(("noun", word), ())

    def counted(self, token: int) -> int:
        """What a quantity counts ("dozens of activists", "11 of the prisoners"), else the token itself."""
        for _ in range(3):
            tag = self.sentence.tags[token]
            lemma, lists = self.sentence.lemmas[token], self.lexicon.lists
            load = lemma in lists["loads"]
            if tag not in ("CD", "DT", "JJ", "JJS", "PDT") and lemma not in lists["quantities"] and not load:
                break
            inner = [
                pobj
                for prep in self.children(token, "prep")
                if self.words[prep] == "of"
                for pobj in self.children(prep, "pobj")
            ]
            if not inner or (load and self.sentence.tags[inner[0]] == "NNP"):
                break
            token = inner[0]
        return token

    def conjuncts(self, token: int) -> tuple[int, ...]:
        """A noun with those that are coordinated with it or named by its ``including``."""
        token = self.counted(token)
        found = [token]
        for member in found:
            found.extend(
                child for child in self.children(member, "conj") if not self.is_verb(child) and child not in found
            )
            for prep in self.children(member, "prep"):
                if self.words[prep] == "including":
                    found.extend(child for child in self.children(prep, "pobj") if child not in found)
            if len(found) > 40:
                break
        return tuple(found)

    def names_before(self, noun: int) -> tuple[int, ...]:
        """The names that stand coordinated before a noun: "Moss and Vine employees"."""
        for child in self.children(noun, "nmod", "compound"):
            names = self.conjuncts(child)
            if len(names) > 1 and all(self.sentence.tags[name] == "NNP" for name in names):
                return names
        return ()

    def first_conjunct(self, token: int) -> int:
        """The first member of the coordination that a token is in."""
        for _ in range(DEEP):
            if self.sentence.labels[token] != "conj":
                break
            token = self.sentence.heads[token]
        return token

    # -- verbs -----------------------------------------------------------------------------------------------------

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is in the passive, a bare participle after its noun or a shared auxiliary included."""
        sentence = self.sentence
        if self.children(verb, "nsubjpass", "auxpass", "csubjpass"):
            return True
        if self.crushed(verb):
            return False
        if sentence.part != "body" and sentence.heads[verb] == verb and self.is_participle(verb):
            return not self.children(verb, "aux", "dobj")  # the headline "Minister arrested in Lima"
        if headlines.is_suffered(sentence, verb, self.lexicon.lists["headline_passives"]):
            return True
        if sentence.tags[verb] != "VBN" or self.children(verb, "aux"):
            return False
        if own := self.children(verb, "nsubj"):  # "barns were burnt and forty drovers arrested"
            head = sentence.heads[verb]
            shared = sentence.labels[verb] == "conj" and bool(self.children(head, "auxpass"))
            last = all(word[:1] in ",.;:!?" for word in self.words[verb + 1 :])
            alone = (head == verb or self.words[head + 1] == ":") and last and not self.has_finite_verb
            return (shared or alone) and own[-1] < verb and not self.children(verb, "dobj", "ccomp", "xcomp")
        if self.children(verb, "agent"):
            return True
        label, head = sentence.labels[verb], sentence.heads[verb]
        if label == "conj":
            return head != verb and self.is_verb(head) and self.is_passive(head)
        told = label in ("xcomp", "oprd") and sentence.lemmas[head] in self.lexicon.lists["presuming"]
        told = told and self.is_passive(head)  # "were reported killed"
        return (told or label in ("acl", "advcl", "relcl", "amod")) and not self.children(verb, "dobj")

    def is_participle(self, verb: int) -> bool:
        """Whether a verb is a past participle by its tag or, in a headline, by its form: "leader taken to jail"."""
        tag = self.sentence.tags[verb]
        return tag == "VBN" or (tag == "VBD" and self.words[verb] in self.lexicon.lists["participles"])

    def crushed(self, verb: int) -> tuple[int, int] | None:
        """Subject and object of a finite verb that the parser took for a participle before a noun."""
        return headlines.crushed(self.sentence, verb, finite=self.has_finite_verb)

    def is_trigger(self, verb: int) -> bool:
        """Whether some rule has a token's lemma as a verb."""
        return ("verb", self.sentence.lemmas[verb]) in self.lexicon.triggers

    def surface_subjects(self, verb: int, *, depth: int = 0) -> tuple[int, ...]:
        """The grammatical subject of a verb, inherited where it has none of its own."""
        if verb not in self._subjects:
            self._subjects[verb] = ()  # a cycle finds nothing
            self._subjects[verb] = self._surface_subjects(verb, depth=depth)
        return self._subjects[verb]

    def _surface_subjects(self, verb: int, *, depth: int) -> tuple[int, ...]:
        sentence = self.sentence
        if crushed := self.crushed(verb):
            return self.conjuncts(crushed[0])
        if own := complements.own_subjects(self, verb) or misplaced.inverted(self, verb):
            if len(own) == 2 and self._locates(own[1]):
                own = own[:1]
            own = own[1:] if len(own) > 1 and self.words[own[0] + 1] == ":" else own  # "Kano: Gunmen killed"
            return tuple(antecedent for subject in own for antecedent in self._relative(subject, verb))
        head, label = sentence.heads[verb], sentence.labels[verb]
        if head == verb and sentence.part != "body":  # "Putin, Xi meet": names that the parser hung loosely
            loose = self.children(verb, "compound", "dep", "nmod", "npadvmod")
            return tuple(child for child in loose if child < verb and sentence.tags[child] == "NNP")
        had = sentence.tags[verb] == "VBN" and any(sentence.lemmas[aux] == "have" for aux in self.children(verb, "aux"))
        if had or sentence.tags[verb] in ("VBD", "VBZ", "VBP"):  # "USAID provided", a name taken for an adverb
            loose = self.children(verb, "advmod", "npadvmod", "dep")
            named = tuple(child for child in loose if child < verb and sentence.words[child] in self.lexicon.names)
            if named:
                return named[-1:]
        if depth > DEEP or head == verb:
            return ()
        if label in ("acl", "relcl"):
            return self._modified(verb, head, depth=depth)
        if label == "pcomp":
            return self._of_preposition(head, depth=depth)
        if label == "attr" and sentence.tags[verb] == "VBG":  # "is mediating", taken for a noun
            return self.surface_subjects(head, depth=depth + 1)
        if label in ("xcomp", "ccomp", "advcl", "conj", "oprd", "dep", "parataxis") and self.is_verb(head):
            controlled = self.objects(head, depth=depth + 1) if label in ("xcomp", "ccomp", "oprd") else ()
            if controlled and (self.is_passive(head) or not complements.kept(self, verb, head)):
                return controlled
            if label == "advcl" and (told := complements.told_before(self, verb, head)) is not None:
                return self.verb_subjects(told, depth=depth + 1)
            if label == "advcl" and self.is_infinitive(verb):  # "gave permission to the UN to send them"
                for noun in self.children(head, "dobj"):
                    if asked := nouns.asked(self, noun):
                        return self.conjuncts(asked)
            return self.surface_subjects(head, depth=depth + 1)
        if label in ("xcomp", "ccomp", "advcl", "conj") and sentence.tags[head].startswith(("JJ", "NN")):
            governor = sentence.heads[head]
            if sentence.labels[head] in ("acomp", "attr") and self.is_verb(governor):
                return self.surface_subjects(governor, depth=depth + 1)
            if label == "advcl":  # the headline "Macron in Cairo to meet Sisi"
                going = self.is_infinitive(verb) and headlines.is_root(sentence, head)
                return self.conjuncts(head) if going else ()
            return tuple(self.children(head, "nsubj"))
        return ()

    def _locates(self, name: int) -> bool:
        """Whether a name after a comma says where the place before it lies: "a church in Quito, Ecuador, was"."""
        tags = self.sentence.tags
        if name < 2 or tags[name] != "NNP" or self.words[name - 1] != "," or tags[name - 2] != "NNP":
            return False
        return self.sentence.labels[name - 2] == "pobj" and self.sentence.words[name - 2].istitle()

    def _relative(self, subject: int, verb: int) -> tuple[int, ...]:
        """A subject, or the noun that a relative pronoun stands for."""
        sentence = self.sentence
        if sentence.tags[subject] in ("WDT", "WP") or (
            self.words[subject] == "that" and sentence.tags[subject] in ("IN", "DT")
        ):
            clause = verb
            for _ in range(DEEP):
                if sentence.labels[clause] == "relcl":
                    noun = misplaced.people(self, sentence.heads[clause], subject)
                    members = self.conjuncts(noun) if sentence.tags[verb] != "VBZ" else (noun,)
                    return members if max(members) < subject else (noun,)  # "Togo, Benin and Mali, which left"
                if cleft := self._cleft(clause):
                    return cleft
                if sentence.labels[clause] not in ("conj", "ccomp", "xcomp"):
                    break
                clause = sentence.heads[clause]
            if sentence.tags[subject] in ("WDT", "WP"):
                return ()
        return self.conjuncts(subject)

    def whose(self, token: int) -> int | None:
        """The noun that "whose" stands for."""
        for clause in self.ancestors(token):
            if self.sentence.labels[clause] == "relcl":
                return misplaced.people(self, self.sentence.heads[clause], token)
        return None

    def _cleft(self, clause: int) -> tuple[int, ...]:
        """Whom a clause is about that the parser hung on the verb of a cleft: "it was Togo that asked"."""
        be, sentence = self.sentence.heads[clause], self.sentence
        it = any(self.words[subject] in ("it", "this", "that") for subject in self.children(be, "nsubj"))
        if sentence.labels[clause] not in ("ccomp", "advcl") or sentence.lemmas[be] != "be" or not it:
            return ()
        return tuple(member for attr in self.children(be, "attr") for member in self.conjuncts(attr))

    def _modified(self, verb: int, noun: int, *, depth: int) -> tuple[int, ...]:
        """Who does what a participle, infinitive or subjectless relative clause after a noun says."""
        sentence = self.sentence
        if self.is_infinitive(verb):
            if headlines.is_root(sentence, noun):
                return self.conjuncts(noun)  # "Macron to visit Kenya"
            giving = sentence.heads[noun]
            if sentence.labels[noun] == "dobj" and sentence.lemmas[giving] in self.lexicon.lists["giving"]:
                given = [child for child in self.children(giving, "dative") if sentence.tags[child] != "IN"]
                if given:
                    return self.conjuncts(given[0])  # "gave Chad a reason to complain"
            if nouns.ranked(self, noun):
                return self.surface_subjects(giving, depth=depth + 1)
            return self.conjuncts(asked) if (asked := nouns.asked(self, noun)) else self.owners(noun, depth=depth + 1)
        before = verb - 1
        while before > noun and sentence.tags[before] in ("RB", ",", "RBR", "RBS"):
            before -= 1
        # "sanctions on firms supplying parts": the parser often hangs the participle too high.
        if before > noun and sentence.labels[before] == "pobj" and sentence.tags[before].startswith("NN"):
            first, _ = self.extent(noun)
            timely = sentence.lemmas[before] in self.lexicon.lists["times"]
            done = sentence.tags[verb] == "VBN" and sentence.tags[before] == "NNP" and self.noun_rules(noun)
            over = self.words[sentence.heads[before]]  # "people in Lima seeking", "a group of men seeking"
            somebody = sentence.tags[before] != "NNS" or sentence.lemmas[before] in self.lexicon.words
            if first <= before and somebody and over not in ("of", *self.lexicon.lists["placing"]) and not timely:
                return (noun,) if done else self.conjuncts(before)  # "sanctions on Iran lifted by Peru"
        return (noun,)

    def _of_preposition(self, preposition: int, *, depth: int) -> tuple[int, ...]:
        """Who does what an -ing form after a preposition says: ``accused X of doing``, ``role in doing``."""
        head = self.sentence.heads[preposition]
        if self.sentence.labels[head] == "advmod" and self.is_verb(self.sentence.heads[head]):
            head = self.sentence.heads[head]  # "stopped short of recognising it"
        if not self.is_verb(head):
            if self.sentence.tags[head].startswith("NN"):
                accusing = self.sentence.lemmas[self.sentence.heads[head]] in self.lexicon.lists["accusing"]
                accused = accusing and self.sentence.labels[head] == "dobj" and self.words[preposition] == "of"
                owners = self.owners(head, depth=depth + 1) or nouns.spent(self, head, depth=depth + 1)
                return self.conjuncts(head) if accused else owners
            return self.predicated(head, depth=depth)
        if theirs := nouns.shares(self, head, preposition):
            return theirs
        if self.words[preposition] in self.lexicon.lists["object_control_prepositions"] and (
            objects := self.objects(head, depth=depth + 1)
        ):
            return objects
        if self.is_passive(head):
            agents = self.agents(head)
            by_agent = self.words[preposition] not in self.lexicon.lists["object_control_prepositions"]
            return agents if agents and by_agent else self.surface_subjects(head, depth=depth + 1)
        return self.surface_subjects(head, depth=depth + 1)

    def agents(self, verb: int) -> tuple[int, ...]:
        """The ``by`` phrase of a passive."""
        found = [pobj for agent in self.children(verb, "agent") for pobj in self.children(agent, "pobj")]
        if not found:
            by = [prep for prep in self.children(verb, "prep") if self.words[prep] == "by"]
            found = [pobj for prep in by for pobj in self.children(prep, "pobj")]
        if not found and self.is_passive(verb):  # "beaten with sticks by youths": it hangs on the sticks
            near = [pobj for prep in self.children(verb, "prep") for pobj in self.children(prep, "pobj")]
            judged = self.children(verb, "advcl", "acomp", "ccomp")  # "was criticised as unfair by Togo"
            near += [child for child in judged if self.sentence.tags[child] == "JJ"]
            near += self.children(verb, "dobj", "oprd")  # "were denied visas by Cambodia", "was called a liar by Togo"
            by = [prep for pobj in near for prep in self.children(pobj, "prep", "agent") if self.words[prep] == "by"]
            found = [pobj for prep in by for pobj in self.children(prep, "pobj")]
        return tuple(member for token in found for member in self.conjuncts(token))

    def objects(self, verb: int, *, depth: int = 0) -> tuple[int, ...]:
        """The deep object: what a passive is about, the direct object, the noun that a relative clause leaves out."""
        sentence = self.sentence
        if self.is_passive(verb):
            return self.surface_subjects(verb, depth=depth + 1)
        if crushed := self.crushed(verb):
            return tuple(member for member in self.conjuncts(crushed[1]) if member != crushed[0])
        own = self.children(verb, "dobj")
        if not own:  # "forbade women to attend": the complement's subject is whom it is done to
            bare = self.sentence.lemmas[verb] in self.lexicon.lists["letting"]
            clauses = [
                child
                for child in self.children(verb, "ccomp", "xcomp")
                if self.is_infinitive(child)
                or (bare and self.sentence.tags[child] == "VB")
                or self._small_clause(child)
            ]
            own = [subject for clause in clauses for subject in self.children(clause, "nsubj", "nsubjpass")]
            own = own or misplaced.wanted(self, verb)
        own = own or misplaced.called_so(self, verb)
        own = own or misplaced.shifted(self, verb) or misplaced.mistaken(self, verb)
        found = [antecedent for token in own for antecedent in self._relative(token, verb)]
        if found:
            return tuple(dict.fromkeys(member for token in found for member in self.conjuncts(token)))
        label, head = sentence.labels[verb], sentence.heads[verb]
        if label == "relcl" and self.children(verb, "nsubj") and not self._gap_elsewhere(verb):
            subjects = self.children(verb, "nsubj")
            if all(
                sentence.tags[subject] not in ("WDT", "WP") and self.words[subject] != "that" for subject in subjects
            ):
                return (head,)
        # "condemned and sanctioned Iran": the first verb shares the second's object.
        for second in self.children(verb, "conj"):
            if self.is_verb(second) and second - verb <= 4 and not self.children(second, "nsubj"):
                return self.objects(second, depth=depth + 1) if depth < DEEP else ()
        return ()

    def _small_clause(self, clause: int) -> bool:
        """Whether a clause has a subject but no verb of its own: "kept envoys waiting", "let him back into Oman"."""
        bare = not self.children(clause, "mark", "aux")
        return self.sentence.tags[clause] in ("VBG", "JJ", "RB") and bare and bool(self.children(clause, "nsubj"))

    def _gap_elsewhere(self, verb: int) -> bool:
        """Whether a relative clause's gap is a preposition's object or its complement's rather than the verb's own."""
        return (
            bool(self.children(verb, "xcomp", "ccomp"))
            or any(not self.children(prep, "pobj", "pcomp") for prep in self.children(verb, "prep"))
            or any(self.sentence.tags[child] == "WRB" for child in self.sentence.children[verb])
        )

    def prepositions(self, token: int, *, into: dict[str, list[int]]) -> None:
        """Add the objects of a token's prepositional phrases by preposition."""
        if token not in self._prepositions:
            self._prepositions[token] = {}
            self._find_prepositions(token, into=self._prepositions[token])
        for name, found in self._prepositions[token].items():
            into.setdefault(name, []).extend(found)

    def _find_prepositions(self, token: int, *, into: dict[str, list[int]]) -> None:
        """As ``prepositions``, looked for."""
        hanging = self.children(token, "prep", "dative", "agent")
        for beside in self.children(token, "prt", "advmod"):  # "pulled back from", "away from"
            hanging += self.children(beside, "prep")
        for clause in self.children(token, "ccomp"):
            if self.sentence.tags[clause] == "RB" and self._small_clause(clause):  # "let him back into Oman"
                hanging += self.children(clause, "prep")
        for prep in hanging:
            if self.sentence.tags[prep] not in ("IN", "TO", "RP", "VBG", "RB", "VBN"):
                continue
            name = self.words[prep]
            if timely(self, prep) and name not in self.lexicon.lists["deadlines"]:
                continue
            found = [member for pobj in objects_after(self, prep) for member in self.conjuncts(pobj)]
            for inner in self.children(prep, "prep") if name != "according" else ():  # "out of", "on to", "as part of"
                deep = [member for pobj in self.children(inner, "pobj") for member in self.conjuncts(pobj)]
                into.setdefault(self.words[inner], []).extend(deep)
            if name == "as":  # "described it as hostile"
                found += [child for child in self.children(prep, "amod", "acomp") if child > prep]
            for other in self.children(prep, "conj", "cc"):
                if self.sentence.tags[other] == "IN":
                    shared = [member for pobj in self.children(other, "pobj") for member in self.conjuncts(pobj)]
                    into.setdefault(self.words[other], []).extend(shared)
                    found = found or shared
            into.setdefault(name, []).extend(found)

    def verb(self, verb: int) -> Frame:
        """The frame of a verb."""
        if verb in self._frames:
            return self._frames[verb]
        frame = Frame(trigger=verb, passive=self.is_passive(verb))
        slots = frame.slots
        if frame.passive:
            slots["subject"] = self.agents(verb)
            named = self.sentence.lemmas[verb] in self.lexicon.lists["naming"] and self.children(verb, "nsubjpass")
            things = self.children(verb, "dobj") if named else self.children(verb, "dobj", "oprd")
            given = tuple(member for token in things for member in self.conjuncts(token))
            slots["object"] = self.surface_subjects(verb)
            if given:
                slots["indirect"], slots["object"] = slots["object"], given
        else:
            slots["subject"] = self.surface_subjects(verb)
            slots["object"] = self.objects(verb)
        preps: dict[str, list[int]] = {}
        self.prepositions(verb, into=preps)
        for name in self._before_subject(verb):  # "on her tour of Togo, she praised X"
            preps.pop(name, None)
        own = frozenset(f"prep:{name}" for name in preps)
        for token in slots["object"]:
            if token != verb and (not frame.passive or token < verb):
                inner: dict[str, list[int]] = {}
                self.prepositions(token, into=inner)
                for other in self.children(token, "appos"):  # "flies a hospital, 90 tonnes of flour to X"
                    self.prepositions(other, into=inner)
                for clause in self.children(token, "acl", "relcl"):  # "sanctions imposed on X"
                    if self.is_verb(clause) and clause != verb:
                        self.prepositions(clause, into=inner)
                for name, found in inner.items():
                    preps.setdefault(name, found)
        for name in (
            "of",
            "about",
            "with",
            "in",
            "for",
            "to",
        ):  # "warned of measures against X", "took part in drills with X"
            for token in tuple(preps.get(name, ())):
                nested: dict[str, list[int]] = {}
                self.prepositions(token, into=nested)
                for deeper in ("against", "on", "toward", "towards", "with"):
                    if deeper in nested:
                        preps.setdefault(deeper, nested[deeper])
        for second in self.children(verb, "conj"):  # shared phrases: "agreed and signed with X"
            harmed = complements.harmed_alike(self, verb, second)
            slots["subject"] = slots["subject"] or (self.agents(second) if harmed else ())
            if self.is_verb(second) and (second - verb <= 3 or harmed):
                shared: dict[str, list[int]] = {}
                self.prepositions(second, into=shared)
                for name, found in shared.items():
                    preps.setdefault(name, found)
        for name, found in preps.items():
            slots[f"prep:{name}"] = tuple(token for token in found if token != verb)
        if "indirect" not in slots:
            bare = [child for child in self.children(verb, "dative") if self.sentence.tags[child] not in ("IN", "TO")]
            relative = all(self.sentence.tags[child] == "WDT" for child in bare)
            both = self.children(verb, "dobj")
            giving = self.sentence.lemmas[verb] in self.lexicon.lists["giving"] and not frame.passive
            if giving and len(both) == 2 and not bare and self.extent(both[1])[0] == both[0] + 1:
                # "wired the province another million"
                bare, slots["object"] = [both[0]], self.conjuncts(both[1])
            if giving and relative and len(both) == 1 and (gap := misplaced.given_to(self, verb)):
                bare, slots["object"] = both, gap
            if (
                giving
                and len(both) == 1
                and not bare
                and "to" not in preps
                and (state := misplaced.state_given(self, verb, both[0]))
            ):
                bare = [state]  # "gave Chad material support": taken for one name
            things = [child for person in bare for child in self.children(person, "appos") if giving]
            if things and not slots["object"]:  # "give the air force eight jets"
                slots["object"] = tuple(member for token in things for member in self.conjuncts(token))
            times = [child for child in self.children(verb, "npadvmod") if bare and child > bare[-1]]
            if (
                giving
                and not times
                and not bare
                and len(both) == 1
                and (allowed := misplaced.allowed(self, verb, both[0]))
            ):
                bare, times, slots["object"] = both, allowed, ()
            if giving and times and not slots["object"]:  # "gave the envoy a day"
                slots["object"] = tuple(times[:1])
            dative = tuple(member for token in bare for member in self.conjuncts(token))
            slots["indirect"] = dative or slots.get("prep:to", ())
        loose = [child for child in self.children(verb, "advcl") if self.sentence.tags[child] == "JJ" and child > verb]
        judged = [child for child in self.children(verb, "ccomp") if self.sentence.tags[child] == "JJ"]
        slots["complement"] = (*self.children(verb, "oprd"), *loose, *judged)  # "held it responsible"
        if self.sentence.lemmas[verb] in self.lexicon.lists["naming"]:
            if not frame.passive and (pair := complements.named(self, verb)):
                slots["object"], slots["complement"] = self.conjuncts(pair[0]), (pair[1],)
            slots["complement"] = complements.with_adjectives(self, slots["complement"])
        slots["clause"] = tuple(self.children(verb, "ccomp")) or complements.commented(self, verb)
        slots["imperative"] = tuple(clause for clause in slots["clause"] if complements.commands(self, clause))
        slots["infinitive"] = complements.infinitives(self, verb)
        slots["obligation"] = tuple(
            subject for clause in self.children(verb, "ccomp") for subject in complements.obliged(self, clause)
        )
        slots["subjunctive"] = tuple(
            subject for clause in slots["clause"] for subject in complements.wished(self, clause)
        )
        gerunds = [
            child for child in self.children(verb, "xcomp", "ccomp", "dobj") if self.sentence.tags[child] == "VBG"
        ]
        hung = [
            prep for thing in slots["object"] for prep in self.children(thing, "prep") if self.words[prep] == "from"
        ]
        for prep in (*self.children(verb, "prep"), *hung):
            labels = ("pcomp", "pobj") if self.words[prep] == "from" else ("pcomp",)
            gerunds.extend(child for child in self.children(prep, *labels) if self.is_verb(child))
        slots["gerund"] = tuple(gerunds)
        frame.own = own
        self._frames[verb] = frame
        return frame

    def _before_subject(self, verb: int) -> list[str]:
        """The prepositions of phrases before a verb's subject that are nobody's part in the act."""
        subjects = self.children(verb, *complements.SUBJECTS)
        names = [self.words[prep] for prep in self.children(verb, "prep") if subjects and prep < subjects[0]]
        after = [self.words[prep] for prep in self.children(verb, "prep") if subjects and prep > subjects[0]]
        return [name for name in names if name in self.lexicon.lists["fronted"] and name not in after]

    def is_infinitive(self, verb: int) -> bool:
        """Whether a verb stands with ``to``, a passive or perfect one included: "to be freed", "to have left"."""
        return self.sentence.tags[verb] in ("VB", "VBN") and "to" in {self.words[c] for c in self.children(verb, "aux")}

    # -- nouns -----------------------------------------------------------------------------------------------------

    def verb_subjects(self, verb: int, *, depth: int = 0) -> tuple[int, ...]:
        """The deep subject of a verb."""
        return self.agents(verb) if self.is_passive(verb) else self.surface_subjects(verb, depth=depth)

    def supporting(self, noun: int) -> tuple[int, str] | None:
        """The support verb of an event noun, and its words in the lexicon."""
        return nouns.supporting(self, noun)

    def owners(self, noun: int, *, depth: int = 0) -> tuple[int, ...]:
        """Who does what an event noun names: possessor, ``by`` phrase, name before it, subject of its support verb."""
        return nouns.owners(self, noun, depth=depth)

    def noun(self, noun: int) -> Frame:
        """The frame of an event noun."""
        if noun not in self._frames:
            self._frames[noun] = nouns.noun_frame(self, noun)
        return self._frames[noun]

    def adjective(self, adjective: int) -> Frame:
        """The frame of a predicative adjective."""
        if adjective not in self._frames:
            self._frames[adjective] = nouns.adjective_frame(self, adjective)
        return self._frames[adjective]

    def predicated(self, token: int, *, depth: int) -> tuple[int, ...]:
        """What an adjective or noun is said of."""
        governor = self.sentence.heads[token]
        if self.sentence.labels[token] in ("acomp", "attr", "oprd") and self.is_verb(governor):
            return self.surface_subjects(governor, depth=depth + 1)
        return ()
