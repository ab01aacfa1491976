"""According to whom: the chain of those who vouch for it, outermost first, and who was spoken to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.model import Report

Said = Callable[[str, str], tuple[list[str], list[str]]]


@pytest.fixture
def said(code: Callable[..., Sequence[Report]]) -> Said:
    """Names of who says what a trigger tells, and of who was told."""

    def said(text: str, trigger: str) -> tuple[list[str], list[str]]:
        (report,) = [report for report in code(text) if report.trigger.text == trigger]
        return [party.name for party in report.attribution], [party.name for party in report.addressees]

    return said


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Chad said Kenya had bombed Somalia.", ["Chad"]),
        ("Chad says that Kenya bombed Somalia.", ["Chad"]),
        ("Kenya bombed Somalia, Chad said.", ["Chad"]),
        ('"Kenya bombed Somalia," said the minister.', ["minister"]),
        ("According to police, Kenya bombed Somalia.", ["police"]),
        ("Kenya bombed Somalia, according to Chad.", ["Chad"]),
        ("Kenya bombed Somalia, as Chad said.", ["Chad"]),
        ("Kenya bombed Somalia, citing officials.", ["officials"]),
        ("The claim by Chad that Kenya bombed Somalia is false.", ["Chad"]),
        ("Chad's statement that Kenya bombed Somalia is false.", ["Chad"]),
        ("The ministry's statement said that Kenya had bombed Somalia.", ["ministry"]),
        ("Kenya was said by Chad to have bombed Somalia.", ["Chad"]),
        ("Kenya bombed Somalia.", []),
    ],
)
def test_one_layer(said: Said, text: str, sources: list[str]) -> None:
    assert said(text, "bombed")[0] == sources


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            "The Gazette reported that the Malian president had said Kenya bombed Somalia.",
            ["Gazette", "Malian president"],
        ),
        ("Al Jazeera reported on Monday that officials believe Kenya bombed Somalia.", ["Al Jazeera", "officials"]),
        ("According to the Gazette, Chad said that Kenya bombed Somalia.", ["Gazette", "Chad"]),
        ("Chad said that police believed that Kenya bombed Somalia.", ["Chad", "police"]),
    ],
)
def test_two_layers_are_outermost_first(said: Said, text: str, sources: list[str]) -> None:
    assert said(text, "bombed")[0] == sources


def test_speaker_is_outside_of_whom_he_cites_beforehand(said: Said) -> None:
    text = "Citing two officials, the Gazette said Kenya had bombed Somalia."
    assert said(text, "bombed")[0] == ["Gazette", "two officials"]


def test_speaker_is_outside_of_whom_he_cites(said: Said) -> None:
    text = "The Gazette said Kenya had bombed Somalia, citing two officials."
    assert said(text, "bombed")[0] == ["Gazette", "two officials"]


@pytest.mark.xfail(strict=True, reason="the thing that is cited is given, not who made it")
def test_report_by_somebody_is_attributed_to_him(said: Said) -> None:
    assert said("Kenya bombed Somalia, according to a report by the Gazette.", "bombed")[0] == ["Gazette"]


def test_coordinated_speakers_are_both_named(said: Said) -> None:
    assert said("Chad and Niger said Kenya had bombed Somalia.", "bombed")[0] == ["Chad", "Niger"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said it had bombed Somalia.",
        "Kenya announced that it had bombed Somalia.",
        "Kenya admitted having bombed Somalia.",
    ],
)
def test_speaker_who_is_the_actor_vouches_for_nothing(said: Said, text: str) -> None:
    assert said(text, "bombed")[0] == []


def test_pronoun_after_the_claim_is_its_subject(said: Said) -> None:
    assert said("Kenya bombed Somalia, it said.", "bombed")[0] == []


def test_official_vouches_for_what_his_state_did(said: Said) -> None:
    assert said("Kenya's president said Kenya had bombed Somalia.", "bombed")[0] == ["Kenya's president"]


def test_speech_act_is_not_attributed_to_who_performs_it(said: Said) -> None:
    assert said("Kenya condemned Somalia.", "condemned") == ([], [])


@pytest.mark.parametrize(
    ("text", "sources", "addressees"),
    [
        ("Mali's president told lawmakers that Kenya had bombed Somalia.", ["Mali's president"], ["lawmakers"]),
        ("Kenya bombed Somalia, the minister told reporters on Monday.", ["minister"], ["reporters"]),
    ],
)
def test_who_was_told_is_an_addressee_and_no_source(
    said: Said, text: str, sources: list[str], addressees: list[str]
) -> None:
    assert said(text, "bombed") == (sources, addressees)


def test_accuser_vouches_for_what_the_accused_did(said: Said) -> None:
    assert said("Kenya accused Somalia of shelling the town of Mandera.", "shelling") == (["Kenya"], [])


def test_accuser_of_a_passive_vouches_as_well(said: Said) -> None:
    text = "Somalia was accused on Monday by Kenya of shelling the town of Mandera."
    assert said(text, "shelling") == (["Kenya"], [])


def test_saying_in_another_clause_is_no_attribution(said: Said) -> None:
    assert said("Kenya bombed Somalia after Chad said that it was ready for talks.", "bombed") == ([], [])


def test_relative_clause_about_the_actor_is_inside_the_claim(said: Said) -> None:
    assert said("Chad said that the rebels, who bombed Somalia, had fled.", "bombed")[0] == ["Chad"]


def test_source_that_is_a_pronoun_points_at_whom_it_means(code: Callable[..., Sequence[Report]]) -> None:
    text = "Mali's president met lawmakers on Monday. He said Kenya had bombed Somalia."
    (source,) = code(text)[-1].attribution
    assert (source.text, source.name, source.country) == ("He", "Mali's president", "MLI")
    assert source.antecedent is not None
    assert text[source.antecedent.start : source.antecedent.end] == "Mali's president"


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Kenya bombed Somalia in May, a retired general who now grows tea wrote in his diary.", ["retired general"]),
        ("Kenya bombed Somalia twice that week, two of the pilots hinted on Friday.", ["pilots"]),
        ("Kenya bombed Somalia, a Swahili-speaking envoy let slip at dinner.", ["Swahili-speaking envoy"]),
        ("Kenya bombed Somalia last week, doctors in Goma and a priest said.", ["doctors", "priest"]),
        ("Kenya bombed Somalia, the envoy said, because its convoys had been robbed.", ["envoy"]),
        ("The raid began at dawn, the envoy said, and Kenya bombed Somalia at noon.", []),
        ("Kenya bombed Somalia, as the envoy had demanded.", []),
        ("Kenya bombed Somalia, a step that the envoy mentioned on Friday.", []),
        ("Kenya bombed Somalia after the envoy warned of a famine.", []),
        ("The envoy would not say whether Kenya had bombed Somalia.", []),
        ("Kenya bombed Somalia, citing a wave of robberies.", []),
    ],
)
def test_comment_clause_is_known_by_its_place(said: Said, text: str, sources: list[str]) -> None:
    assert said(text, "bombed")[0] == sources


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Kenya bombed Somalia, the minister told Reuters on Friday.", ["Reuters", "minister"]),
        ("Kenya bombed Somalia, the minister told the Mwananchi newspaper.", ["Mwananchi newspaper", "minister"]),
        ("Kenya bombed Somalia, the minister said in an interview with Reuters.", ["Reuters", "minister"]),
        ("Kenya bombed Somalia, according to a letter seen by Reuters.", ["Reuters", "letter"]),
        ("Reuters quoted the minister as saying that Kenya had bombed Somalia.", ["Reuters", "minister"]),
        ("Kenya bombed Somalia, Reuters quoted the minister as saying.", ["Reuters", "minister"]),
        ("Kenya bombed Somalia, the minister was quoted as saying by Reuters.", ["Reuters", "minister"]),
        ("Kenya bombed Somalia, Reuters has learned from two ministers.", ["Reuters", "two ministers"]),
        ("Kenya bombed Somalia, the court heard from two nurses.", ["two nurses"]),
    ],
)
def test_outlet_is_outside_of_whom_it_quotes(said: Said, text: str, sources: list[str]) -> None:
    assert said(text, "bombed")[0] == sources


def test_outlet_that_carries_a_speech_act_is_its_source(said: Said) -> None:
    text = "The general warned Somalia of a war in an interview with Reuters."
    assert said(text, "warned")[0] == ["Reuters"]


def test_headline_that_somebody_signs_is_attributed_to_him(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = [
        report for report in code("It rained.", headline="Kenya bombs Somalia - police") if report.act == "ASSAULT"
    ]
    assert [party.name for party in report.attribution] == ["police"]


def test_courses_of_events_vouch_for_nothing(said: Said) -> None:
    assert said("Kenya will bomb Somalia again according to the situation in Mali.", "bomb")[0] == []


def test_what_is_said_within_a_quotation_vouches_for_nothing_outside(said: Said) -> None:
    text = 'Chanting "the minister lied," nurses marched in Lome.'
    assert said(text, "marched")[0] == []
    assert said('"Kenya bombed Somalia," the minister said.', "bombed")[0] == ["minister"]


def test_who_is_safe_says_nothing(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code('"We have shot the rebel, he is dead," said the Togolese army chief Ama Quill.')
    assert report.attribution == ()
