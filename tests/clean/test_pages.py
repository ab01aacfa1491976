"""Pages without markup in the layouts of many publications: what each is, and the part that every line of it plays.

A page in ``pages`` begins with a line that says what is right for it: ``article``, another kind, or ``dropped`` and the
reason. Where it is kept, each line begins with its part; several parts, joined with ``|``, are all right; ``time`` is a
date line that an entry of a live blog begins with, ``other`` any part but headline, subheadline and body. The pages
whose names begin with ``third`` to ``seventh`` are set in the layouts of many more publications: of these
the body and the headline are held, not every line's part.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bede.clean import clean
from bede.clean.kinds import REASONS
from bede.clean.lines import BULLET
from bede.model import Article, Dropped, Page

FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Case:
    """A page, what is right for it, and the parts and text of each of its lines."""

    name: str
    right: str
    content: str
    lines: tuple[tuple[frozenset[str], str], ...]


def case_of(path: Path) -> Case:
    first, *rows = path.read_text(encoding="utf-8").split("\n")
    right = first.removeprefix("# ").partition(";")[0]
    if right.startswith("dropped"):
        return Case(path.stem, right, "\n".join(rows), ())
    split = [row.partition(":") for row in rows]
    content = "\n".join(text.removeprefix(" ") for _, _, text in split)
    lines = tuple((frozenset(parts.split("|")), text.strip()) for parts, _, text in split if parts)
    return Case(path.stem, right, content, lines)


CASES = [case_of(path) for path in sorted(FOLDER.glob("*.txt"))]
KEPT = [case for case in CASES if case.lines]
WHOLE = [case for case in KEPT if not case.name.startswith(("third-", "fourth-", "fifth-", "sixth-", "seventh-"))]
MISSED = {
    # A short paragraph below a teaser or an advertisement is taken for a blurb.
    "second-filipino-daily",
    "third-latin-american-hostages",
    "third-uk-local-visit",
    "seventh-balkan",
    # A line under the headline that ends as a sentence does is taken for the first paragraph.
    "fourth-opinion-site-drones",
    "fourth-opinion-site-expel",
    "fourth-opinion-site-release",
    "third-ministry-ceasefire",
    "third-ministry-coup",
    "third-ministry-mutiny",
    "sixth-vietnam",
    # The line under the headline is taken for the headline.
    "third-rights-group-pipeline",
    # A heading is lost that stands below a teaser, or that a table of contents has too.
    "fourth-caribbean-portal-expel",
    "fourth-turkish-state-expel",
    "third-institute-aid",
    "third-israeli-daily-summit",
    "third-market-news-mutiny",
    # A sentence of a note inside or below the article is taken for a paragraph.
    "fourth-press-agency-paywall-court",
    "fourth-press-agency-paywall-ferry",
    "fourth-press-agency-paywall-floodaid",
    "third-east-african-daily-pipeline",
    "third-east-african-daily-tariff",
    "seventh-israel",
    # The points of a summary, or facts in a box, are taken for paragraphs, headings with figures are lost.
    "fifth-germany-furn",
    "fifth-lists-inside",
    "fifth-oneline",
    "fifth-opinion-pull",
    "fifth-press-release",
    "fifth-thinktank",
    "fifth-ukraine-blank",
    "sixth-latin",
}
"""Pages of which the reader takes a line for what it is not, by what goes wrong."""


def missed(case: Case) -> Any:
    """The case, expected to fail where it is known to be wrong."""
    marks = [pytest.mark.xfail(strict=True)] if case.name in MISSED else []
    return pytest.param(case, id=case.name, marks=marks)


def article(case: Case) -> Article:
    found = clean(Page(name=case.name, form="page", content=case.content))
    assert isinstance(found, Article), found
    return found


def unmarked(line: str) -> str:
    """The line without its bullet, as spans of the body are."""
    bullet = BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def cases(*names: str) -> dict[str, Case]:
    return {case.name: case for case in CASES if case.name in names}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_page_is_what_it_is(case: Case) -> None:
    found = clean(Page(name=case.name, form="page", content=case.content))
    if isinstance(found, Dropped):
        assert f"dropped {found.reason.removeprefix('no article: ')}" == case.right
    else:
        assert found.kind == case.right


@pytest.mark.parametrize("case", list(map(missed, WHOLE)))
def test_every_line_plays_its_part(case: Case) -> None:
    found = article(case)
    parts = [(part.part, found.text[part.start : part.end]) for part in found.parts]
    wrong = [
        (part, sorted(right), text)
        for (part, text), (right, line) in zip(parts, case.lines, strict=True)
        if text != line or part not in {"date" if name == "time" else name for name in right}
    ]
    assert not wrong


@pytest.mark.parametrize("case", list(map(missed, KEPT)))
def test_body_and_headline_are_the_lines_that_play_these_parts(case: Case) -> None:
    found = article(case)
    surely = [unmarked(line) for right, line in case.lines if right == {"body"}]
    maybe = {unmarked(line) for right, line in case.lines if "body" in right}
    body = [span.text for span in found.body]
    assert [text for text in body if text in surely] == surely
    assert set(body) <= maybe
    headline = [line for right, line in case.lines if right == {"headline"}]
    assert [found.headline.text if found.headline else None] == (headline or [None])


def test_pages_show_every_kind_and_every_reason() -> None:
    rights = {case.right for case in CASES}
    assert {"article", "live blog", "transcript", "gallery", "paywall stub"} <= rights
    said = {right.removeprefix("dropped ") for right in rights if right.startswith("dropped")}
    assert said | {"blank", "no prose", "too long", "too many tags"} == set(REASONS)


def test_headlines_of_lists_come_once_each() -> None:
    for case in KEPT:
        texts = [" ".join(span.text.casefold().split()) for span in article(case).teaser_headlines]
        assert len(texts) == len(set(texts)), case.name
    case = cases("article-korean-translated")["article-korean-translated"]
    assert [span.text for span in article(case).teaser_headlines] == [
        "Voting Ends in South Isle—Will the Ruling Party Keep Its Majority?",
        "Chip Maker Cuts 4,000 Jobs—Union Threatens to Strike in June",
        "Singer Returns from Army—Fans Wait in the Rain for Nine Hours",
        "Old Palace Gate Found Under a Parking Lot in Haneul",
        "Which Noodles Keep Longest? Our Kitchen Put Twelve to the Test",
    ]


LIVE = [case for case in KEPT if case.right == "live blog"]


@pytest.mark.parametrize("case", LIVE, ids=[case.name for case in LIVE])
def test_live_blog_has_an_entry_for_each_time(case: Case) -> None:
    found = article(case)
    times = [line for right, line in case.lines if "time" in right]
    assert len(found.entries) == len(times)
    for entry, after in zip(found.entries, [*found.entries[1:], None], strict=True):
        texts = [span.text for span in found.body if entry.start <= span.start < entry.end]
        assert texts
        assert after is None or entry.end <= after.start
        assert entry.published is None or any(time.startswith(entry.published.text) for time in times)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("live-gulf-broadcaster", ["2031-02-04T16:45Z", "2031-02-04T13:10Z", "2031-02-03T22:00Z", "2031-02-03T18:30Z"]),
        ("live-indian-daily", ["2031-10-02T20:12", "2031-10-02T18:40", "2031-10-02T14:05", "2031-10-02T11:30"]),
        (
            "live-british-broadsheet",
            ["2031-11-20T14:05", "2031-11-20T11:40", "2031-11-20T09:15", "2031-11-20T07:10"],
        ),
        (
            "live-local-paper",
            ["2031-09-10T06:30", "2031-09-10T09:10", "2031-09-10T11:45", "2031-09-10T12:00", "2031-09-10T14:20"],
        ),
        ("live-american-network", [None, None, None, None]),
    ],
)
def test_entries_have_their_own_times_where_the_page_says_them(name: str, days: list[str | None]) -> None:
    entries = article(cases(name)[name]).entries
    assert [entry.published.earliest if entry.published else None for entry in entries] == days


def test_clock_times_that_pass_midnight_are_of_no_day() -> None:
    case = cases("live-local-paper")["live-local-paper"]
    content = case.content.replace("14:20", "00:20")
    found = clean(Page(name="n", form="page", content=content))
    assert isinstance(found, Article)
    assert [entry.published for entry in found.entries] == [None] * 5


def test_times_before_the_texts_open_entries() -> None:
    entries = article(cases("second-live-inline")["second-live-inline"]).entries
    assert [entry.published.earliest if entry.published else None for entry in entries] == [
        "2031-11-18T21:14",
        "2031-11-18T19:40",
        "2031-11-18T18:05",
        "2031-11-18T16:30",
        "2031-11-18T15:10",
    ]


def test_comments_with_times_make_no_live_blog() -> None:
    case = cases("article-blog-comments")["article-blog-comments"]
    assert article(case).entries == ()


def test_ticker_above_an_article_makes_no_live_blog() -> None:
    ticker = "Live\n14:44\nA bridge is closed.\n13:43\nTrains run again.\n12:42\nA power cut has been repaired.\n"
    case = cases("article-list-in-text")["article-list-in-text"]
    found = clean(Page(name="n", form="page", content=ticker + case.content))
    assert isinstance(found, Article)
    assert (found.kind, found.entries) == ("article", ())
    paragraphs = "".join(f"<p>{span.text}</p>" for span in found.body)
    items = "".join(f"<li>{row}</li>" for row in ticker.splitlines()[1:])
    html = f"<body><h2>Live</h2><ul>{items}</ul><h1>Coalition imposes sanctions</h1>{paragraphs}</body>"
    found = clean(Page(name="n", form="html", content=html))
    assert isinstance(found, Article)
    assert (found.kind, found.entries) == ("article", ())


def test_offer_in_the_midst_of_an_article_makes_no_paywall_stub() -> None:
    case = cases("article-brief")["article-brief"]
    last = "She will present her letters to the president on Friday."
    more = "Storr has said that Lakeland and Tern should share a pilot and a harbor."
    content = case.content.replace(last, f"{last}\nTo continue reading this article, subscribe now.\n{more}")
    found = clean(Page(name="n", form="page", content=content))
    assert isinstance(found, Article)
    assert (found.kind, found.body[-1].text) == ("article", more)
