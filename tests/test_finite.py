"""Verbs that the model hangs wrong: whom they hang on, and who does what they tell, when their form is heeded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.model import Parse, Report

Code = Callable[..., Sequence[Report]]
Parsed = Callable[..., Parse]


def deeds(code: Code, text: str) -> list[tuple[str, str, list[str], list[str]]]:
    """Act, status, actors and recipients of a text's reports."""
    return [
        (
            report.act,
            report.status,
            [party.text for party in report.actors],
            [party.text for party in report.recipients],
        )
        for report in code(text)
    ]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("President Banda told the army to clear the road and accused Uganda of treason.", "President Banda"),
        ("The minister denied that his men had done it and accused Uganda of treason.", "minister"),
    ],
)
def test_finite_verb_beside_an_infinitive_or_a_denied_clause_is_done_by_the_one_above(
    code: Code, text: str, actor: str
) -> None:
    assert ("ACCUSE", "actual", [actor], ["Uganda"]) in deeds(code, text)


def test_participle_between_two_deeds_is_a_third(code: Code) -> None:
    found = deeds(
        code, "Soldiers in Niger detained the president on Tuesday, dissolved parliament and closed the border."
    )
    assert [act for act, *_ in found] == ["COERCE", "COERCE", "COERCE"]
    assert found[1][3] == ["parliament"]


def test_particle_before_a_number_belongs_to_the_verb(code: Code) -> None:
    assert deeds(code, "The rebels handed over six Kenyan officers.")[0][3] == ["six Kenyan officers"]


def test_preposition_behind_the_object_is_no_particle(code: Code) -> None:
    assert deeds(code, "Thailand held exercises off the coast of Cambodia.")[0][:2] == ("MOBILIZE", "actual")


def test_attack_and_the_verb_that_tells_what_it_struck_are_one(code: Code) -> None:
    assert len(deeds(code, "An Israeli drone strike hit a car near Tyre.")) == 1


def test_charge_is_no_recipient_but_points_back(code: Code) -> None:
    text = "The opposition in Tbilisi accused Prime Minister Beridze of theft. Beridze rejected the charge."
    assert [party.text for party in code(text)[1].recipients] == ["opposition"]


def test_step_that_draws_criticism_is_whose_it_was(code: Code) -> None:
    text = "Poland expelled two Russian diplomats. The step drew criticism from Moscow."
    assert [party.text for party in code(text)[1].recipients] == ["Poland"]


def test_what_is_awaited_by_a_refusal_is_open(code: Code) -> None:
    found = deeds(code, "Poland refused to reopen the border until Belarus freed the journalist.")
    assert [status for act, status, *_ in found if act == "RETREAT"] == ["hypothetical"]


def test_accusing_after_a_passive_and_its_speaker_is_the_speakers(code: Code) -> None:
    found = deeds(code, "Forty people were detained, the Kenyan interior ministry said, accusing Uganda of theft.")
    assert ("ACCUSE", "actual", ["Kenyan interior ministry"], ["Uganda"]) in found


@pytest.mark.parametrize(
    ("headline", "act", "actor", "recipient"),
    [
        ("Kenyan minister in surprise Kyiv visit", "CONSULT", "Kenyan minister", "Kyiv"),
        ("Kenyan minister in Kyiv for talks with Poland", "CONSULT", "Kenyan minister", None),
        ("Soldiers detain president in Madagascar, close borders", "COERCE", "Soldiers", "president in Madagascar"),
        ("Turkey: Israel must leave Lebanon", "REQUEST", "Turkey", "Israel"),
    ],
)
def test_headlines_without_a_verb_or_with_a_colon_are_read(
    code: Code, headline: str, act: str, actor: str, recipient: str | None
) -> None:
    reports = code("It rained.", headline=headline)
    assert [report.act for report in reports] == [act]
    assert reports[0].actors[0].text.startswith(actor)
    assert recipient is None or [party.text for party in reports[0].recipients] == [recipient]


