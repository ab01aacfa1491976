"""Pages of one happening are of one group, those of another of the same kind are not, in whatever order they come."""

from __future__ import annotations

import json
import random
import time
from collections import defaultdict
from io import BytesIO, TextIOWrapper
from itertools import pairwise

import pytest

from bede import cli
from bede.flow import group_articles
from bede.merge import group
from bede.model import Article, Dropped, Grouped
from builders import article

FERRY = (
    "The ferry {ship} ran onto rocks near {place} and took on water within minutes.",
    "Captain {person} ordered passengers into the boats, harbour officials of {place} said.",
    "Some {many} people were aboard the {ship} when it left {place} in thick fog.",
    "Divers searched the hull of the {ship} while fishing boats carried survivors ashore.",
    "{person} has sailed this route for years and told investigators that the radar had failed.",
    "Families waited on the quay at {place} for news of the {many} travellers.",
    "The owners of the {ship} promised to help the investigation into the grounding.",
)
THEFT = (
    "Thieves took a painting by {person} from the museum of {place} during the night.",
    "The canvas, valued at {many} crowns, hung in the west wing beside an unlocked door.",
    "Guards at {place} noticed the empty frame of the {ship} only at dawn.",
    "The {ship} is the best known work of {person}, who painted it in one summer.",
    "Curators asked dealers abroad to watch for the {ship}, which no honest buyer would touch.",
    "Detectives found a ladder behind the museum of {place} and took casts of footprints.",
    "A reward of {many} crowns is offered for the return of the stolen {person}.",
)
ASIDES = (
    "Rain is expected to ease by the weekend, forecasters said.",
    "Neighbours brought blankets and coffee through the night.",
    "A similar case was reported some years ago and never explained.",
    "The mayor thanked volunteers for their patience and their help.",
    "Schools nearby stayed closed until the afternoon.",
    "Reporters were kept behind a fence for several hours.",
)
HAPPENINGS = {
    "north": (FERRY, {"ship": "Halvorsund", "place": "Skarvik", "person": "Olaug Brenne", "many": "217"}),
    "south": (FERRY, {"ship": "Marisola", "place": "Puerto Quelmo", "person": "Iban Terrazo", "many": "384"}),
    "harvest": (THEFT, {"ship": "Reapers", "place": "Lindholt", "person": "Adelheid Vorster", "many": "650,000"}),
    "winter": (THEFT, {"ship": "Frostmorning", "place": "Caddenbury", "person": "Piers Ashcombe", "many": "912,000"}),
}


def pages(many: int, *, seed: int = 7) -> dict[str, list[Article]]:
    """So many pages a happening, each with some of its sentences in an order of its own."""
    draw = random.Random(seed)
    found: dict[str, list[Article]] = defaultdict(list)
    for happening, (sentences, names) in HAPPENINGS.items():
        for number in range(many):
            told = draw.sample([sentence.format(**names) for sentence in sentences], 4)
            text = "\n".join([*told, *draw.sample(ASIDES, 2)])
            found[happening].append(article(text, page=f"{happening}-{number}", published=None))
    return found


def together(found: list[Grouped]) -> set[frozenset[str]]:
    """The pages of each happening; a page alone is its own."""
    parts: dict[str, set[str]] = defaultdict(set)
    for one in found:
        parts[one.happening or f"alone {one.page}"].add(one.page)
    return {frozenset(part) for part in parts.values()}


def test_pages_of_one_happening_are_together_and_of_another_of_its_kind_apart() -> None:
    given = pages(8)
    found = group([one for part in given.values() for one in part])
    assert together(found) == {frozenset(one.page for one in part) for part in given.values()}


@pytest.mark.parametrize("seed", range(4))
def test_groups_do_not_depend_on_the_order_of_the_pages(seed: int) -> None:
    given = [one for part in pages(5).values() for one in part]
    expected = {one.page: one for one in group(given)}
    random.Random(seed).shuffle(given)
    found = group(given)
    assert [one.page for one in found] == [one.page for one in given]
    assert {one.page: one for one in found} == expected


def test_page_of_no_other_is_alone() -> None:
    lonely = article("An orchestra of beekeepers played Telemann in a barn to a delighted audience.", page="lonely")
    found = {one.page: one for one in group([lonely, *pages(3)["north"]])}
    assert found["lonely"] == Grouped(page="lonely", happening=None, story=None, copy_of=None)


def test_no_pages_make_no_groups() -> None:
    assert group([]) == []


def test_page_without_words_is_alone() -> None:
    (found,) = group([article("", page="empty")])
    assert found.happening is None


