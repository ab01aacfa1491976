"""One SQLite file: schema, migrations, full-text search, queries. Writing the same records again changes nothing."""

from bede.store.events import Events
from bede.store.file import StoreError, is_store
from bede.store.records import Store, open_store

__all__ = ["Events", "Store", "StoreError", "is_store", "open_store"]
