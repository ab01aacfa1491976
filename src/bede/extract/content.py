"""What becomes of several drafts in one sentence: events inside a request, promise or threat; one thing told twice."""

from __future__ import annotations

from dataclasses import replace

from bede.extract.complements import harmed_alike
from bede.extract.draft import Draft
from bede.extract.grammar import Syntax
from bede.extract.identity import distinct, identities
from bede.extract.modes import armed, mode_told, moved
from bede.extract.status import CONSEQUENCE
from bede.extract.wording import wordings
from bede.model import Party

SAME = {"CONSULT": "talk", "AGREE": "talk", "COOPERATE": "help", "AID": "help"}
ANSWERS = ("REJECT", "CONCEDE", "AGREE", "SUPPORT", "RETREAT")
SAID = ("REQUEST", "THREATEN", "ACCUSE", "AGREE")
REQUEST_MODES = {
    "CONSULT": "meet",
    "AID": "assist",
    "SUPPORT": "assist",
    "COOPERATE": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
}
THREAT_MODES = {"SANCTION": "restrict", "COERCE": "restrict", "ASSAULT": "violence", "MOBILIZE": "violence"}
HARMFUL = ("ASSAULT", "COERCE", "SANCTION")
THREAT_BY_MODE = {"arrest": "arrest", "deport": "expel", "expel": "expel", "discontinue": "restrict"}


def settle(syntax: Syntax, drafts: list[Draft]) -> list[Draft]:
    """The drafts that stand for a happening of their own, in order of the text."""
    for inner in drafts:
        for outer in drafts:
            if inner is not outer and outer.act in ANSWERS and _answered(syntax, inner, outer):
                inner.recipients = outer.actors
    drafts = [draft for draft in drafts if not any(_harms(syntax, draft, other) for other in drafts)]
    drafts = [draft for draft in drafts if not _unclaimed(syntax, draft)]
    kept = [
        draft
        for draft in drafts
        if not any(draft is not other and draft.token in other.used and not _others(draft, other) for other in drafts)
    ]
    for draft in list(kept):
        if draft.rule.content is not None and draft in kept:
            kept = _contained(syntax, draft, kept)
    for draft in kept:
        if not draft.modes and draft.rule.content is None:
            draft.modes = _told(syntax, draft, None)
        draft.modes = armed(syntax, draft) if draft.act == "ASSAULT" else moved(syntax, draft)
    return _once(syntax, kept)


