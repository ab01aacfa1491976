from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from bede.compare.lines import told_from, told_in
from bede.export.records import report_json
from bede.model import BedeError
from builders import TURKEY, article, report, when

LINE: dict[str, Any] = {"page": "1", "act": "CONSULT"}


def test_what_bede_code_prints_comes_back_as_it_was() -> None:
    page = article()
    told = report(page, attribution=(TURKEY,), date=when("on Friday", "2024-04-26"))
    back = told_from(json.loads(json.dumps(report_json(told))), where="x:1")
    assert back.report == told
    assert back.given >= {"act", "trigger", "confidence"}


def test_line_of_another_coder_needs_page_and_act_alone() -> None:
    told = told_from(LINE, where="x:1")
    assert told.given == {"page", "act"}
    assert (told.report.event_type, told.report.status, told.report.actors) == ("CONSULT", "actual", ())


def test_event_type_follows_from_act_and_status() -> None:
    assert told_from({**LINE, "status": "future"}, where="x:1").report.event_type == "AGREE"
    assert told_from({**LINE, "act": "RETREAT", "status": "future"}, where="x:1").report.event_type == "CONCEDE"
    assert told_from({**LINE, "act": "ASSAULT", "status": "future"}, where="x:1").report.event_type == "ASSAULT"
    assert told_from({**LINE, "status": "future", "event_type": "CONSULT"}, where="x:1").report.event_type == "CONSULT"


def test_span_stands_for_a_party_a_place_or_a_date() -> None:
    lima = {"text": "Lima", "start": 0, "end": 4}
    told = told_from({**LINE, "actors": [lima], "places": [lima], "date": lima, "recipients": None}, where="x:1").report
    assert (told.actors[0].name, told.actors[0].country) == ("Lima", None)
    assert told.places[0].role == "event"
    assert told.date is not None
    assert told.date.text == "Lima"
    assert told.recipients == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"act": "AID"}, "no page"),
        ({"page": "1", "act": "QUARREL"}, "act 'QUARREL' is unknown"),
        ({**LINE, "status": "maybe"}, "status 'maybe' is unknown"),
        ({**LINE, "event_type": "QUARREL"}, "event type 'QUARREL' is unknown"),
        ({**LINE, "actors": ["Lima"]}, "actors has no start and end"),
        ({**LINE, "trigger": {"text": "met"}}, "trigger has no start and end"),
        ({**LINE, "actors": 3}, "actors has no start and end"),
    ],
)
def test_what_is_no_report_is_told_by_line(line: dict[str, Any], message: str) -> None:
    with pytest.raises(BedeError, match=f"x:7: {message}; expected a report"):
        told_from(line, where="x:7")


def test_files_may_be_packed_and_lines_empty(tmp_path: Path) -> None:
    content = json.dumps(LINE).encode() + b"\n\n" + json.dumps({**LINE, "page": "2"}).encode()
    (tmp_path / "plain.jsonl").write_bytes(content)
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(content))
    for name in ("plain.jsonl", "packed.jsonl.gz"):
        assert [told.report.page for told in told_in(tmp_path / name)] == ["1", "2"]
    assert [told.report.page for told in told_in("-", stdin=BytesIO(content))] == ["1", "2"]


def test_file_that_is_missing_or_no_json_is_told(tmp_path: Path) -> None:
    with pytest.raises(BedeError, match=r"none\.jsonl: can not be read: No such file"):
        list(told_in(tmp_path / "none.jsonl"))
    (tmp_path / "a.jsonl").write_text('{"page": "1", "act": "AID"}\nnonsense\n')
    with pytest.raises(BedeError, match=r"a\.jsonl:2: no JSON"):
        list(told_in(tmp_path / "a.jsonl"))
    (tmp_path / "b.jsonl").write_text("[]\n")
    with pytest.raises(BedeError, match=r"b\.jsonl:1: expected a JSON object"):
        list(told_in(tmp_path / "b.jsonl"))
