"""Every question to a database gives what reading all its records would give."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import corpus
from bede.model import Event, Story, content_id
from bede.store import Store, StoreError, open_store
from bede.store.packing import RELATIONS
from bede.store.query import Query, QueryError, query_of
from bede.store.search import FACETS, Kept, Search, open_search
from builders import GREECE, TURKEY, article, event, place, report, when

SIZE = 1500


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up database."""
    path = tmp_path_factory.mktemp("corpus") / "made.db"
    corpus.write(path, events=SIZE, reports=SIZE * 4)
    return path


@pytest.fixture(scope="module")
def search(path: Path) -> Iterator[Search]:
    with open_search(path) as search:
        yield search


@pytest.fixture(scope="module")
def events(path: Path) -> list[Event]:
    with open_store(path) as store:
        return list(store.events())


def fits(query: Query, event: Event) -> bool:
    """Whether a record fits a query, as its reference says, without text and stories."""
    sides = {"actor": event.actors, "recipient": event.recipients, "party": (*event.actors, *event.recipients)}
    for role, parties in sides.items():
        wanted = getattr(query, role)
        found = [any(value in (one.country, one.entity or one.name) for one in parties) for value in wanted]
        if wanted and not (all(found) if role == "party" else any(found)):
            return False
    countries = {one.country for one in (*event.actors, *event.recipients, *event.places)}
    earliest, latest = (event.date.earliest, event.date.latest) if event.date else (None, None)
    return (
        (not query.type or event.event_type in query.type or event.act in query.type)
        and (not query.act or event.act in query.act)
        and (not query.mode or bool(set(query.mode) & set(event.modes)))
        and (not query.status or event.status in query.status)
        and (not query.quad or str(event.quad) in query.quad)
        and (not query.country or bool(set(query.country) & countries))
        and (not query.place or any(f"geonames:{one.geonames_id}" in query.place for one in event.places))
        and (not query.outlet or bool(set(query.outlet) & set(event.outlets)))
        and (not query.context or bool(set(query.context) & set(event.contexts)))
        and (query.since is None or (latest is not None and latest >= query.since))
        and (query.until is None or (earliest is not None and earliest <= query.until + "~"))
        and (query.confidence_from is None or event.confidence >= query.confidence_from)
        and (query.confidence_to is None or event.confidence <= query.confidence_to)
        and (query.independent_from is None or event.independent >= query.independent_from)
    )


def drawn(events: list[Event], *, seed: int) -> Query:
    """A query that at least one event fits."""
    choice = random.Random(seed)
    one = choice.choice([event for event in events if event.date])
    assert one.date is not None
    values = {
        "actor": tuple(choice.choice((party.country or "", party.entity or party.name)) for party in one.actors),
        "recipient": tuple(party.entity or party.name for party in one.recipients),
        "party": tuple(party.country for party in (*one.actors, *one.recipients) if party.country),
        "type": (one.event_type, "PROTEST"),
        "act": (one.act,),
        "mode": one.modes,
        "status": (one.status,),
        "quad": (str(one.quad),),
        "country": tuple(party.country for party in one.actors if party.country),
        "place": tuple(f"geonames:{spot.geonames_id}" for spot in one.places),
        "outlet": one.outlets[:2],
        "context": one.contexts,
        "since": (one.date.earliest or "")[:7],
        "until": (one.date.latest or "")[:4],
        "confidence_from": one.confidence - 0.1,
        "confidence_to": one.confidence + 0.01,
        "independent_from": one.independent,
    }
    chosen = choice.sample(sorted(values), choice.randint(1, 4))
    return Query(**{name: values[name] for name in chosen})  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(60))
def test_query_finds_what_fits_and_nothing_else(search: Search, events: list[Event], seed: int) -> None:
    query = drawn(events, seed=seed)
    wanted = {event.id for event in events if fits(query, event)}
    found = search.events(query, limit=1000).rows
    assert search.count(query).events == len(wanted) > 0
    assert search.count(query).exact
    assert {row.event.id for row in found} <= wanted
    assert len(found) == min(1000, len(wanted))


