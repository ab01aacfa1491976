"""Toponyms: which names of an article are places', told from the words around them and from what else they may be.

The gazetteer says what a name could mean; ``cues.tsv`` says what its neighbours tell about it. Evidence adds up: "in"
before a name counts for it, a first name before it against it; the more often a name is something else (a common
word, a family name, a hamlet's name) the more evidence it needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bede.extract.gazetteer import Gazetteer, Spot, common_words, cue, fold, gazetteer, kilometres, people
from bede.extract.stretches import runs
from bede.model import Sentence

LONGEST_NAME = 7  # tokens
WELL_KNOWN = 100_000  # inhabitants from which a town needs no evidence
WORLD_CITY = 1_000_000  # inhabitants from which a town outweighs a common word of its spelling
KNOWN = 15_000  # inhabitants from which a town needs little evidence
SUBURB = 40.0  # kilometres from a town within which its suburbs lie
STATE = 350.0  # kilometres from a province's point within which its places lie
COUNTY = 80.0  # kilometres from the middle of a district within which its towns lie
NEVER = 99  # evidence that no name has
STRONG, FAIR, WEAK = 3, 2, 1
SHORT_BY = 2  # evidence that the article's other places can make up for
TOWN_OR_DIVISION = ("PPL", "PPLC", "ADM1", "ADM2")
TELLING_NAMES = frozenset({"USA", "CAN", "AUS", "GBR"})  # their provinces' names are names even where they are words
KINDS = ("division", "settlement", "water", "facility")
NO_NAMES = frozenset(
    {"facility", "division", "settlement", "water", "direction", "street", "person_title", "not_place_after"}
    | {"month", "organisation", "institution"}
)


@dataclass(slots=True, kw_only=True)
class Mention:
    """A name that may be a place's, with what speaks for it.

    ``first`` and ``last`` (exclusive) are tokens of the sentence. ``inside`` are the places that the text says it
    lies in, ``around`` is the name of that place where no meaning lies in it, ``holds`` are those of its own meanings
    that hold another name. ``spot`` is the meaning once chosen, ``reason`` why; ``doubtful``
    is whether a namesake that lies elsewhere is almost as likely.
    """

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
    dateline: bool = False
    kind: str = ""
    inside: list[Spot] = field(default_factory=list)
    holds: list[Spot] = field(default_factory=list)
    around: Mention | None = None
    spot: Spot | None = None
    doubtful: bool = False
    reason: str = ""

    @property
    def adjective(self) -> bool:
        """Whether the name is an adjective: "Turkish"."""
        return self.spots[0].adjective


def toponyms(text: str, sentences: Sequence[Sentence]) -> tuple[list[Mention], list[Mention]]:
    """The names that are places', and those that are if the other places of the article support them.

    ``text`` is the article's, ``sentences`` come from ``readable``.
    """
    places = gazetteer()
    mentions: list[Mention] = []
    persons: set[str] = set()
    for number, sentence in enumerate(sentences):
        mentions.extend(_mentions(number, sentence, places, text, persons))
    for one, other in pairwise(mentions):
        if one.sentence == other.sentence:
            _share(sentences[one.sentence], one, other)
    for index in range(len(mentions) - 1, -1, -1):
        mention = mentions[index]
        before = mentions[index - 1] if index and mentions[index - 1].sentence == mention.sentence else None
        after = mentions[index + 1] if index + 1 < len(mentions) else None
        if after is not None and after.sentence != mention.sentence:
            after = None
        _contain(sentences[mention.sentence], before, mention, after)
    return _accept(mentions, persons)


def kind_of(word: str) -> str:
    """Which kind of place a noun names: division, settlement, water, facility, or nothing."""
    kinds = cue(word)
    return next((kind for kind in KINDS if kind in kinds), "") if kinds else ""


# Names and their neighbours


def _mentions(number: int, sentence: Sentence, places: Gazetteer, text: str, persons: set[str]) -> Iterator[Mention]:
    """The names of a sentence that the gazetteer knows, longest first, with the evidence of their neighbours."""
    taken = 0
    for first, last in runs(sentence):
        index = max(first, taken)
        known: list[Mention] = []
        while index < last:
            mention = _longest(number, sentence, places, text, first=index, last=last)
            if mention is None:
                index += 1
            else:
                known.append(mention)
                index = taken = mention.last
        for place, mention in enumerate(known):
            _weigh(
                sentence, mention, run=(first, last), beside=(known[place - 1 : place], known[place + 1 : place + 2])
            )
            if mention.person:
                persons.add(mention.key)
                persons.add(_family_name(sentence, mention.first, last))
            yield mention
        if not known and last - first > 1 and people().get(sentence.words[first].lower()) == "first":
            persons.add(_family_name(sentence, first, last))


def _family_name(sentence: Sentence, first: int, last: int) -> str:
    """The last word of a person's name that begins at or before a token, folded."""
    index = first
    while index + 1 < last and sentence.tags[index + 1].startswith("NNP"):
        index += 1
    return fold(sentence.words[index])


