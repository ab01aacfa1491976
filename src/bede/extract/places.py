"""Places: which names of an article are places', and where these lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bede.extract.gazetteer import Spot, common_words, cue, gazetteer, people
from bede.extract.namesakes import resolve, supported
from bede.extract.stretches import readable, runs
from bede.extract.toponyms import LONGEST_NAME, Mention, kind_of, lies_in, toponyms
from bede.lexicon import load
from bede.model import Parse, Place, Sentence

BESIDE = 3  # tokens of an organisation's name on either side of a place in it
REACH = 4  # tokens between an unlisted place and the place that it is said to lie in


def find(parse: Parse) -> tuple[Place, ...]:
    """Every place name and place adjective of the headline and the body, resolved, in the order of the text."""
    sentences = readable(parse)
    kept, doubtful = toponyms(parse.article.text, sentences)
    resolve(kept, parse.article)
    more = [mention for mention in doubtful if supported(mention, kept)]
    if more:
        kept = sorted([*kept, *more], key=lambda mention: mention.start)
        resolve(kept, parse.article)
    kept = [mention for mention in kept if not _is_in_another_name(mention, sentences[mention.sentence])]
    places = [_place(mention, mention.spot) for mention in kept if mention.spot is not None]
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in kept:
        by_sentence[mention.sentence].append(mention)
    for number, sentence in enumerate(sentences):
        places.extend(_unlisted(sentence, by_sentence.get(number, ())))
    return tuple(sorted(places, key=lambda place: (place.start, place.end)))


def _is_in_another_name(mention: Mention, sentence: Sentence) -> bool:
    """Whether a name is part of that of an organisation of another country: no Libyan town is in "Rajya Sabha"."""
    if mention.spot is None or mention.spot.precision == 4:
        return False
    names, words = load().names, sentence.words
    for first in range(max(0, mention.first - BESIDE), mention.first + 1):
        for last in range(mention.last, min(len(words), mention.last + BESIDE) + 1):
            if last - first <= mention.last - mention.first:
                continue
            known = names.get(" ".join(words[first:last]), ())
            if any(name.kind == "organisation" and name.country not in (None, mention.spot.country) for name in known):
                return True
    return False


def _place(mention: Mention, spot: Spot) -> Place:
    """The record of a resolved mention; one that lies elsewhere than the text says is one that the gazetteer lacks."""
    larger = mention.around.spot if mention.around is not None else None
    if larger is not None and not lies_in(spot, larger):
        return _near(mention.text, mention.start, larger, kind="settlement")
    if spot.pointless:
        return replace(_near(mention.text, mention.start, spot, kind="settlement"), name=spot.name, precision=4)
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
        candidates=len(mention.spots),
        unknown="several" if mention.doubtful else None,
    )


def _near(text: str, start: int, larger: Spot | None, *, kind: str) -> Place:
    """The record of a place that the gazetteer lacks, at the point of the one that it is said to lie in, if any."""
    return Place(
        text=text,
        start=start,
        end=start + len(text),
        name=text,
        country=(larger.country or None) if larger else None,
        admin1=(larger.admin1 or None) if larger else None,
        lat=larger.lat if larger else None,
        lon=larger.lon if larger else None,
        geonames_id=None,
        feature={"settlement": "PPL", "division": "ADM2", "facility": "S"}.get(kind),
        precision=max(larger.precision if larger else 1, 2 if kind == "division" else 1),
        role="named",
        rule=f"{larger.where} around" if larger else f"places/cues.tsv {kind}",
        candidates=0,
        unknown="unlisted",
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
        if not kind:
            whole = _whole(sentence, first, last)
            if _stands_for_place(sentence, first, whole):
                kind, last = "spot", whole
        if not kind and joined and joined + 1 == first and "join" in cue(sentence.words[joined]):
            kind = joined_kind
        joined, joined_kind = last, kind
        larger = _around(sentence, mentions, first, last) if kind else None
        spot = larger.spot if larger is not None else None
        if not kind or (spot is None and kind == "facility") or (spot is not None and spot.precision > 3):
            continue
        start, end = sentence.starts[first], sentence.ends[last - 1]
        yield _near(sentence.text[start - sentence.start : end - sentence.start], start, spot, kind=kind)


def _kind_of_unlisted(sentence: Sentence, first: int, last: int) -> str:
    """What kind of place the words around an unknown name say it is, empty where they do not."""
    words = sentence.words
    if last - first > 1 and kind_of(words[last - 1].lower()) in ("facility", "water"):
        return "facility"
    after = kind_of(words[last].lower()) if last < len(words) else ""
    if after in ("division", "settlement"):
        return after
    if after == "water" and first and words[first - 1].lower() == "the" and not words[first].isupper():
        return "spot"
    if first > 1 and words[first - 1] == "of" and "of_noun" in cue(words[first - 2].lower()):
        before = kind_of(words[first - 2].lower())
        return before if before in ("division", "settlement") else ""
    return ""


def _whole(sentence: Sentence, first: int, last: int) -> int:
    """Where a name ends without the small words after it: "Belvam" of "Belvam on Monday"."""
    small = (token for token in range(first + 1, last) if sentence.words[token].islower())
    return next((token for token in small if sentence.words[token - 1] != "-"), last)


def _stands_for_place(sentence: Sentence, first: int, last: int) -> bool:
    """Whether an unknown name of a few words stands where only a place can: "at Belvam", "off Khor Zelm"."""
    words = sentence.words
    if last - first > 4 or not first or "unlisted_after" not in cue(words[first - 1].lower()):
        return False
    if any(sentence.tags[last : last + 1] == (tag,) for tag in ("NN", "NNS", "NNP", "NNPS", "POS", "CD")):
        return False
    adjectives, names = gazetteer().adjectives, people()
    return all(
        word == "-"
        or "article" in cue(word)
        or (
            sentence.tags[token].startswith("NNP")
            and not words[token].isupper()
            and not cue(word)
            and word not in names
            and word not in common_words()
            and word not in adjectives
        )
        for token, word in ((token, words[token].lower()) for token in range(first, last))
    )


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
