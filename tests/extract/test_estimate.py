"""The act of a verb at which every rule is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bede import lexicon as lexicons
from bede.extract.coder import Coder
from bede.extract.draft import Draft
from bede.extract.estimate import judge, rules, signs, silent, speaking
from bede.lexicon import Lexicon
from bede.model import ACTS, Article, Parse, Span
from bede.parse import parse

STEAMED = "Vietnam steamed three frigates toward the Chinese rig."
LINE = {"calibration": {"slope": 1.0, "level": 0.0}}


def coder(text: str, **weights: dict[str, float]) -> Coder:
    """A coder of a text whose lexicon has only these weights for estimates, a blank written as a low line."""
    article = Article(page="one", page_id="one", text=text, body=(Span(text=text, start=0, end=len(text)),))
    (parsed,) = parse([article])
    assert isinstance(parsed, Parse)
    own = LINE | {sign.replace("_", " "): answers for sign, answers in weights.items()}
    return Coder(parsed, replace(lexicons.load(), estimates=lambda: own))


def drafts(text: str, **weights: dict[str, float]) -> list[Draft]:
    return coder(text, **weights).drafts(0)


def test_every_act_may_be_estimated(lexicon: Lexicon) -> None:
    assert set(rules(lexicon)) == set(ACTS)


def test_a_verb_that_no_rule_knows_is_told_where_its_signs_suffice() -> None:
    (draft,) = drafts(STEAMED, verb_steam={"MOBILIZE": 5.0, "none": -1.0})
    assert (draft.act, draft.rule.where_stands.partition(":")[0]) == ("MOBILIZE", "rules/estimate.toml")
    assert [party.name for party in draft.actors] == ["Vietnam"]
    assert [party.country for party in draft.recipients] == ["CHN"]


def test_an_act_that_is_not_sure_enough_is_not_told() -> None:
    assert drafts(STEAMED, verb_steam={"MOBILIZE": 0.2, "none": 1.0}) == []


def test_without_weights_nothing_is_told() -> None:
    assert drafts(STEAMED) == []


def test_the_confidence_is_the_chance_that_the_act_is_right() -> None:
    one = coder(STEAMED, verb_steam={"MOBILIZE": 4.0})
    (report,) = one.reports()
    assert report.confidence == pytest.approx(0.77)
    assert report.modes == ()


def test_a_rule_that_matches_comes_first() -> None:
    (draft,) = drafts("Vietnam expelled two Chinese diplomats.", verb_expel={"AID": 9.0, "none": -9.0})
    assert draft.act == "SANCTION"
    assert draft.estimated is None


def test_one_verb_of_a_sentence_is_told_the_surest() -> None:
    found = drafts(
        "Vietnam steamed three frigates toward the Chinese rig and hooted at a Chinese envoy.",
        verb_steam={"MOBILIZE": 4.0},
        verb_hoot={"ACCUSE": 9.0, "none": -1.0},
    )
    assert [draft.act for draft in found] == ["ACCUSE"]


def test_who_asks_and_is_asked_is_read_off_the_grammar() -> None:
    (draft,) = drafts("A Chinese rig was steamed at by Vietnam's navy.", verb_steam={"MOBILIZE": 9.0, "none": -1.0})
    assert [party.country for party in draft.actors] == ["VNM"]


def test_a_denied_estimate_is_negated() -> None:
    (draft,) = drafts("Vietnam did not steam frigates toward the Chinese rig.", verb_steam={"MOBILIZE": 9.0})
    assert draft.status == "negated"


def test_silent_are_the_verbs_with_somebody_as_their_subject() -> None:
    one = coder("Vietnam steamed off as prices rose.")
    syntax = one.syntaxes[0]
    tokens = silent(syntax, one.cast, 0, found=())
    assert [syntax.words[token] for token in tokens] == ["steamed"]


def test_signs_name_words_slots_parties_and_what_stands_around() -> None:
    one = coder("Laos expelled two diplomats and Vietnam steamed three frigates toward the Chinese rig.")
    token = one.syntaxes[0].words.index("steamed")
    found = signs(one.syntaxes[0], one.cast, 0, token, kept=one.drafts(0))
    for sign in ("verb steam", "object frigate", "steam object frigate", "slot prep:toward", "beside", "near frigate"):
        assert sign in found
    assert "subject state GOV with country" in found


def test_what_speaks_for_an_act_is_named_first() -> None:
    weights = LINE | {"a": {"AID": 1.0}, "b": {"AID": 2.0, "none": 1.5}, "c": {"AID": -1.0}}
    lexicon = replace(lexicons.load(), estimates=lambda: weights)
    estimate = judge(0, {"a": 1.0, "b": 1.0, "c": 1.0}, lexicon)
    assert estimate.act == "AID"
    assert speaking(estimate, lexicon) == ["a", "b"]


def test_the_weights_on_file_know_a_move_of_warships(lexicon: Lexicon) -> None:
    article = Article(page="one", page_id="one", text=STEAMED, body=(Span(text=STEAMED, start=0, end=len(STEAMED)),))
    (parsed,) = parse([article])
    assert isinstance(parsed, Parse)
    assert [report.act for report in Coder(parsed, lexicon).reports()] == ["MOBILIZE"]
