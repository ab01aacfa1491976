"""Lines: what each shows by itself, and that no line takes long to look at, whatever it is made of."""

from __future__ import annotations

import time

import pytest

from bede.clean import clean
from bede.clean.words import letters_of, lowered_of, spaced, straight, tokens_of
from bede.model import Page

SECONDS = 2.0
"""Processor seconds that a page of a few lines may take at most, on a slow machine."""

SENTENCE = "The council of Brannock met on Monday and spoke of the salt road until the lamps were lit."


@pytest.mark.parametrize(
    "line",
    [
        f"Photo: {'a' * 250}(",
        f"image by {'Ab.' * 80}(",
        f"Reuters {'A' * 100})",
        f"{'A' * 100} reuters",
        f"By {'A' * 200}(((",
        f"{'Jan.de.' * 30} reporter (",
        f"Published {'-' * 60} a b c d e f g h May 4, 2031",
        f"Updated {'a.' * 60}a b c d e f g h May 4, 2031",
    ],
)
def test_line_of_glued_words_is_read_at_once(line: str) -> None:
    content = "\n".join(["The salt road opens again", line, *[SENTENCE] * 4, line])
    start = time.process_time()
    clean(Page(name="glued", form="page", content=content))
    assert time.process_time() - start < SECONDS


def test_signs_of_printers_part_words_as_signs_of_ascii_do() -> None:
    printed = "“The mayor’s road” – a ‘salt’ road… is closed — for now."
    flat = straight(printed)
    assert flat.isascii()
    assert lowered_of(flat, spaced(flat)) == tokens_of(printed)
    assert letters_of(flat) == letters_of(printed)


@pytest.mark.parametrize("text", ["İstanbul'da İki 'ses'", "x'y'z 'tis the 90's", "Ελλάδα’s été_2", "...", "don't ''"])
def test_words_are_the_same_whichever_way_they_are_found(text: str) -> None:
    flat = straight(text)
    assert lowered_of(flat, spaced(flat)) == tokens_of(text)
