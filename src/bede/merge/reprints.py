"""Reprints: which pages carry the text of another, word for word, cut, or with additions, and whose text it is first.

Compared are the words of the bodies without the paragraphs that a publisher sets under whatever it prints. Pages of one
address are versions of each other and no copies.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from courlan import normalize_url
from rensa import RMinHash, RMinHashLSH

from bede.lexicon.agencies import agencies
from bede.merge.changes import Changes, changes, shingles, words_of
from bede.merge.credits import Credit, credit
from bede.model import Article, Reprint

CONTAINED = 0.7  # part of the shorter text that the longer one has
OWN = 0.6  # part of a page that may be its own where it carries a shorter text
KINSHIP = 0.35  # part that a copy of a copy still shares with the first text
SAME = 0.3  # part of the shorter of two pages of one address that the other has, where they are versions
ENOUGH = 30  # shingles below which texts must be alike as a whole
BRIEF = 15  # shingles from which a text that stands whole in a longer one is a cut
WHOLE = 0.95  # of it
FEWEST = 5  # words below which a text is nobody's copy
PERMUTATIONS, BANDS, SEED = 256, 128, 1735  # two rows a band: four of five pairs of likeness .11 meet, nearly all of .2
FURNITURE = 3  # pages of one publisher, their beginnings unlike, on which a paragraph says nothing of a text
ANYWHERE = 5  # the same where nobody knows who the publisher is
UNLIKE = 0.4  # likeness of the words of two beginnings from which they may be of one text
LAST = "~"  # sorts after every date


@dataclass(frozen=True, slots=True)
class Body:
    """The words of an article's body, and what decides who had them first."""

    article: Article
    words: tuple[str, ...]
    day: str
    time: str
    credit: Credit | None

    @property
    def page_id(self) -> str:
        """The id of the page."""
        return self.article.page_id

    @property
    def publisher(self) -> str:
        """Who published it, empty where nobody knows."""
        return self.article.publisher or ""


@dataclass(frozen=True, slots=True)
class _Texts:
    """Bodies by their words: those of one number have the same words, and what each pair of numbers has in common."""

    groups: list[list[Body]]
    shared: dict[int, dict[int, int]]
    parts: dict[int, frozenset[str]]

    def number_of(self) -> dict[str, int]:
        """The number of each page id."""
        return {body.page_id: number for number, group in enumerate(self.groups) for body in group}


@dataclass(frozen=True, slots=True)
class _Found:
    """What each page that is no first text goes back to, by page ids; and the first version of each later one."""

    origins: dict[str, str]
    versions: dict[str, str]
    bodies: dict[str, Body]


def copies(articles: Iterable[Article]) -> dict[str, str]:
    """The page id of the likely origin of each page that copies another or is a later version of it.

    Origins are not in it. A page is a copy where one of the two bodies holds at least seven tenths of the other's runs
    of four words and the rest of the page is not more than six tenths. The origin is the page published on the earliest
    day, then the one that the others credit, then the one with the earlier time of day, the larger share of the
    common text and the smaller id; an agency's page goes before those that credit the agency.
    """
    return dict(sorted(_find(articles).origins.items()))


def reprints(articles: Iterable[Article]) -> list[Reprint]:
    """Every page that copies another, is a later version of one or carries an agency's text, in the order given."""
    given = list(articles)
    found = _find(given)
    firsts: dict[str, str] = {}
    for article in sorted(given, key=_rank):
        firsts.setdefault(article.page_id, article.page)
    told = (_told(article, found, firsts) for article in given)
    return [reprint for reprint in told if reprint is not None]


def _find(articles: Iterable[Article]) -> _Found:
    """What every page goes back to."""
    bodies = _bodies(articles)
    same: dict[tuple[str, ...], list[Body]] = defaultdict(list)
    for body in bodies:
        same[body.words].append(body)
    groups = [sorted(group, key=lambda body: body.page_id) for group in same.values()]
    groups.sort(key=lambda group: group[0].page_id)
    texts = _compared(groups)
    number_of = texts.number_of()
    versions = _versions(bodies, texts, number_of)
    root: dict[int, str] = {}
    heads: dict[str, int] = {}
    origins: dict[str, str] = {}
    for body in _with_versions(_order(texts), versions):
        number = number_of[body.page_id]
        if first := versions.get(body.page_id):
            origins[body.page_id] = origins.get(first, first)
            root.setdefault(number, origins[body.page_id])
            continue
        if number not in root:
            origin = _origin(number, texts, root, heads)
            root[number] = origin or body.page_id
            if origin is None:
                heads[body.page_id] = number
        if root[number] != body.page_id:
            origins[body.page_id] = root[number]
    return _Found(origins, versions, {body.page_id: body for body in bodies})