def _longest(number: int, sentence: Sentence, places: Gazetteer, text: str, *, first: int, last: int) -> Mention | None:
    """The longest name that begins at a token, None where the gazetteer has none."""
    start = sentence.starts[first]
    word = sentence.words[first]
    ends = [(end, sentence.ends[end - 1]) for end in range(min(last, first + LONGEST_NAME), first, -1)]
    if sentence.words[first + 1 : first + 2] in (("'s",), ("’s",)) and sentence.words[first + 2 : first + 3] > ("",):
        ends.insert(0, (first + 3, sentence.ends[first + 2]))  # "Cox's Bazar"
    if "-" in word[1:-1]:
        ends.append((first + 1, start + word.index("-", 1)))  # "U.S.-led" is one token
    for end_token, end in ends:
        if "-" in (word, sentence.words[end_token - 1]):
            continue
        name = text[start:end]
        spots = _spots(sentence, places, name, first=first, last=end_token)
        if spots:
            return Mention(
                sentence=number,
                first=first,
                last=end_token,
                start=start,
                end=end,
                text=name,
                key=("~" if spots[0].adjective else "") + fold(name),
                spots=spots,
                evidence=STRONG if _is_abbreviation(places, name, spots) else 0,
            )
    return None


def _is_abbreviation(places: Gazetteer, name: str, spots: Sequence[Spot]) -> bool:
    """Whether a name was looked up as an abbreviated province."""
    return any(spot is spots[0] for written in (name, name + ".") for spot in places.abbreviations.get(written, ()))


def _spots(sentence: Sentence, places: Gazetteer, name: str, *, first: int, last: int) -> tuple[Spot, ...]:
    """What a name can mean: an abbreviated province after a comma, an adjective, or the places of that name."""
    for written in (name, name + "."):
        short = places.abbreviations.get(written)
        if short and (_after_comma(sentence, first) or written.count(".") > 1):
            return tuple(short)
    key = fold(name)
    spots = places.look_up(key)
    adjective = places.adjectives.get(key)
    if adjective is not None and not any(spot.geonames_id == adjective.geonames_id for spot in spots):
        # "Franco-German" and "Anglo-Irish" have adjectives that mean something else when they stand alone.
        tied = last < len(sentence.words) and sentence.words[last] == "-"
        plural = sentence.tags[last - 1].endswith("S")
        return () if plural or (key.endswith("o") and not tied) else (adjective,)
    if len(key) < 3 or (name.isupper() and len(key) == 3):
        # "US" and "UAE" are countries; "U.N." is no town.
        return tuple(spot for spot in spots if spot.precision == 4 and (name.isupper() or len(key) > 2))
    return spots


def _after_comma(sentence: Sentence, index: int) -> bool:
    """Whether a token follows a comma or bracket after a capitalised word, not short for it: "the Court (SC)"."""
    words, short, end = sentence.words, sentence.words[index], index - 1
    spelt = "".join(word[:1] for word in words[max(0, end - len(short)) : max(0, end)]) == short
    return index > 1 and words[end] in (",", "(") and words[end - 1][:1].isupper() and not spelt


