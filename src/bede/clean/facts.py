"""Reads what the markup of a page says about its article: linked data (JSON-LD), meta elements, microdata, times."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import lxml.etree
import lxml.html

from bede.clean.words import words

_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_NESTING = 250
_PROSE = 80
_MOST_AUTHORS = 12
_MOST_TIMES = 100
_DEEPEST = 60
_MONTH_FIRST = frozenset({"us"})
_DAY_FIRST = frozenset({"gb", "uk", "ie", "au", "nz", "in", "za", "ng", "ke", "sg", "pk", "mt", "jm"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the markup says about the article: None or nothing where it says nothing.

    ``dates`` are the values that say when it was published, each with how far it is to be trusted; ``day_first`` is
    whether figures of dates have the day first, by the language; ``free`` whether all may read the whole of it,
    ``body`` the text of the article where linked data give it.
    """

    headline: str | None = None
    dates: tuple[tuple[str, float], ...] = ()
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None
    day_first: bool | None = None
    canonical: str | None = None
    free: bool | None = None
    body: str | None = None


def squeeze(text: str) -> str:
    """Return the text with single spaces, and none at its ends."""
    return _SPACE.sub(" ", text).strip()


def shown_length(node: lxml.html.HtmlElement, *, most: int) -> int:
    """Return how long the text of an element is, but for its outer space; counted no further than past ``most``."""
    length = 0
    for text in node.itertext():
        length += len(text.strip()) + 1
        if length > most:
            break
    return length


def read_facts(tree: lxml.html.HtmlElement) -> Facts:
    """Return what the markup says about the article."""
    metas = _metas(tree)
    canonical = _canonical(tree) or metas.get("og:url")
    linked, crumbs = _linked(tree, metas, canonical)
    headline = _text_of(linked.get("headline")) or metas.get("og:title") or metas.get("twitter:title") or _title(tree)
    language = tree.get("lang") or metas.get("og:locale") or metas.get("content-language") or ""
    code = re.match(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])", language.strip())
    publisher = _text_of(linked.get("publisher")) or metas.get("og:site_name")
    section = _text_of(linked.get("articleSection")) or metas.get("article:section") or crumbs
    return Facts(
        headline=squeeze(headline) if headline else None,
        dates=tuple(_dates(tree, linked, metas)),
        publisher=squeeze(publisher) if publisher else None,
        authors=tuple(_authors(tree, linked, metas)),
        section=squeeze(section) if section else None,
        language=code[1].lower() if code else None,
        day_first=_day_first(code[1].lower(), (code[2] or "").lower()) if code else None,
        canonical=canonical,
        free=_free(linked, metas),
        body=_text_of(linked.get("articleBody")),
    )


def _day_first(language: str, region: str) -> bool | None:
    if language != "en":
        return True
    return False if region in _MONTH_FIRST else True if region in _DAY_FIRST else None