def _bodies(articles: Iterable[Article]) -> list[Body]:
    """The bodies that are long enough to be compared, one a page id, in an order that does not depend on the given."""
    firsts: dict[str, Article] = {}
    for article in articles:
        known = firsts.get(article.page_id)
        if known is None or _rank(article) < _rank(known):
            firsts[article.page_id] = article
    given = [firsts[page_id] for page_id in sorted(firsts)]
    known_agencies = agencies({article.publisher for article in given if article.publisher})
    paragraphs = [[words_of(span.text) for span in article.body] for article in given]
    furniture = _furniture(given, paragraphs)
    found = []
    for article, told in zip(given, paragraphs, strict=True):
        beside = furniture.get(_site(article), frozenset())
        while told and told[-1] in beside:
            told.pop()
        words = tuple(word for paragraph in told for word in paragraph)
        if len(words) < FEWEST:
            continue
        published = article.published.earliest if article.published else ""
        day, time = published[:10] or LAST, published[11:] or LAST
        found.append(Body(article, words, day, time, credit(article, known_agencies)))
    return found


def _rank(article: Article) -> tuple[str, str, str]:
    """What decides which of several pages of the same content stands for them."""
    return (article.published.earliest if article.published else LAST, article.publisher or "", article.page)


def _site(article: Article) -> str:
    """Who prints a page, as far as anything tells it: publisher, else host, else nothing."""
    return article.publisher or (address(article.url) or "").split("/", 1)[0]


@lru_cache(maxsize=100_000)
def address(url: str | None) -> str | None:
    """An address without what does not tell pages apart: scheme, www, trackers, fragment, last slash."""
    if not url:
        return None
    try:
        plain = normalize_url(url)
    except ValueError:
        return url
    return re.sub(r"^\w+://(?:www\.)?|#.*|(?<=[^/])/+(?=$|\?|#)", "", plain) or None


def _furniture(
    articles: Sequence[Article], paragraphs: Sequence[Sequence[tuple[str, ...]]]
) -> dict[str, frozenset[tuple[str, ...]]]:
    """The paragraphs that each site prints on several pages whose beginnings are unlike, and never as a beginning."""
    leads: dict[str, dict[tuple[str, ...], dict[str, frozenset[str]]]] = defaultdict(lambda: defaultdict(dict))
    first: set[tuple[str, ...]] = set()
    for article, told in zip(articles, paragraphs, strict=True):
        if not told:
            continue
        first.add(told[0])
        known = address(article.url) or article.page_id
        for paragraph in told[1:]:
            if len(paragraph) >= FEWEST:
                leads[_site(article)][paragraph].setdefault(known, frozenset(told[0]))
    found = {}
    for site, by_paragraph in leads.items():
        least = FURNITURE if site else ANYWHERE
        found[site] = frozenset(
            paragraph
            for paragraph, beginnings in by_paragraph.items()
            if len(beginnings) >= least and paragraph not in first and _unlike(list(beginnings.values()), least)
        )
    return found


def _unlike(beginnings: Sequence[frozenset[str]], least: int) -> bool:
    """Whether so many of these beginnings are all unlike each other."""
    apart: list[frozenset[str]] = []
    for one in beginnings:
        if all(len(one & other) < UNLIKE * min(len(one), len(other)) for other in apart):
            apart.append(one)
            if len(apart) >= least:
                return True
    return False


