"""Places: the names of places in an article, and which place of that name each one means.

A name is taken for a place by its neighbours (``cues.tsv``) and by how often the word is something else; among
namesakes the article decides: what the name is said to lie in, the other places and their countries, inhabitants.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bede.extract.gazetteer import Gazetteer, Spot, common_words, cues, fold, gazetteer, people
from bede.model import Article, Parse, Place, Sentence

LONGEST_NAME = 7  # tokens
LONGEST_WORD = 40  # letters; longer words are no names
WELL_KNOWN = 100_000  # inhabitants from which a town needs no evidence
KNOWN = 15_000  # inhabitants from which a town of an unusual name needs none
NEAR = 160.0  # kilometres within which places of one article support each other
ROUNDS = 3
TOWN_OR_DIVISION = ("PPL", "PPLC", "ADM1", "ADM2")
NEVER = 99  # evidence that no name has
FEDERATIONS = frozenset({"USA", "CAN", "AUS"})  # news names their provinces as often as their towns
PUBLISHER = 0.7  # mentions that a country in the publisher's name counts for
SEAT = 5_000_000  # inhabitants from which a town outshines the province of its name: New York


@dataclass(slots=True)
class Mention:
    """A name that may be a place's: tokens ``first`` to ``last`` (exclusive) of a sentence, with what speaks for it."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    key: str
    spots: tuple[Spot, ...]
    evidence: int = 0
    rejected: bool = False
    person: bool = False
    kind: str = ""
    inside: list[Spot] = field(default_factory=list)
    holds: list[Spot] = field(default_factory=list)
    dateline: bool = False
    spot: Spot | None = None
    reason: str = ""


def find(parse: Parse) -> tuple[Place, ...]:
    """Every place name and place adjective of the headline and the body, resolved, in the order of the text."""
    if not parse.sentences:
        return ()
    places = gazetteer()
    mentions: list[Mention] = []
    family: set[str] = set()
    for number, sentence in enumerate(parse.sentences):
        mentions.extend(_mentions(number, sentence, places, parse.article, family))
    for one, other in pairwise(mentions):
        _join(parse.sentences[one.sentence], one, other)
    for before, mention, after in _with_neighbours(mentions):
        _contain(parse.sentences[mention.sentence], before, mention, after)
    kept = _accept(mentions, family)
    _resolve(kept, parse.article)
    return tuple(_place(mention, mention.spot) for mention in kept if mention.spot is not None)


def _place(mention: Mention, spot: Spot) -> Place:
    """The record of a resolved mention."""
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


# Names and their neighbours


def _mentions(
    number: int, sentence: Sentence, places: Gazetteer, article: Article, family: set[str]
) -> Iterator[Mention]:
    """The names of a sentence that the gazetteer knows, longest first, with the evidence of their neighbours."""
    for first, last in _runs(sentence):
        index = first
        known: list[Mention] = []
        while index < last:
            mention = _longest(number, sentence, places, article, first=index, last=last)
            if mention is None:
                index += 1
            else:
                known.append(mention)
                index = mention.last
        for mention in known:
            _weigh(sentence, mention, run=(first, last), known=known)
            if mention.person:
                family.add(_family_name(sentence, mention.first, last))
            yield mention
        if not known and last - first > 1 and people().get(sentence.words[first].lower()) == "first":
            family.add(_family_name(sentence, first, last))


