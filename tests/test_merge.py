"""Reports of one happening become one event, those of another do not, in whatever order they come."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bede.merge import copies, merge
from bede.model import (
    ACTS,
    Article,
    Context,
    Event,
    Kind,
    Number,
    Party,
    Place,
    Publication,
    Report,
    Span,
    Status,
    When,
    content_id,
    plover_type,
)

STATES = {
    "USA": "United States",
    "CHN": "China",
    "RUS": "Russia",
    "UKR": "Ukraine",
    "DEU": "Germany",
    "CHE": "Switzerland",
}
BEIJING, SHANGHAI = ("Beijing", "CHN", 39.9, 116.4, 1816670), ("Shanghai", "CHN", 31.2, 121.5, 1796236)
KHARKIV, ODESA = ("Kharkiv", "UKR", 50.0, 36.2, 706483), ("Odesa", "UKR", 46.5, 30.7, 698740)
Town = tuple[str, str, float, float, int]


def party(name: str, country: str | None = None, kind: Kind | None = None, sectors: tuple[str, ...] = ()) -> Party:
    """A state by its code, or a person or group of a state."""
    if name in STATES:
        return Party(text=STATES[name], start=0, end=1, name=STATES[name], country=name, kind="state", sectors=("GOV",))
    return Party(text=name, start=0, end=1, name=name, country=country, kind=kind, sectors=sectors)


def minister(name: str, country: str) -> Party:
    """A member of a state's government."""
    return party(name, country, "person", ("GOV",))


BLINKEN, YELLEN = minister("Antony Blinken", "USA"), minister("Janet Yellen", "USA")
WANG, XI = minister("Wang Yi", "CHN"), minister("Xi Jinping", "CHN")
USA, CHINA, RUSSIA, UKRAINE = party("USA"), party("CHN"), party("RUS"), party("UKR")


def when(first: str, last: str | None = None, edtf: str | None = None) -> When:
    """A time on the calendar, or one that nothing anchors where only a mask is given."""
    known = "X" not in first
    return When(
        text=first,
        start=0,
        end=1,
        earliest=first if known else None,
        latest=(last or first) if known else None,
        edtf=edtf or (f"{first}/{last}" if last else first),
        basis="said" if known else "unanchored",
        rule="test",
        reason="test",
    )


def place(town: Town) -> Place:
    """A town where something happened."""
    name, country, lat, lon, number = town
    return Place(
        text=name, start=0, end=1, name=name, country=country, admin1=None, lat=lat, lon=lon,
        geonames_id=number, feature="PPL", precision=1, role="event", rule="test",
    )  # fmt: skip


def report(
    act: str,
    actors: Sequence[Party],
    recipients: Sequence[Party] = (),
    *,
    page: str = "a",
    at: int = 0,
    status: Status = "actual",
    date: When | None = None,
    towns: Sequence[Town] = (),
    modes: tuple[str, ...] = (),
    text: str = "Both sides spoke about chips, banks and machine tools.",
    numbers: tuple[Number, ...] = (),
    confidence: float = 0.7,
    said_by: Sequence[Party] = (),
) -> Report:
    """A report with the fields that matter here."""
    event_type = plover_type(act, status)
    sentence = Span(text=text, start=10_000 + at, end=10_000 + at + len(text))
    return Report(
        id=content_id(page, at, act, status, text, *(item.name for item in (*actors, *recipients))),
        page=page, page_id=page, act=act, event_type=event_type, modes=modes, status=status,
        quad=ACTS[event_type][0], intensity=ACTS[act][1], contexts=(), actors=tuple(actors),
        recipients=tuple(recipients), addressees=(), attribution=tuple(said_by), matter=None, date=date,
        places=tuple(place(town) for town in towns), numbers=numbers,
        trigger=replace(sentence, text="", end=sentence.start), sentence=sentence, rule="test", confidence=confidence,
    )  # fmt: skip


def article(page_id: str, published: str | None = None, text: str = "", publisher: str | None = None) -> Article:
    """An article whose body is its text."""
    day = published and Publication(
        earliest=published,
        latest=published,
        edtf=published,
        text="",
        start=None,
        end=None,
        basis="given",
        confidence=1.0,
    )
    return Article(
        page=page_id,
        page_id=page_id,
        text=text,
        body=(Span(text=text, start=0, end=len(text)),) if text else (),
        published=day or None,
        publisher=publisher or f"Outlet {page_id}",
    )


