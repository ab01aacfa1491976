"""The course of a story: turning points, news, plans, rest."""

from __future__ import annotations

from dataclasses import replace

from bede.model import Event, Status, Story
from bede.story import course
from builders import article, event, report, when


def told(
    act: str, day: str, *, status: Status = "actual", published: str | None = None, last: str | None = None
) -> Event:
    """An event of a day that one page told of, by default on that day."""
    page = article(f"Ankara did {act} to Athens on {day}, {status}.", published=published or day)
    date = when(day, day, page.text, last=last)
    return event(report(page, act=act, status=status, date=date, sentence=page.text), published=published or day)


def story(*events: Event) -> Story:
    """The story of some events."""
    return Story(
        id="0123456789abcdef", title="Turkey and Greece: quarrels", actors=("Turkey", "Greece"),
        events=tuple(one.id for one in events), links=(), earliest=None, latest=None,
    )  # fmt: skip


def test_story_rests_after_a_month_without_a_report() -> None:
    one = told("ACCUSE", "2024-04-01")
    assert course(story(one), [one], day="2024-05-01").moves
    assert not course(story(one), [one], day="2024-05-02").moves
    assert not course(story(one), [one], day=None).moves


def test_new_is_what_was_first_told_since_a_day_and_no_background() -> None:
    old, new = told("ACCUSE", "2024-04-01"), told("REJECT", "2024-04-20")
    background = told("ASSAULT", "2023-01-05", published="2024-04-20")
    again = replace(old, last_published="2024-04-20")
    found = course(story(again, new, background), [new, again, background], day="2024-04-22")
    assert found.since == "2024-04-15"
    assert found.new == (new.id,)
    assert found.told_again == (old.id,)
    assert course(story(again, new), [again, new], day="2024-04-22", since="2024-04-01").new == (old.id, new.id)


def test_a_pause_of_months_stands_between_two_events() -> None:
    visit, meeting = told("CONSULT", "2024-04-24", last="2024-04-26"), told("CONSULT", "2024-09-27")
    (pause,) = course(story(visit, meeting), [meeting, visit], day="2024-10-01").pauses
    assert (pause.after, pause.before) == (visit.id, meeting.id)
    assert (pause.earliest, pause.latest, pause.days) == ("2024-04-26", "2024-09-27", 154)


def test_no_pause_is_told_of_weeks_or_while_something_happened_on_a_day_unknown() -> None:
    visit, meeting = told("CONSULT", "2024-04-24"), told("CONSULT", "2024-09-27")
    soon, vague = told("CONSULT", "2024-05-24"), told("SANCTION", "2024-06-20", last="2024-09-30")
    undated = replace(meeting, date=None, first_published=None, last_published=None)
    assert course(story(visit, soon), [visit, soon], day=None).pauses == ()
    assert course(story(visit, vague, meeting), [visit, vague, meeting], day=None).pauses == ()
    assert course(story(visit, undated), [visit, undated], day=None).pauses == ()


def test_plans_are_those_to_come_then_the_open_then_those_whose_day_has_passed() -> None:
    passed = told("CONSULT", "2024-04-10", status="future", published="2024-04-01")
    coming = told("CONSULT", "2024-05-10", status="future", published="2024-04-02")
    undated = replace(told("AID", "2024-04-03", status="future"), date=None)
    events = [passed, coming, undated]
    found = course(story(*events), events, day="2024-04-22")
    assert [(plan.event, plan.due) for plan in found.planned] == [
        (coming.id, "coming"),
        (undated.id, "open"),
        (passed.id, "passed"),
    ]


def test_story_turns_after_a_pause_at_the_first_material_act_and_against_what_went_before() -> None:
    calm = [told("CONSULT", f"2024-03-{day:02}") for day in range(1, 7)]
    sanction = told("SANCTION", "2024-03-20")
    late = told("REJECT", "2024-06-20")
    found = course(story(*calm, sanction, late), [late, sanction, *calm], day="2024-06-22")
    assert [(turn.event, turn.reason) for turn in found.turns] == [
        (sanction.id, "sanctions after cooperation"),
        (late.id, "the first event after 92 days"),
    ]


def test_what_is_vaguely_dated_or_long_past_is_no_turning_point() -> None:
    vague = told("ASSAULT", "2023-01-01", published="2023-12-30", last="2023-12-31")
    past = told("ASSAULT", "2022-01-01", published="2024-04-01")
    now = told("ACCUSE", "2024-04-01")
    assert course(story(vague, past, now), [vague, past, now], day="2024-04-02").turns == ()


def test_timeline_is_by_day_with_the_sentence_of_each_event() -> None:
    second, first = told("REJECT", "2024-04-20"), told("ACCUSE", "2024-04-01")
    found = course(story(second, first), [second, first], day="2024-04-22")
    assert [entry.event for entry in found.timeline] == [first.id, second.id]
    assert found.timeline[0].actors == ("Turkey",)
    assert (found.pages, found.outlets, found.last_report) == (2, 1, "2024-04-20")
