"""What surrounds an act: matter, contexts, numbers, date."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bede.lexicon import Lexicon
from bede.model import Report

Only = Callable[..., Report]


def counted(report: Report) -> list[tuple[str, str, float, float]]:
    """Kind, words, low and high of a report's numbers."""
    return [(number.kind, number.text, number.low, number.high) for number in report.numbers]


# -- matter --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "act", "matter"),
    [
        ("Norway urged Sweden to withdraw its troops from Finland.", "REQUEST", "withdraw its troops from Finland"),
        ("Kenya accused Somalia of shelling the town of Mandera.", "ACCUSE", "shelling the town of Mandera"),
        ("Kenya denied the accusation.", "REJECT", "the accusation"),
        ("Germany supplied Ukraine with weapons.", "AID", "weapons"),
        ("Kenya and Somalia held talks on trade in Nairobi.", "CONSULT", "trade"),
    ],
)
def test_matter_is_the_complement_or_the_rules_slot(only: Only, text: str, act: str, matter: str) -> None:
    report = only(text, act=act)
    assert report.matter is not None
    assert report.matter.text == matter
    assert text[report.matter.start : report.matter.end] == matter


def test_act_without_a_complement_has_no_matter(only: Only) -> None:
    assert only("Kenya condemned Somalia.").matter is None


def test_matter_never_holds_the_trigger(only: Only) -> None:
    report = only("Kenya's threat to bomb Somalia angered diplomats.", act="THREATEN")
    assert report.matter is not None
    assert not report.matter.start <= report.trigger.start < report.matter.end


@pytest.mark.parametrize(
    "text", ["Chile's president met Peru's president on Monday.", "Chile and Peru held talks on Monday."]
)
def test_day_is_no_matter(only: Only, text: str) -> None:
    assert only(text).matter is None


# -- contexts ------------------------------------------------------------------------------------------------------


def test_contexts_point_at_the_words_that_show_them(only: Only) -> None:
    text = "Kenya's foreign minister condemned the court of Somalia over the election."
    found = {context.context: context for context in only(text).contexts}
    assert {"election", "legal", "diplomatic"} <= found.keys()
    for context in found.values():
        assert text[context.start : context.end] == context.text
        assert context.rule.startswith("words/contexts.tsv:")


def test_context_is_given_once_and_in_order(only: Only) -> None:
    found = [context.context for context in only("The army said troops and soldiers had attacked rebels.").contexts]
    assert found == sorted(set(found))
    assert "military" in found


def test_words_of_a_phrase_show_its_context_together(only: Only, lexicon: Lexicon) -> None:
    phrase = next(phrase for phrase in sorted(lexicon.contexts.phrases) if phrase.count(" ") == 1 and phrase.isascii())
    report = only(f"Kenya condemned Somalia over {phrase}.")
    assert phrase in [context.text for context in report.contexts]


# -- numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels killed 12 soldiers in Mali.", [("dead", "12", 12, 12)]),
        ("Three soldiers were killed by rebels in Mali.", [("dead", "Three", 3, 3)]),
        ("Rebels wounded 1,200 soldiers in Mali.", [("injured", "1,200", 1200, 1200)]),
        ("Kenyan police arrested 30 protesters.", [("arrested", "30", 30, 30)]),
        ("Germany gave Ukraine $2.5 billion in military aid.", [("money", "$2.5 billion", 2.5e9, 2.5e9)]),
        ("Kenya gave Somalia 40 million euros.", [("money", "40 million", 4e7, 4e7)]),
    ],
)
def test_number_has_kind_and_value(only: Only, text: str, expected: list[tuple[str, str, float, float]]) -> None:
    report = only(text)
    assert counted(report) == expected
    (number,) = report.numbers
    assert text[number.start : number.end] == number.text


def test_dead_and_injured_are_told_apart(code: Callable[..., tuple[Report, ...]]) -> None:
    for report in code("Rebels killed 12 soldiers and wounded three civilians in Mali."):
        assert counted(report) == [("dead", "12", 12, 12), ("injured", "three", 3, 3)]


def test_dollars_have_a_unit(only: Only) -> None:
    (number,) = only("Germany gave Ukraine $2.5 billion in military aid.").numbers
    assert number.unit == "USD"


@pytest.mark.parametrize(
    "text", ["Kenya attacked 12 villages.", "Kenya attacked Somalia in 2019.", "Chapter 7 angered Kenya."]
)
def test_other_numbers_are_left_out(code: Callable[..., tuple[Report, ...]], text: str) -> None:
    assert [number for report in code(text) for number in report.numbers] == []


# -- date ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kenya attacked Somalia on Sunday.", "2024-05-19"),
        ("Kenya will attack Somalia on Friday.", "2024-05-24"),
        ("Ten days ago, Kenya attacked Somalia.", "2024-05-10"),
        ("Chad said on Monday that Kenya attacked Somalia last Thursday.", "2024-05-16"),
    ],
)
def test_day_is_the_one_beside_the_trigger(only: Only, text: str, day: str) -> None:
    report = only(text)
    assert report.date is not None
    assert (report.date.earliest, report.date.latest) == (day, day)


def test_day_of_saying_is_not_the_day_of_what_is_said(only: Only) -> None:
    assert only("Chad said on Monday that Kenya had attacked Somalia.").date is None


def test_day_without_publication_stays_unanchored(only: Only) -> None:
    found = only("Kenya attacked Somalia on Sunday.", published=None).date
    assert found is not None
    assert (found.basis, found.earliest, found.text) == ("unanchored", None, "Sunday")
