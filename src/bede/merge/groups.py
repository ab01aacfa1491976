"""Groups: which pages tell of one happening, and which happenings are of one story, from whole articles.

Nothing is coded for it: articles about sport, crime or weather are grouped as those about politics are.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bede.lexicon.content import likeness
from bede.merge.alike import Account, accounts, neighbours
from bede.merge.reprints import lineage
from bede.model import Article, Grouped, content_id

ALIKE = 0.18  # the average likeness from which two groups of pages are of one happening, or else of one story
KEY = 0.4  # how much more of one group's pages than of the other's have a name or number that tells them apart
DOUBT = 5  # pages without it that are counted on top, so that a few pages prove nothing
FADING = 7  # days between the publication of two groups that halve their likeness
CAST = 2  # names that most pages of two happenings share where these are of one story


@dataclass(slots=True)
class _Group:
    """Pages that belong together: the sum of their vectors, how many have each key and name, and their days."""

    members: list[int]
    words: dict[str, float]
    keys: Counter[str]
    names: Counter[str]
    days: list[int]

    @property
    def size(self) -> int:
        """How many pages."""
        return len(self.members)

    def cast(self) -> set[str]:
        """The names that most of the pages have."""
        return {name for name, count in self.names.items() if 2 * count > self.size}


def group(articles: Iterable[Article]) -> list[Grouped]:
    """Which happening and story each article belongs to and which it copies, in the order given.

    The groups do not depend on that order. Copies count once. Groups of pages join, the most alike first, while the
    average likeness of their words is enough, unless most pages of either have a name or number that the other lacks;
    likeness fades with the days between publication. Happenings are of one story where less likeness and a cast of
    names that most pages of both have join them.
    """
    given = list(articles)
    lines = _lines(given)
    descent = lineage(lines.values())
    origin = descent.origins
    origins = [lines[page_id] for page_id in sorted(lines) if page_id not in origin]
    found = accounts(origins)
    near = neighbours(found, least=ALIKE)
    groups = {number: _group(number, account) for number, account in enumerate(found)}
    _join(groups, near, least=ALIKE, apart=_apart, fading=_faded)
    happening = _ids("happening", list(groups.values()), found)
    parts = Counter[str]()
    before = {number: list(one.members) for number, one in groups.items()}
    _join(groups, near, least=ALIKE, apart=_strangers, fading=lambda one, other: 1.0)
    story = _ids("story", list(groups.values()), found)
    for members in before.values():
        parts[story[found[members[0]].page_id]] += 1
    first = _first_lines(given)
    roots = [origin.get(article.page_id, article.page_id) for article in given]
    told = Counter(happening[root] for root in roots)
    return [
        Grouped(
            page=article.page,
            happening=happening[root] if told[happening[root]] > 1 else None,
            story=story[root] if parts[story[root]] > 1 else None,
            copy_of=first[root] if first[root] != article.page and article.page_id not in descent.versions else None,
        )
        for article, root in zip(given, roots, strict=True)
    ]


def _lines(articles: Iterable[Article]) -> dict[str, Article]:
    """One article for each page id, whichever comes first."""
    found: dict[str, Article] = {}
    for article in articles:
        known = found.get(article.page_id)
        if known is None or _rank(article) < _rank(known):
            found[article.page_id] = article
    return found


def _first_lines(articles: Iterable[Article]) -> dict[str, str]:
    """The name of one page for each page id: of pages that are the same, the others are its copies."""
    return {page_id: article.page for page_id, article in _lines(articles).items()}


def _rank(article: Article) -> tuple[str, str, str]:
    """What decides which of several pages of the same content stands for them."""
    return (article.published.earliest if article.published else "~", article.page, article.title or "")


def _group(number: int, account: Account) -> _Group:
    """A group of one page."""
    days = [date.fromisoformat(account.day[:10]).toordinal()] if account.day else []
    return _Group([number], dict(account.words), Counter(account.keys), Counter(account.names), days)


def _join(
    groups: dict[int, _Group],
    near: dict[int, dict[int, float]],
    *,
    least: float,
    apart: Callable[[_Group, _Group], bool],
    fading: Callable[[_Group, _Group], float],
) -> None:
    """Join groups in place, the most alike first by the average over their pages, down to ``least``."""
    heap = [
        (-round(weight * fading(groups[one], groups[other]), 9), one, other)
        for one, row in near.items()
        for other, weight in row.items()
        if one < other
    ]
    heapq.heapify(heap)
    number = max(groups, default=-1)
    while heap:
        weight, one, other = heapq.heappop(heap)
        if -weight < least:
            break
        if one not in groups or other not in groups or apart(groups[one], groups[other]):
            continue
        number += 1
        joined = _joined(groups.pop(one), groups.pop(other))
        around = near.pop(one).keys() | near.pop(other).keys()
        near[number] = {}
        for beside in sorted(around - {one, other}):
            average = round(likeness(joined.words, groups[beside].words) / (joined.size * groups[beside].size), 9)
            near[beside].pop(one, None)
            near[beside].pop(other, None)
            near[number][beside] = near[beside][number] = average
            heapq.heappush(heap, (-round(average * fading(joined, groups[beside]), 9), beside, number))
        groups[number] = joined


def _joined(one: _Group, other: _Group) -> _Group:
    """Two groups as one."""
    words: dict[str, float] = defaultdict(float, one.words)
    for stem, weight in other.words.items():
        words[stem] += weight
    return _Group(
        sorted([*one.members, *other.members]),
        dict(words),
        one.keys + other.keys,
        one.names + other.names,
        one.days + other.days,
    )


def _apart(one: _Group, other: _Group) -> bool:
    """Whether two groups are of two happenings, however alike: each has a key of its own."""
    return _has_own(one, other) and _has_own(other, one)


def _faded(one: _Group, other: _Group) -> float:
    """What is left of the likeness of two groups for the days between their mean days of publication, where known."""
    if not one.days or not other.days:
        return 1.0
    gap = abs(sum(one.days) / len(one.days) - sum(other.days) / len(other.days))
    return float(0.5 ** (gap / FADING))


def _has_own(one: _Group, other: _Group) -> bool:
    """Whether most pages of a group have a name or number that few of the other's have."""
    enough = KEY * (one.size + DOUBT)
    return any(
        count / (one.size + DOUBT) - other.keys[key] / other.size >= KEY
        for key, count in one.keys.items()
        if count >= enough
    )


def _strangers(one: _Group, other: _Group) -> bool:
    """Whether two happenings have too few names in common to be of one story."""
    return len(one.cast() & other.cast()) < CAST


def _ids(kind: str, groups: Sequence[_Group], found: Sequence[Account]) -> Mapping[str, str]:
    """An id for the group of each page, made from the page of it that was published first."""
    ids: dict[str, str] = {}
    for one in groups:
        _, first = min((found[member].day or "~", found[member].page_id) for member in one.members)
        key = content_id(kind, first)
        ids.update((found[member].page_id, key) for member in one.members)
    return ids