def articles(**days: str) -> dict[str, Article]:
    """Articles by page id, published on these days."""
    return {page: article(page, day) for page, day in days.items()}


def groups(events: Sequence[Event]) -> set[frozenset[str]]:
    """The reports of each event."""
    return {frozenset(event.reports) for event in events}


# Which reports are of one happening


def test_state_and_its_minister_are_one_actor():
    told = [
        report("CONSULT", [BLINKEN], [CHINA], page="a", date=when("2024-04-26"), modes=("visit",)),
        report("CONSULT", [USA], [CHINA], page="b", date=when("2024-04-26"), towns=[BEIJING]),
    ]
    assert len(merge(told)) == 1


def test_two_ministers_of_one_state_make_two_visits():
    told = [
        report("CONSULT", [BLINKEN], [WANG], page="a", date=when("2024-04-26"), towns=[BEIJING], modes=("visit",)),
        report("CONSULT", [YELLEN], [WANG], page="b", date=when("2024-04-26"), towns=[BEIJING], modes=("visit",)),
    ]
    assert len(merge(told)) == 2


def warning(recipient: str, page: str, *, at: int = 0, text: str = "", date: When | None = None) -> Report:
    """A minister's warning to some companies."""
    companies = party(recipient, "CHN", "company", ("BUS",))
    words = text or f"Yellen warned {recipient} of dealings with arsenals."
    return report("THREATEN", [YELLEN], [companies], page=page, at=at, date=date, text=words)


def test_recipients_whose_words_mean_the_same_are_one():
    told = [
        warning("Chinese companies", "a", date=when("2024-04-06")),
        warning("Chinese firms", "a", at=500),
        warning("Chinese makers", "b", date=when("2024-04-06")),
    ]
    assert len(merge(told, articles=articles(a="2024-04-06", b="2024-04-06"))) == 1
    assert len(merge([told[0], warning("Chinese banks", "a", at=500)], articles=articles(a="2024-04-06"))) == 2


def test_who_is_named_alone_and_without_a_day_is_of_what_shares_a_heavy_word():
    texts = {
        "a": "Grain silos burn. Wheat burnt for a week in the silos of the valley.",
        "b": "Silos of wheat in ashes. Farmers counted the grain that they lost.",
        "c": "Cyclists celebrate. Thousands lined the avenue for the last stage.",
    }
    pages = {page: article(page, "2024-04-26", text) for page, text in texts.items()}
    dated = report("ASSAULT", [BLINKEN], page="a", date=when("2024-04-26"), towns=[BEIJING], text="He struck at wheat.")
    words = {"b": "He lashed out.", "c": "He swung at bystanders."}
    undated = [report("ASSAULT", [BLINKEN], page=page, towns=[BEIJING], text=text) for page, text in words.items()]
    found = merge([dated, *undated], articles=pages)
    assert groups(found) == {frozenset((dated.id, undated[0].id)), frozenset((undated[1].id,))}
    both = [dated, replace(undated[1], date=when("2024-04-26"))]
    assert len(merge(both, articles=pages)) == 1  # who, when and where are told


def test_an_office_stands_for_who_holds_it_and_for_nobody_else():
    blinken = replace(BLINKEN, entity="person:Antony Blinken")
    met = report("CONSULT", [blinken, XI], page="a", text="Blinken met Xi in the great hall.")
    office = party("American secretary of state", "USA", "person", ("GOV",))
    other = party("American treasury secretary", "USA", "person", ("GOV",))
    days = articles(a="2024-04-26", b="2024-04-27")
    received = report("CONSULT", [office, XI], page="b", text="Xi received him late in the afternoon.")
    assert len(merge([met, received], articles=days)) == 1
    assert len(merge([met, replace(received, actors=(other, XI))], articles=days)) == 2


def test_who_opposes_the_government_is_not_its_head():
    scholz = minister("Olaf Scholz", "DEU")
    critics = party("opposition politicians", "DEU", "person", ("OPP",))
    told = [
        report("REQUEST", [scholz], [XI], text="Scholz asked Xi to lean on Moscow."),
        report("REQUEST", [critics], at=500, text="They had demanded that the chancellor threaten consequences."),
    ]
    assert len(merge(told, articles=articles(a="2024-04-16"))) == 2


