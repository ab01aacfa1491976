"""A file of a user's own adds words, senses, actors, noun classes and event types."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bede.export.polecat import _row
from bede.extract.coder import Coder
from bede.lexicon import LexiconError, load
from bede.merge import merge
from bede.model import Article, Parse, Report, Span
from bede.parse import parse

OWN = """# A file of one's own.
[classes]
two-edged = ["gyroscope", "machine tool"]

[[name]]
name = "Andes Optics"
aliases = ["Andesopt"]
kind = "company"
country = "PER"
sectors = ["BUS"]

[[noun]]
noun = "forwarder"
sectors = ["BUS"]

[[rule]]
act = "AID"
type = "dual-use-transfer"
verbs = ["send"]
recipient = ["prep:to"]
where = { subject = ["<party>"], object = ["<two-edged>"], "prep:to" = ["<party>"] }
yes = ["Lima sent gyroscopes to Quito."]
no = ["Lima sent coffee to Quito."]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def coded(text: str, path: Path) -> Sequence[Report]:
    article = Article(page="own", page_id="own", text=text, body=(Span(text=text, start=0, end=len(text)),))
    (parsed,) = parse([article])
    assert isinstance(parsed, Parse)
    return tuple(Coder(parsed, load((path,))).reports())


def test_type_of_ones_own_keeps_the_act(own: Path) -> None:
    (report,) = coded("Andesopt sent gyroscopes to Quito.", own)
    assert (report.act, report.event_type, report.quad) == ("AID", "dual-use-transfer", 2)


def test_actor_and_noun_of_ones_own(own: Path) -> None:
    (report,) = coded("Andes Optics sent machine tools to Quito.", own)
    assert (report.actors[0].country, report.actors[0].kind) == ("PER", "company")
    (report,) = coded("A forwarder sent gyroscopes to Quito.", own)
    assert report.actors[0].sectors == ("BUS",)


def test_export_to_plover_has_plovers_type(own: Path) -> None:
    (event,) = merge(coded("Andesopt sent gyroscopes to Quito.", own))
    row = _row(event)
    assert event.event_type == "dual-use-transfer"
    assert row is not None
    assert row["Event Type"] == "AID"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('type = "dual-use-transfer"', 'type = "TRANSFER"', "own.toml:16: type 'TRANSFER'; expected lower-case"),
        ('country = "PER"', 'country = "Peru"', "own.toml:5: country 'Peru'; expected three capital letters"),
        ('noun = "forwarder"', 'kin = "person"', "own.toml:12: unknown key 'kin'"),
        ("[[noun]]", "[[verb]]", "unknown key 'verb'"),
    ],
)
def test_what_is_wrong_in_it_is_told_with_its_line(own: Path, old: str, new: str, said: str) -> None:
    own.write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError, match=said):
        load((own,))
