"""A query is what its address says, and every value that can not be is named with what was expected."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bede.model import ACTS
from bede.store.query import CHOICES, PARAMETERS, SORTS, Query, QueryError, query_of

texts = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and "\x00" not in text)
words = texts.filter(lambda text: text.encode("utf-8", "ignore").decode("utf-8") == text)
days = st.dates().map(lambda day: day.isoformat())
queries = st.builds(
    Query,
    actor=st.lists(words, max_size=3).map(tuple),
    party=st.lists(words, max_size=2).map(tuple),
    outlet=st.lists(words, max_size=3).map(tuple),
    type=st.lists(st.sampled_from([*ACTS, "dual-use-transfer"]), max_size=3).map(tuple),
    country=st.lists(st.sampled_from(["USA", "chn", "Fra"]), max_size=2).map(tuple),
    quad=st.lists(st.sampled_from("1234"), max_size=4).map(tuple),
    since=st.none() | days,
    confidence_from=st.none() | st.floats(0, 0.5),
    confidence_to=st.none() | st.floats(0.5, 1),
    independent_from=st.none() | st.integers(0, 1000),
    text=st.none() | words,
    sort=st.sampled_from([*SORTS, *(f"-{name}" for name in SORTS)]),
)


@given(queries)
def test_query_is_read_back_from_its_address_without_loss(query: Query) -> None:
    assert query_of(query.address()) == query
    assert query_of(parse_qsl(query.address())) == query


@pytest.mark.parametrize(
    ("address", "parameter", "expected"),
    [
        ("colour=red", "colour", "one of the parameters actor"),
        ("type=SING", "type", "one of AGREE"),
        ("act=dual-use-transfer", "act", "one of AGREE"),
        ("status=maybe", "status", "one of negated"),
        ("quad=5", "quad", "1, 2, 3 or 4"),
        ("country=China", "country", "three letters"),
        ("story=1", "story", "a story's id"),
        ("since=2024-02-30", "since", "a day, month or year"),
        ("since=0000", "since", "a day, month or year"),
        ("since=2024-05&until=2024-04", "until", "a day not before since 2024-05"),
        ("confidence_from=high", "confidence_from", "a number from 0 to 1"),
        ("confidence_from=nan", "confidence_from", "a number from 0 to 1"),
        ("confidence_from=0.9&confidence_to=0.5", "confidence_to", "at least 0.9"),
        ("independent_from=2.5", "independent_from", "a whole number"),
        ("independent_from=-1", "independent_from", "a whole number"),
        ("text=a&text=b", "text", "one value"),
        ("sort=colour", "sort", "one of date"),
        ("actor=" + "x" * 2000, "actor", "1 to 1000 signs"),
        ("actor=a%00b", "actor", "1 to 1000 signs"),
        ("&".join(f"actor=a{number}" for number in range(101)), "actor", "at most 100"),
        ("actor=%ff", "address", "parameters joined with &"),
    ],
)
def test_wrong_value_is_named_with_what_was_expected(address: str, parameter: str, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        query_of(address)
    assert caught.value.parameter == parameter
    assert caught.value.expected.startswith(expected)
    assert caught.value.expected in str(caught.value)


def test_values_have_one_form_each_once() -> None:
    query = query_of("country=usa&country=USA&type=consult&actor=+Wang+Yi+&text=&since=")
    assert query == Query(country=("USA",), type=("CONSULT",), actor=("Wang Yi",))
    assert query.address() == "actor=Wang+Yi&type=CONSULT&country=USA"


def test_parameters_of_others_are_passed_over() -> None:
    assert query_of("actor=CHN&columns=date", others=("columns",)) == Query(actor=("CHN",))


def test_choosing_twice_is_not_choosing() -> None:
    query = Query().with_choice("actor", "CHN").with_choice("since", "2024").with_choice("confidence_from", "0.8")
    assert query == Query(actor=("CHN",), since="2024", confidence_from=0.8)
    assert query.with_choice("actor", "CHN").without("since", "confidence_from") == Query()


def test_every_filter_has_a_parameter() -> None:
    assert set(CHOICES) < set(PARAMETERS)
    assert query_of("").filters == ()
    assert query_of("quad=3&until=2024").filters == ("quad", "until")
