"""The desk itself: which database it shows, and how its pages are made of templates."""

from __future__ import annotations

from pathlib import Path
from threading import local
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bede.model import Story
from bede.store import Store, StoreError, open_store
from bede.store.search import Prepare, open_search
from bede.web import marks, wording

HERE = Path(__file__).parent
STATIC = HERE / "static"
CACHE = 4096
"""Kilobytes of the database that each thread keeps at hand, where a run that writes keeps many more."""

MENU = (
    ("/", "Front page"),
    ("/events", "Events"),
    ("/stories", "Stories"),
    ("/unusual", "Unusual"),
    ("/actors", "Actors"),
    ("/map", "Map"),
    ("/network", "Network"),
    ("/review", "Review"),
    ("/drop", "Drop pages"),
)


class Desk:
    """A database and the templates that show it; each thread has a connection of its own."""

    def __init__(self, path: Path, *, prepare: Prepare | None = None) -> None:
        self.path = path
        self._local = local()
        self._templates = _templates()
        self.search = open_search(path, prepare=prepare)

    def store(self) -> Store:
        """The database, opened once a thread."""
        found: Store | None = getattr(self._local, "store", None)
        if found is None:
            found = self._local.store = open_store(self.path)
            found.file.connection.execute(f"PRAGMA cache_size = -{CACHE}")
        return found

    def story(self, key: str) -> Story | None:
        """The story with an id, None where there is none."""
        try:
            found = self.store().find(key)
        except StoreError:
            return None
        return found if isinstance(found, Story) else None

    def counts(self) -> dict[str, int]:
        """How many pages, reports, events and stories there are."""
        return self.search.counts()

    def render(self, template: str, context: dict[str, Any]) -> str:
        """A page as HTML; everything in it that is no template is escaped."""
        return self._templates.get_template(template).render(desk=self, menu=MENU, **context)


def _templates() -> Environment:
    """The templates with the words and functions that they use."""
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = {name: getattr(wording, name) for name in dir(wording) if not name.startswith("_")}
    words |= {name: getattr(marks, name) for name in ("elsewhere", "ending", "marks_of", "meanings", "pieces")}
    found.globals.update(words, max=max)
    found.filters["number_words"] = lambda value: f"{value:,}"
    return found
