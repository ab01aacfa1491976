"""What the model often gets wrong around words that the lexicon knows, put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bede import lexicon
from bede.parse.listing import list_states
from bede.parse.naming import (
    act_after_day,
    enumerate_names,
    guest,
    is_called,
    join_name,
    join_titled,
    join_to_name,
    name_after_post,
    name_after_title,
    name_with_to,
    part_from_day,
    weekdays,
)
from bede.parse.tree import FINITE, MODIFYING, SAID, SUBJECTS, bears, is_below
from bede.parse.words import lemma

CHAIN = 6
"""Governors that are climbed at most."""
DASH = "\u2013"
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
CLOSING = (".", "!", "?")
"""Acts of words, which a text may do: "a resolution deploring the raid"."""
POINTING = ("That", "This", "Last", "Next")
QUOTES = ('"', "\u201c", "\u2018", "'")


def mend(words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Put right in place what the model often gets wrong around words that the lexicon knows."""
    if not any(tag in FINITE for tag in tags):
        _find_verb(words, tags, labels, heads)
        if not any(tag in FINITE for tag in tags):
            _find_past(words, tags, labels, heads)
    if "," in words and words[0][:1].isupper():
        list_states(words, tags, labels, heads)
    if DASH in words[-5:-1] or ":" in words[-5:-1]:
        _sign(words, tags, labels, heads)
    if len(words) > 3 and words[0] in ("In", "Since", "By") and YEAR.fullmatch(words[1]):
        _date_first(labels, heads)
    if len(words) > 3 and words[0] in POINTING and words[1] in lexicon.load().lists["seasons"]:
        _season_first(tags, labels, heads)
    if "to" in words:
        join_to_name(words, tags, labels, heads)
    for token, tag in enumerate(tags):
        if tag in ("NN", "NNP") and token and words[token - 1] == "to" and _is_marked(token, labels, heads):
            tags[token] = "VB"  # "agreed to sanction Peru"
        elif tag in ("NN", "NNP") and labels[token] != "compound" and _is_plural(words[token], begins=token == 0):
            tags[token] = "NNS"
        elif labels[token] == "appos" and words[heads[token]].lower() in weekdays():
            act_after_day(token, tags, labels, heads)
        elif labels[token] == "appos" and labels[heads[token]] != "appos":
            enumerate_names(token, words, labels, heads)
        elif tag == "NNP" and token and words[token].lower() in weekdays() and heads[token - 1] == token:
            part_from_day(token, words, tags, labels, heads)
        elif token and heads[token] == token - 1 and labels[token] == "pobj" and words[token - 1][:1].isupper():
            join_name(token, words, labels, heads)
        elif (
            tag == "VBD"
            and labels[token] == "acl"
            and heads[token] == token - 1
            and words[token + 1 : token + 2] == ("to",)
            and words[-1] not in CLOSING
            and not bears(token, (*SUBJECTS, "dobj"), labels=labels, heads=heads)
        ):
            tags[token] = "VBN"  # "Danish consul summoned to the ministry"
        elif tag == "VBD" and labels[token] == "conj" and labels[heads[token]] == "acl":
            _join_finite(token, tags, labels, heads)
        elif labels[token] == "npadvmod" and tag in ("NN", "NNS") and heads[token] < token:
            _do_after_time(token, words, tags, labels, heads)
        elif (
            tag in ("VBN", "VBD")
            and labels[token] in ("advcl", "ccomp")
            and tags[token - 1] in ("NN", "NNS")
            and "by" in words[token + 1 : token + 4]
        ):
            _suffer_it(token, tags, labels, heads)
        elif tag == "VB" and labels[token] == "pobj" and heads[token] == token - 1:
            _act_on(token, words, tags, labels, heads)
        elif labels[token] == "prep" and words[token - 1] == "," and words[heads[heads[token]]] == "including":
            _go_on_after_list(token, words, labels, heads)
        elif tag == "VBG" and labels[token] == "pcomp" and words[heads[token]] in ("after", "before"):
            _act_after(token, words, tags, labels, heads)
        elif labels[token] == "poss" and tags[heads[token]].startswith("VB"):
            _own_next(token, tags, labels, heads)
        elif tag == "VBN" and labels[token] == "acl" and bears(token, ("dobj",), labels=labels, heads=heads):
            _free_verb(token, tags, labels, heads)
        elif tag.startswith("VB") and _is_naming(words[token], tag):
            _judge_object(token, words, tags, labels, heads)
        elif words[token] == "to" and labels[token] == "prep" and labels[heads[token]] == "pobj":
            _send_to(token, words, tags, labels, heads)
        elif (
            words[token] == "to"
            and token
            and tags[token - 1] == "NNP"
            and words[heads[token]][:1].isupper()
            and words[-1] in CLOSING
        ):
            name_with_to(token, words, tags, labels, heads)
        elif words[token] == "to" and labels[token] == "aux" and token and labels[token - 1] == "dep":
            _plan(token, tags, labels, heads)
        elif tag == "NNP" and labels[token] == "pobj" and token - heads[token] > 2:
            name_after_post(token, words, tags, labels, heads)
        elif tag == "NNP" and labels[token] == "conj" and labels[heads[token]] == "appos":
            join_titled(token, words, labels, heads)
        elif words[token] == "visiting" and labels[token] == "conj" and 1 < token < len(words) - 1:
            guest(token, words, tags, labels, heads)
        elif tag == "NNP" and labels[token] == "nsubj" and token > 1 and words[token - 1] != ",":
            name_after_title(token, words, tags, labels, heads)
        elif tag == "NNP" and labels[token] == "compound" and is_called(token, words, heads):
            tags[token], labels[token] = "JJ", "amod"  # "Neighbouring Ghana"
        elif tag == "VBG" and token and words[token] in lexicon.load().lists["noun_gerunds"]:
            _make_noun(token, words, tags, labels, heads)
        elif tag == "VBG" and labels[token] == "advcl" and labels[token - 1] == "pobj":
            _do_what_is_told(token, words, tags, labels, heads)
        elif tag == "VBG" and labels[token] in ("amod", "compound") and token:
            _make_gerund(token, words, tags, labels, heads)
        elif tag == "MD" and labels[token] == "aux" and tags[heads[token]] in ("NN", "NNP") and heads[token] > token:
            tags[heads[token]] = "VB"  # "will next month ship shells"
        elif tag in ("WP", "PRP") and words[token].isupper() and len(words[token]) > 1:
            tags[token] = "NNP"  # the WHO, the US
        elif tag == "VBZ":
            _make_predicate(token, words, tags, labels, heads)
        elif labels[token] in ("compound", "nmod") and labels[heads[token]] == "dobj" and heads[token] > token + 1:
            _give_to(token, words, tags, labels, heads)
        elif words[token] == "-" and 0 < token < len(words) - 1 and labels[token - 1] == labels[token + 1]:
            _join_hyphen(token, labels, heads)
        elif labels[token] == "pobj" and labels[heads[token]] == "mark" and token < heads[heads[token]]:
            _subject_of_clause(token, labels, heads)
        elif tag in FINITE and labels[token] == "advcl" and heads[token] < token:
            _act_before(token, words, labels, heads)
        elif labels[token] == "pobj" and labels[heads[token]] == "prt":
            labels[token], heads[token] = "dobj", heads[heads[token]]  # "sealed off the campus"
        elif words[token - 1 : token + 2] == ("in", "order", "to") and labels[token + 1] == "aux":
            _aim_at(token, labels, heads)
        elif words[token] == "home" and labels[token] == "dobj":
            _go_home(token, tags, labels, heads)
        elif words[token] == "go" and tags[token] == "VB" and labels[token] in ("xcomp", "ccomp"):
            _let_go(token, words, labels, heads)