def test_measures_that_are_taken_at_once_are_two_events():
    sentence = "Oslo expelled Lima's envoy and froze new trade in copper over the seized trawlers."
    told = [
        report("SANCTION", [USA], [CHINA], page=page, modes=(mode,), text=sentence, at=at)
        for page in ("a", "b")
        for at, mode in ((0, "expel"), (30, "discontinue"))
    ]
    expelled, frozen = frozenset({told[0].id, told[2].id}), frozenset({told[1].id, told[3].id})
    assert groups(merge(told, articles=articles(a="2024-04-02", b="2024-04-03"))) == {expelled, frozen}


def test_gunmen_may_be_the_armed_group_and_soldiers_may_not():
    rebels = party("Delta Liberation Front", "NGA", "organisation", ("REB",))
    gunmen = party("men with rifles", "NGA", "group", ("UAF",))
    soldiers = party("soldiers", "NGA", "group", ("MIL",))
    words = {
        "a": "They stormed a ferry terminal and took pilgrims away in speedboats.",
        "b": "They came to the ferry terminal in stolen vans at noon.",
        "c": "They drove to the ferry terminal in armoured cars at noon.",
    }
    told = [
        report("ASSAULT", [actor], page=page, date=when("2024-05-10"), text=words[page])
        for page, actor in (("a", rebels), ("b", gunmen), ("c", soldiers))
    ]
    days = articles(a="2024-05-10", b="2024-05-11", c="2024-05-11")
    assert groups(merge(told, articles=days)) == {frozenset({told[0].id, told[1].id}), frozenset({told[2].id})}


def test_soldiers_are_not_those_whom_they_fight():
    troops = party("security forces", "NGA", "group", ("MIL",))
    gunmen = party("gunmen", "NGA", "group", ("UAF",))
    terminal = party("ferry terminal", "NGA", "organisation", ("BUS",))
    text = "They entered it at dawn through the customs shed and the ticket hall."
    told = [
        report("COERCE", [actor], [terminal], page=page, text=text) for page, actor in (("a", troops), ("b", gunmen))
    ]
    assert len(merge(told, articles=articles(a="2024-05-10", b="2024-05-10"))) == 2


def test_what_is_also_asked_on_a_page_is_another_request():
    text = "He also insisted on free navigation near the shoals."
    told = [
        report("REQUEST", [USA], [CHINA], text="Biden pressed Xi over arms plants."),
        report("REQUEST", [USA], [CHINA], at=500, text=text),
    ]
    at = told[1].sentence.start + text.index("insisted")
    told[1] = replace(told[1], trigger=Span(text="insisted", start=at, end=at + len("insisted")))
    days = articles(a="2024-04-02")
    assert len(merge(told, articles=days)) == 2
    plain = replace(told[1], sentence=Span(text=text.replace("also ", "then "), start=at - 8, end=at + 44))
    assert len(merge([told[0], plain], articles=days)) == 1


def test_a_planned_day_is_kept_where_it_was_done_some_time_in_a_season():
    told = [
        report("CONSULT", [BLINKEN], [CHINA], page="a", status="future", date=when("2024-08-27"), modes=("visit",)),
        report("CONSULT", [BLINKEN], [CHINA], page="b", date=when("2024-06-01", "2024-09-28"), modes=("visit",)),
    ]
    (event,) = merge(told, articles=articles(a="2024-08-24", b="2024-09-28"))
    assert (event.status, event.date and event.date.edtf) == ("actual", "2024-08-27")


def test_overlapping_intervals_are_one_time_and_disjoint_ones_are_two():
    first = report("CONSULT", [BLINKEN], [CHINA], page="a", date=when("2024-04-24", "2024-04-26"))
    week = report(
        "CONSULT", [BLINKEN], [CHINA], page="b", date=when("2024-04-22", "2024-04-28"), text="A visit this week."
    )
    autumn = report("CONSULT", [BLINKEN], [CHINA], page="c", date=when("2024-09-24", "2024-09-26"))
    assert groups(merge([first, week, autumn])) == {frozenset({first.id, week.id}), frozenset({autumn.id})}


def test_unanchored_days_agree_with_what_fits_their_fixed_parts():
    dated = report("CONSULT", [BLINKEN], [CHINA], page="a", date=when("2024-04-24", "2024-04-26"), modes=("visit",))
    mask = when("XXXX-XX-24", "XXXX-XX-26", edtf="XXXX-XX-24/XXXX-XX-26")
    fits = report("CONSULT", [BLINKEN], [WANG], page="b", date=mask, modes=("visit",))
    misses = replace(fits, id="0" * 16, page_id="c", page="c", date=when("XXXX-XX-11", edtf="XXXX-XX-11"))
    assert groups(merge([dated, fits, misses])) == {frozenset({dated.id, fits.id}), frozenset({misses.id})}


