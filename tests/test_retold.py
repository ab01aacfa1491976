"""Headlines as the model knows sentences: which words stand for others, and that offsets stay those of the page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bede.model import Article, Parse, Span
from bede.parse import parse
from bede.parse.retold import retold


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Lula to visit Angola", "Johnson to visit Angola"),
        ("Lula , Ruto meet", "Johnson and Clinton meet"),
        ("Chad , Niger agree on patrols", "Chad and Niger agree on patrols"),
        ("Chad , Niger leaders meet", "Chad and Niger leaders meet"),
        ("Kenya president , opposition leader meet", "Kenya president and opposition leader meet"),
        ("Chad 's army , rebels have agreed", "Chad 's army and rebels have agreed"),
        ("After talks with police , protesters leave", "After talks with police , protesters leave"),
        ("Rebels kill 12 soldiers , abduct mayor", "Rebels kill 12 soldiers and abduct mayor"),
        ("Peru expels envoy , recalls ambassador", "China expels envoy and recalls ambassador"),
        ("Minister quits , protests spread", "Minister quits , protests spread"),
        ("Rebels kill 12 , attack feared", "Rebels kill 12 , attack feared"),
        ("Storm kills 12 , officials warn of floods", "Storm kills 12 , officials warn of floods"),
        ("Chad , Niger , Mali agree", "Chad , Niger , Mali agree"),
        ("Lima , Peru braces for strikes", "Lima , Peru braces for strikes"),
        ("Paulo Lula da Silva speaks", "Paulo Lula da Silva speaks"),
        ("Saudi Arabia : Houthis must free staff", "Saudi Arabia says Houthis must free staff"),
        ("Analysis : Israel must leave", "Analysis : Israel must leave"),
        ("Rebels storm army base as truce collapses", "Rebels stormed army base as truce collapses"),
        ("Police raid kills two", "Police raid kills two"),
        ("Senegal arrests opposition party members", "China arrests opposition party members"),
        ("Senegal border talks begin", "Senegal border talks begin"),
    ],
)
def test_names_and_commas_that_the_model_misreads_are_retold(headline: str, told: str) -> None:
    assert retold(headline.split()) == told.split()


def headline_of(text: str) -> Sequence[str]:
    """The words and offsets of a headline above an article."""
    whole = f"{text}\n\nIt rained."
    body = Span(text="It rained.", start=len(text) + 2, end=len(whole))
    head = Span(text=text, start=0, end=len(text))
    (found,) = parse([Article(page="p", page_id="p", text=whole, headline=head, body=(body,))])
    assert isinstance(found, Parse)
    (sentence,) = [sentence for sentence in found.sentences if sentence.part == "headline"]
    assert all(
        whole[start:end] == word
        for word, start, end in zip(sentence.words, sentence.starts, sentence.ends, strict=True)
    )
    return sentence.words


@pytest.mark.parametrize("text", ["Lula, Ruto meet in Accra", "Lula to host Ruto!", "Ruto: We will not pay"])
def test_words_and_offsets_are_those_of_the_page(text: str) -> None:
    assert "Johnson" not in headline_of(text)
