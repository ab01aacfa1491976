"""The gazetteer: every place that Bede knows, looked up by its folded name."""

from __future__ import annotations

import gzip
import math
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from bede.cycles import uncollected
from bede.lexicon.tables import DATA, Row, rows
from bede.model import BedeError

PLACES = DATA / "places"
STATES = DATA / "names" / "states.tsv"
STATE_COLUMNS = ("code", "name", "aliases", "adjectives", "people", "capitals", "metonyms")
CITIES = DATA / "names" / "cities.tsv"
CITY_COLUMNS = ("name", "aliases", "code", "capital")
REGIONS = DATA / "names" / "regions.tsv"
REGION_COLUMNS = ("name", "aliases", "adjectives", "people", "code", "kind")
COLUMNS = ("keys", "name", "feature", "country", "admin1", "lat", "lon", "population", "geonames_id")
LETTERS = str.maketrans(
    {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe"}
    | dict.fromkeys("-‐‑–/_", " ")
    | dict.fromkeys("'’‘ʻʼʹ`´.,", None)
)
COUNTRY_FEATURES = frozenset({"PCLI", "PCLH", "CONT"})
PROVINCE_FEATURES = frozenset({"ADM1", "RGN", "ISLS", "OCN"})
POINT_FEATURES = (
    "PPL",
    "BLDG",
    "FCLT",
    "AIRB",
    "AIRP",
    "MILB",
    "NVB",
    "HSTS",
    "SQR",
    "ST",
    "STDM",
    "MNMT",
    "BRDY",
    "BDG",
)


SAME = 50.0  # kilometres within which two towns of one name and country are one
BY_HAND = 500_000  # inhabitants that a hand-made town counts for: it is there because news names it
ABROAD = 400.0  # kilometres from a state's point within which a town that it claims may be listed under its neighbour
NOTHING: frozenset[str] = frozenset()


class GazetteerError(BedeError):
    """A place file that can not be used: names file and line, what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: ``country`` is ISO alpha-3 or empty, ``feature`` a GeoNames code, ``where`` its file and line.

    ``main`` is the folded main name, ``adjective`` whether it was looked up by an adjective, ``in_news`` whether it is
    one of the cities that political news names, ``pointless`` whether its point is only that of its country.
    ``precision`` is 1 for an exact point or town, 2 for a district or natural feature, 3 for a province or region, 4
    for a country.
    """

    name: str
    feature: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    geonames_id: int | None
    where: str
    main: str
    adjective: bool = False
    in_news: bool = False
    pointless: bool = False
    precision: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "precision", _precision(self.feature))


