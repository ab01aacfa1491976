"""Scores of three small pages, computed by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bede.compare.gold import read_gold
from bede.compare.intervals import Estimate
from bede.compare.lines import told_from
from bede.compare.score import Judged, Measure, Scores, score
from bede.model import BedeError

TEXTS = {
    "1": "Ankara accused Athens of spying, a diplomat said on Friday.",
    "2": "Oslo will meet Lima. Quito shelled Lagos.",
    "3": "The team won.",
}
LISTS = ("actors", "recipients", "addressees", "attribution", "places")


def line(page: str, act: str, trigger: str, /, **values: Any) -> dict[str, Any]:
    """A line whose words become spans."""

    def span(words: str) -> dict[str, Any]:
        start = TEXTS[page].index(words)
        return {"text": words, "start": start, "end": start + len(words)}

    spanned = {
        name: [span(words) for words in value] if name in LISTS else span(value) if name == "date" else value
        for name, value in values.items()
    }
    return {"page": page, "act": act, "trigger": span(trigger), **spanned}


GOLD = [
    line("1", "ACCUSE", "accused", status="actual", modes=["allege"], actors=["Ankara"], recipients=["Athens"],
         attribution=["a diplomat"], date="on Friday"),
    line("2", "CONSULT", "meet", status="future", modes=[], actors=["Oslo", "Lima"], recipients=[], attribution=[]),
    line("2", "ASSAULT", "shelled", status="actual", modes=[], actors=["Quito"], recipients=["Lagos"], attribution=[]),
]  # fmt: skip
CODED = [
    line("1", "ACCUSE", "accused", status="actual", modes=[], actors=["Ankara"], recipients=["Athens"],
         attribution=[], date="Friday", confidence=0.9),
    line("2", "CONSULT", "meet", status="actual", modes=[], actors=["Oslo"], recipients=["Lima"], confidence=0.8),
    line("3", "ASSAULT", "won", status="actual", modes=[], actors=["The team"], recipients=[], confidence=0.5),
]  # fmt: skip


def scored(
    folder: Path, gold: list[dict[str, Any]], coded: list[dict[str, Any]], judged: list[Judged] | None = None
) -> Scores:
    pages = [json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()]
    (folder / "pages.jsonl").write_text("\n".join(pages))
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, gold)))
    told = [told_from(found, where="x") for found in coded]
    return score(read_gold(folder), told, samples=20, judged=None if judged is None else judged.append)


@pytest.fixture
def scores(tmp_path: Path) -> Scores:
    return scored(tmp_path, GOLD, CODED)


def measure(scores: Scores, name: str, over: str) -> Measure:
    return next(found for found in scores.measures if (found.name, found.over) == (name, over))


def figures(found: Measure) -> list[float | None]:
    return [
        value if value is None else round(value, 3)
        for value in (found.precision.value, found.recall.value, found.f1.value)
    ]


@pytest.mark.parametrize(
    ("name", "over", "counts", "expected"),
    [
        ("reports", "all", (3, 3, 2), [0.667, 0.667, 0.667]),
        ("event_type", "all", (3, 3, 1), [0.333, 0.333, 0.333]),  # the meeting is planned, so AGREE
        ("act", "all", (3, 3, 2), [0.667, 0.667, 0.667]),
        ("pair", "all", (2, 0, 1), [None, 0.5, None]),
        ("right", "all", (2, 1, 1), [1.0, 0.5, 0.667]),
        ("status", "aligned", (2, 2, 1), [0.5, 0.5, 0.5]),
        ("modes", "aligned", (1, 0, 0), [None, 0.0, 0.0]),
        ("trigger", "aligned", (2, 2, 2), [1.0, 1.0, 1.0]),
        ("actors", "aligned", (3, 2, 2), [1.0, 0.667, 0.8]),
        ("actors", "all", (4, 3, 2), [0.667, 0.5, 0.571]),
        ("recipients", "aligned", (1, 2, 1), [0.5, 1.0, 0.667]),
        ("recipients", "all", (2, 2, 1), [0.5, 0.5, 0.5]),
        ("attribution", "aligned", (1, 0, 0), [None, 0.0, 0.0]),
        ("date", "aligned", (1, 1, 1), [1.0, 1.0, 1.0]),
    ],
)
def test_field_has_the_score_computed_by_hand(
    scores: Scores, name: str, over: str, counts: tuple[int, int, int], expected: list[float | None]
) -> None:
    found = measure(scores, name, over)
    assert (found.gold, found.coded, found.right) == counts
    assert figures(found) == expected


def test_field_that_gold_does_not_have_is_not_scored(scores: Scores) -> None:
    assert {"addressees", "places"} & {found.name for found in scores.measures} == set()


def test_types_and_statuses_have_rows_of_their_own(scores: Scores) -> None:
    types = {found.name: (found.gold, found.coded, found.right) for found in scores.types}
    assert types == {"AGREE": (1, 0, 0), "CONSULT": (0, 1, 0), "ACCUSE": (1, 1, 1), "ASSAULT": (1, 1, 0)}
    assert scores.types_macro_f1.value == pytest.approx(1 / 3)
    statuses = {found.name: (found.gold, found.coded, found.right) for found in scores.statuses}
    assert statuses == {"future": (1, 0, 0), "actual": (1, 2, 1)}
    assert scores.statuses_macro_f1.value == pytest.approx((0 + 2 / 3) / 2)


def test_calibration_error_is_the_distance_of_confidence_from_what_is_correct(scores: Scores) -> None:
    filled = {
        found.low: (found.reports, found.confidence, found.correct) for found in scores.calibration if found.reports
    }
    assert filled == {0.5: (1, 0.5, 0.0), 0.8: (1, 0.8, 0.0), 0.9: (1, 0.9, 1.0)}  # a meeting has no recipient
    assert scores.calibration_error.value == pytest.approx((0.1 + 0.8 + 0.5) / 3)


def test_coder_without_confidence_has_no_calibration(tmp_path: Path) -> None:
    coded = [{name: value for name, value in found.items() if name != "confidence"} for found in CODED]
    found = scored(tmp_path, GOLD, coded)
    assert found.calibration == ()
    assert found.calibration_error == Estimate(value=None, low=None, high=None)


def test_field_that_the_coder_does_not_have_is_not_scored(tmp_path: Path) -> None:
    coded = [{name: value for name, value in found.items() if name != "status"} for found in CODED]
    assert "status" not in {found.name for found in scored(tmp_path, GOLD, coded).measures}


def test_gold_that_nobody_answers_is_missed(tmp_path: Path) -> None:
    found = scored(tmp_path, GOLD, [])
    assert figures(measure(found, "reports", "all")) == [None, 0.0, 0.0]
    assert measure(found, "actors", "all").gold == 4


def test_perfect_coding_has_ones_all_over(tmp_path: Path) -> None:
    found = scored(tmp_path, GOLD, GOLD)
    assert {figures(one)[1] for one in found.measures if one.gold} == {1.0}
    assert found.types_macro_f1 == Estimate(value=1.0, low=1.0, high=1.0)


def test_one_coded_report_answers_one_gold_report(tmp_path: Path) -> None:
    gold = [line("2", "ASSAULT", "shelled", actors=["Quito"], recipients=["Lagos"]),
            line("2", "ACCUSE", "meet", actors=["Quito"], recipients=["Lagos"])]  # fmt: skip
    found = scored(tmp_path, gold, [gold[0]])
    assert measure(found, "reports", "all").right == 1
    assert measure(found, "pair", "all").right == 1


def test_party_is_the_same_by_its_antecedent_and_not_when_far_longer(tmp_path: Path) -> None:
    gold = line("2", "ASSAULT", "shelled", actors=["Quito"], recipients=["Lagos"])
    pronoun = {"text": "Oslo", "start": 0, "end": 4, "antecedent": gold["actors"][0]}
    found = scored(tmp_path, [gold], [{**gold, "actors": [pronoun]}])
    assert measure(found, "actors", "all").right == 1
    whole = {"text": "x" * 70, "start": 0, "end": 70}
    found = scored(tmp_path, [gold], [{**gold, "actors": [whole]}])
    assert measure(found, "actors", "all").right == 0


def test_joint_act_joins_a_pair_and_one_whose_sides_overlap_does_not(tmp_path: Path) -> None:
    gold = line("2", "CONSULT", "meet", actors=["Oslo"], recipients=["Lima"])
    joint = line("2", "CONSULT", "meet", actors=["Oslo", "Lima"], recipients=[])
    assert measure(scored(tmp_path, [gold], [joint]), "right", "all").right == 1
    mixed = line("2", "CONSULT", "meet", actors=["Oslo"], recipients=["Oslo will meet Lima"])
    assert measure(scored(tmp_path, [gold], [mixed]), "right", "all").right == 0
    hostile = {**joint, "act": "ACCUSE"}
    assert measure(scored(tmp_path, [gold], [hostile]), "pair", "all").right == 0


def test_every_report_is_judged_with_what_is_wrong(tmp_path: Path) -> None:
    judged: list[Judged] = []
    scored(tmp_path, GOLD, CODED, judged)
    wrong = {(one.page, (one.gold or one.coded).act): one.wrong for one in judged if one.gold or one.coded}  # type: ignore[union-attr]
    assert wrong == {
        ("1", "ACCUSE"): ("modes", "attribution"),
        ("2", "CONSULT"): ("event_type", "status", "actors", "recipients"),
        ("2", "ASSAULT"): ("missed",),
        ("3", "ASSAULT"): ("spurious",),
    }


def test_reports_of_pages_that_are_not_in_gold_are_passed_over(tmp_path: Path) -> None:
    assert scored(tmp_path, GOLD, [*CODED, {"page": "4", "act": "AID"}]).coded == 3


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ({"page": "9", "act": "AID"}, "9 is no page of pages.jsonl"),
        ({**GOLD[0], "actors": [{"text": "Ankara", "start": 1, "end": 7}]}, "1: 'Ankara' is not at 1"),
    ],
)
def test_gold_that_does_not_fit_its_pages_is_told(tmp_path: Path, gold: dict[str, Any], message: str) -> None:
    with pytest.raises(BedeError, match=message):
        scored(tmp_path, [gold], CODED)


@pytest.mark.parametrize("pages", ['{"id": "1"}', '{"id": "1", "text": "a"}\n{"id": "1", "text": "b"}', ""])
def test_pages_without_text_or_twice_or_none_are_told(tmp_path: Path, pages: str) -> None:
    (tmp_path / "pages.jsonl").write_text(pages)
    (tmp_path / "reports.jsonl").write_text("")
    with pytest.raises(BedeError, match=r"pages\.jsonl"):
        read_gold(tmp_path)


def test_country_and_first_sector_count_where_the_party_is_right(tmp_path: Path) -> None:
    def told(country: str | None, *sectors: str) -> list[dict[str, Any]]:
        return [line("1", "ACCUSE", "accused", actors=["Ankara"], recipients=[]) | {
            "actors": [{"text": "Ankara", "start": 0, "end": 6, "country": country, "sectors": list(sectors)}]
        }]  # fmt: skip

    def figures(gold: list[dict[str, Any]], coded: list[dict[str, Any]]) -> list[tuple[int, int, int]]:
        found = {
            measure.name: measure for measure in scored(tmp_path, gold, coded).measures if measure.over == "aligned"
        }
        return [(m.gold, m.coded, m.right) for m in (found["actor country"], found["actor sector"])]

    assert figures(told("TUR", "GOV"), told("TUR", "GOV", "MIL")) == [(1, 1, 1), (1, 1, 1)]
    assert figures(told("TUR", "GOV", "MIL"), told(None, "MIL", "GOV")) == [(1, 0, 0), (1, 1, 0)]


def test_country_is_not_scored_where_gold_says_none(tmp_path: Path) -> None:
    assert not {"actor country", "actor sector"} & {measure.name for measure in scored(tmp_path, GOLD, CODED).measures}
