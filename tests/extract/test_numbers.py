"""Numbers: the table of sentences, and that every number is where it says it is."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bede.model import Number, Report

TABLE = Path(__file__).with_name("numbers.tsv")


def rows() -> list[tuple[str, str]]:
    """The sentences of the table with what their numbers say."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(row["text"], row["numbers"]) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def written(number: Number) -> str:
    """A number as the table has it: kind, value, noun, part."""
    if number.high is None:
        value = f"{number.low:g}+"
    else:
        value = f"{number.low:g}" if number.low == number.high else f"{number.low:g}-{number.high:g}"
    return " ".join(filter(None, (number.kind, value, number.noun, number.part)))


@pytest.mark.parametrize(("text", "expected"), rows())
def test_numbers_say_what_the_table_has(code: Callable[..., Sequence[Report]], text: str, expected: str) -> None:
    numbers = dict.fromkeys(number for report in code(text) for number in report.numbers)
    assert "; ".join(map(written, numbers)) == expected
    for number in numbers:
        assert text[number.start : number.end] == number.text


def test_words_that_say_how_exact_a_number_is_belong_to_it(only: Callable[..., Report]) -> None:
    (number,) = only("Germany gave Ukraine more than $2.5 billion in military aid.").numbers
    assert (number.text, number.low, number.high, number.unit) == ("more than $2.5 billion", 2.5e9, None, "USD")
