"""The desk: pages in a browser that show what a database holds, each value one click from its sentence."""

from bede.web.app import create_app, serve

__all__ = ["create_app", "serve"]
