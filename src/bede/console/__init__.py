"""What a person reads in the terminal: timelines, records, pages, and why a sentence is coded as it is."""

from bede.console.changes import changes_view
from bede.console.difference import difference_view
from bede.console.explain import explain
from bede.console.layout import THEME, printable
from bede.console.page import page_view
from bede.console.record import event_view, marks, report_view, story_view
from bede.console.scores import scores_view
from bede.console.story import course_view, stories_view
from bede.console.timeline import timeline
from bede.console.unusual import unusual_view

__all__ = [
    "THEME",
    "changes_view",
    "course_view",
    "difference_view",
    "event_view",
    "explain",
    "marks",
    "page_view",
    "printable",
    "report_view",
    "scores_view",
    "stories_view",
    "story_view",
    "timeline",
    "unusual_view",
]