def _is_marked(verb: int, labels: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether the word before a word is its auxiliary, as "to" is an infinitive's."""
    return labels[verb - 1] == "aux" and heads[verb - 1] == verb


def _join_finite(token: int, tags: Sequence[str], labels: Sequence[str], heads: list[int]) -> None:
    """Join "took" to "stormed" in "stormed the school built in 1960 and took nine": it goes on with a finite verb."""
    above = heads[heads[token]]
    for _ in range(CHAIN):
        if tags[above].startswith("VB") and labels[above] not in ("acl", "amod"):
            heads[token] = above
            return
        above = heads[above]


def _do_after_time(
    token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: Sequence[int]
) -> None:
    """Make "resumed this Friday the talks" have an object: the model takes it for a second time."""
    verb = heads[token]
    beside = {labels[child] for child, head in enumerate(heads) if head == verb and verb < child < token}
    event = ("noun", lemma(words[token], tags[token])) in lexicon.load().triggers
    if tags[verb].startswith("VB") and event and "npadvmod" in beside and "dobj" not in beside:
        labels[token] = "dobj"


def _date_first(labels: list[str], heads: list[int]) -> None:
    """Hang the year on "in" in "In 1963 Ghanaian troops crossed ...": the model counts troops with it."""
    counted = heads[1]
    if labels[1] in MODIFYING and counted > 1 and heads[counted] != 0:
        labels[1], heads[1] = "pobj", 0


def _season_first(tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Hang the time on the verb in "That spring dockers struck ...": the model takes it for a part of the dockers."""
    who = heads[1]
    verb = heads[who]
    if labels[1] in MODIFYING and who > 1 and heads[0] in (1, who) and tags[verb] in (*FINITE, "VBN"):
        labels[1], heads[1], heads[0] = "npadvmod", verb, 1


def _sign(words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Hang who says it at a headline's end on its verb: "Chad frees two reporters \u2013 lawyer", "...: officials"."""
    dash = max(token for token, word in enumerate(words) if word in (DASH, ":"))
    tail = [token for token in range(dash + 1, len(words)) if words[token][:1].isalnum()]
    root = next((token for token, head in enumerate(heads) if head == token), dash)
    if root >= dash or not tail or any(not tags[token].startswith(("NN", "JJ")) for token in tail):
        return
    if words[dash] == ":" and words[tail[-1]].lower() not in lexicon.load().speech.signatures:
        return  # "names new minister: Ada Quill"
    for token in tail:
        if heads[token] < dash:
            labels[token], heads[token] = "parataxis", root


def _free_verb(token: int, tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "The bombing of two towns killed nine" a clause: no participle has an object, no noun says anything."""
    noun = heads[token]
    while labels[noun] in ("pobj", "prep") and heads[noun] < noun:
        noun = heads[noun]
    if labels[noun] not in ("ROOT", "ccomp") or not tags[noun].startswith("NN") or noun == heads[token]:
        return
    tags[token], labels[token] = "VBD", labels[noun]
    heads[token] = token if heads[noun] == noun else heads[noun]
    labels[noun], heads[noun] = "nsubj", token


def _suffer_it(token: int, tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Hang "held" on the nurses in "free two nurses held by them": the model hangs it on the freeing."""
    noun, verb = token - 1, heads[token]
    if not bears(token, ("agent",), labels=labels, heads=heads):
        return
    if bears(token, (*SUBJECTS, "aux", "auxpass", "mark"), labels=labels, heads=heads):
        return
    if heads[noun] == token and labels[noun] == "npadvmod" and not bears(verb, ("dobj",), labels=labels, heads=heads):
        labels[noun], heads[noun] = "dobj", verb  # taken for how far they are held
    while labels[noun] == "pobj" and labels[heads[noun]] == "prep":
        noun = heads[heads[noun]]
    if labels[noun] == "dobj" and heads[noun] == verb:
        tags[token], labels[token], heads[token] = "VBN", "acl", noun


def _act_on(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Let out the clerks in "let out on bail two clerks": the model takes the bail for a verb."""
    verb = heads[heads[token]]
    if labels[heads[token]] != "prep" or words[heads[token]] == "to" or not tags[verb].startswith("VB"):
        return
    tags[token] = "NN"
    free = not bears(verb, ("dobj",), labels=labels, heads=heads)
    for child, head in enumerate(heads):
        if head == token and labels[child] == "dobj" and free:
            heads[child] = verb


def _go_on_after_list(token: int, words: Sequence[str], labels: Sequence[str], heads: list[int]) -> None:
    """Hang "on Peru" on the steps in "took steps, including bans, on Peru": the model hangs it on the bans."""
    inside = heads[token]
    listed = heads[inside]
    if labels[inside] != "pobj" or words[listed - 1] != ",":
        return
    heads[token] = heads[listed]


def _act_after(token: int, words: Sequence[str], tags: Sequence[str], labels: Sequence[str], heads: list[int]) -> None:
    """Hang "after accusing it" on leaving in "left talks that began in May after accusing it": talks accuse nobody."""
    preposition = heads[token]
    clause = heads[preposition]
    noun = heads[clause]
    if labels[clause] != "relcl" or not tags[noun].startswith("NN"):
        return
    acts = {rule.act for _, rule in lexicon.load().triggers.get(("verb", lemma(words[token].lower(), "VBG")), ())}
    called = lexicon.load().triggers.get(("noun", lemma(words[noun], tags[noun])), ())
    thing = any(rule.act == "CONSULT" for _, rule in called)
    verb = heads[noun] if labels[noun] == "dobj" else heads[heads[noun]]
    if thing and acts and acts <= SAID and tags[verb].startswith("VB") and verb < noun:
        heads[preposition] = verb


def _do_what_is_told(
    token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]
) -> None:
    """Make the guards fire in "complained about the guards firing at a ship": the model has who complains fire."""
    noun, verb = token - 1, heads[token]
    preposition = heads[noun]
    acts = {rule.act for _, rule in lexicon.load().triggers.get(("verb", lemma(words[verb].lower(), tags[verb])), ())}
    if words[preposition] in ("about", "over", "at") and heads[preposition] == verb and acts and acts <= SAID:
        labels[token], heads[token] = "acl", noun


def _own_next(token: int, tags: Sequence[str], labels: Sequence[str], heads: list[int]) -> None:
    """Give Peru the decree in "Peru's decree expels them": the model hangs a name on the verb."""
    verb = heads[token]
    for noun in range(token + 1, verb):
        if tags[noun].startswith("NN") and heads[noun] == verb and labels[noun] in SUBJECTS:
            heads[token] = noun
            return


def _judge_object(verb: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Hang the adjective in "called the sanctions against Chad unjust" on the verb: it says what they are called."""
    own = [child for child, head in enumerate(heads) if head == verb and child > verb]
    things = [child for child in own if labels[child] == "dobj"]
    if not things or any(labels[child] in ("oprd", "acomp", "ccomp", "xcomp") for child in own):
        return
    if any(heads[child] == things[0] and words[child] in ("a", "an") for child in range(verb, things[0])):
        return  # "declared a ceasefire effective from Sunday"
    for token in range(things[0] + 1, len(words)):
        if token in own and labels[token] in ("advcl", "conj", "cc"):
            return
        after = tags[token + 1 : token + 2]
        if tags[token] != "JJ" or any(tag.startswith(("NN", "JJ", "CD", "HYPH")) for tag in after):
            continue
        before = token - 1 - (words[token - 1] in QUOTES)
        said = tags[before].startswith("NN") or (before < token - 1 and words[before] == ",")
        if said and not is_below(verb, token, heads):
            _part(token, tags, labels, heads)
            labels[token], heads[token] = "oprd", verb
        return


def _part(token: int, tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Give the place of a word in the tree to the noun right before it, where that hangs on it."""
    noun = token - 1
    if heads[noun] != token or not tags[noun].startswith("NN"):
        return
    labels[noun], heads[noun] = labels[token], heads[token]
    for child in range(noun):
        if heads[child] == token:
            heads[child] = noun


@lru_cache(maxsize=10_000)
def _is_naming(word: str, tag: str) -> bool:
    """Whether a verb says what something is: "called", "deemed"."""
    return lemma(word, tag) in lexicon.load().lists["naming"]


def _subject_of_clause(token: int, labels: list[str], heads: list[int]) -> None:
    """Make the noun behind "after" the subject of "after Chile annexed it": the model takes "after" for both words."""
    verb = heads[heads[token]]
    if not bears(verb, ("nsubj", "nsubjpass"), labels=labels, heads=heads):
        passive = bears(verb, ("auxpass",), labels=labels, heads=heads)
        labels[token], heads[token] = ("nsubjpass" if passive else "nsubj"), verb


def _act_before(verb: int, words: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make the guards act in "complained after one of its guards shot a man": the model hangs both on the complaint."""
    preps = [at for at in range(heads[verb] + 1, verb) if labels[at] == "prep" and words[at] in ("after", "before")]
    who = [at for prep in preps for at in range(prep + 1, verb) if heads[at] == prep and labels[at] == "pobj"]
    if len(who) != 1 or "," in words[preps[0] : verb] or heads[preps[0]] != heads[verb]:
        return
    if not bears(verb, (*SUBJECTS, "mark"), labels=labels, heads=heads):
        labels[who[0]], heads[who[0]] = "nsubj", verb
        labels[preps[0]], heads[preps[0]] = "mark", verb


def _join_hyphen(token: int, labels: list[str], heads: list[int]) -> None:
    """Make "an ex-policeman" one word: the model takes its parts for objects or subjects side by side."""
    first, last = token - 1, token + 1
    if heads[first] != heads[last] or heads[first] == first or labels[first] not in ("dobj", "pobj", "nsubj", "appos"):
        return
    for child, head in enumerate(heads):
        if head in (first, token) and child < last:
            heads[child] = last
    heads[first] = heads[token] = last
    labels[first], labels[token] = "compound", "punct"


def _make_noun(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "in Chadian army shelling" end in a noun: the model takes the army for the object and finds a verb."""
    before = token - 1
    if bears(token, ("dobj",), labels=labels, heads=heads):
        return
    if labels[token] not in ("advcl", "acl") or heads[token] not in (before, heads[before], heads[heads[before]]):
        if labels[token] in ("pobj", "dobj") and heads[before] == token and labels[before] in ("amod", "compound"):
            tags[token] = "NN"
        return
    inside = [child for child, head in enumerate(heads) if head == before]
    amid = labels[before] == "pobj" and words[heads[before]].lower() in lexicon.load().lists["amid"]
    suffered = labels[before] == "dobj" and tags[before] == "NN"
    if not (amid or suffered) or any(labels[child] in ("det", "poss", "nummod") for child in inside):
        return  # "saw the soldiers shooting"
    heads[token], labels[token], tags[token] = heads[before], labels[before], "NN"
    heads[before], labels[before] = token, "compound"
    for child in inside:
        if child != token:
            heads[child] = token


def _make_gerund(token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "accused Peru of flying arms to Chile" and "denied massing troops" deeds, not flying arms."""
    before, noun = token - 1, heads[token]
    lists, triggers = lexicon.load().lists, lexicon.load().triggers
    acts = {rule.act for _, rule in triggers.get(("verb", lemma(words[token].lower(), "VBG")), ())}
    if acts and acts <= SAID and heads[before] == noun and tags[before] == "NN":
        labels[before], heads[before] = labels[noun], heads[noun]  # "vetoes resolution deploring raid"
        labels[token], heads[token], labels[noun], heads[noun] = "acl", before, "dobj", token
        for child in range(before):
            heads[child] = before if heads[child] == noun else heads[child]
        return
    if noun < token or ("verb", lemma(words[token].lower(), "VBG")) not in triggers:
        return
    begun = labels[noun] == "dobj" and heads[noun] == before
    blamed = labels[noun] == "pobj" and heads[noun] == before and words[before].lower() in ("of", "for")
    verb = before if begun else heads[before]
    if not (begun or blamed) or not tags[verb].startswith("V") or (noun != token + 1 and labels[noun - 1] != "amod"):
        return
    if lemma(words[verb].lower(), tags[verb]) in lists["with_gerund" if begun else "accusing"]:
        heads[token], labels[token] = before, "xcomp" if begun else "pcomp"
        heads[noun], labels[noun] = token, "dobj"
        for child in range(noun + 1, len(heads)):
            if begun and heads[child] == before and labels[child] == "prep":
                heads[child] = token


def _make_predicate(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Put right three readings of a word in -s: "Riyadh lifts ban", "Tajikistan frees him", "asset freezes"."""
    noun = heads[token]
    below = [child for child, head in enumerate(heads) if head == token and child != token]
    if labels[token] == "nsubj" and heads[noun] == noun and tags[noun] in ("VBP", "VB") and token < noun <= token + 3:
        # the noun after the verb was taken for a verb
        heads[token], labels[token] = token, labels[noun]
        heads[noun], labels[noun], tags[noun] = token, "dobj", "NN"
        for child, head in enumerate(heads):
            if head == noun and labels[child] in ("punct", "advcl"):
                heads[child] = token
        return
    if noun == token and not any(labels[child] in SUBJECTS for child in below):
        # the subject was taken for part of the verb
        first = token - 1
        if (
            first in below
            and labels[first] in MODIFYING
            and (words[first] in lexicon.load().names or words[first] in lexicon.load().words)
        ):
            _subject_before(token, words, tags, labels, heads)
        return
    if noun == token:
        _object_after(token, words, labels, heads)
        return
    before, joined = token - 1, heads[token - 1]
    listed = labels[token] == labels[before] == "conj" and tags[before] == "NN" and tags[joined].startswith("NN")
    if token and listed and tags[noun] == "VBD" and joined > noun:
        # the second of two things was taken for what is done: "slapped bans and asset freezes on them"
        heads[token], tags[token] = joined, "NNS"
        heads[before], labels[before] = token, "compound"


def _find_verb(words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Find the verb of a headline that the model takes for one noun phrase: "Beijing halts Australian coal imports"."""
    root = next((token for token, head in enumerate(heads) if head == token), 0)
    for token in range(1, len(words) - 1):
        plural = tags[token - 1] == "NNS" and tags[token] == "NN" and token == 1
        single = tags[token] == "NNS" and tags[token - 1] in ("NN", "NNP") and labels[token - 1] == "compound"
        known = words[token - 1] in lexicon.load().names or words[token - 1] in lexicon.load().words
        freed = (words[token], tags[token]) == ("free", "JJ") and (tags[token - 1] == "NNS" or known)
        plural = plural or freed
        if not (plural or single) or token > root + 1 or words[token][:1].isupper():
            continue
        triggers, following = lexicon.load().triggers, tags[token + 1]
        noun = ("noun", lemma(words[token], tags[token])) in triggers
        named = ("CD", "DT", "JJ", "NNP", "PRP$")
        things = named if (noun or plural) and not freed else (*named, "NN", "NNS")
        if ("verb", lemma(words[token], "VBZ" if single else "VBP")) not in triggers:
            continue
        if not (following in things or (plural and following == "IN" and token == root)):
            continue
        below = [child for child, head in enumerate(heads) if head == token]
        if token < root and root - token > 4:
            return
        tags[token] = "VBZ" if single else "VBP"
        if token > root:
            heads[token], labels[token] = token, "ROOT"
            for child in range(token + 1, len(heads)):
                if heads[child] == root:
                    heads[child] = token
        elif token < root:
            heads[token], labels[token] = token, "ROOT"
            heads[root], labels[root] = token, "dobj"
            for child, head in enumerate(heads):
                if head == root and (child < token or labels[child] == "punct"):
                    heads[child] = token
        for child in below:
            if labels[child] == "appos" and child > token:
                labels[child] = "dobj"
        _subject_before(token, words, tags, labels, heads)
        return


def _find_past(words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Find the verb of a sentence that the model takes for a noun and its participle: "Serb forces trained in Niš."

    A headline that ends in no stop needs an object: "Minister arrested in Lima" has none.
    """
    root = next((token for token, head in enumerate(heads) if head == token), 0)
    if not tags[root].startswith("NN"):
        return
    for token in range(root + 1, len(words)):
        noun = heads[token]
        below = [labels[child] for child, head in enumerate(heads) if head == token]
        if tags[token] != "VBN" or labels[token] != "acl" or "agent" in below or "aux" in below:
            continue
        while noun != root and labels[noun] == "pobj" and words[heads[noun]] == "of":
            noun = heads[heads[noun]]
        if noun != root or ("dobj" not in below and words[-1] != "."):
            continue
        tags[token], heads[token], labels[token] = "VBD", token, "ROOT"
        heads[root], labels[root] = token, "nsubj"
        for child in range(token + 1, len(heads)):
            if heads[child] == root:
                heads[child] = token
        return


def _let_go(token: int, words: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "let go 20 hostages" let the hostages go: the model takes them for the length of the way."""
    if heads[token] != token - 1 or lemma(words[token - 1].lower(), "VB") != "let":
        return
    for child in range(token + 1, len(heads)):
        if heads[child] == token and labels[child] in ("npadvmod", "dobj"):
            labels[child], labels[token] = "nsubj", "ccomp"
            return


def _subject_before(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make the noun before a verb its subject, and what stands before that noun part of it."""
    first = token - 1
    labels[first], heads[first] = "nsubj", token
    if words[first] in lexicon.load().names:
        tags[first] = "NNP"
    for child in range(first):
        if heads[child] == token and labels[child] in MODIFYING:
            heads[child] = first
    _object_after(token, words, labels, heads)


def _object_after(token: int, words: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make the noun after a verb without an object its object: the model takes it for a measure or a time."""
    if not bears(token, ("dobj",), labels=labels, heads=heads):
        calendar = (*lexicon.load().lists["calendar"], *lexicon.load().lists["times"])
        for child in range(token + 1, len(heads)):
            if heads[child] == token and labels[child] == "npadvmod" and words[child].lower() not in calendar:
                labels[child] = "dobj"
                return


def _give_to(token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "gave Kyiv's navy two ships" give to the navy: the model takes it for part of the ships."""
    things = heads[token]
    verb = heads[things]
    counted = any(heads[child] == things and labels[child] in ("det", "nummod") for child in range(token + 1, things))
    if not counted or token < verb or not tags[verb].startswith("V") or not tags[token].startswith("NN"):
        return
    if lemma(words[verb].lower(), tags[verb]) not in lexicon.load().lists["giving"]:
        return
    heads[token], labels[token] = verb, "dative"
    for child in range(verb + 1, token):
        if heads[child] == things:
            heads[child] = token


def _send_to(token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Hang "to Chad" on the verb in "sent its team of nurses to Chad": the model hangs it on the nurses."""
    thing = heads[heads[heads[token]]]  # the team
    verb = heads[thing]
    if words[heads[heads[token]]] != "of" or labels[thing] != "dobj" or not tags[verb].startswith("VB"):
        return
    if lemma(words[verb].lower(), tags[verb]) in lexicon.load().lists["conveying"]:
        heads[token] = verb


def _plan(token: int, tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make the union act in the headline "Union to punish Peru": the model leaves it beside the verb."""
    verb = heads[token]
    if heads[verb] == verb and heads[token - 1] == verb and tags[token - 1].startswith("NN"):
        labels[token - 1] = "nsubj"


def _aim_at(token: int, labels: list[str], heads: list[int]) -> None:
    """Make "in order to free him" an aim and no order: the model has the freeing tell of the order."""
    verb, before = heads[token + 1], token - 1
    if labels[token] == "pobj" and heads[token] == before and heads[before] != verb:
        labels[verb], heads[verb] = "advcl", heads[before]
        labels[before] = labels[token] = "mark"
        heads[before] = heads[token] = verb


def _go_home(token: int, tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "sends envoy home" send the envoy: the model takes him for the first half of the home."""
    person = token - 1
    if heads[person] != token or labels[person] != "compound" or tags[person] not in ("NN", "NNS"):
        return
    heads[person], labels[person] = heads[token], "dobj"
    labels[token] = "advmod"
    for child, head in enumerate(heads):
        if head == token and child < person:
            heads[child] = person


@lru_cache(maxsize=10_000)
def _is_plural(written: str, *, begins: bool) -> bool:
    """Whether a word is the plural of somebody's noun: "MPs", and "Ministers" where it begins a sentence."""
    abbreviation = written[:-1].isupper() and len(written) > 2
    if not written.endswith("s") or not (abbreviation or (begins and written.istitle())):
        return False
    singular = lemma(written.lower(), "NNS")
    found = lexicon.load()
    return singular != written.lower() and singular in found.words and written not in found.names
