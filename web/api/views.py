"""Pages around the interface: making and ending tokens, and what can be asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from web.access import EVERYBODY, allowed
from web.api import tokens
from web.api.forms import TokenForm
from web.api.models import Token
from web.log.service import record


@require_POST
@allowed(*EVERYBODY)
def token_new(request: HttpRequest) -> HttpResponse:
    """Make a token and show it, once."""
    form = TokenForm(request.user, request.POST)
    if not form.is_valid():
        for problems in form.errors.values():
            messages.error(request, " ".join(problems))
        return redirect("account")
    text = tokens.make(request.user, **form.cleaned_data)
    record(request, "toegangssleutel gemaakt", request.user)
    return render(request, "api/sleutel.html", {"token": text, "name": form.cleaned_data["name"]})


@require_POST
@allowed(*EVERYBODY)
def token_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token of one's own."""
    token = get_object_or_404(Token, pk=pk, owner=request.user, ended_at=None)
    token.ended_at = timezone.now()
    token.save(update_fields=["ended_at"])
    record(request, "toegangssleutel ingetrokken", token)
    messages.success(request, f"De toegangssleutel van {token.name} werkt niet meer.")
    return redirect("account")


@allowed(*EVERYBODY)
def guide(request: HttpRequest) -> HttpResponse:
    """What can be asked, drawn from the description that programs read."""
    from web.api.operations import api

    operations = [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation["summary"],
            "roles": operation["x-rollen"],
            "parameters": operation.get("parameters", ()),
        }
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "api/uitleg.html", {"operations": operations})
