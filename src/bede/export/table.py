"""Records as a table for polars, pandas, pyarrow and whatever reads Arrow; codes stay strings."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from bede.export.columns import event_columns, event_row
from bede.model import BedeError, Event


class MissingExtra(BedeError):
    """A table library that is not installed: names the extra that brings it."""


def _library(name: str, extra: str) -> Any:
    """An optional library, or an error that says how to get it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra(f"{name} is not installed; run: pip install 'bede[{extra}]'") from error


class Table:
    """Gives records to table libraries; a subclass says which records."""

    def records(self) -> Sequence[Event]:
        """The records of the table, one a row."""
        raise NotImplementedError

    def arrow(self) -> Any:
        """A ``pyarrow.Table``, one row an event; docs/reference/columns.md has its columns."""
        pyarrow = _library("pyarrow", "arrow")
        kinds = {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64()}
        kinds["strings"] = pyarrow.list_(pyarrow.string())
        columns = event_columns()
        rows = [event_row(event) for event in self.records()]
        schema = pyarrow.schema([(column.name, kinds[column.type]) for column in columns])
        return pyarrow.Table.from_pylist(rows, schema=schema)

    def to_polars(self) -> Any:
        """A ``polars.DataFrame``."""
        return _library("polars", "polars").from_arrow(self.arrow())

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``."""
        _library("pandas", "pandas")
        return self.arrow().to_pandas()

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        """The table through the Arrow PyCapsule interface."""
        return self.arrow().__arrow_c_stream__(requested_schema)
