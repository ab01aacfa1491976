from __future__ import annotations

import dataclasses
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bede import console, lexicon
from bede.console.coverage import coverage_lines
from bede.console.layout import marked, printable, row, short
from bede.console.wording import days, event_days
from bede.lexicon import Lexicon
from bede.lexicon.offices import coverage
from bede.model import (
    Article,
    Dropped,
    Event,
    Link,
    Merge,
    Parse,
    Part,
    Party,
    Publication,
    Report,
    Span,
    Story,
    When,
)
from bede.parse import parse

TEXT = "Ankara criticised Athens on Friday, the Norrland Herald said."
SENTENCE = Span(text=TEXT, start=0, end=len(TEXT))
ANKARA = Party(
    text="Ankara",
    start=0,
    end=6,
    name="Turkey",
    country="TUR",
    kind="state",
    sectors=("GOV",),
    rule="names/states.tsv:9",
)
ATHENS = Party(text="Athens", start=18, end=24, name="Greece", country="GRC", kind="state", rule="names/states.tsv:7")
HERALD = Party(text="Norrland Herald", start=40, end=55, name="Norrland Herald", kind="organisation")
FRIDAY = When(
    text="on Friday",
    start=25,
    end=34,
    earliest="2024-04-26",
    latest="2024-04-26",
    edtf="2024-04-26",
    basis="inferred",
    rule="times:weekday",
    reason="nearest Friday",
)
ARTICLE = Article(
    page="herald.txt",
    page_id="aaaa1111aaaa1111",
    text=TEXT,
    parts=(Part(part="body", start=0, end=len(TEXT)),),
    publisher="Lake Post",
    published=Publication(
        earliest="2024-04-27", latest="2024-04-27", edtf="2024-04-27", text="27 April", start=None, end=None,
        basis="line", confidence=0.9,
    ),
)  # fmt: skip
REPORT = Report(
    id="1111aaaa1111aaaa",
    page="herald.txt",
    page_id=ARTICLE.page_id,
    act="ACCUSE",
    event_type="ACCUSE",
    modes=("disapprove",),
    status="actual",
    quad=3,
    intensity=-2.0,
    contexts=(),
    actors=(ANKARA,),
    recipients=(ATHENS,),
    addressees=(),
    attribution=(HERALD,),
    matter=None,
    date=FRIDAY,
    places=(),
    numbers=(),
    trigger=Span(text="criticised", start=7, end=17),
    sentence=SENTENCE,
    rule="rules/accuse.toml:40",
    confidence=0.8,
)
EVENT = Event(
    id="2222bbbb2222bbbb",
    act="ACCUSE",
    event_type="ACCUSE",
    modes=("disapprove",),
    status="actual",
    statuses=(("2024-04-27", "actual"),),
    quad=3,
    intensity=-2.0,
    actors=(ANKARA,),
    recipients=(ATHENS,),
    date=FRIDAY,
    places=(),
    contexts=(),
    said_by=("Norrland Herald",),
    reports=(REPORT.id,),
    merges=(),
    pages=(ARTICLE.page_id,),
    outlets=("Lake Post",),
    independent=1,
    first_published="2024-04-27",
    last_published="2024-04-27",
    confidence=0.8,
)
LONG = "the long and winding road that leads to a very important door in the north of the country"


def lines(found: object) -> list[str]:
    assert not isinstance(found, str)
    return [line.plain for line in found]  # type: ignore[attr-defined]


def reports_of(_: Event) -> list[Report]:
    return [REPORT]


@pytest.fixture(scope="module")
def rules() -> Lexicon:
    return lexicon.load()


def parsed(text: str) -> Parse:
    found = next(parse([Article(page="s", page_id="s", text=text, body=(Span(text=text, start=0, end=len(text)),))]))
    assert not isinstance(found, Dropped)
    return found


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2024-04-24", "2024-04-26", "24-26 Apr 2024"),
        ("2024-04-24", "2024-04-24", "24 Apr 2024"),
        ("2024-04-29", "2024-05-02", "29 Apr - 2 May 2024"),
        ("2023-12-30", "2024-01-02", "30 Dec 2023 - 2 Jan 2024"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2024-02-01", "2024-04-30", "Feb-Apr 2024"),
        ("2023-11-01", "2024-01-31", "Nov 2023 - Jan 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2022-01-01", "2024-12-31", "2022-2024"),
        (None, "2024-09-27", "by 27 Sep 2024"),
        ("2024-09-27", None, "from 27 Sep 2024"),
        ("2024-09-27T10:15", "2024-09-27T10:15", "27 Sep 2024"),
        (None, None, "undated"),
    ],
)
def test_intervals_are_plain_words(earliest: str | None, latest: str | None, words: str) -> None:
    assert days(earliest, latest) == words


