"""Pages dropped onto the desk: kept in a folder beside the database and coded by a run that can be stopped."""

from __future__ import annotations

import re
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bede.engine import progress_of, start_apart, stop_apart
from bede.model import BedeError
from bede.web.answers import BadRequestError, View, problem, status_of
from bede.web.desk import Desk

ENDINGS = (
    "txt html htm jsonl json warc wet parquet xml rss atom txt.gz html.gz jsonl.gz warc.gz wet.gz xml.gz"
    " jsonl.bz2 jsonl.xz jsonl.zst warc.zst warc.wet.gz"
).split()
"""What a file's name may end with."""

LARGEST = 512 * 1024 * 1024
"""Bytes of one file."""

MOST = 2000
"""Files at once."""

NAME = re.compile(r"[^\w.-]+")


def folder(desk: Desk) -> Path:
    """Where the pages that are dropped are kept: ``news.db.dropped/pages`` beside ``news.db``."""
    return desk.path.with_name(f"{desk.path.name}.dropped") / "pages"


def drop_page(request: Request, desk: Desk) -> View:
    """How far the coding of dropped pages is, and where to drop more."""
    pages = folder(desk)
    found = progress_of(pages)
    files = sorted(path.name.split("-", 1)[-1] for path in pages.glob("*")) if pages.is_dir() else []
    reasons = [(one.id.rsplit("/", 1)[-1], one.reason) for one in desk.store().dropped()[-20:]] if found else []
    record = {"progress": asdict(found) if found else None, "files": files}
    return View(
        template="drop.html",
        title="Drop pages",
        scripts=("vendor/htmx.js",),
        values={"run": found, "files": files, "reasons": reasons, "counts": desk.counts(), "endings": ENDINGS},
        record=lambda: record,
        table=lambda: [{"file": name} for name in files],
        entries=list,
    )


async def dropped(request: Request, desk: Desk) -> Response:
    """Keep the files of a form and start to code them."""
    try:
        async with request.form(max_files=MOST, max_fields=20) as form:
            given = [file for file in form.getlist("pages") if isinstance(file, UploadFile) and file.filename]
            text = form.get("text")
            if isinstance(text, str) and text.strip():
                await run_in_threadpool(_keep, desk, "typed.txt", text.encode("utf-8", "replace"))
            elif not given:
                raise BadRequestError("pages: no file; choose files or drop them on the page")
            for file in given:
                content = await file.read(LARGEST + 1)
                await run_in_threadpool(_keep, desk, file.filename or "", content)
        await run_in_threadpool(start_apart, folder(desk), desk.path)
    except BedeError as error:
        return problem(request, desk, str(error), status=status_of(error), html=True)
    except OSError as error:
        return problem(request, desk, f"{folder(desk)}: can not be written: {error.strerror}", status=507, html=True)
    return RedirectResponse("/drop", status_code=303)


async def stopped(request: Request, desk: Desk) -> Response:
    """Stop the run."""
    await run_in_threadpool(stop_apart, folder(desk))
    return RedirectResponse("/drop", status_code=303)


async def went_on(request: Request, desk: Desk) -> Response:
    """Let the run go on."""
    await run_in_threadpool(start_apart, folder(desk), desk.path)
    return RedirectResponse("/drop", status_code=303)


def _keep(desk: Desk, name: str, content: bytes) -> None:
    """Keep a file under a name made of its content and its own; the same again is the same file."""
    own = NAME.sub("_", Path(name.replace("\\", "/")).name)[-80:].lstrip(".") or "page.txt"
    if not any(own.lower().endswith(f".{ending}") for ending in ENDINGS):
        raise BadRequestError(f"{own}: expected a file of pages, whose name ends with one of {', '.join(ENDINGS)}")
    if len(content) > LARGEST:
        raise BadRequestError(f"{own}: larger than {LARGEST // 2**20} MB; code it with bede run")
    pages = folder(desk)
    pages.mkdir(parents=True, exist_ok=True)
    file = pages / f"{sha256(content).hexdigest()[:12]}-{own}"
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(content)
    part.replace(file)
