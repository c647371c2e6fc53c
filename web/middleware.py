"""What every answer gets: headers (no script or style but our own, nothing kept, no framing), and the way on for htmx."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

FOUND = 302
SEEN, SESSION_STEP_SECONDS = "gezien", 60
Answer = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the arrows and ticks inside the NL Design System style
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def headers(get_response: Answer) -> Answer:
    """Set the headers; a view that needs another policy sets its own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def htmx_redirects(get_response: Answer) -> Answer:
    """Send a browser on where htmx asked: without this it would put the whole next page into a part of this one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.headers.get("HX-Request") != "true" or response.status_code != FOUND:
            return response
        answer = HttpResponse()
        answer.cookies = response.cookies
        answer["HX-Redirect"] = response["Location"]
        if "HX-Trigger" in response:
            answer["HX-Trigger"] = response["HX-Trigger"]
        return answer

    return middleware


def fresh_session(get_response: Answer) -> Answer:
    """Let a session that is in use live on; written at most once a minute, not with every page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        now = int(time.time())
        if not request.session.is_empty() and now - request.session.get(SEEN, 0) >= SESSION_STEP_SECONDS:
            request.session[SEEN] = now
        return response

    return middleware
