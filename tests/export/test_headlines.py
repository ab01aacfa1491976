"""Headlines read like those of a newspaper: tense, articles, how many are named, who claims it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bede.export.headlines import headline, listed, phrase
from bede.lexicon.tables import DATA, rows
from bede.model import ACTS, Party
from builders import GREECE, TURKEY, event, party, report

AMERICA = party("Athens", name="United States", country="USA", entity="state:USA")
ENVOY = party("Athens", name="Anna Berg", country="USA", kind="person", entity="person:Anna Berg")
ATHENS = party("Athens", name="Athens", country="GRC", kind="place", entity="place:264371")
STEP = party("airspace", name="step", kind=None)
OFFICIALS = party("Athens", name="American officials", country="USA", kind="person")


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"status": "actual"}, "Turkey accused Greece"),
        ({"status": "historical"}, "Turkey accused Greece"),
        ({"status": "future"}, "Turkey to accuse Greece"),
        ({"status": "hypothetical"}, "Turkey may accuse Greece"),
        ({"status": "negated"}, "Turkey did not accuse Greece"),
    ],
)
def test_tense_follows_the_status(told: dict[str, str], line: str) -> None:
    assert headline(report(modes=("allege",), **told)) == line  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "modes", "actors", "recipients", "line"),
    [
        ("CONSULT", (), (TURKEY, GREECE), (), "Turkey and Greece met"),
        ("CONSULT", ("phone",), (TURKEY, GREECE), (), "Turkey and Greece spoke by telephone"),
        ("CONSULT", ("phone",), (TURKEY,), (GREECE,), "Turkey called Greece"),
        ("CONSULT", (), (TURKEY,), (), "Turkey held talks"),
        ("ACCUSE", (), (TURKEY,), (STEP,), "Turkey criticised step"),
        ("ACCUSE", (), (TURKEY,), (STEP, GREECE), "Turkey criticised Greece"),
        ("REQUEST", ("change",), (AMERICA,), (TURKEY,), "The United States pressed Turkey to act"),
        ("THREATEN", ("restrict",), (TURKEY,), (AMERICA,), "Turkey threatened the United States with restrictions"),
        ("ASSAULT", ("primitive",), (TURKEY,), (GREECE,), "Turkey attacked Greece"),
        ("CONSULT", ("visit",), (ENVOY, OFFICIALS), (GREECE,), "Anna Berg visited Greece"),
        ("CONSULT", ("visit",), (ENVOY,), (ATHENS, GREECE), "Anna Berg visited Athens"),
        ("CONSULT", ("visit",), (ENVOY,), (ATHENS, TURKEY), "Anna Berg visited Athens and Turkey"),
        ("SUPPORT", (), (OFFICIALS,), (GREECE,), "American officials backed Greece"),
        ("SUPPORT", (), (TURKEY,), (replace(STEP, name="it"),), "Turkey voiced support"),
    ],
)
def test_act_is_said_as_its_parties_are(
    act: str, modes: tuple[str, ...], actors: tuple[Party, ...], recipients: tuple[Party, ...], line: str
) -> None:
    assert headline(event(report(act=act, modes=modes, actors=actors, recipients=recipients))) == line


def test_who_claims_violence_is_said_where_one_report_alone_tells_of_it() -> None:
    claimed = report(act="ASSAULT", actors=(GREECE,), recipients=(TURKEY,), attribution=(AMERICA,))
    assert headline(event(claimed)) == "Greece attacked Turkey, according to the United States"
    assert headline(claimed) == headline(event(claimed))
    other = replace(claimed, id="f" * 16, attribution=())
    assert headline(event(claimed, other)) == "Greece attacked Turkey"
    assert headline(event(report(attribution=(AMERICA,)))) == "Turkey criticised Greece"
    nobody = replace(AMERICA, name="spokesman")
    assert headline(event(replace(claimed, attribution=(nobody,)))) == "Greece attacked Turkey"


def test_many_names_are_counted_after_the_third() -> None:
    assert [listed("ABCDE"[:size]) for size in range(6)] == [
        "", "A", "A and B", "A, B and C", "A, B, C and D", "A, B, C and 2 others"
    ]  # fmt: skip
    assert listed(["x" * 90]) == "x" * 63 + "…"


def test_every_act_and_mode_has_words_for_every_form() -> None:
    modes = rows(DATA / "words" / "modes.tsv", ("act", "mode", "score"))
    for act, mode in [*((act, "") for act in ACTS), *((row["act"], row["mode"]) for row in modes)]:
        for form in ("to", "thing", "alone", "together"):
            base, past = phrase(act, (mode,), form)
            assert base.count("{}") == past.count("{}") <= 1
            assert past.split()[0] != act.replace("-", " ").lower()
            assert "{}" not in base or form in ("to", "thing")
