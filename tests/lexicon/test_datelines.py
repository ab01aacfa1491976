"""Where a dateline ends and its story begins, and what only looks like one."""

from __future__ import annotations

import pytest

from bede.lexicon.datelines import LONGEST, dateline


@pytest.mark.parametrize(
    "words",
    [
        "NAIROBI, 3 March 2023 - |Kenya on Friday expelled",
        "NAIROBI, March 3 (Reuters) - |Kenya on Friday",
        "NAIROBI, March 3, 2023 (AFP) — |Kenya on Friday",
        "Nairobi, Mar 3, 2023: |Kenya on Friday",
        "NAIROBI, Kenya Mar 3, 2023 (Harbour Online)-|The council",
        "NAIROBI (3 March 2023) - |Kenya",
        "NEW DELHI, Mar 3 (PTI): |The prime minister",
        "KYIV/MOSCOW, March 3 (Reuters) - |Russian forces",
        "WASHINGTON — |The Senate",
        "Lagos, Nigeria (CNN) — |Gunmen",
        "Lagos (CNN) |Gunmen",
        "Nairobi (dpa) - |Police",
        "NAIROBI, Kenya (AP) — |Police",
        "Geneva, 3 March 2023 (WHO) – |The agency",
        "ISLAMABAD: |Pakistan's",
        "KARACHI: |Police",
        "LOME, Togo: |Police",
        "LAHORE, March 3: |The court",
        "(Reuters) - |Gunmen",
        "BEIJING, March 3 (Xinhua) -- |China's premier",
        "RIYADH — |The kingdom",
        "[Nairobi, 3 March 2023] |Kenya",
        "TEHRAN, Mar. 03 (MNA) – |Iran's",
        "RAMALLAH, March 3, 2023 (WAFA)- |Israeli forces",
        "MOSCOW, March 3. /TASS/. |Russian",
        "KYIV. March 3 (Interfax-Ukraine) – |The",
        "PORT-AU-PRINCE, Haiti — |Gangs",
        "Accra, Ghana — |The parliament",
        "Beirut — |Hezbollah's",
        "N'DJAMENA, March 3 (AFP) - |Chad's",
        "ST. PETERSBURG, Russia (AP) -- |The governor",
        "WEST POINT, N.Y. — |The president",
        "UNITED NATIONS, March 3 (UPI) -- |The Security Council",
        "Tel Aviv, Thursday March 3, 2022 - |Israel's",
        "NEW YORK, 3 March (UNHCR) - |More than",
        "ADDIS ABABA, Mar 3rd, 2021 (FBC) – |The",
        "BAGHDAD, 03.03.2022 - |The cabinet",
        "TAIPEI, March 3 (CNA) |President",
        "March 3 (UPI) -- |A federal judge",
        "SAN SALVADOR, El Salvador (AP) — |Police",
        "DHAKA, March 03, 2020 (BSS) - |Prime",
        "LONDON, AFP - |The",
        "JUBA, South Sudan - |Rebel",
        'WASHINGTON (AP) — |"We',
        "Mexico City (AP) — |Three",
        "Juba, South Sudan - |Rebels",
        'Geneva, 4 May (Agency) - |"We',
        "NAIROBI (3 March 2023) |Kenya",
        "Geneva (3 March 2023) |Experts",
        "3 March 2023, Nairobi – |The ministry",
        'Nairobi 03.03.2023 |"We',
    ],
)
def test_story_begins_after_its_dateline(words: str) -> None:
    before, story = words.split("|")
    found = dateline(before + story)
    assert found is not None
    assert found.story == len(before)
    assert found.end <= len(before.rstrip(" :-–—"))


@pytest.mark.parametrize(
    "words",
    [
        "The minister - who had just returned - resigned.",
        "Ukraine — already short of shells — asked for more.",
        "Russia - China talks ended.",
        "EXCLUSIVE: The minister resigned.",
        "BREAKING: Police say two dead.",
        "UPDATE: The strike is over.",
        "TRUMP: I never said that.",
        "TRUMP, Putin: We never said that.",
        "MR. SMITH: Thank you.",
        "QUESTION: Will you go?",
        "Biden: We will not yield.",
        "UN: Thousands flee.",
        "NATO - The alliance said.",
        "Hamas (Islamic Resistance) said on Monday.",
        "The African Union (AU) Commission said on Friday.",
        "President Biden, 81, said - again - that he would run.",
        "US-China talks resumed.",
        "China-Russia trade rose.",
        "Monday, March 3 - Two soldiers died.",
        "In Nairobi, 3 March 2023 was a holiday.",
        "Gaza — the strip ruled by Hamas — was dark.",
        "Paris-based Renault closed its plant.",
        "Photo: Reuters",
        "Sanctions: What comes next",
        "COVID-19: The government closed the border",
        "G7 - Leaders meet",
        "Smith (3 March 2023) He was the last to speak.",
        "3 March 2023, Operation Storm – The army moved.",
    ],
)
def test_words_that_belong_to_the_story_are_no_dateline(words: str) -> None:
    assert dateline(words) is None


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("Rio de Janeiro (AFP) - Talks resumed.", 20),
        ("Port of Spain, June 3 (AFP) — Talks resumed.", 27),
        ("Paris june 3 (AFP) - Talks resumed.", 18),
        ("Berlin dpa - Talks resumed.", 10),
        ("Press Trust of India - Talks resumed.", 20),
    ],
)
def test_words_without_a_capital_may_stand_before_the_end_of_a_dateline(words: str, end: int) -> None:
    found = dateline(words)
    assert found is not None
    assert found.end == end


@pytest.mark.parametrize("words", ["A" * 10_000, "A'" * 5_000, "Aa of de " * 1_000, "AB / " * 1_000, "(" * 1_000])
def test_endless_names_are_answered_at_once(words: str) -> None:
    assert dateline(words) is None
    assert len(words) > LONGEST


@pytest.mark.parametrize("words", ["Nairobi, Kenya | HARBOUR POST | ", "Nairobi, Kenya| HPU|  "])
def test_bars_may_part_a_dateline_from_its_story(words: str) -> None:
    found = dateline(f"{words}The council met on Monday.")
    assert found is not None
    assert found.story == len(words)
