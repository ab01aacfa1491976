"""Event -> Story: threads of events that share an issue and core participants, with the reasons that tie them."""

from bede.story.course import Course, Entry, Plan, Turn, course
from bede.story.threads import thread

__all__ = ["Course", "Entry", "Plan", "Turn", "course", "thread"]
