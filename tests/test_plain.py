"""Records become plain values and come back as they were."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bede.model import Article, Context, Event, Link, Manifest, Number, Party, Report, Span, Story
from bede.plain import plain, record_from
from builders import SENTENCE, TURKEY, article, event, place, report, when

ANY_TEXT = st.text(alphabet=st.characters())


@given(text=ANY_TEXT, number=st.floats(allow_nan=False, allow_infinity=False))
def test_a_report_comes_back_from_json_whatever_its_texts(text: str, number: float):
    told = replace(
        report(),
        actors=(replace(TURKEY, name=text, antecedent=Span(text=text, start=1, end=2), sectors=("GOV", "MIL")),),
        contexts=(Context(context="military", text=text, start=0, end=1, rule="x"),),
        numbers=(Number(text="3", start=0, end=1, kind="dead", low=number, high=number, unit=None),),
        date=when("Friday", None),
        places=(place("Athens", SENTENCE, country=None),),
        matter=Span(text=text, start=0, end=1),
    )
    assert record_from(Report, json.loads(json.dumps(plain(told)))) == told


def test_every_kind_of_record_comes_back():
    page = article()
    happened = event(report(date=when("Friday", "2024-04-26")))
    story = Story(
        id="a",
        title="b",
        actors=("TUR",),
        events=("x",),
        links=(Link(event="x", reason="y"),),
        earliest=None,
        latest="z",
    )
    manifest = Manifest(id="a", version="1", model="m", lexicon=(("f", "h"),), counts=(("pages", 1),), dropped=())
    for kind, record in ((Article, page), (Event, happened), (Story, story), (Manifest, manifest)):
        assert record_from(kind, json.loads(json.dumps(plain(record)))) == record


def test_keys_that_a_record_does_not_have_are_passed_over_and_missing_ones_take_their_default():
    found = {"text": "a", "start": 0, "end": 1, "name": "A", "sector": "GOV", "colour": "red"}
    assert record_from(Party, found) == Party(text="a", start=0, end=1, name="A")


def test_a_party_tells_its_first_sector():
    assert plain(replace(TURKEY, sectors=("MIL", "GOV")))["sector"] == "MIL"
    assert plain(replace(TURKEY, sectors=()))["sector"] is None
