"""Pages for what went wrong; none of them repeats what was sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that was open too long, or did not come from here."""
    return render(request, "verlopen.html", status=403)