def test_raids_on_two_towns_on_one_day_are_two():
    told = [
        report("ASSAULT", [RUSSIA], [UKRAINE], page=page, date=when("2024-05-10"), towns=[town], modes=("drone",))
        for page, town in (("a", KHARKIV), ("b", ODESA), ("c", KHARKIV), ("d", ODESA))
    ]
    assert groups(merge(told)) == {frozenset({told[0].id, told[2].id}), frozenset({told[1].id, told[3].id})}


def test_visitor_and_host_may_be_told_as_a_joint_meeting():
    told = [
        report("CONSULT", [BLINKEN], [CHINA], page="a", date=when("2024-04-26"), towns=[BEIJING], modes=("visit",)),
        report("CONSULT", [BLINKEN, WANG], page="b", date=when("2024-04-26"), towns=[BEIJING]),
    ]
    (event,) = merge(told)
    assert [one.name for one in event.actors] == ["Antony Blinken", "Wang Yi"] or event.recipients
    assert event.modes == ("visit",)


def test_visits_in_opposite_directions_are_two():
    told = [
        report("CONSULT", [party("RUS")], [CHINA], page="a", date=when("2024-05-16", "2024-05-17"), modes=("visit",)),
        report("CONSULT", [CHINA], [party("RUS")], page="b", date=when("2024-05-16", "2024-05-17"), modes=("visit",)),
    ]
    assert len(merge(told)) == 2


def test_accusation_in_the_other_direction_is_another():
    told = [
        report("ACCUSE", [USA], [CHINA], page="a", date=when("2024-04-26")),
        report("ACCUSE", [CHINA], [USA], page="b", date=when("2024-04-26")),
    ]
    assert len(merge(told)) == 2


def test_announced_meeting_and_the_meeting_are_one_event_that_became_actual():
    told = [
        report("CONSULT", [BLINKEN], [CHINA], page="a", status="future", date=when("2024-04-24", "2024-04-26")),
        report("CONSULT", [BLINKEN], [WANG], page="b", date=when("2024-04-26"), towns=[BEIJING], modes=("visit",)),
    ]
    (event,) = merge(told, articles=articles(a="2024-04-20", b="2024-04-26"))
    assert event.status == "actual"
    assert event.event_type == "CONSULT"
    assert event.statuses == (("2024-04-20", "future"), ("2024-04-26", "actual"))
    assert event.date is not None
    assert event.date.earliest == "2024-04-26"


def test_agreement_to_meet_is_the_announced_meeting_but_not_the_meeting_held():
    text = "Talks on artificial intelligence and chips"
    agreed = report("AGREE", [USA, CHINA], page="a", date=when("2024-05-14"), text=text)
    planned = report("CONSULT", [USA, CHINA], page="b", status="future", date=when("2024-05-14"), text=text)
    held = report("CONSULT", [USA, CHINA], page="c", date=when("2024-05-14"), text=text)
    assert len(merge([agreed, planned])) == 1
    assert len(merge([agreed, held])) == 2


def test_different_acts_of_one_day_are_different_events():
    told = [report(act, [USA], [CHINA], page=act, date=when("2024-04-26")) for act in sorted(ACTS)]
    found = merge(told)
    assert {frozenset(event.reports) for event in found if len(event.reports) > 1} <= {
        frozenset(one.id for one in told if one.act in {"AID", "COOPERATE"})
    }


def test_one_field_alone_never_joins():
    same_people = [
        report("CONSULT", [BLINKEN], [WANG], page="a", text="Ships and harbours."),
        report("CONSULT", [BLINKEN], [WANG], page="b", text="Grain and rail freight."),
    ]
    assert len(merge(same_people, articles=articles(a="2024-04-26", b="2024-06-20"))) == 2
    same_day = [
        report("ACCUSE", [USA], [CHINA], page="a", date=when("2024-04-26")),
        report("ACCUSE", [party("DEU")], [RUSSIA], page="b", date=when("2024-04-26")),
    ]
    assert len(merge(same_day)) == 2


def test_headline_lead_and_recap_of_one_page_are_one_event():
    told = [
        report("THREATEN", [USA], [CHINA], at=0, text="US warns China over chips"),
        report(
            "THREATEN",
            [BLINKEN],
            [CHINA],
            at=50,
            date=when("2024-04-26"),
            text="Blinken warned China over chips for missiles.",
        ),
        report("THREATEN", [BLINKEN], at=900, text="His warning over chips was the sharpest yet."),
    ]
    (event,) = merge(told, articles=articles(a="2024-04-26"))
    assert event.independent == 1
    assert event.confidence == pytest.approx(0.7)