def _family_name(sentence: Sentence, first: int, last: int) -> str:
    """The last word of a person's name that begins at or before a token, folded."""
    index = first
    while index + 1 < last and sentence.tags[index + 1].startswith("NNP"):
        index += 1
    return fold(sentence.words[index])


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words that stand together, with the small words that names have inside them."""
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    index, count = 0, len(words)
    while index < count:
        if not _begins_name(sentence, index):
            index += 1
            continue
        last = index + 1
        while last < count:
            if words[last][:1].isupper() and len(words[last]) <= LONGEST_WORD:
                last += 1
            elif words[last] == "-" and starts[last] == ends[last - 1] and last + 1 < count:
                if words[last + 1][:1].isupper() and starts[last + 1] == ends[last]:
                    last += 2
                elif last + 3 < count and words[last + 2] == "-" and words[last + 3][:1].isupper():
                    last += 4
                else:
                    break
            elif words[last].lower() in INNER and last + 1 < count and words[last + 1][:1].isupper():
                last += 2
            else:
                break
        yield index, last
        index = last


INNER = frozenset({"of", "de", "la", "del", "da", "do", "di", "al", "el", "the", "upon", "on", "en", "le", "du", "&"})
ARTICLES = frozenset({"al", "el", "ad", "as", "ash", "an", "ar", "az", "at"})


def _begins_name(sentence: Sentence, index: int) -> bool:
    """Whether a name can begin at a token: a capital, or an Arabic article tied to one."""
    word = sentence.words[index]
    if word[:1].isupper():
        return len(word) <= LONGEST_WORD
    return (
        word in ARTICLES
        and index + 2 < len(sentence.words)
        and sentence.words[index + 1] == "-"
        and sentence.words[index + 2][:1].isupper()
        and sentence.starts[index + 2] == sentence.ends[index] + 1
    )


def _longest(
    number: int, sentence: Sentence, places: Gazetteer, article: Article, *, first: int, last: int
) -> Mention | None:
    """The longest name that begins at a token, None where the gazetteer has none."""
    start = sentence.starts[first]
    word = sentence.words[first]
    if "-" in word[1:-1]:
        text = word.partition("-")[0]
        spots = tuple(
            spot for spot in _spots(sentence, places, text, first=first, last=first + 1) if spot.precision == 4
        )
        if spots:
            return Mention(
                sentence=number,
                first=first,
                last=first + 1,
                start=start,
                end=start + len(text),
                text=text,
                key=fold(text),
                spots=spots,
            )
    for end_token in range(min(last, first + LONGEST_NAME), first, -1):
        if "-" in (sentence.words[first], sentence.words[end_token - 1]):
            continue
        end = sentence.ends[end_token - 1]
        text = article.text[start:end]
        spots = _spots(sentence, places, text, first=first, last=end_token)
        if spots:
            return Mention(
                sentence=number,
                first=first,
                last=end_token,
                start=start,
                end=end,
                text=text,
                key=("~" if spots[0].adjective else "") + fold(text),
                spots=spots,
            )
    return None


def _spots(sentence: Sentence, places: Gazetteer, text: str, *, first: int, last: int) -> tuple[Spot, ...]:
    """What a name can mean: an abbreviated province after a comma, an adjective, or the places of that name."""
    for written in (text, text + "."):
        short = places.abbreviations.get(written)
        if short and (_after_comma(sentence, first) or written.count(".") > 1):
            return tuple(short)
    key = fold(text)
    adjective = places.adjectives.get(key)
    spots = places.look_up(text)
    if adjective is not None and not any(spot.geonames_id == adjective.geonames_id for spot in spots):
        return () if sentence.tags[last - 1].endswith("S") else (adjective,)
    if len(key) < 3 or (text.isupper() and len(key) == 3):
        # "US" and "UAE" are countries; "U.N." and "May" in capitals are no towns.
        spots = tuple(spot for spot in spots if spot.precision == 4 and (text.isupper() or len(key) > 2))
    return spots


def _after_comma(sentence: Sentence, index: int) -> bool:
    """Whether a token follows a comma that follows a capitalised word."""
    return index > 1 and sentence.words[index - 1] in (",", "(") and sentence.words[index - 2][:1].isupper()


def _weigh(sentence: Sentence, mention: Mention, *, run: tuple[int, int], known: Sequence[Mention]) -> None:
    """Set what the words before and after a name say about it: evidence, rejection, person, kind."""
    cue, words, tags = cues(), sentence.words, sentence.tags
    first, last = mention.first, mention.last
    before = words[first - 1].lower() if first else ""
    after = words[last].lower() if last < len(words) else ""
    left = words[first - 1] if first > run[0] else ""
    right = words[last] if last < run[1] and tags[last][:2] in ("NN", "JJ", "VB") else ""
    if mention.text.isupper() and len(mention.text) > 3 and not right.isupper():
        right = ""  # "WASHINGTON Barack Obama ..." opens a page whose dash is lost
    if left and any(other.last == first and _pair(other, mention) for other in known):
        left = ""
    if right and any(other.first == last and _pair(mention, other) for other in known):
        right = ""
    tail = words[run[1] - 1].lower().rstrip(".") if right else ""
    mention.dateline = _is_dateline(sentence, mention)
    if mention.dateline:
        mention.evidence += 4
    if mention.spots[0].adjective:
        _weigh_adjective(sentence, mention, before=before, after=after, right=right.lower(), tail=tail)
        return
    known_well = _well_known(mention)
    if not known_well and not any(tag.startswith("NNP") for tag in tags[first:last]) and not mention.text.isupper():
        mention.evidence -= 1
    if left:
        _weigh_left(sentence, mention, left=left)
    if right and not mention.rejected:
        _weigh_right(mention, right=right.lower().rstrip("."), tail=tail)
    if not left and before:
        _weigh_before(sentence, mention, before=before)
    if after in ("-", "–") and last + 1 < len(words) and words[last + 1] in ("based", "born", "area", "backed", "held"):
        mention.evidence += 3
    if not right and _kind(after) in ("division", "settlement", "water"):
        mention.evidence += 2
        mention.kind = mention.kind or _kind(after)
    if after == "news":
        mention.evidence -= 4
    if after in cue["person_after"] and not right and not known_well:
        mention.evidence -= 1


def _pair(one: Mention, other: Mention) -> bool:
    """Whether two names that stand together are a place and what it lies in: "Paris Texas", "London England"."""
    return any(_lies_in(spot, wider) for wider in other.spots if wider.precision >= 3 for spot in one.spots)


def _weigh_before(sentence: Sentence, mention: Mention, *, before: str) -> None:
    """What the small word before a name says."""
    cue, words, tags, first = cues(), sentence.words, sentence.tags, mention.first
    if before in cue["in"]:
        mention.evidence += 3
    elif before in cue["at"]:
        mention.evidence += 2
    elif before == "of" and first > 1:
        noun = words[first - 2].lower()
        if noun in cue["not_place_before"]:
            mention.rejected = True
        elif noun in cue["of_noun"]:
            mention.evidence += 3
            mention.kind = next((name for name in ("division", "settlement") if noun in cue[name]), "")
        elif tags[first - 2].startswith("NNP"):
            mention.evidence += 2
    elif before in cue["direction"]:
        mention.evidence += 2
    elif before.rstrip(".") in cue["person_title"] and tags[first - 1].startswith("NN"):
        mention.evidence -= 3


def _kind(word: str) -> str:
    """Which kind of place a word after its name says it is."""
    cue = cues()
    return next((kind for kind in ("division", "settlement", "water", "facility") if word in cue[kind]), "")


def _weigh_adjective(sentence: Sentence, mention: Mention, *, before: str, after: str, right: str, tail: str) -> None:
    """An adjective counts unless it is a language or part of a company's name."""
    cue, tags, last = cues(), sentence.tags, mention.last
    noun = last < len(tags) and (tags[last][:2] in ("NN", "JJ", "VB", "CD", "HY") or after in ("-", "and"))
    if before in cue["language"] and not noun:
        mention.rejected = True
    if right in cue["not_place_after"] or tail in cue["not_place_after"]:
        mention.rejected = True
    mention.evidence += 3


