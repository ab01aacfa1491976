"""Event -> Story: threads of events that share an issue and core participants, with the reasons that tie them.

Threading decomposes, so that who stores events threads anew only what new ones touch:

1. keep the trace of each event (:func:`traces_of`) and file it under its :func:`trails`, in order of time;
2. keep the bond (:func:`bonded`) of any two events that are at most ``NEXT`` places apart on a trail; a new event makes
   bonds and parts those that it comes between;
3. :func:`gather_anew` gives the threads that such a change reaches, and :func:`story_of` the record of each.

The stories are those that :func:`thread` gives for all events at once, whatever the order and the batches.
"""

from bede.story.course import Course, Pause, Plan, Step, Turn, course, pauses
from bede.story.gathering import Bond, Kept, bonded, gather_anew, ranked
from bede.story.threads import bonds_among, story_of, thread, traces_of
from bede.story.ties import NEXT, Trail, near, trails
from bede.story.traces import Trace, trace_from

__all__ = [
    "NEXT",
    "Bond",
    "Course",
    "Kept",
    "Pause",
    "Plan",
    "Step",
    "Trace",
    "Trail",
    "Turn",
    "bonded",
    "bonds_among",
    "course",
    "gather_anew",
    "near",
    "pauses",
    "ranked",
    "story_of",
    "thread",
    "trace_from",
    "traces_of",
    "trails",
]