def _compared(groups: list[list[Body]]) -> _Texts:
    """What each pair of texts has in common, in runs of four words, where one may be a copy of the other."""
    bodies = [group[0] for group in groups]
    sketches: list[RMinHash] = []
    for start in range(0, len(bodies), 1000):  # the shingles of a thousand bodies at a time
        tokens = [sorted(shingles(body.words)) for body in bodies[start : start + 1000]]
        sketches.extend(RMinHash.from_token_sets(tokens, PERMUTATIONS, SEED))
    index = RMinHashLSH(0.1, PERMUTATIONS, BANDS)
    index.insert_many(sketches)
    parts: dict[int, frozenset[str]] = {}
    shared: dict[int, dict[int, int]] = defaultdict(dict)
    for number, sketch in enumerate(sketches):
        for other in sorted(index.query(sketch)):
            if other <= number or sketch.jaccard(sketches[other]) < 0.04:
                continue
            for one in (number, other):
                if one not in parts:
                    parts[one] = shingles(bodies[one].words)
            common = len(parts[number] & parts[other])
            if _is_copy(common, len(parts[number]), len(parts[other])):
                shared[number][other] = shared[other][number] = common
    return _Texts(groups, shared, parts)


def _is_copy(common: int, one: int, other: int) -> bool:
    """Whether of two texts with so many shingles and so many in common one may hold the other."""
    least = min(one, other)
    if least >= ENOUGH:
        return common >= CONTAINED * least
    return common >= CONTAINED * (one + other - common) or (least >= BRIEF and common >= WHOLE * least)


def _versions(bodies: Sequence[Body], texts: _Texts, number_of: Mapping[str, int]) -> dict[str, str]:
    """The page id of the first version of each later version at the same address."""
    pages: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        if known := address(body.article.url):
            pages[known].append(body)
    found: dict[str, str] = {}
    for several in pages.values():
        several.sort(key=lambda body: (body.day, body.time, len(body.words), body.page_id))
        for at, body in enumerate(several):
            for first in several[:at]:
                if first.page_id not in found and _alike(texts, number_of[body.page_id], number_of[first.page_id]):
                    found[body.page_id] = first.page_id
                    break
    return found


def _alike(texts: _Texts, one: int, other: int) -> bool:
    """Whether two texts of one address are versions of each other."""
    if one == other or other in texts.shared.get(one, {}):
        return True
    parts = [texts.parts.get(number) or shingles(texts.groups[number][0].words) for number in (one, other)]
    return len(parts[0] & parts[1]) >= SAME * min(map(len, parts))


def _order(texts: _Texts) -> list[Body]:
    """All bodies, likely origins first."""
    ranked = []
    for number, group in enumerate(texts.groups):
        near = texts.shared.get(number, {})
        family = [*group, *(body for other in sorted(near) for body in texts.groups[other])]
        overlap = sum(near.values())
        for body in group:
            creditors = [other for other in family if _credits(other, body)]
            agency = body.credit is not None and body.credit.how == "publisher"
            early = [other.day for other in creditors if agency or body.day == LAST]
            day = min([body.day, *early])
            credit = sum(other.day == day for other in creditors)
            beside = [other for other in family if other.day == day]
            time = body.time if all(other.time != LAST for other in beside) else LAST
            ranked.append(((day, -credit, time, -overlap, -len(body.words), body.time, body.page_id), body))
    return [body for _, body in sorted(ranked, key=lambda item: item[0])]


def _with_versions(order: Iterable[Body], versions: Mapping[str, str]) -> Iterator[Body]:
    """The bodies in their order, later versions right after the first."""
    given = list(order)
    later: dict[str, list[Body]] = defaultdict(list)
    for body in given:
        if body.page_id in versions:
            later[versions[body.page_id]].append(body)
    for body in given:
        if body.page_id not in versions:
            yield from (body, *later.get(body.page_id, ()))


def _credits(one: Body, other: Body) -> bool:
    """Whether one page names the other's publisher as its source: by a credit, in full, or in brackets as a sign."""
    name = other.publisher
    if not name or one.page_id == other.page_id or one.publisher == name:
        return False
    if one.credit is not None and other.credit is not None and other.credit.how == "publisher":
        return one.credit.agency == other.credit.agency
    words = name.split()
    signs = [*words, "".join(word[0] for word in words)]
    return name in one.article.text or any(f"({sign})" in one.article.text for sign in signs)


