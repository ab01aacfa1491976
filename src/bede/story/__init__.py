"""Event -> Story: threads of events that share an issue and core participants, with the reasons that tie them."""

from bede.story.course import Course, Plan, Step, Turn, course
from bede.story.threads import thread

__all__ = ["Course", "Plan", "Step", "Turn", "course", "thread"]
