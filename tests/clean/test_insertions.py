"""What a page sets between the sentences of a paragraph is no part of the article."""

from __future__ import annotations

import pytest

from bede.clean import clean
from bede.clean.insertions import pieces
from bede.model import Article, Page, Span


def kept(text: str) -> list[str]:
    found = list(pieces(Span(text=text, start=10, end=10 + len(text))))
    assert all(text[span.start - 10 : span.end - 10] == span.text for span in found)
    return [span.text for span in found]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Orsa shut the gate. ADVERTISEMENT Velmark protested.", ["Orsa shut the gate.", "Velmark protested."]),
        (
            "He left. Story continues below advertisement She stayed. ADVERTISEMENT",
            ["He left.", "She stayed."],
        ),
        ("Orsa shut the gate. (Photo: Ada Quill/Wire) It rained.", ["Orsa shut the gate.", "It rained."]),
        ("“We shut the gate,” he said.[Source: Orsa Wire]", ["“We shut the gate,” he said."]),
        ("Orsa shut the gate. Read also: Court frees editor of The Lantern", ["Orsa shut the gate."]),
        ("Orsa shut the gate. [ALSO READ: Court frees editor] It rained.", ["Orsa shut the gate.", "It rained."]),
        ("ADVERTISEMENT Velmark protested.", ["Velmark protested."]),
    ],
)
def test_insertions_between_sentences_are_left_out(text: str, left: list[str]) -> None:
    assert kept(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "He paid for it. Advertisement is dear in Orsa.",
        "The minister (photo: left) spoke.",
        "The story continues below ground, he said. The mine is shut.",
        "She told them: read more. They did.",
        "They agreed on one thing: Read also means read. It rained.",
        "The regional body said: the talks go on (source: the envoy).",
    ],
)
def test_sentences_that_are_like_insertions_stay_whole(text: str) -> None:
    assert kept(text) == [text]


def test_body_of_a_page_is_without_insertions() -> None:
    first = "The senate of Orsa voted on Monday to shut the gate on the river to all ships of Velmark for a year."
    second = "Velmark protested at once and said that it would answer in kind if the gate was not opened by the summer."
    third = second.replace("at once", "later")
    page = f"Senate of Orsa shuts the gate\nBy Ada Quill\n\n{first} ADVERTISEMENT {second}\n\n{third}"
    article = clean(Page(name="n", form="page", content=page))
    assert isinstance(article, Article)
    assert [span.text for span in article.body] == [first, second, third]
    assert all(article.text[span.start : span.end] == span.text for span in article.body)
