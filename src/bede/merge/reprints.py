"""Reprints: which pages carry the text of another, word for word, cut, or with additions, and whose text it is first.

Pages of one address are versions of each other and no copies.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rensa import RMinHash, RMinHashLSH

from bede.lexicon.agencies import agencies
from bede.merge.bodies import (
    BANDS,
    LAST,
    LEAST,
    OWN,
    PERMUTATIONS,
    SEED,
    Body,
    address,
    body_of,
    shared,
)
from bede.merge.changes import Changes, changes
from bede.merge.credits import Credit, credit
from bede.merge.furniture import trim
from bede.model import Article, Reprint

KINSHIP = 0.35  # part that a copy of a copy still shares with the first text
HELD = 2000  # texts whose runs of words are held at a time


@dataclass(frozen=True, slots=True)
class _Texts:
    """Bodies by their words: those of one number have the same words, and what each pair of numbers has in common.

    ``shared`` has those pairs of which one may hold the other. ``runs`` gives the runs of four words of a number, made
    anew where they were not asked for lately.
    """

    groups: list[list[Body]]
    shared: dict[int, dict[int, int]]
    runs: Callable[[int], frozenset[str]]

    def number_of(self) -> dict[str, int]:
        """The number of each page id."""
        return {body.page_id: number for number, group in enumerate(self.groups) for body in group}


@dataclass(frozen=True, slots=True)
class Lineage:
    """What each page that is no first text goes back to, by page ids; and the first version of each later one.

    ``origins`` has later versions too; ``bodies`` are what was compared.
    """

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
    return dict(sorted(lineage(articles).origins.items()))


def reprints(articles: Iterable[Article]) -> list[Reprint]:
    """Every page that copies another, is a later version of one or carries an agency's text, in the order given."""
    given = list(articles)
    found = lineage(given, trimmed=True)
    firsts: dict[str, str] = {}
    for article in sorted(given, key=_rank):
        firsts.setdefault(article.page_id, article.page)
    known = agencies({article.publisher for article in given if article.publisher})
    signed = {page_id: credit(body.article, known) for page_id, body in found.bodies.items()}
    told = (_told(article, found, firsts, signed) for article in given)
    return [reprint for reprint in told if reprint is not None]


def lineage(articles: Iterable[Article], *, trimmed: bool = False) -> Lineage:
    """What every page goes back to, as ``copies`` says; ``trimmed`` of what publishers set under what they print."""
    bodies = trim(_bodies(articles)) if trimmed else _bodies(articles)
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
    return Lineage(origins, versions, {body.page_id: body for body in bodies})


def _bodies(articles: Iterable[Article]) -> list[Body]:
    """The bodies that are long enough to be compared, one a page id, in an order that does not depend on the given."""
    firsts: dict[str, Article] = {}
    for article in articles:
        known = firsts.get(article.page_id)
        if known is None or _rank(article) < _rank(known):
            firsts[article.page_id] = article
    words: dict[str, str] = {}
    return [body for page_id in sorted(firsts) if (body := body_of(firsts[page_id], words))]


def _rank(article: Article) -> tuple[str, str, str]:
    """What decides which of several pages of the same content stands for them."""
    return (article.published.earliest if article.published else LAST, article.publisher or "", article.page)


def _compared(groups: list[list[Body]]) -> _Texts:
    """What each pair of texts has in common, in runs of four words, where one may be a copy of the other."""
    bodies = [group[0] for group in groups]
    sketches: list[RMinHash] = []
    for start in range(0, len(bodies), 1000):  # the shingles of a thousand bodies at a time
        tokens = [sorted(body.runs()) for body in bodies[start : start + 1000]]
        sketches.extend(RMinHash.from_token_sets(tokens, PERMUTATIONS, SEED))
    index = RMinHashLSH(0.1, PERMUTATIONS, BANDS)
    index.insert_many(sketches)
    runs = lru_cache(HELD)(lambda number: bodies[number].runs())
    held: dict[int, dict[int, int]] = defaultdict(dict)
    for number, sketch in enumerate(sketches):
        for other in sorted(index.query(sketch)):
            if other <= number or sketch.jaccard(sketches[other]) < LEAST:
                continue
            one, two = runs(number), runs(other)
            if common := shared(bodies[number], bodies[other], one, two):
                held[number][other] = held[other][number] = common
    return _Texts(groups, held, runs)


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
    return one == other or other in texts.shared.get(one, {})


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
    if other.credit is not None and other.credit.how == "publisher":
        signed = one.credit or credit(one.article, agencies({name}))
        if signed is not None and signed.agency == other.credit.agency:
            return True
    words = name.split()
    signs = [*words, "".join(word[0] for word in words)]
    return name in one.article.text or any(f"({sign})" in one.article.text for sign in signs)


def _origin(number: int, texts: _Texts, root: Mapping[int, str], heads: Mapping[str, int]) -> str | None:
    """The origin of a text among the texts before it, None where it has none.

    What it shares text with may be a copy itself: then the first text is the origin if enough of it is still there.
    """
    choices = []
    for other, common in texts.shared.get(number, {}).items():
        own = texts.runs(number)
        if other not in root or common < (1 - OWN) * len(own):
            continue
        head = heads[root[other]]
        first = texts.runs(head)
        kin = len(own & first)
        if head == other or kin >= KINSHIP * min(len(own), len(first)):
            choices.append((head != other, -kin, -common, root[other]))
    return min(choices)[-1] if choices else None


def _told(
    article: Article, found: Lineage, firsts: Mapping[str, str], credits: Mapping[str, Credit | None]
) -> Reprint | None:
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
    own, theirs = credits[body.page_id], credits[first.page_id] if first else None
    signed = own or (theirs if theirs and theirs.how != "part" else None)
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
        credit=own.words if own else None,
        shared=differ.shared if differ else None,
        kept=differ.kept if differ else None,
        added=differ.added if differ else (),
        cut=differ.cut if differ else (),
        reason=_reason(body, first, differ, signed, version=version is not None),
    )


def _nearest(body: Body, origin: str, found: Lineage) -> str:
    """The version of the origin that a page has most of, the first of several."""
    later = sorted(page_id for page_id, first in found.versions.items() if first == origin)
    if not later:
        return origin
    own = body.runs()
    common = Counter({page_id: len(own & found.bodies[page_id].runs()) for page_id in (origin, *later)})
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
