"""What the tests share: the lexicon and the model, loaded once, and a short way from a text to its reports."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest
from hypothesis import settings

from bede import cli
from bede import lexicon as lexicons
from bede.extract.coder import Coder
from bede.lexicon import Lexicon
from bede.model import Article, Dropped, Parse, Publication, Report, Span, content_id
from bede.parse import language_model, parse

MONDAY = "2024-05-20"

# The same examples every time; `make fuzz` draws new ones.
settings.register_profile("same", derandomize=True)
if "BEDE_FUZZ" not in os.environ:
    settings.load_profile("same")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The package's lexicon; the parser's model is loaded with it."""
    language_model()
    return lexicons.load()


def article_of(text: str, *, headline: str | None = None, published: str | None = MONDAY) -> Article:
    """An article whose body paragraphs are the lines of a text, below its headline."""
    lines = [*([headline] if headline else []), *text.split("\n")]
    spans, start = [], 0
    for line in lines:
        spans.append(Span(text=line, start=start, end=start + len(line)))
        start += len(line) + 1
    day = published and Publication(
        earliest=published,
        latest=published,
        edtf=published,
        text=published,
        start=None,
        end=None,
        basis="given",
        confidence=1.0,
    )
    whole = "\n".join(lines)
    return Article(
        page="test",
        page_id=content_id(whole),
        text=whole,
        headline=spans[0] if headline else None,
        body=tuple(span for span in spans[1 if headline else 0 :] if span.text),
        published=day or None,
    )


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Makes an article of a text: ``article(text, headline=None, published="2024-05-20")``."""
    return article_of


@pytest.fixture(scope="session")
def parsed(lexicon: Lexicon) -> Callable[..., Parse]:
    """Parses a text: ``parsed(text, headline=None, published="2024-05-20")``."""

    def parsed(text: str, *, headline: str | None = None, published: str | None = MONDAY) -> Parse:
        found = next(iter(parse([article_of(text, headline=headline, published=published)])))
        assert not isinstance(found, Dropped)
        return found

    return parsed


@pytest.fixture(scope="session")
def code(lexicon: Lexicon, parsed: Callable[..., Parse]) -> Callable[..., Sequence[Report]]:
    """Codes a text: ``code(text, headline=None, published="2024-05-20")`` gives its reports in order of the text."""

    def code(text: str, *, headline: str | None = None, published: str | None = MONDAY) -> Sequence[Report]:
        found = tuple(Coder(parsed(text, headline=headline, published=published), lexicon).reports())
        whole = text if headline is None else f"{headline}\n{text}"
        for report in found:
            for part in (report.trigger, report.sentence, *report.actors, *report.recipients, *report.attribution):
                assert whole[part.start : part.end] == part.text
        return found

    return code


@pytest.fixture(scope="session")
def only(code: Callable[..., Sequence[Report]]) -> Callable[..., Report]:
    """Codes a text that makes just one report (of an act, where one is given): ``only(text, act=None)``."""

    def only(
        text: str, *, act: str | None = None, headline: str | None = None, published: str | None = MONDAY
    ) -> Report:
        found = [report for report in code(text, headline=headline, published=published) if act in (None, report.act)]
        assert len(found) == 1, [(report.act, report.trigger.text) for report in found]
        return found[0]

    return only


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def bede(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Ended]]:
    """Runs the command line in this process, so that the model is loaded once."""

    def run(*arguments: object, stdin: str = "") -> Ended:
        monkeypatch.setattr("sys.argv", ["bede", *map(str, arguments)])
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(stdin.encode("utf-8")), encoding="utf-8"))
        code: object = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code
        captured = capsys.readouterr()
        return Ended(int(str(code or 0)), captured.out, captured.err)

    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "80")
    before = signal.getsignal(signal.SIGPIPE)
    yield run
    signal.signal(signal.SIGPIPE, before)
