"""What the grammar reads in a matched rule: threats told of, ultimatums, and what is announced."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.extract.grammar import Syntax
from bede.extract.readings import announced
from bede.lexicon import Lexicon
from bede.model import Parse, Report

Code = Callable[..., Sequence[Report]]
Only = Callable[..., Report]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya will bomb Somali ports if its own are touched, the Kenyan defence minister said.",
        "Should Somalia arm the rebels, Kenya would seal the border, the Kenyan president said.",
        "Kenya would expel Somali envoys unless Somalia apologised, its foreign minister said.",
        "Kenya will shell Somali camps, the Kenyan army chief said.",
        "Kenya promised to sink every Somali ship.",
    ],
)
def test_what_ones_own_spokesman_says_would_be_done_is_a_threat(code: Code, text: str) -> None:
    threats = [report for report in code(text) if report.act == "THREATEN"]
    assert [(report.status, {party.country for party in report.actors}) for report in threats] == [("actual", {"KEN"})]
    assert {party.country for party in threats[0].recipients} == {"SOM"}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya will bomb Somali ports if talks fail, analysts said.",
        "Kenya would have bombed Somali ports, the Kenyan minister said.",
        "Kenya bombed Somali ports, the Kenyan minister said.",
        "Kenya and Uganda agreed to impose sanctions on Somalia.",
    ],
)
def test_what_others_say_or_what_is_over_or_agreed_is_no_threat(code: Code, text: str) -> None:
    assert "THREATEN" not in [report.act for report in code(text)]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The mayor ordered the miners to leave or face arrest.", "THREATEN"),
        ("The mayor ordered the miners to leave or be driven out.", "THREATEN"),
        ("The mayor ordered the miners to leave or wait.", "REQUEST"),
    ],
)
def test_order_with_a_penalty_is_a_threat(only: Only, text: str, act: str) -> None:
    assert only(text).act == act


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Kenya will retaliate.", "retaliate", True),
        ("Kenya is ready to retaliate.", "retaliate", True),
        ("Kenya said it would retaliate.", "retaliate", True),
        ("Kenya may retaliate.", "retaliate", False),
        ("Kenya will not retaliate.", "retaliate", False),
        ("Kenya retaliated.", "retaliated", False),
    ],
)
def test_announced_is_what_is_surely_to_come(
    text: str, verb: str, expected: bool, parsed: Callable[..., Parse], lexicon: Lexicon
) -> None:
    (sentence,) = parsed(text).sentences
    assert announced(Syntax(sentence, lexicon), sentence.words.index(verb)) is expected


def test_who_speaks_of_a_price_threatens_who_will_pay_it(only: Only) -> None:
    report = only("Sudan will pay a heavy price for the raid, Chad's president said.")
    assert (report.act, report.actors[0].country, report.recipients[0].country) == ("THREATEN", "TCD", "SDN")
    assert report.attribution == ()


@pytest.mark.parametrize(
    "text", ["The Irish minister is due in Tunis on Monday.", "The Irish minister is expected in Tunis on Monday."]
)
def test_who_is_due_somewhere_has_not_come_yet(only: Only, text: str) -> None:
    assert (only(text).act, only(text).status) == ("CONSULT", "future")


@pytest.mark.parametrize(
    "text",
    [
        "Nepal could lose its seat on the board unless it paid, the Indian minister said.",
        "Oslo will reassess its ties with Hungary unless it pays, the Norwegian minister said.",
    ],
)
def test_threat_that_is_uttered_is_made(only: Only, text: str) -> None:
    assert (only(text).act, only(text).status) == ("THREATEN", "actual")


def test_two_who_refuse_together_are_both_named(code: Code) -> None:
    (report,) = code("Ghana and Togo said they would not attend the summit.")
    assert (report.act, [party.country for party in report.actors], report.attribution) == (
        "REJECT",
        ["GHA", "TGO"],
        (),
    )


def test_one_who_fails_to_reach_a_deal_rejects_it(code: Code) -> None:
    (report,) = code("Ghana's cabinet failed to agree on the fishing pact.")
    assert (report.act, report.status) == ("REJECT", "actual")
