"""What is out of order in a file of names is said with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bede.lexicon import DATA, order


def found(folder: Path, name: str, text: str) -> list[str]:
    """The faults of one table, without the folder."""
    (folder / name).write_text(f"# Origin.\n{text}", encoding="utf-8")
    return [fault.removeprefix(f"{folder}/") for fault in order.faults(folder)]


def test_the_package_is_in_order() -> None:
    assert list(order.faults()) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        (
            "cities.tsv",
            "name\tcode\nOslo\tNOR\nLima\tPER\n",
            "cities.tsv:4: 'Lima' is not sorted: it comes before 'Oslo'",
        ),
        ("cities.tsv", "name\tcode\nLima\tPER\nLima\tUSA\n", "cities.tsv:4: Lima stands at cities.tsv:3 already"),
        ("cities.tsv", "name\taliases\nLima\tCallao;Callao\n", "cities.tsv:3: 'Callao' stands twice"),
        ("cities.tsv", "name\taliases\nLima\tLima\n", "cities.tsv:3: 'Lima' stands twice"),
    ],
)
def test_a_row_out_of_order_is_told(tmp_path: Path, name: str, text: str, fault: str) -> None:
    assert [told.replace(f"{tmp_path}/", "") for told in found(tmp_path, name, text)] == [fault]


def test_every_column_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "data-files.md").read_text(encoding="utf-8")
    for path in sorted((DATA / "names").glob("*.tsv")):
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{path.name}`")]
        assert re.findall(r"`(\w+)`", line.split("|")[3]) == list(order.header(path))


PEOPLE = "name\taliases\tcountry\tsectors\toffice\tfrom\tto\tprecision\tcheck\n"


def test_a_person_of_two_terms_stands_twice_in_order_of_time(tmp_path: Path) -> None:
    first, second = (f"Rosa Blum\t\tPER\tGOV\tpresident\t{year}\t\tyear\texample.org\n" for year in (2001, 2010))
    assert found(tmp_path, "people.tsv", PEOPLE + first + second) == []
    (told,) = found(tmp_path, "people.tsv", PEOPLE + second + first)
    assert told.endswith("people.tsv:4: 'Rosa Blum' is not sorted: it comes before 'Rosa Blum'")
    (told,) = found(tmp_path, "people.tsv", PEOPLE + first + first)
    assert "Rosa Blum, PER, president, 2001 stands at" in told