def test_identical_pages_are_one_happening_and_the_later_a_copy() -> None:
    text = "\n".join(sentence.format(**HAPPENINGS["north"][1]) for sentence in FERRY)
    later, first = article(text, page="b", published="2024-03-02"), article(text, page="a", published="2024-03-01")
    found = {one.page: one for one in group([later, first])}
    assert found["a"].happening == found["b"].happening is not None
    assert (found["a"].copy_of, found["b"].copy_of) == (None, "a")


def test_cut_reprint_names_the_page_that_it_copies() -> None:
    sentences = [sentence.format(**HAPPENINGS["north"][1]) for sentence in FERRY]
    whole = article("\n".join(sentences), page="whole", published="2024-03-01")
    cut = article("\n".join(sentences[:5]), page="cut", published="2024-03-02")
    found = {one.page: one for one in group([cut, whole])}
    assert found["cut"].copy_of == "whole"
    assert found["cut"].happening == found["whole"].happening is not None


def test_copies_count_once_so_that_many_do_not_outvote_the_rest() -> None:
    given = pages(4)
    north, south = given["north"], given["south"]
    reprints = [article(north[0].text, page=f"reprint-{number}", url=f"u{number}") for number in range(9)]
    plain = {one.page: one.happening for one in group([*north, *south])}
    found = {one.page: one.happening for one in group([*north, *south, *reprints])}
    assert {page: found[page] == found["south-0"] for page in plain} == {
        page: happening == plain["south-0"] for page, happening in plain.items()
    }


def test_same_words_a_season_later_are_another_happening_of_the_same_story() -> None:
    told = [sentence.format(**HAPPENINGS["north"][1]) for sentence in FERRY]
    lines = {"2024-01-10": ("012", "234", "456", "036"), "2024-05-20": ("124", "046", "136", "256")}
    given = [
        article("\n".join([*(told[int(at)] for at in chosen), *asides]), page=f"{day} {chosen}", published=day)
        for day, all_chosen in lines.items()
        for chosen, asides in zip(all_chosen, pairwise(ASIDES[:5]), strict=True)
    ]
    found = group(given)
    assert together(found) == {
        frozenset(one.page for one in given if one.page.startswith(day)) for day in ("2024-01-10", "2024-05-20")
    }
    assert len({one.story for one in found}) == 1
    assert found[0].story is not None


def test_happening_keeps_its_id_when_a_later_page_joins() -> None:
    sentences = [sentence.format(**HAPPENINGS["south"][1]) for sentence in FERRY]
    first = article("\n".join(sentences[:4]), page="first", published="2024-03-01")
    second = article("\n".join([*sentences[2:6], ASIDES[0]]), page="second", published="2024-03-02")
    third = article("\n".join([*sentences[3:], ASIDES[1]]), page="third", published="2024-03-03")
    before, after = group([first, second]), group([third, first, second])
    assert before[0].happening is not None
    assert {one.happening for one in after} == {before[0].happening}


def test_what_was_dropped_stays_in_its_place() -> None:
    dropped = Dropped(id="x", stage="clean", reason="no article")
    given = pages(2)["north"]
    found = list(group_articles([given[0], dropped, given[1]]))
    assert found[1] is dropped
    assert [one.page for one in (found[0], found[2]) if isinstance(one, Grouped)] == ["north-0", "north-1"]


def test_two_thousand_pages_take_seconds() -> None:
    draw = random.Random(11)
    words = ["".join(draw.choices("bdfgklmnprstv", k=3)) + "".join(draw.choices("aeiou", k=2)) for _ in range(4000)]
    names = ["".join(draw.choices("bdfgklmnprstv", k=5)).capitalize() for _ in range(800)]
    given = []
    for happening in range(200):
        cast, topic = draw.sample(names, 4), draw.sample(words, 30)
        for number in range(10):
            lines = [
                f"The {' '.join(draw.sample(topic, 6))} of {draw.choice(cast)} {' '.join(draw.sample(words, 6))}."
                for _ in range(12)
            ]
            given.append(article("\n".join(lines), page=f"{happening}-{number}", published=None))
    start = time.process_time()
    found = group(given)
    assert time.process_time() - start < 60
    assert len(together(found)) == pytest.approx(200, abs=20)


def test_command_prints_a_line_a_page_in_order(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [one for part in pages(8).values() for one in part]
    lines = "".join(json.dumps({"id": one.page, "text": one.text}) + "\n" for one in given)
    monkeypatch.setattr("sys.argv", ["bede", "group", "-"])
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(lines.encode("utf-8")), encoding="utf-8"))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert not ended.value.code
    assert [record["page"] for record in records] == [one.page for one in given]
    assert all(list(record) == ["page", "happening", "story", "copy_of"] for record in records)
    assert len({record["happening"] for record in records}) == 4
