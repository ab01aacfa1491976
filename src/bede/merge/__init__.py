"""Reports -> Event: joins the reports of one happening and tells which pages copy which."""

from bede.merge.happenings import merge
from bede.merge.reprints import copies

__all__ = ["copies", "merge"]
