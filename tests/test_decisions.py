"""Decisions by people: kept as rows, applied on every later run, taken back by another row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bede.engine import run
from bede.flow import join
from bede.ledger import Decision, Right
from bede.lexicon import Lexicon
from bede.model import Event, Manifest
from bede.store import Store, StoreError, open_store
from bede.store.decisions import add_decisions, decide, decisions, decisions_on, judged, undo
from bede.store.joining import rejoin
from bede.verdicts import constraints, corrected, standing
from builders import article, party, report, when

NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
RUN = Manifest(id="0", version="1", model="m", lexicon=(), counts=(), dropped=())


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by a minute each time it is looked at."""
    ticks = iter(range(10_000))
    return lambda: NOON + timedelta(minutes=next(ticks))


def told(text: str, *, page: str, **changed: Any) -> tuple[Any, Any]:
    """An article of one sentence, and its report."""
    found = article(text, page=page, published="2024-04-30")
    day, date = ("Monday", "2024-04-29") if "Monday" in text else ("Friday", "2024-04-26")
    one = report(
        found,
        actors=(party("Ankara", text, name="Turkey", country="TUR", sectors=("GOV",)),),
        recipients=(party("Athens", text, name="Greece", country="GRC", sectors=("GOV",)),),
        date=when(day, date, text),
    )
    return found, replace(one, **changed)


