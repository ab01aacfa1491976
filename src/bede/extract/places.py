"""Places: where an article's names lie, which of them the text puts an event at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bede.extract.gazetteer import Spot, cue
from bede.extract.namesakes import resolve, supported
from bede.extract.toponyms import LONGEST_NAME, Mention, kind_of, lies_in, readable, runs, toponyms
from bede.model import Parse, Place, Sentence, Span

REACH = 4  # tokens between an unlisted place and the place that it is said to lie in
CLIMB = 12  # steps from a place up to its verb
OTHER_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})
INSIDE_NAMES = frozenset({"compound", "conj", "appos", "nmod", "poss", "prep"})
PARTS_OF_CLAUSE = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "oprd", "xcomp"})


def find(parse: Parse) -> tuple[Place, ...]:
    """Every place name and place adjective of the headline and the body, resolved, in the order of the text."""
    sentences = readable(parse)
    kept, doubtful = toponyms(parse.article.text, sentences)
    resolve(kept, parse.article)
    more = [mention for mention in doubtful if supported(mention, kept)]
    if more:
        kept = sorted([*kept, *more], key=lambda mention: mention.start)
        resolve(kept, parse.article)
    places = [_place(mention, mention.spot) for mention in kept if mention.spot is not None]
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in kept:
        by_sentence[mention.sentence].append(mention)
    for number, mentions in by_sentence.items():
        places.extend(_unlisted(sentences[number], mentions))
    return tuple(sorted(places, key=lambda place: (place.start, place.end)))


def _place(mention: Mention, spot: Spot) -> Place:
    """The record of a resolved mention; one that lies elsewhere than the text says is one that the gazetteer lacks."""
    larger = mention.around.spot if mention.around is not None else None
    if larger is not None and larger.precision < 4 and not lies_in(spot, larger):
        return _near(mention.text, mention.start, larger, kind="settlement")
    return Place(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        name=spot.name,
        country=spot.country or None,
        admin1=spot.admin1 or None,
        lat=spot.lat,
        lon=spot.lon,
        geonames_id=spot.geonames_id,
        feature=spot.feature,
        precision=spot.precision,
        role="named",
        rule=f"{spot.where} {mention.reason}",
    )


def _near(text: str, start: int, larger: Spot, *, kind: str) -> Place:
    """The record of a place that the gazetteer lacks, at the point of the one that it is said to lie in."""
    return Place(
        text=text,
        start=start,
        end=start + len(text),
        name=text,
        country=larger.country or None,
        admin1=larger.admin1 or None,
        lat=larger.lat,
        lon=larger.lon,
        geonames_id=None,
        feature={"settlement": "PPL", "division": "ADM2"}.get(kind, "S"),
        precision=max(larger.precision, 2 if kind == "division" else 1),
        role="named",
        rule=f"{larger.where} around",
    )


# Places that the gazetteer lacks


def _unlisted(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Place]:
    """Towns and buildings that the gazetteer lacks, put where the text says they lie: "the village of X in Idlib"."""
    taken = {token for mention in mentions for token in range(mention.first, mention.last)}
    joined, joined_kind = 0, ""
    for first, last in runs(sentence):
        if last - first > LONGEST_NAME or not sentence.tags[last - 1].startswith("NNP"):
            continue
        if not taken.isdisjoint(range(first, last)):
            continue
        kind = _kind_of_unlisted(sentence, first, last)
        if not kind and joined and joined + 1 == first and "join" in cue(sentence.words[joined]):
            kind = joined_kind
        joined, joined_kind = last, kind
        larger = _around(sentence, mentions, first, last) if kind else None
        if larger is None or larger.spot is None or larger.spot.precision > 3:
            continue
        start, end = sentence.starts[first], sentence.ends[last - 1]
        yield _near(sentence.text[start - sentence.start : end - sentence.start], start, larger.spot, kind=kind)


def _kind_of_unlisted(sentence: Sentence, first: int, last: int) -> str:
    """What kind of place the words around an unknown name say it is, empty where they do not."""
    words = sentence.words
    if last - first > 1 and kind_of(words[last - 1].lower()) in ("facility", "water"):
        return "facility"
    after = kind_of(words[last].lower()) if last < len(words) else ""
    if after in ("division", "settlement"):
        return after
    if first > 1 and words[first - 1] == "of" and "of_noun" in cue(words[first - 2].lower()):
        before = kind_of(words[first - 2].lower())
        return before if before in ("division", "settlement") else ""
    return ""


def _around(sentence: Sentence, mentions: Sequence[Mention], first: int, last: int) -> Mention | None:
    """The place that an unknown name is said to lie in: after "in" or a comma, or before a possessive."""
    for mention in mentions:
        if 0 < mention.first - last <= REACH:
            between = [word.lower() for word in sentence.words[last : mention.first]]
            if "in" in between or between == [","]:
                return mention
        if mention.last + 1 == first and sentence.words[mention.last] in ("'s", "’s"):
            return mention
    return None


# Places of events


def event_places(
    places: tuple[Place, ...], sentence: Sentence, trigger: int, dateline: Span | None
) -> tuple[Place, ...]:
    """The places of a sentence, ``role`` "event" for those where what the trigger tells of happened, else "named".

    ``trigger`` is the token of the verb or noun; a place in the dateline is where the report was written, no event's.
    """
    found = []
    for place in places:
        if not sentence.start <= place.start < sentence.end:
            continue
        written = dateline is not None and place.start < dateline.end and dateline.start < place.end
        happened = not written and _happened_at(sentence, place, trigger)
        found.append(replace(place, role="event" if happened else "named"))
    return tuple(found)


def _happened_at(sentence: Sentence, place: Place, trigger: int) -> bool:
    """Whether a place stands in the trigger's clause as where it happened: climb from the place to the trigger."""
    spans = enumerate(zip(sentence.starts, sentence.ends, strict=True))
    tokens = {index for index, (start, end) in spans if start < place.end and place.start < end}
    if not tokens or trigger in tokens:
        return False
    node = next((token for token in sorted(tokens) if sentence.heads[token] not in tokens), max(tokens))
    if sentence.tags[node].startswith("JJ") or sentence.labels[node] == "amod":
        return False
    located = False
    for _ in range(CLIMB):
        head, label = sentence.heads[node], sentence.labels[node]
        if head == node or label in OTHER_CLAUSES:
            return False
        if label == "pobj":
            word = sentence.words[head].lower()
            if not located and not _is_locative(sentence, head) and word != "of":
                return False
            located = located or word != "of"
        elif not located:
            if head == trigger and label in ("dobj", "nsubjpass"):
                return "motion" in cue(sentence.lemmas[trigger].lower())
            if head == trigger and label == "compound":
                return True
            if label not in INSIDE_NAMES:
                return False
        elif label == "nsubj" and "event_noun" not in cue(sentence.lemmas[node].lower()):
            return False  # "officials in Kyiv said": where the speaker is
        if located and head == trigger:
            return True
        if sentence.tags[head].startswith("VB"):
            return located and label in ("prep", "dobj", "nsubjpass") and _same_clause(sentence, head, trigger)
        node = head
    return False


