"""Puts this folder on the path, so that tests find ``builders``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