def _weigh_left(sentence: Sentence, mention: Mention, *, left: str) -> None:
    """What a capitalised word right before a name says."""
    cue, index = cues(), mention.first - 1
    word, tag = left.lower().rstrip("."), sentence.tags[index]
    if word in cue["direction"]:
        mention.evidence += 2
    elif word in INNER:
        _weigh_before(sentence, mention, before=word)
    elif left == "-" or not tag.startswith("NN"):
        pass
    elif word in cue["person_title"] or people().get(word) == "first":
        mention.rejected = mention.person = True
    elif word in cue["settlement"] | cue["division"] | cue["facility"]:
        mention.evidence += 1
    elif not _well_known(mention):
        # Part of a longer name that the gazetteer lacks, most often a person's.
        mention.rejected = mention.person = True
    else:
        mention.evidence -= 0 if mention.spots[0].precision >= 3 else people().get(mention.key) == "first"


def _weigh_right(mention: Mention, *, right: str, tail: str) -> None:
    """What a capitalised word right after a name says; the last word of the whole name counts most."""
    cue = cues()
    kind = _kind(right)
    name = people().get(mention.key)
    if tail in cue["street"]:
        mention.rejected = True
    elif kind in ("division", "settlement"):
        mention.evidence += 3
        mention.kind = kind
    elif kind == "facility" and (_well_known(mention) or name is None):
        mention.evidence += 1
        mention.kind = kind
    elif right in cue["not_place_after"] or tail in cue["not_place_after"]:
        mention.rejected = True
    elif right in cue["person_title"] and name != "first":
        mention.evidence += 1
        mention.kind = "division" if right in cue["province_title"] else ""
    elif tail in cue["organisation"]:
        mention.evidence += 0 if name else 2
    elif kind == "water":
        mention.evidence += 1
        mention.kind = kind
    elif name == "first" or (name == "last" and not _well_known(mention)):
        mention.rejected = mention.person = True
    elif not _well_known(mention):
        mention.evidence -= 2