def _weigh(
    sentence: Sentence, mention: Mention, *, run: tuple[int, int], beside: tuple[list[Mention], list[Mention]]
) -> None:
    """Set what the words before and after a name say about it: evidence, rejection, person, kind."""
    words, tags, first, last = sentence.words, sentence.tags, mention.first, mention.last
    before = words[first - 1].lower() if first else ""
    after = words[last].lower() if last < len(words) else ""
    left = words[first - 1] if first > run[0] and tags[first - 1][:2] == "NN" else ""
    right = words[last] if last < run[1] and tags[last][:2] in ("NN", "JJ", "VB") else ""
    mention.dateline = _is_dateline(sentence, mention)
    if mention.dateline:
        mention.evidence += STRONG
        if mention.text.isupper() and not right.isupper():
            right = ""  # "WASHINGTON Barack Obama ..." has lost its dash
    if any(other.last == first and _pair(other, mention) for other in beside[0]):
        left = ""
    if any(other.first == last and _pair(mention, other) for other in beside[1]):
        right = ""
    tail = words[run[1] - 1].lower().rstrip(".") if right else ""
    if mention.adjective:
        _weigh_adjective(sentence, mention, before=before, after=after, right=right.lower(), tail=tail)
        return
    famous = _is_famous(mention)
    if not famous and not any(tag.startswith("NNP") for tag in tags[first:last]) and not mention.text.isupper():
        mention.evidence -= WEAK
    if left:
        _weigh_left(mention, left=left.lower().rstrip("."), famous=famous)
    elif before:
        _weigh_before(sentence, mention, before=before)
    if right and not mention.rejected:
        pair = run == (first, last + 1)
        _weigh_right(mention, right=right.lower().rstrip("."), tail=tail, famous=famous, pair=pair)
    if "street" in cue(mention.key.rpartition(" ")[2]) and " " in mention.key and mention.spots[0].feature == "PPL":
        mention.rejected = True
    if mention.key.startswith(("st ", "saint ")) and after in ("'s", "’s") and words[last + 1 : last + 2]:
        mention.rejected = mention.rejected or words[last + 1][:1].isupper()  # a church or a hospital
    if after in ("-", "–") and last + 1 < len(words) and "tied" in cue(words[last + 1].lower()):
        mention.evidence += STRONG
    if not right and kind_of(after) in ("division", "settlement", "water"):
        mention.evidence += FAIR
        mention.kind = mention.kind or kind_of(after)
    if "not_place_after" in cue(after) and not right:
        mention.evidence -= FAIR
    if "person_after" in cue(after) and not right and not famous:
        mention.evidence -= WEAK


def _pair(one: Mention, other: Mention) -> bool:
    """Whether two names that stand together are a place and what it lies in: "Paris Texas", "London England"."""
    return any(lies_in(spot, wider) for wider in other.spots if wider.precision >= 3 for spot in one.spots)


def _is_famous(mention: Mention) -> bool:
    """Whether a name is that of a country, a province, a large town or a district named as such."""
    return any(
        spot.precision == 4
        or (
            spot.main == mention.key
            and (spot.population >= WELL_KNOWN or (spot.feature == "ADM2" and " " in spot.main))
        )
        for spot in mention.spots
    )


def _weigh_before(sentence: Sentence, mention: Mention, *, before: str) -> None:
    """What the small word before a name says."""
    words, tags, first, kinds = sentence.words, sentence.tags, mention.first, cue(before.rstrip("."))
    if "in" in kinds:
        mention.evidence += STRONG
    elif "at" in kinds or "direction" in kinds or "division_before" in kinds:
        mention.evidence += FAIR
        mention.kind = "division" if "division_before" in kinds else ""
    elif before == "of" and first > 1:
        noun = cue(words[first - 2].lower().rpartition("-")[2])
        if "not_place_before" in noun:
            mention.rejected = True
        elif "of_noun" in noun:
            mention.evidence += STRONG
            mention.kind = next((kind for kind in ("division", "settlement") if kind in noun), "")
        elif tags[first - 2].startswith("NNP") or words[first - 2] == ",":
            mention.evidence += FAIR  # "Ann Smith of Leeds", "Ann Smith, 43, of Leeds"
    elif before == "on" and first > 1 and "event_noun" in cue(words[first - 2].lower()):
        mention.evidence += FAIR  # "the raid on Belvam"
    elif "person_title" in kinds and tags[first - 1].startswith("NN"):
        mention.evidence -= STRONG


def _weigh_adjective(sentence: Sentence, mention: Mention, *, before: str, after: str, right: str, tail: str) -> None:
    """An adjective counts unless it is a language or part of a company's name."""
    tags, last = sentence.tags, mention.last
    noun = last < len(tags) and (tags[last][:2] in ("NN", "JJ", "VB", "CD", "HY") or after in ("-", "and"))
    language = "language" in cue(before) and not noun
    beside = sentence.words[last : last + 2]
    ethnic = mention.key != "~american" and any(word.startswith("American") for word in beside)  # "African-American"
    first = mention.first
    person = first > 0 and tags[first] == "NNP" and people().get(before) == "first"
    if mention.key == "~american" and first > 1 and before == "-":
        ethnic = "ethnic" in cue(sentence.words[first - 2].lower())
    mention.rejected = language or ethnic or person or "not_place_after" in cue(right) or "not_place_after" in cue(tail)


