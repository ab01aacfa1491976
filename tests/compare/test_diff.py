from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bede.compare.diff import Difference, differences
from bede.compare.lines import Told
from bede.model import Report
from builders import GREECE, TURKEY, article, party, report

FIELDS = frozenset(Report.__dataclass_fields__)


def diff(old: Iterable[Report], new: Iterable[Report], *, given: frozenset[str] = FIELDS) -> list[Difference]:
    return list(
        differences([Told(report=one, given=FIELDS) for one in old], [Told(report=one, given=given) for one in new])
    )


def changes(found: list[Difference]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.change, one.fields) for one in found]


def test_same_codings_do_not_differ() -> None:
    assert changes(diff([report()], [report()])) == [("same", ())]


def test_report_of_one_side_is_added_or_gone() -> None:
    (gone,) = diff([report()], [])
    assert (gone.change, gone.old, gone.new) == ("gone", report(), None)
    (added,) = diff([], [report()])
    assert (added.change, added.old, added.new) == ("added", None, report())


def test_changed_report_names_its_fields() -> None:
    other = report(act="THREATEN", modes=("violence",), status="negated", actors=(), attribution=(TURKEY,))
    assert changes(diff([report()], [other])) == [("changed", ("act", "modes", "status", "actors", "attribution"))]


def test_party_that_resolves_to_somebody_else_is_a_change() -> None:
    other = report(recipients=(replace(GREECE, country="USA"),))
    assert changes(diff([report()], [other])) == [("changed", ("recipients",))]


def test_line_of_the_lexicon_that_names_a_party_is_no_change() -> None:
    other = report(recipients=(replace(GREECE, rule="names/states.tsv:99"),))
    assert changes(diff([report()], [other])) == [("same", ())]


def test_rule_of_another_file_is_a_change_and_of_another_line_a_move() -> None:
    assert changes(diff([report()], [replace(report(), rule="mine.toml:5")])) == [("changed", ("rule",))]
    assert changes(diff([report()], [replace(report(), rule="rules/accuse.toml:9")])) == [("moved", ())]
    both = replace(report(status="future"), rule="mine.toml:5")
    assert changes(diff([report()], [both])) == [("changed", ("status", "rule"))]


def test_what_follows_is_told_where_nothing_else_changed() -> None:
    assert changes(diff([report()], [replace(report(), confidence=0.4)])) == [("changed", ("confidence",))]
    other = replace(report(status="future"), confidence=0.4)
    assert changes(diff([report()], [other])) == [("changed", ("status",))]


def test_field_that_one_side_does_not_print_is_not_compared() -> None:
    assert changes(diff([report()], [report(status="future")], given=FIELDS - {"status"})) == [("same", ())]


def test_reports_of_one_trigger_are_joined_by_act() -> None:
    found = diff([report(act="COERCE")], [report(act="SANCTION"), report(act="COERCE")])
    assert sorted((one.change, one.new.act) for one in found if one.new) == [("added", "SANCTION"), ("same", "COERCE")]


def test_longer_trigger_is_a_change_of_the_trigger() -> None:
    found = diff([report(trigger="accused")], [report(trigger="accused Athens of")])
    assert changes(found) == [("changed", ("trigger",))]


def test_reports_of_a_sentence_stand_apart_by_trigger() -> None:
    found = diff([report(trigger="accused")], [report(trigger="violating")])
    assert [one.change for one in found] == ["gone", "added"]


def test_differences_come_in_order_of_the_text() -> None:
    text = "Lima met Quito.\nOslo left Lagos."
    page = article(text)
    lima = party("Lima", text)
    first = report(page, sentence="Lima met Quito.", act="CONSULT", actors=(lima,), recipients=())
    second = report(page, sentence="Oslo left Lagos.", act="RETREAT", actors=(), recipients=())
    assert [one.sentence.text for one in diff([second], [first])] == ["Lima met Quito.", "Oslo left Lagos."]


def test_page_under_another_name_is_the_same_by_content() -> None:
    found = diff([report(article(page="a.txt"))], [report(article(page="b/a.txt"))])
    assert [(one.change, one.page) for one in found] == [("same", "b/a.txt")]


def test_pages_with_the_same_content_keep_their_names() -> None:
    one, other = report(article(page="1")), report(article(page="2"))
    assert [found.change for found in diff([one, other], [other, one])] == ["same", "same"]


def test_page_that_changed_keeps_the_reports_of_its_sentences() -> None:
    text = "Ankara accused Athens of violating its airspace on Friday."
    longer = f"Monday.\n{text}"
    moved = report(
        article(longer), sentence=text, actors=(replace(TURKEY, start=8, end=14),),
        recipients=(replace(GREECE, start=23, end=29),),
    )  # fmt: skip
    assert changes(diff([report(article(text))], [moved])) == [("same", ())]


def test_pages_that_one_side_alone_has_do_not_shift_the_others() -> None:
    reports = [report(article(f"Ankara accused Athens of act {number}.", page=str(number))) for number in range(6)]
    found = diff([one for one in reports if one.page != "4"], [one for one in reports if one.page != "1"])
    assert [(one.page, one.change) for one in found] == [
        ("0", "same"), ("2", "same"), ("3", "same"), ("5", "same"), ("1", "gone"), ("4", "added"),
    ]  # fmt: skip


def test_pages_in_another_order_are_the_same() -> None:
    reports = [report(article(f"Ankara accused Athens of act {number}.", page=str(number))) for number in range(6)]
    assert {one.change for one in diff(reports, reports[::-1])} == {"same"}


def test_packs_of_reports_are_taken_page_by_page() -> None:
    reports = [report(article(f"Ankara accused Athens of act {number}.", page=str(number))) for number in range(50)]
    drawn = []

    def lines() -> Iterator[Told]:
        for one in reports:
            drawn.append(one.page)
            yield Told(report=one, given=FIELDS)

    found = differences(lines(), lines())
    next(found)
    assert len(drawn) <= 4