def test_event_without_a_day_was_by_its_publication_unless_it_is_still_to_come() -> None:
    assert event_days(replace(EVENT, date=None)) == "by 27 Apr 2024"
    assert event_days(replace(EVENT, date=None, status="future")) == "undated"
    assert event_days(replace(EVENT, date=None, first_published=None)) == "undated"


@given(st.text())
def test_nothing_printable_is_obeyed_and_lengths_stay(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert shown.isprintable()
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(st.text(max_size=80), st.integers(min_value=2, max_value=30))
def test_shortened_text_fits(text: str, room: int) -> None:
    assert cell_len(short(text, room)) <= room


@given(st.lists(st.tuples(st.text(max_size=60), st.integers(min_value=2, max_value=20)), min_size=1, max_size=4))
def test_rows_keep_their_width_and_end_without_white_space(cells: list[tuple[str, int]]) -> None:
    widest = sum(width + 1 for _, width in cells)
    for line in row(*((Text(printable(text)), width) for text, width in cells)):
        assert line.cell_len <= widest
        assert line.plain == line.plain.rstrip()


# -- marked sentences --------------------------------------------------------------------------------------------------


def test_without_colours_roles_stand_in_brackets() -> None:
    assert marked(SENTENCE, console.marks(REPORT), colour=False).plain.startswith(
        "[actor: Ankara] [trigger: criticised] [recipient: Athens] on Friday, the [source: Norrland Herald]"
    )


def test_with_colours_the_sentence_stays_as_it_is() -> None:
    text = marked(SENTENCE, console.marks(REPORT), colour=True)
    assert text.plain == TEXT
    assert {text.plain[span.start : span.end]: span.style for span in text.spans}["Ankara"] == "actor"


def test_marks_that_overlap_or_lie_outside_lose_no_word() -> None:
    whole = Span(text="abcdef", start=10, end=16)
    spans = [("one", Span(text="", start=11, end=14)), ("two", Span(text="", start=13, end=15))]
    outside = ("three", Span(text="", start=2, end=9))
    assert marked(whole, [*spans, outside], colour=False).plain == "a[one: bcd][two: e]f"


# -- the timeline ------------------------------------------------------------------------------------------------------


def test_timeline_has_a_line_an_event_with_day_parties_witnesses_and_id() -> None:
    found = lines(console.timeline([], [EVENT], reports_of, width=120))
    assert found[0] == "Events"
    assert found[1].startswith(
        "26 Apr 2024            ACCUSE disapprove: Turkey → Greece; 1 report; according to Norrland Herald"
    )
    assert found[1].endswith(" 2222bbbb")
    assert len(found) == 2


@pytest.mark.parametrize("width", [48, 80, 120])
def test_timeline_keeps_to_its_width(width: int) -> None:
    long = replace(EVENT, actors=(replace(ANKARA, name=LONG),) * 2, said_by=(LONG, TEXT, "x" * 90))
    report = replace(REPORT, matter=Span(text=LONG, start=0, end=len(LONG)))
    story = Story(id="3" * 16, title=LONG * 2, actors=(), events=(long.id,), links=(), earliest=None, latest=None)
    for line in lines(console.timeline([story], [long], lambda _: [report], width=width)):
        assert cell_len(line) <= width


@pytest.mark.parametrize(
    ("status", "sign", "word"),
    [
        ("future", ">", "planned"),
        ("negated", "x", "denied"),
        ("hypothetical", "?", "hypothetical"),
        ("historical", "<", "background"),
    ],
)
def test_timeline_tells_status_by_sign_and_word(status: str, sign: str, word: str) -> None:
    event = replace(EVENT, status=status)  # type: ignore[arg-type]
    line = lines(console.timeline([], [event], reports_of, width=120))[1]
    assert line[21] == sign
    assert f", {word}:" in line


def test_timeline_gives_the_act_where_the_type_is_derived() -> None:
    event = replace(EVENT, act="CONSULT", event_type="AGREE", modes=("visit",), status="future")
    assert "AGREE (CONSULT visit), planned: Turkey" in lines(console.timeline([], [event], reports_of, width=120))[1]


def test_timeline_sorts_stories_and_events_by_day_and_puts_single_events_last() -> None:
    early = replace(EVENT, id="e" * 16, date=replace(FRIDAY, earliest="2024-03-01", latest="2024-03-02"))
    alone = replace(EVENT, id="f" * 16, date=replace(FRIDAY, earliest="2024-01-01", latest="2024-01-01"))
    story = Story(
        id="3" * 16, title="Turkey and Greece: quarrels", actors=(), events=(EVENT.id, early.id), links=(),
        earliest="2024-03-01", latest="2024-04-26",
    )  # fmt: skip
    found = lines(console.timeline([story], [EVENT, alone, early], reports_of, width=100))
    assert found[0] == "Turkey and Greece: quarrels"
    assert found[1] == "2 events, 1 Mar - 26 Apr 2024, story 33333333"
    assert [line[-8:] for line in found if line[:1].isdigit()][1:] == ["eeeeeeee", "2222bbbb", "ffffffff"]
    assert found.index("Events of no story") > 2


def test_timeline_of_a_part_of_a_story_says_so() -> None:
    story = Story(id="3" * 16, title="t", actors=(), events=(EVENT.id, "x"), links=(), earliest=None, latest=None)
    assert "1 of 2 events" in lines(console.timeline([story], [EVENT], reports_of, width=100))[1]


def test_copies_are_no_further_witnesses() -> None:
    event = replace(EVENT, reports=("a", "b", "c"), pages=("p", "q", "r"), outlets=("A", "B", "C"), independent=2)
    assert "3 reports, 3 outlets, 2 independent" in lines(console.timeline([], [event], reports_of, width=120))[1]


# -- records -----------------------------------------------------------------------------------------------------------


def test_event_shows_values_with_their_reasons_and_each_report_with_its_place() -> None:
    other = replace(REPORT, id="4" * 16)
    merge = Merge(report=other.id, reason="same accusation: Turkey against Greece; same day", score=0.9)
    event = replace(EVENT, reports=(REPORT.id, other.id), merges=(merge,))
    found = "\n".join(
        lines(console.event_view(event, [REPORT, other], lambda _: ARTICLE, width=120, colour=False, copies={}))
    )
    for part in (
        "ACCUSE disapprove: Turkey → Greece",
        'actor       Turkey, TUR, state, GOV, here "Ankara"  names/states.tsv:9',
        'when        26 Apr 2024; "on Friday"; inferred from the publication date; nearest Friday',
        "1. Lake Post, 27 Apr 2024, ACCUSE disapprove  1111aaaa",
        "[actor: Ankara] [trigger: criticised] [recipient: Athens]",
        "according to  Lake Post, citing Norrland Herald",
        "joined        same accusation: Turkey against Greece; same day; score 0.90",
        "rule          rules/accuse.toml:40",
        f"page          herald.txt, aaaa1111; characters 0 to {len(TEXT)}, trigger 7 to 17",
    ):
        assert part in found


def test_event_shows_how_its_status_changed_and_which_page_is_a_copy() -> None:
    statuses = (("2024-04-20", "future"), ("2024-04-21", "future"), ("2024-04-27", "actual"))
    origin = replace(ARTICLE, page="origin.txt", page_id="b" * 16)
    articles = {ARTICLE.page_id: ARTICLE, origin.page_id: origin}
    found = "\n".join(
        lines(
            console.event_view(
                replace(EVENT, statuses=statuses),  # type: ignore[arg-type]
                [REPORT],
                articles.__getitem__,
                width=120,
                colour=False,
                copies={ARTICLE.page_id: origin.page_id},
            )
        )
    )
    assert "done: told as planned on 20 Apr 2024, then done on 27 Apr 2024" in found
    assert "copy of       origin.txt" in found


def test_report_names_its_event() -> None:
    found = "\n".join(lines(console.report_view(REPORT, ARTICLE, EVENT, width=100, colour=False)))
    assert "event       2222bbbb with 1 report" in found
    assert "none yet" in "\n".join(lines(console.report_view(REPORT, ARTICLE, None, width=100, colour=False)))


def test_story_says_why_its_events_belong_together() -> None:
    link = Link(event=EVENT.id, reason="parties: Turkey and Greece")
    story = Story(
        id="3" * 16, title="A quarrel", actors=("Turkey", "Greece"), events=(EVENT.id,), links=(link,),
        earliest=None, latest=None,
    )  # fmt: skip
    found = lines(console.story_view(story, [EVENT], reports_of, width=100))
    assert found[-1] == "2222bbbb  parties: Turkey and Greece"


def test_page_shows_each_line_with_its_part_and_nothing_is_obeyed() -> None:
    text = "Menu\nA \x1b[31mred\x1b[0m \u202eline\x07"
    parts = (Part(part="menu", start=0, end=4), Part(part="body", start=5, end=len(text)))
    article = replace(ARTICLE, page="evil\x1b]0;x.txt", text=text, parts=parts)
    found = lines(console.page_view(article, width=80, colour=True))
    assert found[-2] == "menu         Menu"
    assert found[-1] == "body         A ␛[31mred␛[0m \ufffdline␇"
    assert all(line.isprintable() for line in found)


def test_every_style_is_known_to_the_theme() -> None:
    out = Console(file=StringIO(), theme=console.THEME, force_terminal=True, width=100)
    event = replace(EVENT, status="negated")
    for line in console.event_view(event, [REPORT], lambda _: ARTICLE, width=100, colour=True):
        for span in line.spans:
            assert out.get_style(span.style) is not None


# -- explanations ------------------------------------------------------------------------------------------------------


def test_explanation_names_tokens_parties_rules_and_outcome(rules: Lexicon) -> None:
    sentence = "Ankara accused Athens of violating its airspace, the Kremlin said."
    found = lines(console.explain(parsed(sentence), rules, width=120))
    assert any(line.startswith("1   accused (accuse)") and "ccomp" in line for line in found)
    assert any("Ankara" in line and "Turkey, state, GOV names/states.tsv:" in line for line in found)
    assert 'Trigger "accused", verb accuse, token 1' in found
    matches = [line for line in found if line.endswith("ACCUSE allege: matches")]
    assert len(matches) == 1
    assert "rules/accuse.toml:" in matches[0]
    assert any("status" in line and "done (actual), as nothing tells another" in line for line in found)
    assert any("said by" in line and 'by "said"' in line for line in found)
    assert any("outcome     kept as report" in line for line in found)


def test_explanation_says_by_which_line_a_status_is_told(rules: Lexicon) -> None:
    found = "\n".join(lines(console.explain(parsed("Ankara will visit Athens in May."), rules, width=120)))
    assert "planned (future), by words/status.toml:" in found


def test_explanation_says_why_a_rule_does_not_match(rules: Lexicon) -> None:
    found = lines(console.explain(parsed("The army fired the cook."), rules, word="fired", width=120))
    assert any("object holds none of" in line for line in found)


def test_explanation_says_what_a_matching_rule_was_dropped_for(rules: Lexicon) -> None:
    sentence = "Ankara urged Athens to release three prisoners."
    found = " ".join(line.strip() for line in lines(console.explain(parsed(sentence), rules, width=120)))
    assert 'dropped: told inside "urged" (content = "requested", rules/request.toml:' in found


@pytest.mark.parametrize("verb", ["steamed", "yodelled"])
def test_explanation_says_what_spoke_for_an_estimated_act(rules: Lexicon, verb: str) -> None:
    weights = {"calibration": {"slope": 1.0, "level": 0.0}, "slot prep:toward": {"MOBILIZE": 4.0}, "any": {"AID": 0.1}}
    lexicon = dataclasses.replace(rules, estimates=lambda: weights)
    sentence = f"Ankara {verb} three frigates toward a Greek island."
    found = " ".join(line.strip() for line in lines(console.explain(parsed(sentence), lexicon, width=140)))
    assert "code        MOBILIZE by rules/estimate.toml:" in found
    assert "estimated   chance 0.77, as no rule matched; for it speak: slot prep:toward" in found
    assert ("a verb that no rule has" in found) == (verb == "yodelled")


def test_gerund_that_names_an_event_is_explained() -> None:
    sentence = "Shelling of two Malian towns by Niger killed nine Malian farmers."
    found = " ".join(lines(console.explain(parsed(sentence), lexicon.load(), width=140)))
    assert 'Trigger "Shelling", noun' in found


def test_explanation_of_a_word_says_why_it_is_no_trigger(rules: Lexicon) -> None:
    found = " ".join(lines(console.explain(parsed("Ankara bought a table."), rules, word="table", width=120)))
    assert '"table" (lemma table, NN, dobj) is no trigger here: ' in found


def test_explanation_of_a_missing_word_and_of_nothing(rules: Lexicon) -> None:
    assert lines(console.explain(parsed("Ankara slept."), rules, word="zebra", width=80)) == [
        '"zebra" stands nowhere in what is parsed.'
    ]
    empty = Parse(article=ARTICLE, sentences=())
    assert lines(console.explain(empty, rules, width=80)) == ["There is nothing to parse."]


def test_coverage_is_a_line_a_state_that_fits_a_terminal() -> None:
    lines = [line.plain for line in coverage_lines(coverage())]
    states = [line for line in lines if line[:4].strip().isupper() and line[3] == " "]
    assert len(states) >= 197
    assert max(map(len, states)) <= 80
    (usa,) = [line for line in states if line.startswith("USA")]
    assert usa.split()[1] == "#" * 25
    assert lines[-3].startswith("head of state: ")
