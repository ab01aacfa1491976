"""Who says what: source, cue and content of statements, and who is meant."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bede.extract.quotations import quotations
from bede.extract.statements import Statements
from bede.lexicon import Lexicon
from bede.model import Parse, Report, Span, Statement

Told = tuple[str, str, str]
Read = Callable[..., list[Statement]]


@pytest.fixture
def read(parsed: Callable[..., Parse], lexicon: Lexicon) -> Read:
    """The statements of a text, each of whose spans holds its words."""

    def read(text: str, *, headline: str | None = None, inner: bool = False) -> list[Statement]:
        parse = parsed(text, headline=headline)
        found = Statements(parse, lexicon).all(inner=inner)
        for statement in found:
            for span in (*statement.source, *statement.cue, *statement.content):
                assert parse.article.text[span.start : span.end] == span.text
        return list(found)

    return read


def told(statement: Statement) -> Told:
    """Source, cue and content in words, pieces parted by a bar."""
    source, cue, content = (
        " | ".join(span.text for span in spans) for spans in (statement.source, statement.cue, statement.content)
    )
    return source, cue, content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said Chad would close the border.", ("The minister", "said", "Chad would close the border")),
        ("The minister said that Chad left.", ("The minister", "said", "that Chad left")),
        ("The bridge was blown up, the army said.", ("the army", "said", "The bridge was blown up")),
        ("The deal, the envoy said, is dead.", ("the envoy", "said", "The deal | is dead")),
        ("Nine soldiers died, according to two doctors.", ("two doctors", "according to", "Nine soldiers died")),
        ("According to two doctors, nine soldiers died.", ("two doctors", "According to", "nine soldiers died")),
        ("He asked why the convoy had been stopped.", ("He", "asked", "why the convoy had been stopped")),
        ("Voters fear that prices will rise.", ("Voters", "fear", "that prices will rise")),
        ("The clerk, who knew that the door was open, ran.", ("who", "knew", "that the door was open")),
        ("Kenya's claim that Somalia lied is false.", ("Kenya's", "claim", "that Somalia lied")),
        ("The envoy is confident that talks will resume.", ("The envoy", "confident", "that talks will resume")),
    ],
)
def test_indirect_speech(read: Read, text: str, expected: Told) -> None:
    (statement,) = read(text)
    assert told(statement) == expected
    assert statement.kind == "indirect"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor criticised the army for its silence.", ("The mayor", "criticised", "the army for its silence")),
        ("The union called for new elections.", ("The union", "called", "new elections")),
        ("Rebels vowed to retake the town.", ("Rebels", "vowed", "to retake the town")),
        ("Kenya urged Somalia to open the port.", ("Kenya", "urged", "Somalia to open the port")),
        ("Oslo accused Bern of lying.", ("Oslo", "accused", "Bern of lying")),
        ("The senator is wary of the plan.", ("The senator", "wary of", "the plan")),
    ],
)
def test_what_is_wanted_or_spoken_of(read: Read, text: str, expected: Told) -> None:
    (statement,) = read(text)
    assert told(statement) == expected


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Rebels are believed to have fled.", "Rebels | to have fled"),
        ("Nine miners reportedly died.", "Nine miners | died"),
    ],
)
def test_nobody_is_named(read: Read, text: str, content: str) -> None:
    (statement,) = read(text)
    assert told(statement)[::2] == ("", content)
    assert statement.speaker is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay,” said the mayor.", ("the mayor", "said", "“We stay,”")),
        ('"We stay," the mayor said.', ("the mayor", "said", '"We stay,"')),
        ("‘We stay,’ said the mayor. ‘All of us.’", ("the mayor", "said", "‘We stay,’ | ‘All of us.’")),
        ("“We,” she said, “will stay.”", ("she", "said", "“We,” | “will stay.”")),
        ("“We stay. We fight,” the mayor said.", ("the mayor", "said", "“We stay. We fight,”")),
        ("“We stay,” the mayor said. “We fight.”", ("the mayor", "said", "“We stay,” | “We fight.”")),
        ("“Who stays?” the mayor asked.", ("the mayor", "asked", "“Who stays?”")),
        ("The mayor added: “We stay.”", ("The mayor", "added", "“We stay.”")),
        ("The mayor spoke to reporters:\n“We stay.”", ("The mayor", "spoke", "“We stay.”")),
        ("“We stay,” the mayor said.\n“Then we fight.”", ("the mayor", "said", "“We stay,” | “Then we fight.”")),
        (
            "“We stay,” the mayor said. “We fight.\n“We win.”",
            ("the mayor", "said", "“We stay,” | “We fight. | “We win.”"),
        ),
        ("Anna Okafor wept. “That was the end of it all.”", ("Anna Okafor", "", "“That was the end of it all.”")),
    ],
)
def test_quotations_go_to_who_says_them(read: Read, text: str, expected: Told) -> None:
    (statement,) = read(text)
    assert told(statement) == expected
    assert statement.kind == "direct"


def test_words_in_quotation_marks_make_it_mixed(read: Read) -> None:
    (statement,) = read("The mayor said the plan was “a very bad joke”.")
    assert told(statement) == ("The mayor", "said", "the plan was “a very bad joke”")
    assert statement.kind == "mixed"


def test_a_quotation_without_a_speaker_is_no_statement(read: Read) -> None:
    assert read("The film “The Long Night of the Wolves.” opens on Friday.") == []


def test_two_speakers_of_a_paragraph_keep_their_words(read: Read) -> None:
    found = read("“We stay,” the mayor said. “You go,” the general said. “And soon.”")
    assert [told(statement)[::2] for statement in found] == [
        ("the mayor", "“We stay,”"),
        ("the general", "“You go,” | “And soon.”"),
    ]


def test_what_goes_on_after_the_content_is_a_statement_of_its_own(read: Read) -> None:
    found = read("The doctor said her clinic had run out of blood and warned that patients would die.")
    assert [told(statement) for statement in found] == [
        ("The doctor", "said", "her clinic had run out of blood"),
        ("The doctor", "warned", "that patients would die"),
    ]


def test_participles_have_the_subject_of_their_clause(read: Read) -> None:
    found = read("Chad closed the border, saying that smugglers had crossed it.")
    assert told(found[0]) == ("Chad", "saying", "that smugglers had crossed it")


def test_a_participle_after_what_is_said_goes_on_with_the_saying(read: Read) -> None:
    found = read("The mayor said the bridge was closed, arguing that it was unsafe.")
    assert [told(statement)[0] for statement in found] == ["The mayor", "The mayor"]
    assert told(found[0])[2] == "the bridge was closed"


def test_a_statement_that_says_is_its_owners(read: Read) -> None:
    (statement,) = read("The ministry issued a statement saying the hostages were free.")
    assert told(statement) == ("The ministry", "saying", "the hostages were free")


def test_layers_are_told_when_asked_for(read: Read) -> None:
    text = "Officials said the minister had told the envoy that the army would leave."
    assert [told(statement)[0] for statement in read(text)] == ["Officials"]
    assert [told(statement)[::2] for statement in read(text, inner=True)] == [
        ("Officials", "the minister had told the envoy that the army would leave"),
        ("the minister", "that the army would leave"),
    ]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Okafor: Border Will Stay Closed", ("Okafor", ":", "Border Will Stay Closed")),
        ("Togo: Army Must Free Six Miners", ("Togo", ":", "Army Must Free Six Miners")),
        ("Truce close to collapse: UN envoy", ("UN envoy", ":", "Truce close to collapse")),
        ("Truce talks have failed, officials say", ("officials", "say", "Truce talks have failed")),
        ("Cabinet ‘will not bow’ to rebels, says minister", ("minister", "says", "Cabinet ‘will not bow’ to rebels")),
    ],
)
def test_headlines(read: Read, headline: str, expected: Told) -> None:
    statement, *_ = read("It rained.", headline=headline)
    assert told(statement) == expected


@pytest.mark.parametrize(
    "headline", ["Live: Rebels Enter Town", "Analysis: Who Won?", "Score 3:2 in Lima", "Togo: Army Frees Six Miners"]
)
def test_no_source_before_a_headlines_colon(read: Read, headline: str) -> None:
    assert read("It rained.", headline=headline) == []


def test_turns_of_a_transcript(read: Read) -> None:
    found = read("OKAFOR: We will stay.\nLINDQVIST: And who pays for it?")
    assert [told(statement)[::2] for statement in found] == [
        ("OKAFOR", "We will stay."),
        ("LINDQVIST", "And who pays for it?"),
    ]


def test_a_name_after_a_dash_signs_a_quotation(read: Read) -> None:
    (statement,) = read("“Nobody asked us before they came here.” — Anna Okafor")
    assert told(statement) == ("Anna Okafor", "—", "“Nobody asked us before they came here.”")


def test_the_speaker_of_a_pronoun_is_who_it_refers_to(read: Read) -> None:
    *_, last = read("Anna Okafor, the interior minister, met the press. She said the border was closed.")
    assert told(last)[0] == "She"
    assert last.speaker is not None
    assert last.speaker.name == "Anna Okafor"


def test_the_speaker_of_a_relative_pronoun_is_its_noun(read: Read) -> None:
    (statement,) = read("Kenya, which denied the charge, closed the port.")
    assert told(statement)[0] == "which"
    assert statement.speaker is not None
    assert statement.speaker.country == "KEN"


def attribution(report: Report) -> list[str]:
    """The names of those who vouch for a report."""
    return [party.name for party in report.attribution]


@pytest.mark.parametrize(
    "text",
    [
        "“It was war,” the doctor said. “Kenya bombed Somalia on Friday.”",
        "“It was war,” the doctor said.\n“Kenya bombed Somalia on Friday.”",
        "The doctor added: “It was war. Kenya bombed Somalia on Friday.”",
    ],
)
def test_a_report_in_a_quotation_that_runs_on_keeps_its_speaker(code: Callable[..., list[Report]], text: str) -> None:
    (report,) = [report for report in code(text) if report.trigger.text == "bombed"]
    assert [name.lower() for name in attribution(report)] == ["doctor"]


def test_a_report_after_a_quotation_has_no_speaker(code: Callable[..., list[Report]]) -> None:
    (report,) = [
        found for found in code("“It was war,” the doctor said. Kenya bombed Somalia.") if found.act == "ASSAULT"
    ]
    assert attribution(report) == []


def marked(text: str) -> list[tuple[str, ...]]:
    """The pieces of the quotations of a text whose lines are paragraphs."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(text=line, start=start, end=start + len(line)))
        start += len(line) + 1
    return [tuple(text[start:end] for start, end in found.pieces) for found in quotations(text, spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", [("“yes”",), ("“no”",)]),
        ('He said "yes" and "no".', [('"yes"',), ('"no"',)]),
        ("He said ''yes'' twice.", [("''yes''",)]),
        ("“He said ‘yes’ to us.”", [("“He said ‘yes’ to us.”",)]),
        ("“One.\n“Two.”", [("“One.", "“Two.”")]),
        ("“One.\nTwo.", [("“One.",)]),
        ("The ‘90s and the boys’ club.", [("‘90s and the boys’",)]),
        ("The minister’s plan", []),
        ('A 6" gun', []),
    ],
)
def test_quotation_marks(text: str, expected: list[tuple[str, ...]]) -> None:
    assert marked(text) == expected


@given(st.text(alphabet="aB .,\n\"'“”‘’:—", max_size=60))
def test_quotations_are_apart_and_in_order(text: str) -> None:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(text=line, start=start, end=start + len(line)))
        start += len(line) + 1
    pieces = [piece for found in quotations(text, spans) for piece in found.pieces]
    assert all(first < last for first, last in pieces)
    assert all(one[1] <= other[0] for one, other in pairwise(pieces))


@pytest.mark.parametrize(
    "text", ["“", "”", ":", "“: said", "said “", "— ” —", "He said", "According to", "said said said said"]
)
def test_fragments_are_survived(read: Read, text: str) -> None:
    read(text)