def _weigh_left(mention: Mention, *, left: str, famous: bool) -> None:
    """What a capitalised noun right before a name says."""
    kinds = cue(left)
    if "direction" in kinds:
        mention.evidence += FAIR
    elif "person_title" in kinds or len(left) == 1 or people().get(left) == "first":
        mention.rejected = mention.person = True
    elif "not_place_left" in kinds:
        mention.rejected = True
    elif "settlement" in kinds or "division" in kinds or "facility" in kinds:
        mention.evidence += WEAK
    elif not famous:
        # Part of a longer name that the gazetteer lacks, most often a person's.
        mention.rejected = mention.person = True
    elif people().get(mention.key) == "last" and "organisation" not in kinds and mention.spots[0].precision < 4:
        mention.rejected = mention.person = True  # "Denzel Washington"


def _weigh_right(mention: Mention, *, right: str, tail: str, famous: bool, pair: bool) -> None:
    """What a capitalised word right after a name says; the last word of the whole name counts most."""
    kind, kinds, tails = kind_of(right), cue(right), cue(tail)
    name = people().get(mention.key)
    if "street" in tails or all("direction" in cue(part) for part in mention.key.split()):
        mention.rejected = True
    elif kind in ("division", "settlement"):
        mention.evidence += STRONG
        mention.kind = kind
    elif kind == "facility" and (famous or name is None):
        mention.evidence += WEAK
        mention.kind = kind
    elif "not_place_after" in kinds or "not_place_after" in tails:
        mention.rejected = True
    elif "person_title" in kinds:
        mention.evidence += WEAK
        mention.kind = "division" if "province_title" in kinds else ""
    elif "organisation" in tails:
        mention.evidence += 0 if name else FAIR
    elif kind == "water":
        mention.evidence += WEAK
        mention.kind = kind
    elif _is_person(mention, name, right=right, famous=famous, pair=pair):
        mention.rejected = mention.person = True
    elif not famous:
        mention.evidence -= FAIR


def _is_person(mention: Mention, name: str | None, *, right: str, famous: bool, pair: bool) -> bool:
    """Whether a name that is a first name or a family name is a person's before this word; a pair is all there is."""
    if name == "first":
        return pair or right in people() or mention.spots[0].precision < 3
    return name == "last" and not famous


