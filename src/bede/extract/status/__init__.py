"""Whether what a predicate says is negated, hypothetical, future, historical or actual, by the sentence's structure."""

from bede.extract.status.asked import status_at
from bede.extract.status.dates import day_of
from bede.extract.status.governors import status
from bede.extract.status.order import CONSEQUENCE, ORDER, strongest

__all__ = ["CONSEQUENCE", "ORDER", "day_of", "status", "status_at", "strongest"]