def with_twins(syntax: Syntax, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the other half of each prison sentence: a court convicts, and it jails."""
    found: list[Draft] = []
    for draft in drafts:
        found.append(draft)
        twin = _twin(syntax, draft)
        acts = {other.act for other in drafts if other.token == draft.token}
        if twin is not None and twin.act not in acts:
            found.append(twin)
    return found


def _twin(syntax: Syntax, draft: Draft) -> Draft | None:
    """What a prison sentence is besides: the jailing of the convict, or the conviction of whom a court jails."""
    lists, frame = syntax.lexicon.lists, draft.frame
    if draft.act == "SANCTION" and "convict" in draft.modes:
        around = [token for slot in ("object", "prep:to", "prep:in", "indirect") for token in frame.get(slot)]
        if any(words in lists["prison_terms"] for token in around for words in wordings(syntax, token)):
            return replace(draft, act="COERCE", modes=("arrest",))
    judged = syntax.sentence.lemmas[draft.token] in lists["jailing"]
    if draft.act == "COERCE" and judged and any("JUD" in party.sectors for party in draft.actors):
        return replace(draft, act="SANCTION", modes=("convict",))
    return None


def spine(syntax: Syntax, draft: Draft) -> set[int]:
    """The tokens that carry a draft's complement: its verbs, what they govern, and the event nouns in their objects."""
    frame = draft.frame
    start = {*frame.get("infinitive"), *frame.get("gerund"), *frame.get("clause")}
    if not start:
        for slot, tokens in frame.slots.items():
            if slot == "object" or (
                slot.startswith("prep:") and slot[5:] in ("of", "for", "to", "with", "on", "against")
            ):
                start |= {token for token in tokens if syntax.sentence.tags[token].startswith(("NN", "VB"))}
    found = set(start)
    pending = list(start)
    while pending:
        token = pending.pop()
        if syntax.is_verb(token):
            nearby = syntax.children(token, "conj", "xcomp", "dobj", "ccomp", "nsubjpass")
        else:
            nearby = syntax.children(token, "conj")
        for prep in syntax.children(token, "prep"):
            nearby += syntax.children(prep, "pcomp")
            if syntax.is_verb(token):
                nearby += syntax.children(prep, "pobj")
        for child in nearby:
            if child not in found:
                found.add(child)
                pending.append(child)
    return found - {draft.token}


def _contained(syntax: Syntax, draft: Draft, drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that a draft's content rule takes up; sets the draft's mode from them."""
    tokens = spine(syntax, draft)
    inner = [other for other in drafts if other is not draft and other.token in tokens and not _others(other, draft)]
    content = draft.rule.content
    if inner and content == "refused" and draft.status == "negated" and syntax.sentence.lemmas[draft.token] == "rule":
        for other in inner:  # "would not rule out an incursion"
            other.status, other.status_rule = "hypothetical", draft.rule.where_stands
        return [other for other in drafts if other is not draft]
    if content in ("requested", "refused", "threatened"):
        if not draft.modes:
            asked = [other for other in drafts if other.token in tokens and other.act == "REQUEST" and other.modes]
            answers = bool(asked) and content == "refused"  # "rejected Peru's plea for arms"
            draft.modes = asked[0].modes if answers else _mode(syntax, draft, content, inner)
        return [other for other in drafts if other not in inner]
    if content == "denied":
        for other in inner if draft.status != "negated" else ():  # "did not deny that it attacked"
            other.status, other.status_rule, other.through = "negated", draft.rule.where_stands, draft
        return [other for other in drafts if other is not draft] if inner else drafts
    if content == "promised":
        carried = [other for other in inner if other.actors]
        heads = {*draft.frame.get("infinitive"), *draft.frame.get("clause"), *draft.frame.get("gerund")}
        promised = [other for other in carried if other.token in heads] or carried
        agreed = syntax.sentence.lemmas[draft.token] == "agree" and draft.act == "AGREE"
        if promised and agreed and all(other.act == "AGREE" for other in promised):
            draft.recipients = draft.recipients or promised[0].recipients  # "agreed to extend the pact"
            return [other for other in drafts if other not in inner]
        if promised and all(other.act in ("RETREAT", "CONCEDE") for other in promised):
            # "agreed to free him": the promise is what is done
            theirs = promised[0].recipients  # "agreed to let their own units in" is done to no third
            several = len(draft.actors) > 1
            among = several and {one.country for one in theirs} <= {one.country for one in draft.actors}
            draft.recipients = draft.recipients if among else theirs or draft.recipients
            return [other for other in drafts if other not in inner]
        harm = promised and all(other.act in (*HARMFUL, "THREATEN") and other.recipients for other in promised)
        if harm and draft.act == "AGREE" and syntax.sentence.lemmas[draft.token] in syntax.lexicon.lists["vowing"]:
            # "promised to sink every ship": what is promised is a threat
            draft.act, draft.modes, draft.recipients = (
                "THREATEN",
                _mode(syntax, draft, "threatened", promised) or promised[0].modes,
                promised[0].recipients,
            )
            return [other for other in drafts if other not in inner]
        if carried:
            for other in carried:
                other.through = draft
                _shared(other, draft)
                conditional = other.status_rule == CONSEQUENCE  # "promised to free him if"
                if other.status in ("actual", "hypothetical") and draft.status == "actual" and not conditional:
                    other.status, other.status_rule = "future", draft.rule.where_stands
            return [other for other in drafts if other is not draft]
        return drafts
    if content == "praised":
        mine = {party.name for party in draft.actors}
        return [other for other in drafts if other not in inner or not {party.name for party in other.actors} <= mine]
    return drafts


def _harms(syntax: Syntax, draft: Draft, inner: Draft) -> bool:
    """Whether what looks like help is sent to do harm: "sent jets to bomb it", not "jets to Kyiv to strike it"."""
    if draft.act != "AID" or inner.act not in HARMFUL or inner.token not in draft.frame.get("infinitive"):
        return False
    begins = syntax.sentence.starts[inner.token]
    return _actors_shared(draft, inner) and all(party.start > begins for party in draft.recipients)


def _unclaimed(syntax: Syntax, draft: Draft) -> bool:
    """Whether nobody says that he did it, which is no denial: "no group has claimed the attack"."""
    claimed = draft.act == "ASSAULT" and syntax.sentence.lemmas[draft.token] in syntax.lexicon.lists["claiming"]
    return claimed and draft.status == "negated"


def _answered(syntax: Syntax, inner: Draft, outer: Draft) -> bool:
    """Whether a draft answers what somebody else's event noun asks: "turned down a request from Cairo"."""
    beneath = (
        inner.token in outer.used or inner.token in spine(syntax, outer) or inner.token in outer.frame.get("object")
    )
    known = any(party.country is not None or party.entity is not None for party in inner.recipients)
    return beneath and not known and _others(inner, outer)


def _shared(inner: Draft, outer: Draft) -> None:
    """Give what several have agreed on to all of them: "agreed with Baku to exchange data"."""
    if not any(party.kind is not None for party in inner.recipients) and not outer.rule.joint:
        inner.recipients = outer.recipients or inner.recipients  # "promised Poland to settle it"
    if len(outer.actors) > len(inner.actors) and identities(inner.actors) <= identities(outer.actors):
        inner.actors = outer.actors


def _others(inner: Draft, outer: Draft) -> bool:
    """Whether an event noun in a complement tells what somebody else has said: "ignored a call by the bishops"."""
    if inner.act not in SAID or inner.frame.support is not None or inner.frame.slots.get("infinitive") is None:
        return False
    if not inner.rule.nouns or inner.act == outer.act or not inner.actors:
        return False
    return not _actors_shared(inner, outer)


def _actors_shared(one: Draft, other: Draft) -> bool:
    """Whether two drafts have an actor in common."""
    return not identities(one.actors).isdisjoint(identities(other.actors))


def _mode(syntax: Syntax, draft: Draft, content: str, inner: list[Draft]) -> tuple[str, ...]:
    """The mode that the inner event, or else the words of what is asked, give to a request, refusal or threat."""
    first = min(inner, key=lambda draft: draft.token, default=None)
    if content == "threatened":
        for mode in first.modes if first is not None else ():
            if mode in THREAT_BY_MODE:
                return (THREAT_BY_MODE[mode],)
        found = THREAT_MODES.get(first.act) if first is not None else None
        return _told(syntax, draft, found)
    return _told(syntax, draft, REQUEST_MODES.get(first.act) if first is not None else None, default="change")


def _told(syntax: Syntax, draft: Draft, found: str | None, *, default: str | None = None) -> tuple[str, ...]:
    """The mode that was found, else that of the words of what is asked or threatened, else the default."""
    mode = mode_told(syntax, draft, deep=0) or found or mode_told(syntax, draft) or default
    return (mode,) if mode not in (None, "none") else ()


def _once(syntax: Syntax, drafts: list[Draft]) -> list[Draft]:
    """The drafts without second tellings of one happening in the sentence."""
    dropped: set[int] = set()
    for outer in drafts:
        for inner in drafts:
            if inner is outer or id(inner) in dropped or id(outer) in dropped:
                continue
            if _deadly(syntax, outer, inner):
                inner.recipients = distinct((*_people(outer), *inner.recipients))
                inner.modes = inner.modes or outer.modes
                dropped.add(id(outer))
            elif _aimed(syntax, outer, inner):
                outer.recipients = distinct((*outer.recipients, *inner.recipients))
                dropped.add(id(inner))
            elif _supports_aid(outer, inner):
                dropped.add(id(outer))
            elif _pledges_aid(syntax, outer, inner):
                inner.status, inner.status_rule, inner.through = "future", outer.rule.where_stands, outer
                dropped.add(id(outer))
            elif _strikes(syntax, outer, inner):
                outer.modes = outer.modes or inner.modes
                dropped.add(id(inner))
            elif _outcome(syntax, outer, inner):
                found = _suffering(syntax, outer, inner)
                # "were killed and six wounded on Monday in a raid": when and where stand with the second
                kept, told = (inner, outer) if harmed_alike(syntax, outer.token, inner.token) else (outer, inner)
                kept.recipients = found
                dropped.add(id(told))
            elif outer.token in syntax.ancestors(inner.token) and _same_happening(syntax, outer, inner):
                fewer = inner if len(inner.participants()) <= len(outer.participants()) else outer
                dropped.add(id(fewer))
            elif _patrol_struck(syntax, outer, inner):
                dropped.add(id(inner))
            elif _subsumed(outer, inner) or _purpose(syntax, outer, inner):
                vague = outer.searched or not outer.recipients
                marched = outer.act == inner.act == "PROTEST" and vague and inner.recipients
                if (outer.act, inner.act) == ("PROTEST", "ACCUSE") or marched or (inner.act == "COERCE" and vague):
                    outer.recipients = inner.recipients
                dropped.add(id(inner))
    return sorted((draft for draft in drafts if id(draft) not in dropped), key=lambda draft: draft.token)


def _outcome(syntax: Syntax, outer: Draft, inner: Draft) -> bool:
    """Whether a draft only tells how another went: "shelled it, killing four", "killed four and wounded nine"."""
    if outer.act != inner.act or not syntax.is_verb(inner.token):
        return False
    if outer.frame.support is not None and outer.act != "ASSAULT":
        return False
    sentence, above = syntax.sentence, syntax.ancestors(inner.token)
    verb = outer.token if outer.frame.support is None else outer.frame.support
    if _harm(syntax, outer) and sentence.labels[inner.token] == "conj" and above[0] == outer.token:
        told = _harm(syntax, inner)
    else:
        chain = [inner.token, *above[: above.index(verb)]] if verb in above[:3] else []
        told = bool(chain) and all(
            sentence.labels[token] in ("advcl", "conj") and sentence.tags[token] == "VBG" for token in chain
        )
    return told and _compatible(outer, inner)


def _compatible(one: Draft, other: Draft) -> bool:
    """Whether two drafts have an actor in common and are both denied or neither."""
    return _actors_shared(one, other) and (one.status == "negated") == (other.status == "negated")


def _deadly(syntax: Syntax, outer: Draft, inner: Draft) -> bool:
    """Whether a verb tells whom the attack that is its subject killed or hurt: "the raid on Goma killed nine"."""
    subject = inner.token in syntax.surface_subjects(outer.token)
    same = outer.act == inner.act == "ASSAULT" and _compatible(outer, inner)
    verb = syntax.sentence.starts[outer.token]
    struck = any(party.start < verb for party in inner.recipients)  # by its own phrases
    return subject and same and struck and _harm(syntax, outer)


def _pledges_aid(syntax: Syntax, outer: Draft, inner: Draft) -> bool:
    """Whether what is pledged is the help told of below it: "pledged a million to support the supply of food"."""
    told = (outer.act, inner.act, outer.status) == ("AGREE", "AID", "actual") and not outer.recipients
    below = outer.token in syntax.ancestors(inner.token)
    return told and below and bool(inner.recipients) and identities(outer.actors) == identities(inner.actors)


def _supports_aid(outer: Draft, inner: Draft) -> bool:
    """Whether support is only the help that its object names: "to support the delivery of food to Chad"."""
    return (outer.act, inner.act) == ("SUPPORT", "AID") and (
        inner.token in outer.frame.get("object") and identities(outer.actors) == identities(inner.actors)
    )


def _strikes(syntax: Syntax, outer: Draft, inner: Draft) -> bool:
    """Whether a verb tells what the attack that is its subject did: "a drone strike hit a car", "killed four"."""
    verb = syntax.sentence.starts[outer.token]
    subject = inner.token in syntax.surface_subjects(outer.token)
    later = bool(inner.recipients) and all(party.start > verb for party in inner.recipients)
    same = outer.act == inner.act == "ASSAULT" and _compatible(outer, inner)
    return subject and later and same


def _aimed(syntax: Syntax, outer: Draft, inner: Draft) -> bool:
    """Whether a draft tells at whom what killed others was aimed: "a drone strike targeting rebels killed a herder"."""
    sentence = syntax.sentence
    beside = sentence.labels[inner.token] in ("acl", "relcl") and sentence.tags[inner.token] == "VBG"
    subject = sentence.heads[inner.token] in syntax.surface_subjects(outer.token)
    return beside and subject and outer.act == inner.act == "ASSAULT" and _compatible(outer, inner)


def _people(draft: Draft) -> tuple[Party, ...]:
    """The recipients that are no places."""
    return tuple(party for party in draft.recipients if party.kind != "place")


def _suffering(syntax: Syntax, outer: Draft, inner: Draft) -> tuple[Party, ...]:
    """The recipients of an act and of what came of it."""
    if _harm(syntax, outer):
        return distinct((*outer.recipients, *_people(inner)))
    known = [any(party.kind is not None for party in draft.recipients) for draft in (outer, inner)]
    if known == [False, True] and outer.act not in ("ASSAULT", "COERCE"):
        return inner.recipients
    return outer.recipients or inner.recipients


def _harm(syntax: Syntax, draft: Draft) -> bool:
    """Whether a draft's verb tells of people killed or hurt."""
    lists = syntax.lexicon.lists
    return syntax.sentence.lemmas[draft.token] in (*lists["verbs_dead"], *lists["verbs_injured"])


def _same_happening(syntax: Syntax, outer: Draft, inner: Draft) -> bool:
    """Whether two drafts, one below the other, tell of one act of the same actors."""
    same_act = outer.act == inner.act or (outer.act in SAME and SAME[outer.act] == SAME.get(inner.act))
    call = outer.act == "AGREE" and "phone" in inner.modes  # "promised tents in a call": both
    over = outer.act == "AGREE" and syntax.words[syntax.sentence.heads[inner.token]] in ("after", "following")
    if not same_act or call or over:  # "agreed to a truce after talks": both
        return False
    if not _compatible(outer, inner):
        return False
    return inner.participants() <= outer.participants() or outer.participants() <= inner.participants()


def _purpose(syntax: Syntax, outer: Draft, inner: Draft) -> bool:
    """Whether a draft is only what another one is for.

    "Led a march to the ministry to protest against it", "flew to Oman to attend a summit", "gave money to support it",
    "fired tear gas to disperse them", "gathered to protest against it", "held a rally, protesting the arrests".
    """
    sentence, above = syntax.sentence, (outer.token, outer.frame.support)
    governor = sentence.heads[inner.token]
    if outer.act == inner.act == "PROTEST" and syntax.words[inner.token - 1 : inner.token + 1] == ("in", "protest"):
        return sentence.heads[governor] in above and _compatible(outer, inner)
    marching = outer.act == inner.act == "PROTEST" and sentence.tags[inner.token] == "VBG"
    if not (marching or syntax.is_infinitive(inner.token)) or not _compatible(outer, inner):
        return False
    summoned = outer.act == "ACCUSE" and sentence.lemmas[outer.token] in syntax.lexicon.lists["summoning"]
    if summoned and inner.act in ("ACCUSE", "PROTEST"):
        return governor in above  # what the envoy is summoned to hear
    if outer.act == inner.act == "PROTEST":
        return governor in above and sentence.labels[inner.token] == "advcl"
    if (outer.act, inner.act) in (("ASSAULT", "COERCE"), ("PROTEST", "ACCUSE")):
        return governor in above or outer.token in syntax.ancestors(inner.token)[:2]
    given = outer.act in ("AGREE", "AID", "COOPERATE") and inner.act == "SUPPORT"
    given = given or outer.act == inner.act == "AID"  # "sent nurses to provide help"
    attended = outer.act == inner.act == "CONSULT" and "visit" in outer.modes and "multilateral" in inner.modes
    thing = sentence.labels[governor] == "dobj" and sentence.heads[governor] in above
    return (given or attended) and (governor in above or thing)


def _patrol_struck(syntax: Syntax, outer: Draft, inner: Draft) -> bool:
    """Whether a noun of moves names those who are attacked: "threw a bomb at a police patrol"."""
    if (outer.act, inner.act) != ("ASSAULT", "MOBILIZE") or syntax.is_verb(inner.token):
        return False
    begins = syntax.sentence.starts[inner.token]
    return any(party.start <= begins < party.end for party in outer.recipients)


def _subsumed(outer: Draft, inner: Draft) -> bool:
    """Whether a draft is only the other side of another one: moves in an assault, the charge beside a conviction."""
    if not _actors_shared(outer, inner):
        return False
    if outer.act == "ASSAULT" and inner.act == "MOBILIZE":
        return True
    return outer.act == "SANCTION" and "convict" in outer.modes and inner.act == "ACCUSE" and "allege" in inner.modes
