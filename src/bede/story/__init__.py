"""Event -> Story: threads of events that share an issue and core participants, with the reasons that tie them."""

from bede.story.course import Course, Pause, Plan, Step, Turn, course, pauses
from bede.story.threads import thread

__all__ = ["Course", "Pause", "Plan", "Step", "Turn", "course", "pauses", "thread"]