def _metas(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """Return the contents of the meta elements by name, the first of each."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = (node.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := node.get(attribute)):
                found.setdefault(name.strip().lower(), content)
    return found


def _title(tree: lxml.html.HtmlElement) -> str | None:
    """Return the title of the page without the name of the outlet: the longest of the parts that bars divide."""
    title = next((node.text_content() for node in tree.iter("title")), "")
    return max(re.split(r"\s+(?:[|–—»•·-]|::)\s+", squeeze(title)), key=len) or None


def _canonical(tree: lxml.html.HtmlElement) -> str | None:
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split() and (address := (node.get("href") or "").strip()):
            return str(address)
    return None


# -- dates -------------------------------------------------------------------------------------------------------------


def _dates(tree: lxml.html.HtmlElement, linked: dict[str, Any], metas: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Yield the values that say when the article was published, the best first."""
    if said := _text_of(linked.get("datePublished")):
        yield said, 0.95
    yield from [(metas[name], 0.95) for name in _date_metas() if name in metas][:1]
    yield from [(said, 0.9) for said in _marked_times(tree)][:1]
    if not linked.get("datePublished") and (said := _text_of(linked.get("dateCreated"))):
        yield said, 0.7


@lru_cache(maxsize=1)
def _date_metas() -> tuple[str, ...]:
    return tuple(sorted(words()["date_metas"], key=lambda name: (":" not in name, name)))


def _marked_times(tree: lxml.html.HtmlElement) -> list[str]:
    """Return the dates of elements that are marked as that of publication, else of the one time above the text.

    Times within paragraphs, beside the article and in comments are those of something else.
    """
    marked: list[str] = []
    above: list[str] = []
    prose = titled = False
    asked = 0
    for node in tree.iter("h1", "p", "time", "span", "div", "meta", "abbr"):
        tag = node.tag
        titled = titled or tag == "h1"
        if tag == "p":
            prose = prose or (titled and shown_length(node, most=_PROSE) >= _PROSE)
            continue
        hint = f"{node.get('itemprop', '')} {node.get('class', '')}".lower()
        value = node.get("datetime") or node.get("content") or (node.get("title") if tag == "abbr" else None)
        said = "publish" in hint or "entry-date" in hint or (tag == "time" and node.get("pubdate") is not None)
        if not value or not (tag == "time" or "datepublished" in hint):
            continue
        asked += 1
        if asked > _MOST_TIMES:
            break
        if _is_aside(node):
            continue
        if "modif" in hint or "updat" in hint:
            continue
        if said:
            marked.append(value)
        elif tag == "time" and not prose and titled:
            above.append(value)
    if marked:
        return marked[:1]
    return above[:1] if len({value[:10] for value in above}) == 1 else []


def _is_aside(node: lxml.html.HtmlElement) -> bool:
    """Whether an element stands in a paragraph of prose, in a list beside the article or among comments."""
    for above in islice(node.iterancestors(), _DEEPEST):
        if above.tag in {"aside", "nav", "footer"}:
            return True
        if above.tag == "p" and shown_length(above, most=_PROSE) >= _PROSE:
            return True
        hint = set(re.findall(r"[a-z]+", f"{above.get('class', '')} {above.get('id', '')}".lower()))
        if above.tag not in {"body", "html", "main", "article"} and hint & (
            words()["aside_marks"] | words()["beside_marks"]
        ):
            return True
    return False


# -- linked data -------------------------------------------------------------------------------------------------------


def _linked(
    tree: lxml.html.HtmlElement, metas: dict[str, str], canonical: str | None
) -> tuple[dict[str, Any], str | None]:
    """Return the JSON-LD object of the page's article, empty where there is none, and the section its path names.

    Of several articles it is the one whose headline or address is the page's; the others are recommended.
    """
    found: list[dict[str, Any]] = []
    crumbs: list[str] = []
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower() or not node.text:
            continue
        try:
            data = json.loads(_unwrapped(node.text), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data, depth=0):
            kinds = _kinds(item)
            if any(kind.endswith(("Article", "BlogPosting", "Report")) for kind in kinds):
                found.append(item)
            elif any(kind.endswith("BreadcrumbList") for kind in kinds):
                crumbs = crumbs or _crumbs(item)
    section = next((name for name in crumbs[1:-1]), None) if len(crumbs) > 2 else None
    if len(found) < 2:
        return (found[0] if found else {}), section
    titles = {_key(title) for title in (metas.get("og:title"), *_headings(tree)) if title}
    for item in found:
        headline = _key(_text_of(item.get("headline")) or "")
        if headline and any(headline == title or headline in title or title in headline for title in titles if title):
            return item, section
    addresses = {canonical} - {None}
    for item in found:
        about = item.get("mainEntityOfPage")
        named = about.get("@id") if isinstance(about, dict) else about
        if {
            item.get("url") if isinstance(item.get("url"), str) else None,
            named if isinstance(named, str) else None,
        } & (addresses):
            return item, section
    return found[0], section


def _unwrapped(text: str) -> str:
    """Return linked data without the comment marks that some systems set around it."""
    return re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?://\s*\]\]>|-->|/\*\s*\]\]>\s*\*/)\s*$", "", text
    )


def _headings(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for node in tree.iter("h1", "title"):
        yield node.text_content()


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _objects(data: Any, *, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page itself, not those of lists of other pages."""
    if depth > _NESTING:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth=depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity"):
            yield from _objects(data.get(name, []), depth=depth + 1)


def _kinds(item: dict[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _crumbs(item: dict[str, Any]) -> list[str]:
    """Return the names of a path of links, from the front page to the article."""
    steps = item.get("itemListElement")
    names = []
    for step in steps if isinstance(steps, list) else []:
        if isinstance(step, dict):
            name = _text_of(step.get("name")) or _text_of(step.get("item"))
            names.append(name or "")
    return names if all(names) else []


def _text_of(value: Any) -> str | None:
    """Return the text of a JSON-LD value: a string, a number, or the name of an object or of the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value.strip() or None if isinstance(value, str) else None


# -- people and access -------------------------------------------------------------------------------------------------


def _authors(tree: lxml.html.HtmlElement, linked: dict[str, Any], metas: dict[str, str]) -> Iterator[str]:
    """Yield the names of those who wrote the article, each once."""
    said = linked.get("author") or linked.get("creator")
    names = [_text_of(item) for item in (said if isinstance(said, list) else [said])[:_MOST_AUTHORS]]
    if not any(names):
        metas_of = (
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "byl",
            "dcterms.creator",
        )
        names = [metas.get(name) for name in metas_of if metas.get(name) and "://" not in metas[name]][:1]
    if not any(names):
        names = [
            node.text_content()
            for node in tree.iter("a", "span", "p", "div")
            if (node.get("rel") or "").lower() == "author" or (node.get("itemprop") or "").lower() == "author"
        ][:_MOST_AUTHORS]
    yield from _names(name for name in names if name)


def _names(said: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for text in said:
        for part in re.split(
            r"\s*(?:;|,|\band\b|&)\s*", re.sub(r"^\s*by\b:?\s*", "", squeeze(text), flags=re.IGNORECASE)
        ):
            name = part.strip(" .|")
            if 1 < len(name) <= 60 and "@" not in name and "/" not in name and name.casefold() not in seen:
                seen.add(name.casefold())
                yield name


def _free(linked: dict[str, Any], metas: dict[str, str]) -> bool | None:
    """Return whether all may read the whole article, None where the markup does not say it."""
    said = linked.get("isAccessibleForFree")
    if isinstance(said, str):
        said = {"true": True, "false": False}.get(said.strip().lower())
    if isinstance(said, bool):
        return said
    tier = metas.get("article:content_tier", "").lower()
    return {"free": True, "locked": False, "metered": False}.get(tier)