def test_course_of_action_is_one_event_over_months():
    text = "has supplied microchips and machine tools for missiles"
    told = [report("AID", [CHINA], [RUSSIA], page=page, text=text) for page in "abc"]
    (event,) = merge(told, articles=articles(a="2024-04-06", b="2024-07-27", c="2024-11-17"))
    assert event.date is None
    assert event.first_published == "2024-04-06"
    assert event.last_published == "2024-11-17"


def test_background_mention_joins_the_event_with_its_act_and_parties():
    invasion = when("2022-02-24")
    year = when("2022-01-01", "2022-12-31", edtf="2022")
    told = [
        report(
            "ASSAULT", [RUSSIA], [UKRAINE], page="a", date=invasion, text="Russia began its full invasion of Ukraine."
        ),
        report(
            "ASSAULT", [RUSSIA], [UKRAINE], page="b", date=year, status="historical", text="since its 2022 invasion"
        ),
        report(
            "ASSAULT", [RUSSIA], [UKRAINE], page="c", date=year, status="historical", text="after the invasion in 2022"
        ),
        report(
            "ASSAULT", [RUSSIA], [UKRAINE], page="d", date=when("2014-03-01"), status="historical", text="the seizure"
        ),
    ]
    found = merge(told, articles=articles(a="2022-02-24", b="2024-04-26", c="2024-05-16", d="2024-05-17"))
    assert groups(found) == {frozenset(one.id for one in told[:3]), frozenset({told[3].id})}
    assert {event.status for event in found} == {"actual", "historical"}


# What an event says


def test_denial_is_kept_beside_what_is_told_as_done():
    told = [
        report("ASSAULT", [RUSSIA], [UKRAINE], page="a", date=when("2024-05-10"), towns=[KHARKIV]),
        report("ASSAULT", [RUSSIA], [UKRAINE], page="b", date=when("2024-05-10"), towns=[KHARKIV], status="negated"),
    ]
    (event,) = merge(told, articles=articles(a="2024-05-10", b="2024-05-11"))
    assert event.status == "actual"
    assert [status for _, status in event.statuses] == ["actual", "negated"]


def test_copies_are_no_further_witnesses():
    told = [report("SANCTION", [USA], [CHINA], page=page, date=when("2024-05-01")) for page in "abc"]
    (event,) = merge(told, articles=articles(a="2024-05-01", b="2024-05-02", c="2024-05-02"), copy_of={"b": "a"})
    assert event.independent == 2
    assert event.confidence == pytest.approx(1 - 0.3 * 0.3)
    assert event.outlets == ("Outlet a", "Outlet b", "Outlet c")


def test_confidence_never_reaches_certainty():
    told = [
        report("SANCTION", [USA], [CHINA], page=str(page), date=when("2024-05-01"), confidence=0.95)
        for page in range(9)
    ]
    assert merge(told)[0].confidence == 0.99


def test_date_is_the_most_precise_that_the_reports_agree_on():
    told = [
        report("CONSULT", [BLINKEN], [CHINA], page="a", date=when("2024-04-01", "2024-04-30", edtf="2024-04")),
        report("CONSULT", [BLINKEN], [CHINA], page="b", date=when("2024-04-24", "2024-04-26")),
    ]
    (event,) = merge(told)
    assert event.date == told[1].date


def test_day_of_the_month_without_its_month_is_anchored_by_another_page_of_the_event():
    week = report("CONSULT", [BLINKEN], [CHINA], page="a", date=when("2024-04-22", "2024-04-28"), towns=[BEIJING])
    mask = when("XXXX-XX-24", "XXXX-XX-26", edtf="XXXX-XX-24/XXXX-XX-26")
    days = report("CONSULT", [BLINKEN], [CHINA], page="b", date=mask, towns=[BEIJING])
    for told in ([week, days], [days, week]):
        (event,) = merge(told)
        assert event.date is not None
        assert (event.date.earliest, event.date.latest, event.date.edtf) == (
            "2024-04-24",
            "2024-04-26",
            "2024-04-24/2024-04-26",
        )
        assert (event.date.basis, event.date.rule, event.date.unknown) == ("inferred", "merge:anchored", None)
        assert "as a says (2024-04-22/2024-04-28)" in event.date.reason


