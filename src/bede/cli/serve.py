"""The command that opens the desk: serve."""

from __future__ import annotations

from typing import Annotated

import typer

from bede.accounts import AccountError, is_loopback, open_accounts
from bede.cli.options import Database
from bede.cli.output import tell


def serve_command(
    database: Database,
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen at.")] = 8765,
) -> None:
    """Open the desk on a database: pages in a browser, until Ctrl-C.

    At an address that others can reach everybody logs in: it starts only where there are accounts (bede user add).
    """
    from bede.web import serve

    accounts = None
    if not is_loopback(host):
        accounts = open_accounts(database)
        if not accounts.users():
            raise AccountError(f"{host}: others can reach it, and nobody has an account: bede user add {database} NAME")
    tell(f"the desk is at http://{f'[{host}]' if ':' in host else host}:{port}/ until Ctrl-C")
    serve(database, host=host, port=port, accounts=accounts)