def _well_known(mention: Mention) -> bool:
    """Whether a name is that of a country, a province, a large town or a district named as such."""
    return any(
        spot.main == mention.key
        and (spot.precision == 4 or spot.population >= WELL_KNOWN or (spot.feature == "ADM2" and " " in spot.main))
        for spot in mention.spots
    )


def _is_dateline(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name opens a paragraph before a dash or a bracketed agency."""
    if mention.first > 0 or sentence.part != "body":
        return False
    words = sentence.words[mention.last : mention.last + 9]
    return any(word in ("—", "–", "--", "―") for word in words) or (mention.text.isupper() and len(mention.text) > 3)


def _join(sentence: Sentence, one: Mention, other: Mention) -> None:
    """Let a name that is joined to a place by a comma or "and" share what speaks for it."""
    if one.sentence != other.sentence or one.rejected or other.rejected or not 1 <= other.first - one.last <= 2:
        return
    if all(word in (",", "and", "or", "&", "/") for word in sentence.words[one.last : other.first]):
        other.evidence = max(other.evidence, one.evidence - 1)
        other.kind = other.kind or one.kind


# What a name is said to lie in


def _with_neighbours(mentions: list[Mention]) -> Iterator[tuple[Mention | None, Mention, Mention | None]]:
    """Each mention, last first, with those before and after it in its sentence."""
    for index in range(len(mentions) - 1, -1, -1):
        mention = mentions[index]
        before = mentions[index - 1] if index else None
        after = mentions[index + 1] if index + 1 < len(mentions) else None
        yield (
            before if before and before.sentence == mention.sentence else None,
            mention,
            after if after and after.sentence == mention.sentence else None,
        )


def _contain(sentence: Sentence, before: Mention | None, mention: Mention, after: Mention | None) -> None:
    """Note the country or province that a name is said to lie in: "Paris, Texas", "the Syrian town of X"."""
    larger, close = _larger(sentence, before, mention, after)
    if larger is None or larger.rejected or (mention.spots[0].precision == 4 and not close):
        return
    wider = [spot for spot in larger.spots if spot.precision >= 3 or spot.feature == "ADM2"]
    inside = [spot for spot in (*wider, *larger.inside) if any(_lies_in(own, spot) for own in mention.spots)]
    if inside:
        mention.inside = inside
        mention.evidence += 3
        if close:
            larger.holds = [spot for spot in inside if spot in wider]
            larger.evidence += 2


def _larger(
    sentence: Sentence, before: Mention | None, mention: Mention, after: Mention | None
) -> tuple[Mention | None, bool]:
    """The mention that may be what a name lies in, and whether a comma or bracket alone says so."""
    if after is not None and 0 <= after.first - mention.last <= 3:
        between = [word.lower() for word in sentence.words[mention.last : after.first]]
        if between in ([","], ["("], [".", ","], []):
            return after, True
        if between[0] == "in" or between[:2] == [",", "in"]:
            return after, False
    if before is not None and 1 <= mention.first - before.last <= 5:
        between = [word.lower() for word in sentence.words[before.last : mention.first]]
        if between[-1] == "of" and len(between) > 1 and between[-2] in cues()["of_noun"]:
            return before, False
        if between in (["'s"], ["’s"]):
            return before, False
    return None, False


def _lies_in(spot: Spot, wider: Spot) -> bool:
    """Whether a place lies in a country, a province, or by its distance in a district."""
    if spot is wider or spot.country != wider.country or not spot.country:
        return False
    if wider.feature == "PCLI":
        return spot.precision < 4
    if wider.feature == "ADM1":
        return spot.precision < 3 and fold(spot.admin1) == fold(wider.admin1)
    return wider.feature == "ADM2" and spot.precision < 2 and kilometres(spot, wider) < 80


# Which names are places


def _accept(mentions: Iterable[Mention], family: set[str]) -> list[Mention]:
    """The mentions that are places; what is one once in an article is one again, unless it is a person there."""
    mentions = list(mentions)
    best: dict[str, int] = defaultdict(lambda: -NEVER)
    for mention in mentions:
        if not mention.rejected:
            best[mention.key] = max(best[mention.key], mention.evidence - _needed(mention, family))
    kept = []
    for mention in mentions:
        if mention.rejected:
            continue
        spare = mention.evidence - _needed(mention, family)
        if spare >= 0 or (best[mention.key] >= 0 and mention.evidence >= 0 and mention.key not in family):
            kept.append(mention)
    return kept


def _needed(mention: Mention, family: set[str]) -> int:
    """How much evidence a name needs before it is taken for a place."""
    if mention.spots[0].adjective:
        return 0
    known = people().get(mention.key)
    parts = mention.key.split()
    needed = 3
    for spot in mention.spots:
        main = spot.main == mention.key
        if spot.feature not in TOWN_OR_DIVISION or (main and spot.feature == "ADM2" and " " in mention.key):
            needed = min(needed, 0)
        elif main and spot.feature == "ADM1" and spot.population > WELL_KNOWN:
            needed = min(needed, 0)
        elif not main:
            needed = min(needed, 1 if spot.population >= 5 * WELL_KNOWN else 2)
        elif spot.population >= WELL_KNOWN or spot.feature == "PPLC":
            needed = min(needed, 0)
        elif spot.population >= KNOWN:
            needed = min(needed, 1)
        else:
            needed = min(needed, 2)
    special = mention.spots[0].feature not in TOWN_OR_DIVISION
    if not special and all(part in common_words() or _is_cue(part) for part in parts):
        needed = NEVER if len(parts) == 1 and _is_cue(parts[0]) and not mention.inside else 3
    elif mention.spots[0].feature == "STM" and "river" not in mention.key:
        needed = 1
    if known and needed:
        needed = max(needed, 2)
    if mention.key in family:
        needed += 2
    if mention.text.isupper() and len(mention.text) <= 5 and not mention.dateline and not special:
        needed = max(needed, 3)
    return needed


def _is_cue(word: str) -> bool:
    """Whether a word is a kind of place, a title, a direction or a month rather than a name."""
    cue = cues()
    return any(word in cue[kind] for kind in CUE_KINDS)


CUE_KINDS = (
    "facility",
    "division",
    "settlement",
    "water",
    "direction",
    "street",
    "person_title",
    "not_place_after",
    "month",
)


# Which of the namesakes


def kilometres(one: Spot, other: Spot) -> float:
    """Great-circle distance between two places."""
    first, second = math.radians(one.lat), math.radians(other.lat)
    half = math.radians(other.lon - one.lon) / 2
    chord = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(half) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(chord)))


def _resolve(mentions: list[Mention], article: Article) -> None:
    """Choose for each mention the place that it means, the whole article in view."""
    groups: dict[tuple[str, tuple[str, ...]], list[Mention]] = defaultdict(list)
    said: dict[str, tuple[str, ...]] = {}
    first_said: dict[str, tuple[str, ...]] = {}
    for mention in mentions:
        if mention.inside:
            first_said.setdefault(mention.key, tuple(spot.where for spot in mention.inside))
    inside: dict[tuple[str, tuple[str, ...]], list[Spot]] = {}
    for mention in mentions:
        if mention.inside:
            said[mention.key] = tuple(spot.where for spot in mention.inside)
        where = said.get(mention.key) or first_said.get(mention.key, ())
        groups[mention.key, where].append(mention)
        if mention.inside:
            inside[mention.key, where] = mention.inside
    chosen: dict[tuple[str, tuple[str, ...]], Spot] = {}
    for _ in range(ROUNDS):
        countries, provinces = _masses(groups, chosen, article)
        total = sum(countries.values()) or 1.0
        for group, members in groups.items():
            nearby = _distinct(chosen, group[0])
            kinds = {mention.kind for mention in members if mention.kind}
            scores = []
            for spot in members[0].spots:
                value = _prior(spot, key=group[0].lstrip("~"), kinds=kinds)
                value += _rank(spot, others=members[0].spots, key=group[0])
                value += 2.5 * countries.get(spot.country, 0.0) / total
                value += _support(spot, provinces=provinces, nearby=nearby)
                value += 8.0 * any(_lies_in(spot, wider) for wider in inside.get(group, ()))
                value += 6.0 * any(spot is held for member in members for held in member.holds)
                scores.append(value)
            best = max(range(len(scores)), key=lambda index: scores[index])
            chosen[group] = members[0].spots[best]
    for group, members in groups.items():
        for mention in members:
            mention.spot = chosen[group]
            mention.reason = _reason(mention, group, members)


def _support(spot: Spot, *, provinces: dict[tuple[str, str], float], nearby: Sequence[Spot]) -> float:
    """What the article's other places say for a namesake: its province is named, or they lie near it."""
    value = 0.0
    if spot.admin1:
        value += min(2.5, 1.2 * math.log1p(provinces.get((spot.country, fold(spot.admin1)), 0.0)))
    if spot.precision < 3:
        close = 0.0
        for other in nearby:
            distance = kilometres(spot, other)
            close += 1.2 if distance < NEAR / 4 else 0.7 if distance < NEAR else 0.0
        value += min(2.4, close)
    return value


def _reason(mention: Mention, group: tuple[str, tuple[str, ...]], members: Sequence[Mention]) -> str:
    """Why this place was chosen, in a word."""
    if mention.spots[0].adjective:
        return "adjective"
    if group[1]:
        return "containment"
    return "only" if len(members[0].spots) == 1 else "context"


def _masses(
    groups: dict[tuple[str, tuple[str, ...]], list[Mention]],
    chosen: dict[tuple[str, tuple[str, ...]], Spot],
    article: Article,
) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """How much of an article's geography lies in each country and in each province."""
    countries: Counter[str] = Counter()
    provinces: Counter[tuple[str, str]] = Counter()
    for group, members in groups.items():
        spots = members[0].spots
        spot = chosen.get(group)
        if spot is None:
            if len(spots) > 1 and spots[0].precision < 3:
                continue
            spot = spots[0]
        weight = math.sqrt(len(members)) * (1.0 if len(spots) == 1 or spot.precision >= 3 or group[1] else 0.5)
        if spot.country:
            countries[spot.country] += weight
        if spot.admin1:
            provinces[spot.country, fold(spot.admin1)] += weight * (2.0 if spot.feature in ("ADM1", "ADM2") else 1.0)
    for word in (article.publisher or "").split():
        named = gazetteer().adjectives.get(fold(word)) or next(iter(gazetteer().look_up(word)), None)
        if named is not None and named.precision >= 3 and named.country:
            countries[named.country] += PUBLISHER
    return dict(countries), dict(provinces)


def _distinct(chosen: dict[tuple[str, tuple[str, ...]], Spot], key: str) -> list[Spot]:
    """The towns and districts chosen so far for other names."""
    return [spot for (name, _), spot in chosen.items() if name != key and spot.precision < 3]


def _rank(spot: Spot, *, others: Sequence[Spot], key: str) -> float:
    """How a town stands to a province of its name: Quebec is the province, Kharkiv the city, Wyoming not the town."""
    provinces = [other for other in others if other.feature == "ADM1" and other.main == key and other is not spot]
    towns = [other for other in others if other.feature in ("PPL", "PPLC") and other.main == key]
    if spot.feature == "ADM1" and spot.main == key:
        if any(town.feature == "PPLC" and town.country == spot.country for town in towns):
            return -1.5
        seat = max((town.population for town in others if town.precision == 1 and fold(town.admin1) == key), default=0)
        return 1.5 if spot.country in FEDERATIONS and seat < SEAT else -1.0 if seat else 0.5
    if provinces and spot.feature == "PPL" and spot.population < WELL_KNOWN:
        return -1.5
    return 0.0


def _prior(spot: Spot, *, key: str, kinds: set[str]) -> float:
    """How likely a place is meant by its name alone."""
    if spot.feature in ("PPL", "PPLC"):
        value = math.log10(spot.population + 10) + (0.8 if spot.feature == "PPLC" else 0.0)
    elif spot.feature == "ADM1":
        value = math.log10(spot.population + 10) - 0.7
    elif spot.feature == "ADM2":
        value = math.log10(spot.population + 10) - 2.5
    else:
        value = 9.0 if spot.precision == 4 else 7.0
    if spot.main != key and spot.feature in TOWN_OR_DIVISION:
        value -= 3.0 if spot.feature == "ADM2" and "division" not in kinds else 1.0
    if "division" in kinds:
        value += 4.0 if spot.feature in ("ADM1", "ADM2") else -1.0
    if "settlement" in kinds and spot.feature in ("PPL", "PPLC"):
        value += 3.0
    if "water" in kinds and spot.feature in ("PPL", "PPLC", "ADM1"):
        value -= 1.0
    return value
