"""The state in focus: whose "the government" and "Congress" are in an article that names its state elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.extract.actors import Cast
from bede.lexicon import Lexicon
from bede.model import Parse, Party, Report

Parsed = Callable[..., Parse]
Code = Callable[..., Sequence[Report]]

GHANA = (
    "Ghana's teachers walked out on Monday, and Ghana's education minister called the strike illegal.\n"
    "{}\n"
    "Traders in Accra shut their shops.\n"
    "{}"
)


@pytest.fixture
def meant(parsed: Parsed, lexicon: Lexicon) -> Callable[[str, str], tuple[Party, ...]]:
    """Whom the last word of a phrase means at its last place in a text."""

    def meant(text: str, phrase: str) -> tuple[Party, ...]:
        whole = parsed(text)
        cast = Cast(whole, lexicon)
        start = text.rindex(phrase) + len(phrase)
        for number, sentence in enumerate(whole.sentences):
            if start in sentence.ends:
                return cast.parties(number, sentence.ends.index(start))
        raise AssertionError(f"no word of the text ends with {phrase!r}")

    return meant


Meant = Callable[[str, str], tuple[Party, ...]]


@pytest.mark.parametrize("phrase", ["The government", "The army", "Police", "The authorities"])
def test_an_organ_is_of_the_state_that_the_article_is_about(meant: Meant, phrase: str) -> None:
    """A foreign voice between does not make the organ its own, nor leave it open."""
    text = GHANA.format("Nigeria offered to mediate, and Kenya praised the unions.", f"{phrase} dismissed the unions.")
    assert [party.country for party in meant(text, phrase)] == ["GHA"]


def test_an_organ_after_two_sentences_of_another_state_is_of_that_one(meant: Meant) -> None:
    """A passage about another state goes on about it."""
    text = (
        "Ghana's teachers walked out on Monday, and Ghana's education minister called the strike illegal.\n"
        "Ghana's unions rejected an offer.\n"
        "Togo's teachers stayed at work.\nTogo's unions had asked them to.\nThe government thanked the unions."
    )
    assert [party.country for party in meant(text, "The government")] == ["TGO"]


def test_a_text_of_few_sentences_has_no_state_in_focus(parsed: Parsed, lexicon: Lexicon) -> None:
    """Two sentences tell too little."""
    assert Cast(parsed("Ghana's teachers walked out. Ghana's army stayed calm."), lexicon).focus.home is None


def test_congress_is_that_of_the_state_told_of_where_it_has_one(meant: Meant) -> None:
    """A name that several parliaments bear is the sentence's own; a state without one turns to Washington."""
    own = meant("Chilean miners marched to the capital and denounced Congress.", "Congress")
    other = meant("Ukraine's president thanked Congress on Monday.", "Congress")
    assert ([party.country for party in own], [party.country for party in other]) == (["CHL"], ["USA"])


def test_a_party_of_a_state_that_the_article_does_not_name_is_the_article_s_own(meant: Meant) -> None:
    """Parties act at home, and many share a name."""
    text = GHANA.format("The unions rejected an offer.", "The Labour Party backed the teachers.")
    assert [(party.country, party.sector) for party in meant(text, "Labour Party")] == [("GHA", "PTY")]


def test_of_namesakes_the_one_whose_country_stands_beside_is_meant(meant: Meant) -> None:
    """The text's own word on where a king reigns wins over the years in which another did."""
    assert [party.country for party in meant("King Abdullah of Jordan met envoys from Peru.", "King Abdullah")] == [
        "JOR"
    ]


def test_who_urges_both_sides_is_neither_of_them(meant: Meant) -> None:
    """The pair is that which the article names together."""
    text = (
        "Thailand and Cambodia traded fire on Monday.\nThai and Cambodian envoys blamed each other.\n"
        "Malaysia offered to host talks.\nVietnam urged both sides to accept."
    )
    assert {party.country for party in meant(text, "both sides")} == {"THA", "KHM"}


def test_both_sides_of_a_war_at_home_are_the_government_and_its_rebels(meant: Meant) -> None:
    """A news agency that somebody talks to is no side."""
    text = (
        "Mali rebels prolong truce\nMali's Tuareg rebels prolonged a truce on Sunday.\n"
        '"It will hold," their spokesman told AFP on Sunday.\n'
        "The new government and rebels have kept quiet since May.\nThe two sides have agreed to hold elections."
    )
    assert [party.sector for party in meant(text, "two sides")] == ["GOV", "REB"]


def test_a_pm_is_somebody_and_an_hour_is_nobody(meant: Meant) -> None:
    assert [party.sector for party in meant("The PM quit at dawn.", "PM")] == ["GOV"]
    assert [party.kind for party in meant("The minister quit at 3 PM.", "PM")] == [None]


def test_a_broadcaster_does_not_tell_whose_lawmakers_vote(meant: Meant) -> None:
    """Whose news it is tells nothing of who is in it."""
    text = GHANA.format("The vote was close.", "Lawmakers backed the motion, the BBC writes.")
    assert {party.country for party in meant(text, "Lawmakers")} <= {"GHA", None}


def test_both_sides_of_a_quarrel_at_home_are_of_one_state(meant: Meant) -> None:
    """Where no second state is a side, both are of the article's own."""
    text = GHANA.format("Strikers threw stones at officers.", "Kenya urged both sides to talk.")
    assert [party.country for party in meant(text, "both sides")] == ["GHA"]


