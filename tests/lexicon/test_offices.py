"""Terms of office: impossible dates, overlaps, and the days that are covered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bede.lexicon import offices
from bede.lexicon.offices import Coverage, bounds, coverage, faults, leaders

PEOPLE = ("name", "aliases", "country", "sectors", "office", "from", "to", "precision", "check")


def tables(folder: Path, *terms: tuple[str, ...], duties: tuple[tuple[str, ...], ...] = ()) -> Path:
    """A folder with terms (name, country, office, from, to) and duties (country, office, role, from, to)."""
    people = ["\t".join(PEOPLE)]
    for name, country, office, since, until in terms:
        precision = offices.PRECISIONS.get(min((len(day) for day in (since, until) if day), default=0), "")
        people.append("\t".join((name, "", country, "GOV", office, since, until, precision, "example.org")))
    executives = ["\t".join(offices.EXECUTIVES)]
    for country, office, role, since, until in duties:
        executives.append("\t".join((country, office, role, "", since, until, "")))
    (folder / "people.tsv").write_text("\n".join(people) + "\n", encoding="utf-8")
    (folder / "executives.tsv").write_text("\n".join(executives) + "\n", encoding="utf-8")
    return folder


def told(folder: Path) -> list[str]:
    """The faults without the folder."""
    return [fault.replace(f"{folder}/", "") for fault in faults(folder)]


PRESIDENT = (("PER", "president", "both", "", ""),)


def test_the_package_has_no_faults() -> None:
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2004", date(2004, 1, 1), date(2004, 12, 31)),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
        ("2004-02-03", date(2004, 2, 3), date(2004, 2, 3)),
    ],
)
def test_a_date_means_the_days_that_it_leaves_open(text: str, first: date, last: date) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize(
    ("since", "until", "fault"),
    [
        ("2004-02-31", "", "from '2004-02-31' is no date: the month has no day 31"),
        ("2004-13", "", "from '2004-13' is no date: a year has no month 13"),
        ("2004-00-01", "", "from '2004-00-01' is no date: a year has no month 0"),
        ("", "99999", "to '99999' is no date; expected YYYY, YYYY-MM or YYYY-MM-DD"),
        ("1204", "", "from '1204' is out of range; expected a year from 1900 to 2100"),
        ("2010-05-06", "2010-05-05", "to 2010-05-05 is before from 2010-05-06"),
        ("2010-05", "2009", "to 2009 is before from 2010-05"),
    ],
)
def test_an_impossible_date_is_told_by_file_and_line(tmp_path: Path, since: str, until: str, fault: str) -> None:
    folder = tables(tmp_path, ("Rosa Blum", "PER", "president", since, until))
    assert told(folder)[0] == f"people.tsv:2: {fault}"


def test_a_precision_is_that_of_the_coarser_date(tmp_path: Path) -> None:
    folder = tables(tmp_path, ("Rosa Blum", "PER", "president", "2004-05-06", "2009"))
    path = folder / "people.tsv"
    path.write_text(path.read_text().replace("year", "day"), encoding="utf-8")
    assert told(folder) == ["people.tsv:2: precision 'day'; expected 'year', that of the coarser date"]


def test_a_row_without_a_check_is_told(tmp_path: Path) -> None:
    folder = tables(tmp_path, ("Rosa Blum", "PER", "president", "2004", ""))
    path = folder / "people.tsv"
    path.write_text(path.read_text().replace("example.org", ""), encoding="utf-8")
    assert told(folder) == ["people.tsv:2: no check; expected where the term can be confirmed"]


def test_two_holders_of_one_office_are_told(tmp_path: Path) -> None:
    folder = tables(
        tmp_path,
        ("Ana Diaz", "PER", "president", "2004-05-06", "2009-05-06"),
        ("Rosa Blum", "PER", "president", "2009-05-01", ""),
        duties=PRESIDENT,
    )
    assert told(folder) == [
        "people.tsv:3: Rosa Blum and Ana Diaz (people.tsv:2) are both president of PER on 2009-05-01"
    ]


@pytest.mark.parametrize(
    ("until", "office", "since"),
    [
        ("2009-05-06", "president", "2009-05-06"),  # the day of the oath is that of both
        ("2009", "president", "2009-05-06"),  # nothing says that the first stayed until May
        ("2009-05-06", "acting president", "2009-05-01"),  # who stands in for the one who is away
        ("2009-05-06", "senator", "2008"),  # an office of many
    ],
)
def test_terms_that_may_follow_one_another_are_no_fault(tmp_path: Path, until: str, office: str, since: str) -> None:
    folder = tables(
        tmp_path,
        ("Ana Diaz", "PER", "president", "2004-05-06", until),
        ("Rosa Blum", "PER", office, since, ""),
        duties=PRESIDENT,
    )
    assert told(folder) == []


def test_rivals_of_executives_are_no_fault(tmp_path: Path) -> None:
    folder = tables(
        tmp_path,
        ("Ana Diaz", "PER", "president", "2004-05-06", "2009-05-06"),
        ("Rosa Blum", "PER", "president", "2009-05-01", ""),
        duties=(*PRESIDENT, ("PER", "president", "rival", "2009-05-01", "2009-05-06")),
    )
    assert told(folder) == []


def test_an_executive_office_without_a_holder_and_an_unknown_role_are_told(tmp_path: Path) -> None:
    folder = tables(tmp_path, duties=(*PRESIDENT, ("PER", "king", "majesty", "", "")))
    assert told(folder) == [
        f"executives.tsv:3: role 'majesty'; expected one of {', '.join(offices.ROLES)}",
        "executives.tsv:2: nobody in people.tsv is president of PER",
    ]


# -- coverage ----------------------------------------------------------------------------------------------------------


def by_role(folder: Path) -> dict[str, Coverage]:
    """The coverage of the only state by role."""
    return {found.role: found for found in coverage(folder)}


def test_a_president_who_leads_the_government_is_both_heads(tmp_path: Path) -> None:
    folder = tables(tmp_path, ("Ana Diaz", "PER", "president", "2004-05-06", "2009-05-06"), duties=PRESIDENT)
    found = by_role(folder)
    assert found["state"].filled == found["government"].filled
    assert found["state"].filled[:7] == (0, 0, 0, 0, 240, 365, 365)
    assert "".join(found["state"].mark(year) for year in range(2000, 2011)) == "....+####-."


def test_a_gap_is_told_with_the_term_before_it(tmp_path: Path) -> None:
    folder = tables(
        tmp_path,
        ("Ana Diaz", "PER", "president", "1999", "2009-05-06"),
        ("Rosa Blum", "PER", "president", "2009-06-01", ""),
        duties=PRESIDENT,
    )
    (gap,) = by_role(folder)["state"].gaps
    assert (gap.first, gap.last, gap.where) == (date(2009, 5, 7), date(2009, 5, 31), f"{folder}/people.tsv:2")


def test_an_acting_holder_and_a_vacancy_leave_no_gap(tmp_path: Path) -> None:
    folder = tables(
        tmp_path,
        ("Ana Diaz", "PER", "president", "1999", "2009-05-06"),
        ("Rosa Blum", "PER", "acting president", "2009-05-06", "2009-06-30"),
        duties=(*PRESIDENT, ("PER", "president", "vacant", "2009-07-01", "")),
    )
    assert by_role(folder)["state"].gaps == ()


def test_a_state_is_covered_only_while_it_is_there(tmp_path: Path) -> None:
    folder = tables(
        tmp_path,
        ("Ana Diaz", "PER", "president", "1999", ""),
        duties=(("PER", "president", "both", "2006-06-03", "2010-12-31"),),
    )
    found = by_role(folder)["state"]
    assert (found.share, sum(found.days), found.mark(2005), found.mark(2011)) == (1.0, 1673, " ", " ")


def test_every_state_has_a_known_head_of_state_and_of_government() -> None:
    found = [state for state in coverage() if state.role != "foreign"]
    assert len({state.country for state in found}) >= 197
    assert [state.country for state in found if state.share < 0.97] == []


def test_the_foreign_ministers_of_sixty_states_are_known() -> None:
    assert sum(state.share >= 0.95 for state in coverage() if state.role == "foreign") >= 60


def test_leaders_are_known_by_what_is_hardly_another_name_or_word() -> None:
    found = leaders()
    assert "biden" in found["USA"]
    assert not {"joe", "georg", "may"} & (found["USA"] | found["GBR"])
    assert "blinken" not in found["USA"]
