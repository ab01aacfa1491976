"""Event -> Story: threads of events that share an issue and core participants, with the reasons that tie them."""

from bede.story.threads import thread

__all__ = ["thread"]
