"""A desk on the examples, a server that a browser can reach, and Debian's Chromium to drive it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bede import lexicon as lexicons
from bede.engine import run
from bede.store import open_store
from bede.web import create_app
from driven import ROOT, Driven, Serving, serving


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database made of examples/; tests that write copy it."""
    path = tmp_path_factory.mktemp("desk") / "examples.db"
    with open_store(path, create=True) as store:
        run([ROOT / "examples"], store=store, lexicon=lexicons.load())
    return path


@pytest.fixture
def database(examples: Path, tmp_path: Path) -> Path:
    """A copy of the examples' database, to be written to."""
    return Path(shutil.copy(examples, tmp_path / "news.db"))


@pytest.fixture(scope="session")
def desk(examples: Path) -> Iterator[TestClient]:
    """Asks the desk on the examples, without a server."""
    with TestClient(create_app(examples)) as client:
        yield client


@pytest.fixture(scope="session")
def address(examples: Path) -> Iterator[str]:
    """The address of a server on the examples, which nobody writes to."""
    with serving(examples) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Driven]:
    """Debian's Chromium without a window, driven by selenium; tests are skipped where either is missing."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no browser: install the packages chromium and chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver", reason="no selenium: install the dev extra")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    wanted = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
    for argument in [*wanted, *(["--no-sandbox"] if os.geteuid() == 0 else [])]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    started.set_script_timeout(60)
    try:
        yield Driven(started)
    finally:
        started.quit()


@pytest.fixture
def browser(chromium: Driven) -> Iterator[Driven]:
    """The browser as a desk's user has it: light, 1280 pixels wide; a test in which it complains of anything fails."""
    chromium.media()
    chromium.size(1280)
    chromium.problems()
    yield chromium
    assert chromium.problems() == []


@pytest.fixture
def served() -> Serving:
    """Serves a database while a test asks it: ``with served(path) as address``."""
    return serving
