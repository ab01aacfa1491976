"""A browser with what the tests of the desk do in it, and a server for it."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from bede.web import create_app

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / ".build" / "screens"
AXE = (ROOT / "tests" / "web" / "vendor" / "axe.js").read_text(encoding="utf-8")
Serving = Callable[[Path], Any]


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """A server on a database while a test asks it: its address."""
    server = uvicorn.Server(uvicorn.Config(create_app(path), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


class Driven:
    """A browser with what the tests of the desk do in it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        """Go to an address and wait until its drawings are made; what went wrong before is forgotten."""
        self.driver.get(address)
        self.wait(
            "return document.readyState === 'complete' && "
            "[...document.querySelectorAll('[data-draw]')].every(one => one.dataset.drawn === 'yes')"
        )

    def wait(self, script: str, *, seconds: float = 10) -> None:
        """Wait until a script gives what is true."""
        end = time.monotonic() + seconds
        while not self.driver.execute_script(script):
            assert time.monotonic() < end, f"never true: {script}"
            time.sleep(0.03)

    def script(self, script: str, *given: Any) -> Any:
        """What a script gives."""
        return self.driver.execute_script(script, *given)

    def find(self, selector: str) -> Any:
        """The first element of a selector."""
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[Any]:
        """All elements of a selector."""
        found: list[Any] = self.driver.find_elements("css selector", selector)
        return found

    def keys(self, *keys: str) -> None:
        """Type keys wherever the focus is, once that is on what can be seen: a closed dialog gives it back."""
        for key in keys:
            self.wait("return document.activeElement === document.body || document.activeElement.checkVisibility()")
            self.driver.switch_to.active_element.send_keys(key)

    def problems(self) -> list[str]:
        """What the browser complained of since it was asked last: errors, and what the policy refused."""
        return [entry["message"] for entry in self.driver.get_log("browser") if "favicon" not in entry["message"]]

    def size(self, width: int, height: int = 900) -> None:
        """Make the window so wide and high."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, *, medium: str = "", dark: bool = False) -> None:
        """Show pages as in print or in dark mode."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": [scheme]})

    def screenshot(self, name: str, *, most: int = 3000) -> None:
        """Keep a picture of the whole page in .build/screens."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        clip = {
            "x": 0,
            "y": 0,
            "width": self.script("return document.documentElement.clientWidth"),
            "height": min(most, self.script("return document.documentElement.scrollHeight")),
            "scale": 1,
        }
        found = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
        (SCREENS / f"{name}.png").write_bytes(base64.b64decode(found["data"]))

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def faults(self) -> list[str]:
        """The serious and critical faults that axe-core finds in what is shown, as rule, help and first element."""
        self.driver.execute_script(AXE)
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations.map("
            "one => [one.impact, one.id, one.help, one.nodes.length, one.nodes[0].html, one.nodes[0].failureSummary])))"
        )
        return [str(one[1:]) for one in found if one[0] in ("serious", "critical")]