def test_publication_of_another_page_anchors_a_day_that_its_own_page_does_not():
    mask = when("XXXX-XX-26", edtf="XXXX-XX-26")
    told = [
        report("CONSULT", [BLINKEN], [CHINA], page="a", date=mask, towns=[BEIJING], modes=("visit",)),
        report("CONSULT", [BLINKEN], [CHINA], page="b", towns=[BEIJING], modes=("visit",)),
    ]
    (event,) = merge(told, articles=articles(b="2024-05-02") | {"a": article("a")})
    assert event.date is not None
    assert (event.date.earliest, event.date.edtf) == ("2024-04-26", "2024-04-26")
    assert event.date.reason.endswith("nearest not after 2024-05-02, when b on the same event was published")
    (alone,) = merge(told[:1], articles={"a": article("a")})
    assert alone.date == mask


def test_day_that_fits_two_days_or_none_of_the_others_stays_as_it_is():
    long = report("CONSULT", [BLINKEN], [CHINA], page="a", date=when("2024-03-20", "2024-05-28"), towns=[BEIJING])
    days = report("CONSULT", [BLINKEN], [CHINA], page="b", date=when("XXXX-XX-24", edtf="XXXX-XX-24"), towns=[BEIJING])
    for event in merge([long, days]):
        assert event.date is not None
        assert event.date.rule != "merge:anchored"


def test_reason_names_the_happening_and_what_agrees():
    told = [
        report("CONSULT", [BLINKEN], [CHINA], page="a", date=when("2024-04-24", "2024-04-26"), modes=("visit",)),
        report("CONSULT", [BLINKEN], [CHINA], page="b", date=when("2024-04-24", "2024-04-26"), modes=("visit",)),
    ]
    (event,) = merge(told, articles=articles(a="2024-04-26", b="2024-04-26"))
    (link,) = event.merges
    assert link.report == event.reports[1]
    assert link.reason.startswith("same visit: Antony Blinken to China, 24 to 26 April 2024; overlapping days")
    assert link.reason.endswith("; 2 outlets")
    assert 0.5 <= link.score <= 1.0


def test_event_id_stays_when_later_reports_arrive():
    first = report("CONSULT", [BLINKEN], [CHINA], page="a", date=when("2024-04-26"))
    later = report("CONSULT", [BLINKEN], [CHINA], page="b", date=when("2024-04-26"))
    days = articles(a="2024-04-26", b="2024-04-27")
    assert merge([first], articles=days)[0].id == merge([later, first], articles=days)[0].id


def test_no_reports_make_no_events():
    assert merge([]) == []


# Copies

WORDS = [
    f"{one}{two}"
    for one in ("ba", "do", "fe", "gi", "ku", "lo", "ma", "ne")
    for two in ("ran", "sel", "tik", "vor", "zum")
]


def prose(seed: int, length: int) -> str:
    """Words that read like nothing, the same for the same seed."""
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) + str(rng.randrange(50)) for _ in range(length))


def test_exact_cut_and_extended_texts_are_copies_of_the_earliest():
    wire = prose(1, 300)
    pages = [
        article("wire", "2024-04-06T11:40", wire, "Ostrel"),
        article("same", "2024-04-06", wire),
        article("cut", "2024-04-07", " ".join(wire.split()[:240])),
        article("longer", "2024-04-08", prose(2, 150) + " " + wire + " " + prose(3, 200)),
        article("other", "2024-04-06", prose(4, 300)),
    ]
    assert copies(pages) == {"same": "wire", "cut": "wire", "longer": "wire"}
    assert copies(pages[::-1]) == copies(pages)


def test_credited_agency_is_the_origin_on_the_same_day():
    wire = prose(1, 200)
    pages = [
        article("a", "2024-04-06", "(Ostrel) " + wire, "Ferrin Bay Tribune"),
        article("z", "2024-04-06", "(Ostrel) " + wire, "Ostrel Press Agency"),
    ]
    assert copies(pages) == {"a": "z"}


def test_page_that_joins_two_texts_does_not_make_them_copies_of_each_other():
    pages = [
        article("a", "2024-04-06", prose(1, 200)),
        article("b", "2024-04-07", prose(2, 200)),
        article("both", "2024-04-08", prose(1, 200) + " " + prose(2, 200)),
    ]
    assert copies(pages) in ({"both": "a"}, {"both": "b"})


def test_short_texts_are_copies_only_as_a_whole():
    short = prose(1, 12)
    assert copies([article("a", None, short), article("b", None, short + " " + prose(2, 100))]) == {}
    assert copies([article("a", None, short), article("b", None, short)]) == {"b": "a"}
    assert copies([article("a", None, "Read on"), article("b", None, "Read on")]) == {}