def test_the_two_men_are_those_whom_the_sentence_before_counts(meant: Meant) -> None:
    """Two without a name come back before others who are named."""
    text = "The mayor, Kofi Anane, met Yaw Osei.\nOfficers arrested two Kenyans.\nThe two men denied the charge."
    assert [party.country for party in meant(text, "two men")] == ["KEN"]


def test_an_organ_that_another_government_acts_on_is_the_article_s(meant: Meant) -> None:
    """Nobody backs itself."""
    text = GHANA.format("The unions rejected an offer.", "Kenya's treasury promised to support the government.")
    assert [party.country for party in meant(text, "the government")] == ["GHA"]


def test_the_ambassador_is_the_one_described_before(meant: Meant) -> None:
    """The noun finds who was last described by it, not an ambassador of the article's own state."""
    text = GHANA.format("Ghana summoned the Kenyan ambassador.", "The ambassador apologised.")
    assert [party.country for party in meant(text, "The ambassador")] == ["KEN"]


def test_a_minister_whom_no_list_knows_is_of_the_state_in_focus(meant: Meant) -> None:
    """An office without a country is one of the article's own state."""
    text = GHANA.format("The unions rejected an offer.", "Interior Minister Kwesi Ansah ordered an inquiry.")
    assert [party.country for party in meant(text, "Kwesi Ansah")] == ["GHA"]


def test_who_shares_a_tie_may_be_one_of_both_sides(meant: Meant) -> None:
    """Ties between two are cut by one of them."""
    text = GHANA.format("Ghana accused Togo of helping the strikers.", "Togo cut the ties between the two countries.")
    assert {party.country for party in meant(text, "the two countries")} == {"GHA", "TGO"}


def test_a_court_that_many_states_have_is_that_of_the_state_in_focus(meant: Meant) -> None:
    """A name without a country of its own takes the article's."""
    text = GHANA.format("Kenya praised the unions.", "The Constitutional Court banned the strike.")
    assert [party.country for party in meant(text, "Constitutional Court")] == ["GHA"]


def test_its_in_the_second_object_is_its_subject(meant: Meant) -> None:
    """Who thanks somebody and asks for help speaks of its own."""
    text = "Chad's government thanked Niger and asked its army to stay.\nNiger agreed."
    assert [party.country for party in meant(text, "its")] == ["TCD"]


def test_the_three_countries_are_those_coordinated_last(meant: Meant) -> None:
    """A number above two counts the members of a coordination; without one that fits nobody is meant by it."""
    text = "Kenya, Uganda and Rwanda opened talks on Friday. {} signed a trade pact."
    three = meant(text.format("The three countries"), "three countries")
    assert [party.country for party in three] == ["KEN", "UGA", "RWA"]
    assert len(meant(text.format("The four countries"), "four countries")) < 3


def test_own_embassy_stands_for_the_other_state_named_of_late(code: Callable[..., Sequence[Report]]) -> None:
    """Whoever closes an embassy sanctions its host, never himself; a host that nothing tells is nobody."""
    reports = code("Chad accused Peru of spying on Monday. In response, Peru recalled its ambassador.")
    recalled = [report for report in reports if report.act == "SANCTION"]
    assert [party.country for report in recalled for party in report.recipients] == ["TCD"]
    assert not [report for report in code("Norway closed its embassy on Monday.") if report.act == "SANCTION"]


def test_a_call_is_told_beside_what_is_promised_in_it(code: Callable[..., Sequence[Report]]) -> None:
    """The call took place whatever the verb announces."""
    reports = code("In a call with Ghana's president on Monday, the Peruvian president promised to reopen the border.")
    assert {(report.act, report.status) for report in reports} == {("CONSULT", "actual"), ("AGREE", "actual")}


def test_a_state_visit_goes_to_the_host(code: Callable[..., Sequence[Report]]) -> None:
    """The word "state" before a noun names nobody."""
    (report,) = code("The Irish premier arrived in Peru on Monday for a three-day state visit.")
    assert [party.country for party in report.recipients] == ["PER"]


def test_workers_of_a_party_are_those_of_the_state_that_is_told_of(code: Code) -> None:
    (report,) = code("Congress workers attacked police in Kochi on Friday.")
    assert [(one.country, one.sectors) for one in report.actors] == [("IND", ("PTY",))]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Pakistani troops killed nine Taliban militants.", "PAK"),
        ("Afghan troops killed nine Taliban militants.", "AFG"),
        ("Soldiers killed nine Taliban militants.", "AFG"),
        ("Pakistani officials met the Taliban.", "AFG"),
    ],
)
def test_fighters_who_bear_a_name_in_two_states_are_of_the_one_told_of(
    code: Callable[..., Sequence[Report]], text: str, country: str
) -> None:
    (report,) = code(text)
    theirs = [party.country for party in (*report.actors, *report.recipients) if "Taliban" in party.text]
    assert theirs == [country]


@pytest.mark.parametrize(
    "text",
    [
        "Chad thanked its donors. The government has sent tents for the people of Chad.",
        "Chad thanked its donors. The government has chosen to send tents to Chad.",
    ],
)
def test_government_that_gives_to_a_state_is_another(code: Callable[..., Sequence[Report]], text: str) -> None:
    given = [report for report in code(text) if report.act == "AID"]
    assert [party.country for report in given for party in report.actors] == [None]