PAGES = (
    ("Ankara accused Athens of violating its airspace on Friday.", "a"),
    ("Ankara accused Athens on Friday of violating its airspace with jets.", "b"),
    ("On Monday Ankara accused Athens of arming islands.", "c"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of three pages: two tell of one accusation, one of another."""
    with open_store(tmp_path / "news.db", create=True) as opened:
        coded = [told(text, page=name) for text, name in PAGES]
        opened.add([(page, [one]) for page, one in coded], coded_with="one")
        opened.add_run(RUN)
        rejoin(opened)
        yield opened


def pages(store: Store) -> list[str]:
    """The names of the pages of each event."""
    names = {page.page_id: page.page for page in store.articles()}
    return sorted("".join(sorted(names[page] for page in event.pages)) for event in store.events())


def event_with(store: Store, name: str) -> Event:
    """The event of a page."""
    found = store.event_of(store.reports_on(store.article(name).page_id)[0])
    assert found is not None
    return found


def report_of(store: Store, name: str) -> str:
    """The id of the report of a page."""
    return store.reports_on(store.article(name).page_id)[0].id


# -- the same, not the same --------------------------------------------------------------------------------------------


def test_events_decided_to_be_the_same_are_one_and_say_who_decided(store: Store, clock: Callable[[], datetime]):
    assert pages(store) == ["ab", "c"]
    decide(
        store, "same", [event_with(store, "a").id, event_with(store, "c").id], user="anna", note="one note", clock=clock
    )
    rejoin(store)
    assert pages(store) == ["abc"]
    (event,) = store.events()
    (merge,) = [merge for merge in event.merges if "decided" in merge.reason]
    assert merge.reason.endswith("decided by anna on 2024-05-02: one note")
    assert merge.score == 1.0


def test_reports_decided_not_to_be_the_same_are_two_events(store: Store, clock: Callable[[], datetime]):
    decide(store, "not-the-same", [report_of(store, "a"), report_of(store, "b")], user="anna", clock=clock)
    rejoin(store)
    assert pages(store) == ["a", "b", "c"]


def test_a_report_can_be_parted_from_its_event(store: Store, clock: Callable[[], datetime]):
    event = event_with(store, "a")
    found = decide(store, "not-the-same", [event.id, report_of(store, "b")], user="anna", clock=clock)
    assert [one.report for one in found.subjects] == [report_of(store, "a")]
    assert [one.report for one in found.others] == [report_of(store, "b")]


def test_what_nobody_decided_about_goes_with_the_part_that_it_agrees_with(store: Store, clock: Callable[[], datetime]):
    decide(store, "same", [report_of(store, "a"), report_of(store, "c")], user="anna", clock=clock)
    page, like_c = told("On Monday Ankara accused Athens of arming islands, it said.", page="d")
    store.add([(page, [like_c])], coded_with="one")
    rejoin(store)
    assert pages(store) == ["abcd"]
    decide(store, "not-the-same", [report_of(store, "a"), report_of(store, "c")], user="ben", clock=clock)
    rejoin(store)
    assert pages(store) == ["ab", "cd"]


def test_of_two_decisions_that_contradict_each_other_the_later_holds(store: Store, clock: Callable[[], datetime]):
    a, b, c = (report_of(store, name) for name in "abc")
    first = decide(store, "same", [a, c], user="anna", clock=clock)
    second = decide(store, "same", [b, c], user="anna", clock=clock)
    third = decide(store, "not-the-same", [a, b], user="ben", clock=clock)
    assert {one.id: state for one, state in judged(store)} == {
        first.id: "overruled",
        second.id: "stands",
        third.id: "stands",
    }
    rejoin(store)
    assert pages(store) == ["a", "bc"]


def test_a_decision_holds_however_the_pages_come(store: Store, clock: Callable[[], datetime], tmp_path: Path):
    decide(store, "same", [report_of(store, "a"), report_of(store, "c")], user="anna", clock=clock)
    rejoin(store)
    reports, articles, held = list(store.reports()), list(store.articles()), standing(decisions(store))
    for turned in (reports, reports[::-1], reports[1:] + reports[:1]):
        assert join(turned, articles=articles, decisions=held).events == list(store.events())


# -- corrections -------------------------------------------------------------------------------------------------------


def test_a_corrected_code_is_applied_and_shows_who_corrected_what(store: Store, clock: Callable[[], datetime]):
    key = report_of(store, "c")
    found = decide(store, "wrong-code", [key], right=Right(act="THREATEN", status="future"), user="anna", clock=clock)
    rejoin(store)
    (one,) = store.reports_on(store.article("c").page_id)
    assert (one.id, one.act, one.event_type, one.status, one.quad, one.intensity) == (
        key, "THREATEN", "THREATEN", "future", 3, -3.5,
    )  # fmt: skip
    assert [(line.field, line.coded, line.right, line.user, line.time, line.decision) for line in one.corrected] == [
        ("act", "ACCUSE", "THREATEN", "anna", "2024-05-02T12:00:00.000Z", found.id),
        ("status", "actual", "future", "anna", "2024-05-02T12:00:00.000Z", found.id),
    ]
    assert event_with(store, "c").act == "THREATEN"


def test_a_code_corrected_to_an_announced_visit_takes_quad_and_score_of_it():
    text = "Ankara accused Athens on Friday."
    _, one = told(text, page="x")
    right = Right(act="CONSULT", modes=("visit",), status="future")
    (after,) = corrected([one], [decision(one, right=right)])
    assert (after.act, after.event_type, after.modes, after.quad) == ("CONSULT", "AGREE", ("visit",), 1)


def decision(one: Any, *, verdict: Any = "wrong-code", right: Right | None = None) -> Decision:
    """A decision about a report."""
    from bede.verdicts import subject_of

    return Decision(id="0" * 16, verdict=verdict, subjects=(subject_of(one),), others=(), right=right, note="",
                    user="anna", time="2024-05-02T12:00:00Z", undoes=None)  # fmt: skip


def test_a_report_that_is_wrong_as_a_whole_belongs_to_no_event(store: Store, clock: Callable[[], datetime]):
    decide(store, "wrong-code", [report_of(store, "c")], user="anna", clock=clock)
    rejoin(store)
    assert pages(store) == ["ab"]
    (one,) = store.reports_on(store.article("c").page_id)
    assert [(line.field, line.coded, line.right) for line in one.corrected] == [("report", "ACCUSE", None)]


def test_a_wrong_recipient_is_replaced_in_all_reports_of_the_event(store: Store, clock: Callable[[], datetime]):
    right = Right(role="recipient", party="Athens", country="cyp", name="Cyprus")
    decide(store, "wrong-actor", [event_with(store, "a").id], right=right, user="anna", clock=clock)
    rejoin(store)
    event = event_with(store, "a")
    (recipient,) = event.recipients
    assert (recipient.name, recipient.country, recipient.entity, recipient.text) == (
        "Cyprus",
        "CYP",
        "state:CYP",
        "Athens",
    )
    assert all(one.corrected[0].field == "recipients" for one in store.reports_of(event))
    assert len(event.reports) == 2


def test_a_party_that_is_none_is_taken_out(store: Store, clock: Callable[[], datetime]):
    decide(store, "wrong-actor", [report_of(store, "c")], right=Right(party="GRC"), user="anna", clock=clock)
    rejoin(store)
    assert event_with(store, "c").recipients == ()


def test_a_correction_outlives_another_coding_of_its_page(store: Store, clock: Callable[[], datetime]):
    before = report_of(store, "c")
    decide(store, "wrong-code", [before], right=Right(status="negated"), user="anna", clock=clock)
    page, one = told(PAGES[2][0], page="c", id="f" * 16)
    store.add([(page, [one])], coded_with="two")
    rejoin(store)
    (after,) = store.reports_on(page.page_id)
    assert (after.id, after.status) == ("f" * 16, "negated")


# -- taking back -------------------------------------------------------------------------------------------------------


def test_undoing_brings_back_what_was_there_byte_for_byte(store: Store, clock: Callable[[], datetime]):
    before = everything(store)
    made = [
        decide(store, "same", [report_of(store, "a"), report_of(store, "c")], user="anna", clock=clock),
        decide(store, "not-the-same", [report_of(store, "a"), report_of(store, "b")], user="anna", clock=clock),
        decide(store, "wrong-code", [report_of(store, "c")], right=Right(act="REJECT"), user="anna", clock=clock),
    ]
    rejoin(store)
    assert everything(store) != before
    for one in made:
        undo(store, one.id, user="ben", note="mistaken", clock=clock)
    rejoin(store)
    assert everything(store) == before
    assert len(decisions(store)) == 6


def everything(store: Store) -> list[tuple[Any, ...]]:
    """Rows of reports, events and stories."""
    with sqlite3.connect(store.path) as connection:
        return [
            (table, *row)
            for table in ("reports", "events", "event_reports", "stories")
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
        ]


def test_an_undoing_can_be_undone(store: Store, clock: Callable[[], datetime]):
    made = decide(store, "same", [report_of(store, "a"), report_of(store, "c")], user="anna", clock=clock)
    back = undo(store, made.id[:8], user="anna", clock=clock)
    assert standing(decisions(store)) == []
    with pytest.raises(StoreError, match="taken back already"):
        undo(store, made.id, user="anna", clock=clock)
    undo(store, back.id, user="anna", clock=clock)
    assert standing(decisions(store)) == [made]
    assert [state for _, state in judged(store)] == ["stands", "undone", "stands"]


def test_decisions_are_never_deleted_or_changed(store: Store, clock: Callable[[], datetime]):
    made = decide(store, "note", [report_of(store, "a")], note="see the map", user="anna", clock=clock)
    with sqlite3.connect(store.path) as connection:
        for change in ("DELETE FROM decisions", "UPDATE decisions SET user = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                connection.execute(change)
    assert decisions(store) == [made]
    assert decisions_on(store, [report_of(store, "a")]) == [made]


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "names", "right", "words"),
    [
        ("same", "a", None, "expected two events or reports"),
        ("same", "aa", None, "one and the same"),
        ("not-the-same", "aa", None, "one and the same"),
        ("not-the-same", "abc", None, "expected two events or reports, found 3"),
        ("wrong-code", "a", Right(act="FIGHT"), "act 'FIGHT': expected one of AGREE"),
        ("wrong-code", "a", Right(modes=("visit",)), "mode 'visit': expected one of those of ACCUSE"),
        ("wrong-code", "a", Right(status="done"), "status 'done'"),  # type: ignore[arg-type]
        ("wrong-code", "a", Right(name="Peru"), "wrong-actor corrects parties"),
        ("wrong-actor", "a", Right(act="REJECT"), "wrong-code corrects act"),
        ("wrong-actor", "a", Right(country="PER"), r"several parties, say which is wrong: Turkey \(actor\), Greece"),
        ("wrong-actor", "a", Right(party="Peru"), "nobody there is called 'Peru'; there are: Turkey, Greece"),
        ("wrong-actor", "a", Right(party="Turkey", country="Türkiye"), "three letters"),
        ("note", "a", None, "expected what there is to note"),
        ("same", "ab", Right(act="REJECT"), "takes no correction"),
        ("undo", "a", None, "takes the id of a decision"),
    ],
)
def test_what_can_not_be_decided_is_refused(store: Store, verdict: Any, names: str, right: Right | None, words: str):
    with pytest.raises(StoreError, match=words):
        decide(store, verdict, [report_of(store, name) for name in names], right=right, user="anna")
    assert decisions(store) == []


def test_a_decision_needs_somebody_who_decides(store: Store):
    with pytest.raises(StoreError, match="who decides"):
        decide(store, "note", [report_of(store, "a")], note="x", user=" ")
    with pytest.raises(StoreError, match="no decision 'abcdefgh'"):
        undo(store, "abcdefgh", user="anna")


# -- from one file to another ------------------------------------------------------------------------------------------


def test_decisions_go_from_one_database_to_another_once(store: Store, clock: Callable[[], datetime], tmp_path: Path):
    made = decide(store, "same", [report_of(store, "a"), report_of(store, "c")], user="anna", clock=clock)
    undo(store, made.id, user="anna", clock=clock)
    with open_store(tmp_path / "other.db", create=True) as other:
        assert add_decisions(other, reversed(decisions(store))) == 2
        assert add_decisions(other, decisions(store)) == 0
        assert decisions(other) == decisions(store)
        with pytest.raises(StoreError, match="was changed"):
            add_decisions(other, [replace(made, user="eve")])


def test_the_commands_decide_apply_list_and_take_back(
    bede, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("BEDE_USER", "anna")
    path = store.path
    a, c = report_of(store, "a"), report_of(store, "c")
    made = bede("decide", path, "same", a, c, "--note", "one note").records[0]
    assert (made["verdict"], made["user"], made["note"]) == ("same", "anna", "one note")
    assert pages(store) == ["abc"]
    (shown,) = (line for line in bede("show", path, event_with(store, "a").id).out.splitlines() if "decided  " in line)
    assert shown.startswith("decided     same, by anna on ")
    bede("decide", path, "undo", made["id"], "--later")
    assert pages(store) == ["abc"]
    bede("decide", path, "wrong-code", c, "--act", "threaten", "--status", "future", "--user", "ben")
    assert pages(store) == ["ab", "c"]
    listed = bede("decisions", path)
    assert [(one["verdict"], one["user"], one["state"]) for one in listed.records] == [
        ("same", "anna", "undone"),
        ("undo", "anna", "stands"),
        ("wrong-code", "ben", "stands"),
    ]
    refused = bede("decide", path, "wrong-code", c, "--act", "FIGHT")
    assert (refused.code, refused.out) == (2, "")
    exported = bede("export", path, "--format", "jsonl").records
    assert [[one["verdict"] for one in event["decisions"]] for event in exported] == [["same"], ["same", "wrong-code"]]
    copy = tmp_path / "copy.jsonl"
    copy.write_text(listed.out)
    assert bede("decisions", path, "--add", copy).err == "bede: 0 new\n"
    copy.write_text(json.dumps({"id": "x"}) + "\n")
    assert "copy.jsonl:1: no decision" in bede("decisions", path, "--add", copy).err


def test_a_run_applies_what_was_decided(tmp_path: Path, lexicon: Lexicon, clock: Callable[[], datetime]):
    lines = tmp_path / "pages.jsonl"
    lines.write_text(
        json.dumps({"id": "a", "text": "Kenya accused Somalia of raids.", "published": "2024-05-01"}) + "\n"
    )
    with open_store(tmp_path / "a.db", create=True) as store:
        run([lines], store=store, lexicon=lexicon)
        (event,) = store.events()
        decide(store, "wrong-code", [event.id], right=Right(act="THREATEN"), user="anna", clock=clock)
        run([lines], store=store, lexicon=lexicon)
        assert [found.act for found in store.events()] == ["THREATEN"]


def test_constraints_name_those_that_later_ones_overrule():
    assert constraints([]) == ((), (), ())