def _precision(feature: str) -> int:
    """The precision of a GeoNames code."""
    if feature in COUNTRY_FEATURES:
        return 4
    if feature in PROVINCE_FEATURES:
        return 3
    return 1 if feature.startswith(POINT_FEATURES) else 2


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The key of a name: lower case, no accents, apostrophes or full stops, single spaces for hyphens."""
    text = name.translate(LETTERS)
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in parts if not unicodedata.combining(letter)).translate(LETTERS)
    return " ".join(text.casefold().split())


def kilometres(one: Spot, other: Spot) -> float:
    """Great-circle distance between two places."""
    first, second = math.radians(one.lat), math.radians(other.lat)
    half = math.radians(other.lon - one.lon) / 2
    chord = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(half) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(chord)))


def _same(spot: Spot, better: Spot) -> bool:
    """Whether a generated row says what a hand-made one of its name says better."""
    if spot.country != better.country or spot.precision != better.precision:
        return False
    return spot.precision > 1 or kilometres(spot, better) < SAME


def _likelihood(spot: Spot) -> tuple[bool, int]:
    """How likely a place is meant among those of its names in one state: a town, and the larger one."""
    return spot.feature.startswith("PPL"), spot.population


class Gazetteer:
    """All places by folded name; keeps the generated file as text and reads a row when its name is asked for."""

    def __init__(self, *, states: Path = STATES) -> None:
        self._lines = gzip.decompress((PLACES / "gazetteer.tsv.gz").read_bytes()).decode("utf-8").split("\n")
        if tuple(self._lines[1].split("\t")) != COLUMNS:
            raise GazetteerError(f"places/gazetteer.tsv.gz:2: {self._lines[1]!r}; expected {', '.join(COLUMNS)}")
        self._index = _index(self._lines)
        self._known: dict[str, tuple[Spot, ...]] = {}
        self._added: dict[str, list[Spot]] = defaultdict(list)
        self.abbreviations: dict[str, list[Spot]] = defaultdict(list)
        self.adjectives: dict[str, Spot] = {}
        self._add_natural()
        self._add_states(states)
        self._add_cities()
        self._add_regions()
        for row in rows(PLACES / "abbreviations.tsv", ("abbreviation", "name", "country")):
            self.abbreviations[row["abbreviation"]] += [
                spot
                for spot in self.look_up(fold(row["name"]))
                if spot.feature == "ADM1" and spot.country == row["country"]
            ]

    def look_up(self, key: str) -> tuple[Spot, ...]:
        """All places of a folded name, countries and natural features first."""
        known = self._known.get(key)
        if known is None:
            added = self._added.get(key, [])
            listed = [self._spot(number) for number in self._index.get(key, ())]
            known = (*added, *(spot for spot in listed if not any(_same(spot, better) for better in added)))
            if known:
                self._known[key] = known
        return known

    def _spot(self, number: int) -> Spot:
        """The place in a line of the generated file."""
        keys, name, feature, country, admin1, lat, lon, population, geonames_id = self._lines[number].split("\t")
        return Spot(
            name,
            feature,
            country,
            admin1,
            float(lat),
            float(lon),
            int(population),
            int(geonames_id),
            f"places/gazetteer.tsv.gz:{number + 1}",
            keys.partition(";")[0],
        )

    def _add_natural(self) -> None:
        """Take up the hand-made rows; each alias counts as a main name."""
        for row in rows(PLACES / "natural.tsv", ("name", "aliases", "adjectives", "feature", "country", "lat", "lon")):
            spot = Spot(
                row["name"],
                row["feature"],
                row["country"],
                row["name"] if row["feature"] == "ADM1" else "",
                _degrees(row, "lat", most=90.0),
                _degrees(row, "lon", most=180.0),
                BY_HAND if row["feature"].startswith("PPL") else 0,
                None,
                row.where,
                fold(row["name"]),
            )
            for name in (row["name"], *row.values("aliases")):
                self._added[fold(name)].append(replace(spot, main=fold(name)))
            self._add_adjectives(row, spot)

    def _add_states(self, path: Path) -> None:
        """Take up the names and adjectives of states; the point is that of the generated file."""
        countries = self._countries()
        if not path.exists():
            return
        for row in rows(path, STATE_COLUMNS):
            spot = countries.get(row["code"])
            if spot is None:
                continue
            for name in (row["name"], *row.values("aliases")):
                if spot.where not in {other.where for other in self._added[fold(name)]}:
                    self._added[fold(name)].append(spot)
            self._add_adjectives(row, spot)

    def _add_cities(self) -> None:
        """Take up the cities that political news names; each of their names counts as a main one.

        A city that the generated file lacks in its state has the point of the state.
        """
        countries = self._countries()
        for row in rows(CITIES, CITY_COLUMNS):
            keys = tuple(dict.fromkeys(map(fold, (row["name"], *row.values("aliases")))))
            found = {key: [spot for spot in self.look_up(key) if spot.precision <= 2] for key in keys}
            own = [spot for key in keys for spot in found[key] if spot.country == row["code"]]
            state = countries.get(row["code"])
            if own:
                city = max(own, key=_likelihood)
                if any(spot.feature.startswith("PPL") and kilometres(spot, city) > SAME for spot in own):
                    continue  # which Springfield is meant the article has to tell
            elif state is None or any(kilometres(spot, state) < ABROAD for spots in found.values() for spot in spots):
                continue
            else:
                city = replace(state, name=row["name"], feature="PPL", population=0, where=row.where, pointless=True)
            for key in keys:
                itself = [spot for spot in found[key] if spot in own and spot.main == key]
                self._add(key, replace(max(itself, key=_likelihood, default=city), main=key, in_news=True))

    def _add_regions(self) -> None:
        """Take up the names of regions of one state that no other file has, at the point of the state if need be."""
        countries = self._countries()
        for row in rows(REGIONS, REGION_COLUMNS):
            state = countries.get(row["code"])
            if state is None or row["kind"] != "place":
                continue
            keys = {fold(name): name for name in (row["name"], *row.values("aliases")) if name[0].isupper()}
            own = [spot for key in keys for spot in self.look_up(key) if spot.country == row["code"]]
            region = replace(state, name=row["name"], feature="RGN", population=0, where=row.where, pointless=True)
            region = max((spot for spot in own if spot.precision == 3), key=_likelihood, default=region)
            for key in keys:
                if not self.look_up(key):
                    self._add(key, replace(region, main=key))

    def _add(self, key: str, spot: Spot) -> None:
        """Add a place under a name, unless a hand-made row has one of its state there."""
        if all(other.country != spot.country for other in self._added.get(key, ())):
            self._known.pop(key, None)
            self._added[key].append(spot)

    def _add_adjectives(self, row: Row, spot: Spot) -> None:
        """Take up the adjectives of a row."""
        for name in row.values("adjectives"):
            self.adjectives.setdefault(fold(name), replace(spot, where=row.where, adjective=True))

    def _countries(self) -> dict[str, Spot]:
        """The countries of the generated file by code."""
        numbers = (number for number, line in enumerate(self._lines) if "\tPCLI\t" in line)
        return {spot.country: spot for spot in map(self._spot, numbers)}


def _degrees(row: Row, column: str, *, most: float) -> float:
    """A coordinate of a hand-made row; raises GazetteerError where it is none."""
    try:
        value = float(row[column])
    except ValueError as error:
        raise GazetteerError(f"{row.where}: {column} {row[column]!r}; expected degrees") from error
    if not -most <= value <= most:
        raise GazetteerError(f"{row.where}: {column} {row[column]}; expected at most {most:.0f} degrees")
    return value


def _index(lines: list[str]) -> dict[str, tuple[int, ...]]:
    """The line numbers, from 0, of each folded name."""
    index: dict[str, tuple[int, ...]] = {}
    for number in range(2, len(lines)):
        line = lines[number]
        keys = line[: line.find("\t")]
        for key in keys.split(";") if ";" in keys else (keys,):
            index[key] = (*index[key], number) if key in index else (number,)
    index.pop("", None)
    return index


@lru_cache(maxsize=1)
@uncollected(stays=True)
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded at the first call."""
    return Gazetteer()


@lru_cache(maxsize=1)
def _cues() -> dict[str, frozenset[str]]:
    """The kinds of each word of cues.tsv."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in rows(PLACES / "cues.tsv", ("word", "kind")):
        kinds[row["word"]].add(row["kind"])
    return {word: frozenset(found) for word, found in kinds.items()}


def cue(word: str) -> frozenset[str]:
    """What a lower-case word tells about a place name beside it, empty for most words."""
    return _cues().get(word, NOTHING)


@lru_cache(maxsize=1)
def people() -> dict[str, str]:
    """First and family names, lower case: ``first`` or ``last``."""
    return {row["name"]: row["kind"] for row in rows(PLACES / "people.tsv", ("name", "kind"))}


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Common English words that are also names of places."""
    return frozenset(row["word"] for row in rows(PLACES / "common.tsv", ("word",)))