def _is_locative(sentence: Sentence, preposition: int) -> bool:
    """Whether a preposition says where: "in", "near"; "to" and "from" where it hangs on a verb of movement."""
    word = sentence.words[preposition].lower()
    verb = cue(sentence.lemmas[sentence.heads[preposition]].lower())
    return "locative" in cue(word) or (word == "to" and "arrive" in verb) or (word == "from" and "leave" in verb)


def _same_clause(sentence: Sentence, verb: int, trigger: int) -> bool:
    """Whether a verb with a place is that of the trigger, or is joined to it where the trigger has no place itself."""
    if sentence.heads[trigger] == verb and sentence.labels[trigger] in PARTS_OF_CLAUSE:
        return True
    if _has_place(sentence, trigger):
        return False
    first, second = min(verb, trigger), max(verb, trigger)
    joined = sentence.heads[second] == first and sentence.labels[second] == "conj"
    return joined and not any(sentence.labels[child] in ("nsubj", "nsubjpass") for child in sentence.children[second])


def _has_place(sentence: Sentence, verb: int) -> bool:
    """Whether a locative preposition hangs on a verb or on what stands below it."""
    for index, label in enumerate(sentence.labels):
        if label != "prep" or not _is_locative(sentence, index):
            continue
        node = sentence.heads[index]
        for _ in range(CLIMB):
            if node == verb or sentence.tags[node].startswith("VB"):
                break
            node = sentence.heads[node]
        if node == verb:
            return True
    return False