def test_changed_words_stay_copies_and_shared_quotations_do_not():
    words = prose(1, 400).split()
    changed = [word if at % 25 else "other" for at, word in enumerate(words)]
    quoting = prose(5, 300) + " " + " ".join(words[:60])
    pages = [
        article("a", "2024-01-01", " ".join(words)),
        article("b", "2024-01-02", " ".join(changed)),
        article("c", "2024-01-03", quoting),
    ]
    assert copies(pages) == {"b": "a"}


# Planted truth

SYLLABLES = ["ka", "lo", "mi", "ru", "te", "sa", "po", "ne", "du", "gi", "vo", "ha"]
LANDS = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH", "III", "JJJ"]
PLANTED_ACTS = ["CONSULT", "ACCUSE", "SANCTION", "ASSAULT", "THREATEN", "REQUEST", "AID", "REJECT", "PROTEST", "COERCE"]
FIRST_DAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Planted:
    """A happening of which the truth is known."""

    act: str
    actor: str
    recipient: str
    day: date
    town: Town
    persons: tuple[int, int]
    words: tuple[str, ...]


class World:
    """Plants happenings and reports of them, with gaps, copies, announcements and near misses."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.vocabulary = ["".join(self.rng.choices(SYLLABLES, k=3)) for _ in range(1500)]
        self.articles: dict[str, Article] = {}
        self.copy_of: dict[str, str] = {}
        self.truth: dict[str, int] = {}
        self.reports: list[Report] = []
        self.count = 0

    def fill(self, size: int, days: int = 365) -> World:
        """Plant happenings, each with near misses, until there are so many reports."""
        while len(self.reports) < size:
            first = self.happening(days)
            self.tell(first)
            for miss in self.near_misses(first):
                if self.rng.random() < 0.25:
                    self.tell(miss)
        self.rng.shuffle(self.reports)
        return self

    def happening(self, days: int) -> Planted:
        """Any happening."""
        rng = self.rng
        actor, recipient = rng.sample(LANDS, 2)
        return Planted(
            act=rng.choice(PLANTED_ACTS),
            actor=actor,
            recipient=recipient,
            day=FIRST_DAY + timedelta(days=rng.randrange(days)),
            town=self.town(recipient, rng.randrange(6)),
            persons=(rng.randrange(4), rng.randrange(4)),
            words=tuple(rng.sample(self.vocabulary, 9)),
        )

    def near_misses(self, one: Planted) -> list[Planted]:
        """Happenings that differ in one respect, and in the words that tell of them."""
        words = (*one.words[:3], *self.rng.sample(self.vocabulary, 6))
        found = [
            replace(one, day=one.day + timedelta(days=self.rng.randrange(3, 9)), words=words),
            replace(
                one,
                actor=self.rng.choice([land for land in LANDS if land not in (one.actor, one.recipient)]),
                words=words,
            ),
        ]
        if one.act in ("ASSAULT", "PROTEST"):
            found.append(replace(one, town=self.town(one.recipient, int(one.town[0][-1]) + 1), words=words))
        if one.act == "CONSULT":
            found.append(replace(one, persons=((one.persons[0] + 1) % 4, one.persons[1]), words=words))
        return found

    def town(self, land: str, number: int) -> Town:
        """A town of a land, far from the others."""
        return (
            f"{land.title()}ton {number}",
            land,
            LANDS.index(land) * 8.0,
            number * 5.0,
            LANDS.index(land) * 100 + number + 1,
        )

    def tell(self, one: Planted) -> None:
        """Report a happening on one to five pages, now and then announced, recalled or copied."""
        rng, number = self.rng, self.count
        self.count += 1
        for _ in range(rng.choice([1, 1, 2, 3, 4, 5])):
            page = self.page(one, one.day + timedelta(days=rng.choice([0, 0, 0, 1, 1, 2])))
            for at in range(rng.choice([1, 1, 2])):
                self.add(number, self.report(one, page, at * 500, "actual"))
            if rng.random() < 0.3:
                self.copy(number, page)
        if one.act == "CONSULT" and rng.random() < 0.5:
            page = self.page(one, one.day - timedelta(days=rng.randrange(2, 8)))
            self.add(number, self.report(one, page, 0, "future"))
        if rng.random() < 0.15:
            page = self.page(one, one.day + timedelta(days=rng.randrange(20, 90)))
            self.add(number, self.report(one, page, 2000, "historical", certain=True))

    def page(self, one: Planted, day: date) -> str:
        """A new page about a happening."""
        page = f"page{len(self.articles):06d}"
        words = [*self.rng.sample(one.words, 6), *self.rng.sample(self.vocabulary, 25)]
        self.articles[page] = article(page, day.isoformat(), " ".join(words), f"Outlet {self.rng.randrange(30)}")
        return page

    def copy(self, number: int, page: str) -> None:
        """Print a page's reports once more under another name."""
        again = f"page{len(self.articles):06d}"
        self.articles[again] = replace(self.articles[page], page=again, page_id=again)
        self.copy_of[again] = page
        for told in [told for told in self.reports[-2:] if told.page_id == page]:
            self.add(number, replace(told, id=content_id(told.id, again), page=again, page_id=again))

    def add(self, number: int, told: Report) -> None:
        """Keep a report and its truth."""
        self.truth[told.id] = number
        self.reports.append(told)

    def who(self, land: str, person: int) -> Party:
        """A state, its ministry or its minister."""
        style = self.rng.random()
        if style < 0.55:
            return minister(f"First{person} {land.title()}son{person}", land)
        if style < 0.85:
            return Party(text=land, start=0, end=1, name=land, country=land, kind="state", sectors=("GOV",))
        return party(f"{land} foreign ministry", land, "organisation", ("GOV",))

    def report(self, one: Planted, page: str, at: int, status: Status, certain: bool = False) -> Report:
        """One sentence about a happening, with some of its fields."""
        rng = self.rng
        said = rng.random()
        day = one.day.isoformat()
        time = None
        if certain or said < 0.65:
            time = when(day)
        elif said < 0.8:
            time = when((one.day - timedelta(days=1)).isoformat(), (one.day + timedelta(days=1)).isoformat())
        towns = [one.town] if rng.random() < (0.85 if one.act in ("ASSAULT", "PROTEST") else 0.5) else []
        words = [*rng.sample(one.words, 4), *rng.sample(self.vocabulary, 3)]
        modes = ("visit",) if one.act == "CONSULT" and rng.random() < 0.5 else ()
        return report(
            one.act, [self.who(one.actor, one.persons[0])], [self.who(one.recipient, one.persons[1])],
            page=page, at=at, status=status, date=time, towns=towns, modes=modes, text=" ".join(words),
        )  # fmt: skip


