"""Bede reads news pages and says who did what to whom, when, where and according to whom."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bede import read as _read  # the module, loaded here so that it never takes the place of the function below
from bede.ledger import Change, Decision, Denominator, Follow, Right, Subject
from bede.model import (
    Article,
    BedeError,
    Context,
    Correction,
    Dropped,
    Entry,
    Event,
    First,
    Grouped,
    Link,
    Manifest,
    Merge,
    Number,
    Page,
    Part,
    Party,
    Place,
    Publication,
    Report,
    Reprint,
    Span,
    Statement,
    Story,
    When,
)
from bede.store import open_store as open

if TYPE_CHECKING:
    from bede.export.notebook import code
    from bede.flow import read_articles as read

__all__ = [
    "Article",
    "BedeError",
    "Change",
    "Context",
    "Correction",
    "Decision",
    "Denominator",
    "Dropped",
    "Entry",
    "Event",
    "First",
    "Follow",
    "Grouped",
    "Link",
    "Manifest",
    "Merge",
    "Number",
    "Page",
    "Part",
    "Party",
    "Place",
    "Publication",
    "Report",
    "Reprint",
    "Right",
    "Span",
    "Statement",
    "Story",
    "Subject",
    "When",
    "code",
    "open",
    "read",
]

# What loads spaCy or trafilatura waits until it is asked for: opening a database takes a tenth of a second, not two.
_LAZY = {"code": ("bede.export.notebook", "code"), "read": ("bede.flow", "read_articles")}
del _read, read


def __getattr__(name: str) -> Any:
    """A public name whose module loads a parser."""
    if name not in _LAZY:
        raise AttributeError(f"module 'bede' has no attribute {name!r}")
    module, function = _LAZY[name]
    globals()[name] = found = getattr(import_module(module), function)
    return found


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