def _origin(number: int, texts: _Texts, root: Mapping[int, str], heads: Mapping[str, int]) -> str | None:
    """The origin of a text among the texts before it, None where it has none.

    What it shares text with may be a copy itself: then the first text is the origin if enough of it is still there.
    """
    parts = texts.parts
    choices = []
    for other, common in texts.shared.get(number, {}).items():
        if other not in root or common < (1 - OWN) * len(parts[number]):
            continue
        head = heads[root[other]]
        kin = len(parts[number] & parts[head])
        if head == other or kin >= KINSHIP * min(len(parts[number]), len(parts[head])):
            choices.append((head != other, -kin, -common, root[other]))
    return min(choices)[-1] if choices else None


def _told(article: Article, found: _Found, firsts: Mapping[str, str]) -> Reprint | None:
    """What is to be told of a page, None where it carries its own text."""
    body = found.bodies.get(article.page_id)
    if body is None:
        return None
    version = found.versions.get(article.page_id)
    origin = version or found.origins.get(article.page_id)
    again = firsts[article.page_id] != article.page
    if again:  # the same content under another name
        version, origin = (article.page_id, article.page_id) if article.url else (None, article.page_id)
    if origin is not None and version is None and not again:
        origin = _nearest(body, origin, found)
    first = found.bodies[origin] if origin else None
    signed = body.credit or (first.credit if first and first.credit and first.credit.how != "part" else None)
    if first is None and (signed is None or signed.how == "publisher"):
        return None
    differ = changes(article, first.article) if first else None
    name = firsts[origin] if origin else None
    return Reprint(
        page=article.page,
        page_id=article.page_id,
        copy_of=None if version else name,
        version_of=name if version else None,
        agency=signed.agency if signed else None,
        credit=body.credit.words if body.credit else None,
        shared=differ.shared if differ else None,
        kept=differ.kept if differ else None,
        added=differ.added if differ else (),
        cut=differ.cut if differ else (),
        reason=_reason(body, first, differ, signed, version=version is not None),
    )


def _nearest(body: Body, origin: str, found: _Found) -> str:
    """The version of the origin that a page has most of, the first of several."""
    later = sorted(page_id for page_id, first in found.versions.items() if first == origin)
    if not later:
        return origin
    own = shingles(body.words)
    common = Counter({page_id: len(own & shingles(found.bodies[page_id].words)) for page_id in (origin, *later)})
    return common.most_common(1)[0][0]


def _reason(body: Body, first: Body | None, differ: Changes | None, signed: Credit | None, *, version: bool) -> str:
    """What became of the text, and why the other page is taken to be first."""
    if first is None or differ is None:
        assert signed is not None
        return f"{signed.agency} added to it" if signed.how == "part" else f"credits {signed.agency}"
    said = [_became(differ)]
    if version:
        said.append("at the same address")
    elif first.page_id == body.page_id:
        said.append("the same page under two names")
    elif _credits(body, first):
        said.append(f"credits {first.publisher}")
    if first.page_id != body.page_id:
        said.append(_order_reason(body, first))
    return "; ".join(filter(None, said))


def _order_reason(body: Body, first: Body) -> str:
    """What says which of two pages was first, empty where their order was told by a credit."""
    if LAST in (body.day, first.day):
        return "" if _credits(body, first) else "no date tells which was first"
    if first.day < body.day:
        return f"published {first.day}, this one {body.day}"
    if first.day > body.day or _credits(body, first):
        return ""
    if LAST not in (body.time, first.time) and first.time < body.time:
        return f"published {first.day} at {first.time}, this one at {body.time}"
    return f"both published {first.day}, no time tells which was first"


def _became(differ: Changes) -> str:
    """What became of a text, in words."""
    if not differ.added and not differ.cut:
        return "word for word"
    cut = f"{_percent(differ.kept)} of it kept" if differ.cut else "kept whole"
    added = f"{_percent(1 - differ.shared)} of this page added" if differ.added else "nothing added"
    return f"{cut}, {added}"


def _percent(part: float) -> str:
    """A part in words: hundredths, never 0 or 100 for what is not quite so."""
    return f"{min(99, max(1, round(100 * part)))} %"
