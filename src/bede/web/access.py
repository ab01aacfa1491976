"""Who asks and what they may do: nobody needs an account on one's own machine, everybody does elsewhere."""

from __future__ import annotations

from http.cookies import SimpleCookie
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bede.accounts import Access, AccountError, Accounts, LoginError, TooManyTriesError
from bede.web.answers import View, page_values, problem, problem_details
from bede.web.desk import Desk

COOKIE = "bede"
OPEN = ("/login", "/static/")
"""What can be seen without an account: the log-in and what its page is made of."""

NEEDED = {"/review/": "review", "/saved": "review", "/drop": "run", "/api/decisions": "review"}
"""The scope that changing something under a path needs; reading needs ``read``."""


class Admitting:
    """Tells who asks, and refuses what they may not do."""

    def __init__(self, app: ASGIApp, *, accounts: Accounts | None, desk: Desk) -> None:
        self._app = app
        self._accounts = accounts
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http" or self._accounts is None:
            await self._app(scope, receive, send)
            return
        access = await run_in_threadpool(who, self._accounts, Headers(scope=scope))
        scope.setdefault("state", {})["access"] = access
        if access is not None:
            scope["state"]["user"] = access.user
            scope["state"]["accounts"] = self._accounts
        refusal = self._refusal(Request(scope), access)
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, request: Request, access: Access | None) -> Response | None:
        """What somebody is told who may not do this; None where they may."""
        path = request.url.path
        if path.startswith(OPEN):
            return None
        page = request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", "")
        if access is None:
            if page:
                return RedirectResponse(f"/login?to={quote(path + '?' + request.url.query)}", status_code=303)
            told = problem_details(401, "log in, or send a token: Authorization: Bearer bede_...")
            told.headers["WWW-Authenticate"] = "Bearer"
            return told
        needed = "read"
        if request.method not in ("GET", "HEAD", "OPTIONS") and path != "/logout":
            needed = next((scope for start, scope in NEEDED.items() if path.startswith(start)), "users")
        if needed in access.scopes:
            return None
        why = f"{access.user} is a {access.role} and may not do this: it needs the scope {needed}"
        return problem(request, self._desk, why, status=403, html=not path.startswith("/api/"))


def who(accounts: Accounts, headers: Headers) -> Access | None:
    """Who asks, by a token or by the cookie of a session."""
    if headers.get("authorization"):
        return accounts.bearer(headers["authorization"])
    return accounts.session(_cookie(headers))


def _cookie(headers: Headers) -> str | None:
    """The session's cookie."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except ValueError:
        return None
    return found.value if found is not None else None


def login_page(request: Request, desk: Desk, *, told: str = "", status: int = 200) -> Response:
    """The form to log in."""
    to = request.query_params.get("to", "/")
    view = View(
        template="login.html",
        title="Log in",
        values={"status": None, "told": told, "to": own_path(to)},
        record=dict,
        table=list,
        entries=list,
    )
    return HTMLResponse(desk.render(view.template, page_values(request, view)), status_code=status)


async def logged_in(request: Request, desk: Desk, accounts: Accounts) -> Response:
    """Log somebody in, and go on to where they were going."""
    form = await request.form(max_fields=5)
    name, password, to = (str(form.get(field) or "") for field in ("name", "password", "to"))
    address = request.client.host if request.client else ""
    try:
        cookie = await run_in_threadpool(accounts.login, name, password, address=address)
    except TooManyTriesError as error:
        answer = login_page(request, desk, told=str(error), status=429)
        answer.headers["Retry-After"] = str(error.wait)
        return answer
    except (LoginError, AccountError) as error:
        return login_page(request, desk, told=str(error), status=401)
    answer = RedirectResponse(own_path(to), status_code=303)
    secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
    answer.set_cookie(COOKIE, cookie, httponly=True, samesite="lax", secure=secure, path="/")
    return answer


async def logged_out(request: Request, accounts: Accounts) -> Response:
    """End the session."""
    await run_in_threadpool(accounts.logout, request.cookies.get(COOKIE))
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def own_path(path: str) -> str:
    """A path of the desk, the front page in place of an address of anywhere else."""
    fine = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if fine else "/"
