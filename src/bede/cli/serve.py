"""The command that opens the desk: serve."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated

import typer

from bede.cli.options import Database
from bede.cli.output import tell
from bede.model import BedeError


def serve_command(
    database: Database,
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen at.")] = 8765,
) -> None:
    """Open the desk on a database: pages in a browser, until Ctrl-C."""
    from bede.web import serve

    if not is_loopback(host):
        raise BedeError(f"{host}: others could reach the desk there, and nobody has an account")
    tell(f"the desk is at http://{'[' + host + ']' if ':' in host else host}:{port}/ until Ctrl-C")
    serve(database, host=host, port=port)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
