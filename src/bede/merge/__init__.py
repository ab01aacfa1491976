"""Reports -> Event: joins the reports of one happening and tells which pages copy which and which tell of the same."""

from bede.merge.groups import group
from bede.merge.happenings import merge
from bede.merge.reprints import copies

__all__ = ["copies", "group", "merge"]