def test_clock_time_before_an_entry_of_a_live_page_is_no_part_of_it(parsed: Parsed) -> None:
    found = parsed("08:40 Kenyan minister in Kyiv for talks\nHe arrived by train.")
    assert [(sentence.part, sentence.text) for sentence in found.sentences] == [
        ("headline", "Kenyan minister in Kyiv for talks"),
        ("body", "He arrived by train."),
    ]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Vietnam, which has claims in the sea, called on Manila to show restraint.", "Vietnam"),
        ("Ana Brito, a former tycoon, called for sanctions against Belarus.", "Ana Brito"),
    ],
)
def test_participle_behind_an_insertion_is_the_verb_of_its_sentence(code: Code, text: str, actor: str) -> None:
    assert ("REQUEST", [actor]) in [(act, actors) for act, _, actors, _ in deeds(code, text)]


def test_participle_of_a_noun_without_a_verb_stays_one(parsed: Parsed) -> None:
    sentence = parsed("Ten soldiers killed in a raid near Goma.").sentences[0]
    assert ("nsubj", "VBD") not in zip(sentence.labels, sentence.tags, strict=True)


def test_aid_workers_are_no_workers_to_be_aided(code: Code) -> None:
    found = deeds(code, "The United Nations urged the junta to open roads to aid workers.")
    assert [act for act, *_ in found] == ["REQUEST"]


def test_what_only_somebody_does_is_not_done_by_the_thing_told_of_before(code: Code) -> None:
    found = deeds(code, "The court ruled that the arrest had been illegal and ordered the government to free the monk.")
    assert [(act, actors) for act, _, actors, _ in found] == [("REQUEST", ["court"])]
    found = deeds(code, "The minister said that the bomb had exploded and killed two soldiers.")
    assert all(actors != ["minister"] for _, _, actors, _ in found)


def test_talks_that_somebody_has_since_held_are_held_by_him(code: Code) -> None:
    found = deeds(code, "Peru's foreign minister has since held talks with officials in Chile.")
    assert [(act, actors[0]) for act, _, actors, _ in found] == [("CONSULT", "Peru's foreign minister")]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Denmark has pledged 20 million dollars to support the mission in Haiti.", "AGREE"),
        ("The Omani sultan flew to Cairo on Sunday to attend a summit on the war in Gaza.", "CONSULT"),
    ],
)
def test_what_an_act_is_for_is_no_second_happening(code: Code, text: str, act: str) -> None:
    assert [found[0] for found in deeds(code, text)] == [act]


def test_who_wants_somebody_jailed_jails_nobody(code: Code) -> None:
    found = deeds(
        code, "Prosecutors want the former premier, Ana Brito, jailed for 25 years over a plan by Pedro Lima."
    )
    assert [(act, actors) for act, _, actors, _ in found] == [("REQUEST", ["Prosecutors"])]


def test_who_telephones_somebody_to_express_support_expresses_it(code: Code) -> None:
    found = deeds(code, "The Danish premier telephoned President Banda to express support.")
    assert ("SUPPORT", ["Danish premier"]) in [(act, actors) for act, _, actors, _ in found]


def test_who_says_that_others_suffered_contradicts_by_a_participle(code: Code) -> None:
    found = deeds(code, "Nurses said that nine miners were killed in the raid, sharply contradicting army accounts.")
    assert ("REJECT", "actual", ["Nurses"], ["army"]) in found


def test_crowd_that_is_broken_up_arrests_nobody(code: Code) -> None:
    found = deeds(code, "Guards broke up a women's vigil arresting nine nuns.")
    assert all(actors == ["Guards"] for _, _, actors, _ in found)


def test_visiting_guest_signs_with_his_host(code: Code) -> None:
    (report,) = code("The pact was signed by the premier of Togo and visiting Speaker Ama Quill of Ghana.")
    assert [party.country for party in report.actors] == ["TGO", "GHA"]


def test_presidents_before_and_behind_and_both_meet(code: Code) -> None:
    (report,) = code("Togo's President Ama Quill and Ghanaian President Juma Mwale met on Monday.")
    assert [party.country for party in report.actors] == ["TGO", "GHA"]