@pytest.mark.parametrize("seed", range(20))
def test_facet_counts_what_fits_all_other_filters(search: Search, events: list[Event], seed: int) -> None:
    query = drawn(events, seed=seed)
    facets = {facet.name: facet for facet in search.facets(query, most=5)}
    assert tuple(facets) == FACETS
    for name, values_of in {
        "actor": lambda event: {one.entity or one.name for one in event.actors},
        "country": lambda event: {one.country for one in (*event.actors, *event.recipients, *event.places)} - {None},
        "type": lambda event: {event.event_type},
        "status": lambda event: {event.status},
        "outlet": lambda event: set(event.outlets),
    }.items():
        others = query.without(name)
        counts = Counter(value for event in events if fits(others, event) for value in values_of(event))
        for choice in facets[name].choices:
            chosen = getattr(query, name)
            assert choice.chosen == (choice.value in chosen)
            if choice.value in counts and not (name == "type" and choice.chosen):  # a type's filter also takes acts
                assert choice.events == counts[choice.value]
        listed = [choice.events for choice in facets[name].choices if not choice.chosen][:5]
        assert listed == sorted(listed, reverse=True)
        assert facets[name].more == max(0, len(counts) - 5)


def test_chosen_value_is_listed_however_rare(search: Search, events: list[Event]) -> None:
    rare = min(
        Counter(one.entity or one.name for event in events for one in event.actors).items(), key=lambda item: item[1]
    )
    (facet,) = search.facets(Query(actor=(rare[0], "nobody at all")), names=("actor",), most=3)
    found = {choice.value: choice for choice in facet.choices}
    assert found[rare[0]].events == rare[1]
    assert found[rare[0]].chosen
    assert found["nobody at all"].events == 0


def test_choices_are_found_by_words(search: Search, events: list[Event]) -> None:
    name = next(one.name for event in events for one in event.actors if one.kind == "person")
    facet = search.choices(Query(), "actor", words=name.split()[0][:-1])
    assert any(choice.label == name for choice in facet.choices)


@pytest.mark.parametrize("sort", ["-published", "published", "date", "-date", "-reports", "confidence", "intensity"])
def test_pages_of_a_list_follow_one_another_in_its_order(search: Search, events: list[Event], sort: str) -> None:
    query = Query(sort=sort, status=("actual",))
    rows, cursor = [], None
    while True:
        found = search.events(query, limit=97, cursor=cursor)
        rows += found.rows
        cursor = found.cursor
        if cursor is None:
            break
    ids = [row.event.id for row in rows]
    assert len(ids) == len(set(ids)) == sum(event.status == "actual" for event in events)
    keys = {
        "published": lambda event: event.last_published if sort[0] == "-" else event.first_published,
        "date": lambda event: event.date.earliest if event.date else None,
        "reports": lambda event: len(event.reports),
        "confidence": lambda event: event.confidence,
        "intensity": lambda event: event.intensity,
    }
    values = [keys[sort.removeprefix("-")](row.event) for row in rows]
    known = [value for value in values if value is not None]
    assert values[: len(known)] == known  # what is not known comes last
    assert known == sorted(known, reverse=sort.startswith("-"))


def test_cursor_of_another_order_is_refused(search: Search) -> None:
    cursor = search.events(Query(), limit=2).cursor
    for wrong in (cursor, "x", "é", "LTE", ""):
        with pytest.raises(QueryError) as caught:
            search.events(Query(sort="date"), cursor=wrong)
        assert caught.value.parameter == "cursor"


def test_text_is_searched_with_operators_and_shows_the_sentence_that_has_it(search: Search, path: Path) -> None:
    with open_store(path) as store:
        wanted = {event.id for event in store.events(text="accuse AND government NOT talks")}
    query = Query(text="accuse AND government NOT talks")
    found = search.events(query, limit=1000).rows
    assert {row.event.id for row in found} == wanted
    assert wanted
    for row in found:
        assert row.quote is not None
        assert "accuse" in row.quote.text
        assert "government" in row.quote.text
        assert "talks" not in row.quote.text


def test_text_that_is_no_query_is_refused(search: Search) -> None:
    for ask in (search.check, search.count, search.events):
        with pytest.raises(QueryError) as caught:
            ask(Query(text='"unfinished'))
        assert caught.value.parameter == "text"
        assert "beginning*" in caught.value.expected