def pairs_f1(events: Sequence[Event], truth: dict[str, int]) -> tuple[float, float, float]:
    """F1, precision and recall over pairs of reports that are of one happening."""
    found: Counter[bool] = Counter()
    planted: dict[int, int] = defaultdict(int)
    for number in truth.values():
        planted[number] += 1
    for event in events:
        for one, other in combinations(event.reports, 2):
            found[truth[one] == truth[other]] += 1
    total = sum(size * (size - 1) // 2 for size in planted.values())
    precision, recall = found[True] / max(1, found.total()), found[True] / max(1, total)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_happenings_are_found_again(seed: int):
    world = World(seed).fill(2000)
    events = merge(world.reports, articles=world.articles, copy_of=world.copy_of)
    f1, precision, recall = pairs_f1(events, world.truth)
    assert f1 >= 0.95, f"f1 {f1:.3f} precision {precision:.3f} recall {recall:.3f}"


def test_two_thousand_reports_take_seconds():
    world = World(4).fill(2000)
    start = time.process_time()
    merge(world.reports, articles=world.articles, copy_of=world.copy_of)
    assert time.process_time() - start < 5.0


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing_and_no_report_is_lost(seed: int, order: random.Random):
    world = World(seed).fill(60, days=20)
    events = merge(world.reports, articles=world.articles, copy_of=world.copy_of)
    shuffled = list(world.reports)
    order.shuffle(shuffled)
    assert merge(shuffled, articles=dict(reversed(world.articles.items())), copy_of=world.copy_of) == events
    assert sorted(one for event in events for one in event.reports) == sorted(world.truth)
    assert all(len(event.merges) == len(event.reports) - 1 for event in events)


def test_reports_without_parties_dates_or_articles_are_still_each_in_one_event():
    told = [
        replace(report(act, [], page=page), contexts=(Context(context="economic", text="", start=0, end=0, rule=""),))
        for act in ACTS
        for page in "ab"
    ]
    found = merge(told)
    assert sorted(one for event in found for one in event.reports) == sorted(one.id for one in told)
