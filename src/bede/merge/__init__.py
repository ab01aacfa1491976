"""Reports -> Event: joins the reports of one happening and tells which pages copy which and which tell of the same.

Merging decomposes. Reports fall into blocks (:mod:`bede.merge.blocks`), and the events of a block depend on its own
reports alone, so that who stores events merges anew only what new pages touch:

1. keep :func:`cells` of each stored report, and which events were merged together (:func:`merge_blocks`);
2. for new pages, :func:`touched` gives the stored reports that new ones are neighbours of;
3. the reports of these reports' blocks and the new ones, given to :func:`merge_blocks`, make the blocks in their place.

The events are those that :func:`merge` gives for all reports at once, whatever the order and the batches.
"""

from bede.merge.blocks import cells, touched
from bede.merge.claims import Claims, Voice, claims
from bede.merge.differing import Conflict, Development, Fact, Given
from bede.merge.earlier import Earlier
from bede.merge.groups import group
from bede.merge.happenings import merge, merge_blocks
from bede.merge.reprints import copies, reprints
from bede.merge.told import Told

__all__ = [
    "Claims",
    "Conflict",
    "Development",
    "Earlier",
    "Fact",
    "Given",
    "Told",
    "Voice",
    "cells",
    "claims",
    "copies",
    "group",
    "merge",
    "merge_blocks",
    "reprints",
    "touched",
]
