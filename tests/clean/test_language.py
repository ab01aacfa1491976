"""Languages: English prose is told by its words alone, the others by the model."""

from __future__ import annotations

from typing import NoReturn

import pytest

from bede.clean import language

ENGLISH = (
    "The council of Brannock met on Monday and spoke of the salt road until the lamps were lit. It was the third time "
    "that they had been asked for a bridge by the villages over the water, and the third time that they said no. A "
    "clerk who was there said that the mayor had left before the vote. There is no money for it in this year, she told "
    "those who had come to hear her."
)
GERMAN = (
    "Der Rat von Brannock hat am Montag bis in die Nacht über die Salzstraße beraten. Zum dritten Mal hatten die "
    "Dörfer am anderen Ufer um eine Brücke gebeten, und zum dritten Mal bekamen sie keine. Eine Schreiberin sagte, der "
    "Bürgermeister sei vor der Abstimmung gegangen. In diesem Jahr ist dafür kein Geld da, sagte sie den Wartenden."
)
DUTCH = (
    "De raad van Brannock heeft maandag tot in de nacht over de zoutweg vergaderd. Voor de derde keer hadden de dorpen "
    "aan de overkant om een brug gevraagd, en voor de derde keer was het antwoord nee. Een klerk zei dat de "
    "burgemeester voor de stemming was vertrokken. Er is dit jaar geen geld voor, had hij gezegd, en zo bleef het."
)


def test_english_prose_asks_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> NoReturn:
        raise AssertionError("the model was asked")

    monkeypatch.setattr(language, "_detector", asked)
    assert language.find_language(ENGLISH) == "en"


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (DUTCH, "nl"), (f"{GERMAN} {ENGLISH[:60]}", "de")])
def test_other_languages_are_told_by_the_model(text: str, code: str) -> None:
    assert language.find_language(text) == code


def test_few_letters_are_of_no_language() -> None:
    assert language.find_language("The council of Brannock met on Monday.") is None
