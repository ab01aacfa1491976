"""Draw how far a report's confidence can be trusted: docs/images/reliability.svg.

bede score gold/gate --json | python scripts/draw_reliability.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TO = Path(__file__).resolve().parent.parent / "docs" / "images" / "reliability.svg"
SIDE, LEFT, TOP = 360, 60, 20
INK, GRID, IDEAL, CURVE = "#333333", "#dddddd", "#999999", "#0b5394"
WORDS = f'font-family="sans-serif" font-size="12" fill="{INK}"'


def at(confidence: float, correct: float) -> tuple[float, float]:
    """Where a point of the drawing lies, in pixels."""
    return LEFT + SIDE * confidence, TOP + SIDE * (1 - correct)


def drawing(bins: list[dict[str, Any]]) -> str:
    """The SVG of the bins that have reports: mean confidence against the share of correct reports."""
    parts = ['<rect width="100%" height="100%" fill="#ffffff"/>']
    for tenth in range(0, 11, 2):
        share = tenth / 10
        (x, y0), (_, y1) = at(share, 0), at(share, 1)
        (x0, y), (x1, _) = at(0, share), at(1, share)
        parts.append(f'<line stroke="{GRID}" x1="{x:.0f}" y1="{y0:.0f}" x2="{x:.0f}" y2="{y1:.0f}"/>')
        parts.append(f'<line stroke="{GRID}" x1="{x0:.0f}" y1="{y:.0f}" x2="{x1:.0f}" y2="{y:.0f}"/>')
        parts.append(f'<text {WORDS} x="{x:.0f}" y="{y0 + 18:.0f}" text-anchor="middle">{share:.1f}</text>')
        parts.append(f'<text {WORDS} x="{x0 - 8:.0f}" y="{y + 4:.0f}" text-anchor="end">{share:.1f}</text>')
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    parts.append(f'<line stroke="{IDEAL}" stroke-dasharray="4 4" x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}"/>')
    parts.append(f'<path stroke="{INK}" fill="none" d="M{x0} {y1} V{y0} H{x1}"/>')
    points = [(*at(one["confidence"], one["correct"]), one["reports"]) for one in bins if one["reports"]]
    line = " L".join(f"{x:.1f} {y:.1f}" for x, y, _ in points)
    parts.append(f'<path stroke="{CURVE}" stroke-width="2" fill="none" d="M{line}"/>')
    for x, y, reports in points:
        parts.append(f'<circle fill="{CURVE}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        parts.append(f'<text {WORDS} x="{x + 7:.1f}" y="{y + 14:.1f}">{reports}</text>')
    middle = TOP + SIDE / 2
    parts.append(
        f'<text {WORDS} x="{LEFT + SIDE / 2:.0f}" y="{TOP + SIDE + 40}" text-anchor="middle">mean confidence</text>'
    )
    turned = f'transform="rotate(-90 18 {middle:.0f})"'
    parts.append(f'<text {WORDS} x="18" y="{middle:.0f}" text-anchor="middle" {turned}>share of correct reports</text>')
    size = f'viewBox="0 0 {LEFT + SIDE + 50} {TOP + SIDE + 55}" role="img"'
    title = "<title>Confidence of reports against the share that is correct, by tenths, with their number</title>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{title}{"".join(parts)}</svg>\n'


def main() -> None:
    """Draw what ``bede score --json`` printed."""
    TO.parent.mkdir(parents=True, exist_ok=True)
    TO.write_text(drawing(json.load(sys.stdin)["calibration"]), encoding="utf-8")
    print(TO)


if __name__ == "__main__":
    main()