def test_count_says_how_many_reports_a_text_search_looked_at(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = search.count(Query(text="the"))
    assert whole.exact
    monkeypatch.setattr("bede.store.search.MOST_MATCHES", 50)
    some = search.count(Query(text="the OR of"))
    assert not some.exact
    assert some.bound == 50
    assert 0 < some.events <= 50 < whole.events


def test_series_spreads_an_event_over_its_days(tmp_path: Path) -> None:
    with (
        store_of(tmp_path, ("2024-04-24", "2024-04-26"), ("2024-04-26", None), (None, None)) as store,
        open_search(store.path) as search,
    ):
        found = search.series(Query(), step="day")
        assert found.starts == ("2024-04-24", "2024-04-25", "2024-04-26")
        assert found.quads[2] == (0.333333, 0.333333, 1.333333)
        assert found.intensity == (-2.0, -2.0, -2.0)
        assert found.undated == 1
        cut = search.series(Query(since="2024-04-26", until="2024-04-27"), step="day")
        assert cut.starts == ("2024-04-26", "2024-04-27")
        assert cut.quads[2] == (1.333333, 0.0)
        assert cut.before == 0.666667
        assert cut.after == 0


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_series_loses_no_event(search: Search, step: str) -> None:
    found = search.series(Query(), step=step)  # type: ignore[arg-type]
    total = sum(map(sum, found.quads)) + found.undated + found.before + found.after
    assert total == pytest.approx(SIZE, abs=0.05)
    days = [date.fromisoformat(day) for day in found.starts]
    assert days == sorted(set(days))
    if step == "week":
        assert {day.weekday() for day in days} == {0}
    if step == "month":
        assert {day.day for day in days} == {1}


def test_dyads_and_actors_count_events(search: Search, events: list[Event]) -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    for one in events:
        actors = [party.country for party in one.actors]
        for actor in dict.fromkeys(actors):
            for other in dict.fromkeys(party.country for party in one.recipients or one.actors):
                if actor != other and actor and other:
                    pairs[actor, other] += 1
    found = search.dyads(Query(), by="country", limit=20)
    assert [pairs[edge.actor, edge.recipient] for edge in found] == [edge.events for edge in found]
    assert found[0].events == max(pairs.values())
    assert all(sum(edge.quads) == edge.events for edge in found)
    acts = Counter(name for one in events for name in {party.entity or party.name for party in one.actors})
    assert all(acts[node.value] == node.acts for node in search.actors(Query(), limit=20))


def test_network_has_edges_between_its_nodes_alone(search: Search) -> None:
    found = search.network(Query(quad=("4",)), nodes=10)
    names = {node.value for node in found.nodes}
    assert len(names) == 10
    assert found.edges
    assert all({edge.actor, edge.recipient} <= names and edge.quads[:3] == (0, 0, 0) for edge in found.edges)


def test_circles_have_points_precision_and_counts(search: Search, events: list[Event]) -> None:
    query = Query(status=("actual",))
    counts = Counter(spot.geonames_id for one in events if one.status == "actual" for spot in one.places)
    found = search.places(query, limit=10)
    assert [counts[int(circle.value.split(":")[1])] for circle in found] == [circle.events for circle in found]
    assert all(1 <= circle.precision <= 4 and sum(circle.quads) == circle.events for circle in found)


def test_front_page_lists_what_its_words_say(search: Search) -> None:
    front = search.front()
    assert front.day is not None
    assert all(row.event.status == "future" and (row.event.date.latest or "") >= front.day for row in front.planned)  # type: ignore[union-attr]
    happened = [row.event.date.earliest for row in front.latest if row.event.date]
    assert happened == sorted(happened, reverse=True)  # type: ignore[type-var]
    assert all(day is not None and day <= front.day for day in happened)
    assert [row.event.independent for row in front.covered] == sorted(
        (row.event.independent for row in front.covered), reverse=True
    )
    assert front.moved[0].new >= front.moved[-1].new > 0


def test_stories_come_in_stretches_those_that_moved_last_first(search: Search, path: Path) -> None:
    with open_store(path) as store:
        stories = {story.id: story for story in store.stories()}
        latest = {event.id: event.date.latest if event.date else None for event in store.events()}
    found = [
        story for offset in range(0, len(stories) + 50, 50) for story in search.stories(limit=50, offset=offset).stories
    ]
    assert search.stories().count == len(stories)
    assert {story.id: story for story in found} == stories
    last = [max((latest[event] or "" for event in story.events), default="") for story in found]
    assert last == sorted(last, reverse=True)


def test_answer_that_was_asked_for_last_is_kept_longest() -> None:
    kept, made = Kept(2), []

    def ask(key: str) -> str:
        return kept.get((key,), lambda: made.append(key) or key)

    assert [ask(key) for key in "ababcab"] == list("ababcab")
    assert made == ["a", "b", "c", "a", "b"]
    kept.clear()
    ask("b")
    assert made[-1] == "b"


# -- one event and one page --------------------------------------------------------------------------------------------


def test_event_is_shown_with_its_sentences_cut_at_their_marks(tmp_path: Path) -> None:
    text = "Ankara accused Athens of violating its airspace on Friday."
    page = article(text)
    told = replace(report(page, date=when("on Friday", "2024-04-26")), places=(place("Athens", text, country="GRC"),))
    with open_store(tmp_path / "one.db", create=True) as store:
        store.add([(page, [told])], coded_with="test")
        store.replace_events([event(told)], [], {})
    with open_search(tmp_path / "one.db") as search:
        view = search.event(event(told).id)
        (shown,) = view.reports
        assert "".join(segment.text for segment in shown.segments) == text
        kinds = {segment.text: segment.kinds for segment in shown.segments if segment.marks}
        assert kinds == {
            "Ankara": ("actor",),
            "accused": ("act",),
            "Athens": ("recipient", "place"),
            "on Friday": ("time",),
        }
        assert shown.page.publisher == "Norrland Herald"
        assert view.story is None
        whole = search.page(page.page_id)
        assert whole.events == {told.id: event(told).id}
        assert [(line.part, "".join(segment.text for segment in line.segments)) for line in whole.lines] == [
            ("body", text)
        ]
        assert whole.lines[0].segments[0].reports == (told.id,)
        for ask in (search.event, search.page):
            with pytest.raises(StoreError, match="no "):
                ask("0" * 16)


def test_event_stands_between_its_neighbours_in_the_story(search: Search, path: Path) -> None:
    with open_store(path) as store:
        story = max(store.stories(), key=lambda story: len(story.events))
    at = len(story.events) // 2
    view = search.event(story.events[at], neighbours=2)
    assert view.story is not None
    assert view.story.id == story.id
    assert tuple(one.id for one in view.earlier) == story.events[at - 2 : at]
    assert tuple(one.id for one in view.later) == story.events[at + 1 : at + 3]
    assert search.events(Query(story=(story.id,)), limit=1000).rows[0].story == story.id
    assert search.count(Query(story=(story.id,))).events == len(story.events)


def test_reports_of_a_large_event_come_in_stretches(search: Search, events: list[Event]) -> None:
    largest = max(events, key=lambda one: len(one.reports))
    found = [
        shown.report.id
        for offset in range(0, len(largest.reports), 100)
        for shown in search.event(largest.id, offset=offset).reports
    ]
    assert tuple(found) == largest.reports


# -- what others write -------------------------------------------------------------------------------------------------


def store_of(folder: Path, *days: tuple[str | None, str | None]) -> Store:
    """A store of events on days, each of a page of its own."""
    store = open_store(folder / "days.db", create=True)
    write(store, *days)
    return store


def write(store: Store, *days: tuple[str | None, str | None], first: int = 0) -> list[Event]:
    """Write events on days in place of all earlier ones."""
    made = []
    for number, (earliest, latest) in enumerate(days, start=first):
        text = f"Ankara accused Athens of violating its airspace on Friday, for the {number}th time."
        page = article(text, page=f"{number}.txt")
        told = report(page, date=when("Friday", earliest, text, last=latest) if earliest else None)
        store.add([(page, [told])], coded_with="test")
        made.append(event(told, published="2024-05-01"))
    store.replace_events(made, [], {})
    return made


def test_search_sees_what_is_written_while_it_is_open(tmp_path: Path) -> None:
    with store_of(tmp_path, ("2024-04-24", None), ("2024-04-25", None)) as store, open_search(store.path) as search:
        before = search.state()
        assert search.count(Query()).events == 2
        write(store, ("2024-04-24", None), ("2024-04-25", None), ("2024-04-26", None))
        assert search.count(Query()).events == 3
        assert search.state() != before
        assert search.count(Query(text='"the 2th"')).events == 1
        write(store, ("2024-04-24", None))
        assert [row.event.date.earliest for row in search.events(Query()).rows if row.event.date] == ["2024-04-24"]
        same = search.state()
        store.add_dropped([])
        assert search.state() == same


def test_columns_follow_single_events_as_they_come_and_go(tmp_path: Path) -> None:
    with store_of(tmp_path, ("2024-04-24", None), ("2024-04-25", None)) as store, open_search(store.path) as search:
        first = search.columns()
        gone, stays = (row.event for row in search.events(Query(sort="date")).rows)
        text = "Rome accused Athens of violating its airspace on Friday."
        page = article(text, page="new.txt")
        told = report(page, actors=(replace(TURKEY, name="Italy", country="ITA", entity="state:ITA"),))
        store.add([(page, [told])], coded_with="test")
        with store.file.writing() as cursor:
            from bede.store.writing import add_event

            cursor.execute("DELETE FROM event_reports WHERE event_id = ?", (gone.id,))
            cursor.execute("DELETE FROM event_parties WHERE event_id = ?", (gone.id,))
            cursor.execute("DELETE FROM events WHERE id = ?", (gone.id,))
            add_event(cursor, event(told))
        assert {row.event.id for row in search.events(Query()).rows} == {stays.id, event(told).id}
        assert search.count(Query(actor=("ITA",))).events == 1
        assert search.count(Query(actor=("TUR",))).events == 1
        assert search.count(Query(recipient=(GREECE.entity or "",))).events == 2
        assert search.columns().size == 2
        with open_search(store.path) as anew:
            whole, grown = anew.columns(), search.columns()
            assert first.size == 2
            assert (whole.id_numbers == grown.id_numbers).all()
            for name in RELATIONS:
                assert (whole.relations[name].terms == grown.relations[name].terms).all()
                assert (whole.relations[name].rows == grown.relations[name].rows).all()
            assert (whole.row_of_report == grown.row_of_report).all()


def test_cursor_goes_on_where_it_was_while_events_are_added(tmp_path: Path) -> None:
    days = [(f"2024-04-{day:02}", None) for day in range(10, 20)]
    with store_of(tmp_path, *days) as store, open_search(store.path) as search:
        found = search.events(Query(sort="date"), limit=4)
        seen = [row.event.id for row in found.rows]
        write(store, *days, ("2024-04-01", None), ("2024-04-30", None))
        while found.cursor is not None:
            found = search.events(Query(sort="date"), limit=4, cursor=found.cursor)
            seen += [row.event.id for row in found.rows]
        assert len(seen) == len(set(seen)) == 11  # not the one that now comes before where it was


def test_database_of_an_older_version_is_completed(tmp_path: Path) -> None:
    with store_of(tmp_path, ("2024-04-24", None), (None, None)) as store:
        made = list(store.events())
        store.replace_events(
            made,
            [
                Story(
                    id=content_id("s"), title="s", actors=(), events=(made[0].id,), links=(), earliest=None, latest=None
                )
            ],
            {},
        )
        with store.file.writing() as cursor:
            cursor.execute("DELETE FROM event_columns")
            cursor.execute("DELETE FROM story_columns")
    with open_search(tmp_path / "days.db") as search:
        assert search.count(Query()).events == 2
        assert search.count(query_of(f"story={content_id('s')}")).events == 1


def test_report_that_stays_keeps_its_number_when_its_page_is_coded_anew(tmp_path: Path) -> None:
    with store_of(tmp_path, ("2024-04-24", None), ("2024-04-25", None)) as store, open_search(store.path) as search:
        (page,) = [one for one in store.articles() if one.page == "0.txt"]
        store.add([(page, store.reports_on(page.page_id))], coded_with="another")
        (row,) = search.events(Query(text='"the 0th"')).rows
        assert row.quote is not None
        assert "0th" in row.quote.text


def test_hostile_names_are_found_as_they_are(tmp_path: Path) -> None:
    text = "Ankara accused Athens of violating its airspace on Friday."
    names = ["<script>", "a\nb", "a\x00b", "\ud800x", "(.*)+", "x" * 500, "_", "—"]
    page = article(text)
    told = report(page, actors=tuple(replace(TURKEY, name=name, entity=None, country=None) for name in names))
    with open_store(tmp_path / "odd.db", create=True) as store:
        store.add([(page, [told])], coded_with="test")
        store.replace_events([event(told)], [], {})
    with open_search(tmp_path / "odd.db") as search:
        for name in ("<script>", "a\nb", "(.*)+", "x" * 500, "_", "—", "SCRIPT", "b"):
            assert search.count(Query(actor=(name,))).events == 1, name
        assert search.count(Query(actor=(".*",))).events == 0