def _is_dateline(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name opens a paragraph in capitals or before a dash."""
    if mention.first > 0 or sentence.part != "body":
        return False
    if mention.text.isupper() and len(mention.text) > 3 and _is_famous(mention):
        return True  # "NATO" is no town of the Philippines
    return any(word in ("—", "–", "--", "―") for word in sentence.words[mention.last : mention.last + 7])


def _share(sentence: Sentence, one: Mention, other: Mention) -> None:
    """Let a name that is joined to a place by a comma or "and" have a share in what speaks for it."""
    if one.rejected or other.rejected or not 1 <= other.first - one.last <= 2:
        return
    if all("join" in cue(word) for word in sentence.words[one.last : other.first]):
        other.evidence = max(other.evidence, one.evidence - 1)
        other.kind = other.kind or one.kind


# What a name is said to lie in


def lies_in(spot: Spot, wider: Spot) -> bool:
    """Whether a place lies in a country, in a province, or by its distance in a district."""
    if spot is wider or not spot.country or spot.country != wider.country:
        return False
    if wider.feature == "PCLI":
        return spot.precision < 4
    if wider.feature == "ADM1":
        if not spot.admin1:  # hand-made rows name no province
            return spot.precision < 3 and kilometres(spot, wider) < STATE
        return spot.precision < 3 and fold(spot.admin1) == fold(wider.admin1)
    if wider.feature == "ADM2":
        return spot.precision < 2 and kilometres(spot, wider) < COUNTY
    if wider.feature not in ("PPL", "PPLC") or spot.precision > 2 or spot.population > wider.population:
        return False
    return kilometres(spot, wider) < SUBURB


def _contain(sentence: Sentence, before: Mention | None, mention: Mention, after: Mention | None) -> None:
    """Note the place that a name is said to lie in: "Paris, Texas", "the Syrian town of X", "Cairo's X district"."""
    larger, close = _larger(sentence, before, mention, after)
    if larger is None or larger.rejected or mention.adjective:
        return
    if mention.spots[0].precision == 4 and not (close and larger.spots[0].feature == "ADM1"):
        return  # "Canada, Mexico and ..." is a list, "Turkey, Texas" is not
    wider = [spot for spot in larger.spots if spot.precision >= 3 or spot.feature in TOWN_OR_DIVISION]
    inside = [spot for spot in (*wider, *larger.inside) if any(lies_in(own, spot) for own in mention.spots)]
    if inside:
        mention.inside = inside
        mention.evidence += STRONG
        if close:
            larger.holds = [spot for spot in inside if spot in wider]
            larger.evidence += FAIR
    elif not _is_famous(mention) and (not close or larger.spots[0].feature == "ADM1"):
        mention.around = larger
        mention.evidence += FAIR if close else 0


def _larger(
    sentence: Sentence, before: Mention | None, mention: Mention, after: Mention | None
) -> tuple[Mention | None, bool]:
    """The mention that may be what a name lies in, and whether a comma or bracket alone says so."""
    if after is not None and 0 <= after.first - mention.last <= 3:
        between = [word.lower() for word in sentence.words[mention.last : after.first]]
        if not between or between in ([","], ["("], [".", ","]):
            return after, True
        if between[0] == "in" or between[:2] == [",", "in"]:
            return after, False
    if before is not None and 1 <= mention.first - before.last <= 5:
        between = [word.lower() for word in sentence.words[before.last : mention.first]]
        if between[-1] == "of" and len(between) > 1 and "of_noun" in cue(between[-2]):
            return before, False
        if between in (["'s"], ["’s"]):
            return before, False
    return None, False


# Which names are places


def _accept(mentions: Iterable[Mention], persons: set[str]) -> tuple[list[Mention], list[Mention]]:
    """The mentions that are places, and the doubtful; what is one once in an article is one again."""
    spare = [(mention, mention.evidence - _needed(mention, persons)) for mention in mentions if not mention.rejected]
    best: dict[str, int] = defaultdict(lambda: -NEVER)
    for mention, value in spare:
        best[mention.key] = max(best[mention.key], value)
    kept, doubtful = [], []
    for mention, value in spare:
        if value >= 0 or (best[mention.key] >= 0 and mention.evidence >= 0 and mention.key not in persons):
            kept.append(mention)
        elif value < -SHORT_BY or mention.evidence < 0 or mention.text.isupper():
            continue
        elif not _is_word_or_name(mention.key, persons):
            doubtful.append(mention)
    return kept, doubtful


def _is_word_or_name(key: str, persons: set[str]) -> bool:
    """Whether a name is also a common word, a person's name, or a person in this article."""
    return key in persons or key in people() or key in common_words() or bool(cue(key))


def _needed(mention: Mention, persons: set[str]) -> int:
    """How much evidence a name needs before it is taken for a place."""
    if mention.adjective:
        return 0
    key, spots = mention.key, mention.spots
    needed = min(_needed_for(spot, main=spot.main == key, key=key) for spot in spots)
    parts = key.split()
    plain = needed if any(_outweighs_words(spot, key) for spot in spots) else None
    if plain is None and all(part in common_words() or cue(part) & NO_NAMES for part in parts):
        only = len(parts) == 1 and bool(cue(key) & NO_NAMES) and not mention.inside
        large = any(spot.population >= WELL_KNOWN and spot.main == key for spot in spots)
        needed = NEVER if only else FAIR if large or len(parts) > 1 else STRONG + 1
    name = people().get(key)
    if name and (needed or (name == "first" and plain is None)):
        needed = max(needed, FAIR if needed else WEAK)
    if key in persons:
        needed += FAIR
    if plain is None and len(mention.text) <= 5 and mention.text.isupper() and not mention.dateline:
        needed = max(needed, STRONG)
    return needed


def _needed_for(spot: Spot, *, main: bool, key: str) -> int:
    """The evidence that one meaning of a name needs."""
    if spot.feature == "STM":
        return 0 if "river" in key else WEAK
    if spot.feature not in TOWN_OR_DIVISION or spot.where.startswith("places/natural"):
        return 0
    if not main:
        return WEAK if spot.population >= 5 * WELL_KNOWN else FAIR
    if spot.feature == "PPLC" or (spot.feature == "ADM2" and " " in key) or spot.population >= WELL_KNOWN:
        return 0
    return 0 if spot.in_news else WEAK if spot.population >= KNOWN else FAIR


def _outweighs_words(spot: Spot, key: str) -> bool:
    """Whether a meaning is so well known that the name needs no evidence though it is a word or a person's name too."""
    if spot.feature not in TOWN_OR_DIVISION or spot.where.startswith("places/natural"):
        return spot.feature != "STM"
    if spot.main != key and spot.feature != "ADM1":
        return False
    if spot.feature == "ADM2":
        return " " in key
    if spot.feature == "ADM1":
        return spot.country in TELLING_NAMES
    return spot.feature == "PPLC" or (spot.feature == "PPL" and spot.population >= WORLD_CITY)
