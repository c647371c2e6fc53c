"""Pages for one file: what was read from it, to correct and confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from corpora.errors import StadsgesprekError
from web.access import Role, allowed
from web.jobs.models import Job
from web.jobs.service import ensure_reading, tell_when_confirmed
from web.log.service import record
from web.rounds import corrections, coverage, edits, preview
from web.rounds.intake import remove
from web.rounds.models import Upload


@allowed(Role.INVOERDER, Role.ANALIST)
def upload_page(request: HttpRequest, pk: str) -> HttpResponse:
    """What was read and what was masked, to correct and confirm."""
    upload = _upload(request, pk)
    context: dict[str, object] = {"upload": upload, "round": upload.round, "edits": edits.made(upload)}
    if upload.state != Upload.State.RECEIVED or upload.preview_path.exists():
        try:
            shown = preview.load(upload)
        except StadsgesprekError as error:
            messages.error(request, str(error))
        else:
            context |= _shown(upload, shown)
        record(request, "bestand bekeken", upload)
    return render(request, "rounds/bestand.html", context)


def _shown(upload: Upload, shown: preview.Preview) -> dict[str, object]:
    chosen = upload.corrections.get("sprekers", {})
    return {
        "preview": shown,
        "speakers": [(n, speaker, chosen.get(str(n), {})) for n, speaker in enumerate(shown.speakers)],
        "roles": corrections.ROLES,
        "groups": corrections.groups(),
        "wijken": corrections.wijken(),
    }


@allowed(Role.INVOERDER, Role.ANALIST)
def upload_state(request: HttpRequest, pk: str) -> HttpResponse:
    """Asked for while the file is read; tells the page once it was."""
    Job.objects.interrupt_overdue()
    upload = _upload(request, pk)
    reading = upload.round.jobs.filter(kind=Job.Kind.READ).first()
    answer = render(request, "rounds/_lezen.html", {"upload": upload, "round": upload.round, "reading": reading})
    if upload.state != Upload.State.RECEIVED:
        answer["HX-Trigger"] = "gelezen"  # the page reloads, unless somebody is at work in it
    return answer


@require_POST
@allowed(Role.INVOERDER, Role.ANALIST)
def upload_correct(request: HttpRequest, pk: str) -> HttpResponse:
    """Keep the corrections and read the file again with them."""
    upload = _upload(request, pk)
    made = {"ingrepen": edits.made(upload)} if edits.made(upload) else {}
    said = _said("Uw verbetering is bewaard", upload)
    upload.read_again_with(corrections.from_form(request.POST, preview.load(upload).speakers) | made)
    record(request, "bestand verbeterd", upload)
    ensure_reading(upload.round, request.user)
    messages.success(request, said)
    return redirect("upload", upload.pk)


@require_POST
@allowed(Role.INVOERDER, Role.ANALIST)
def upload_confirm(request: HttpRequest, pk: str) -> HttpResponse:
    """Take the file along; only what was shown last can be confirmed."""
    upload = _upload(request, pk)
    shown_last = Upload.objects.filter(pk=upload.pk, state=Upload.State.READ, version=request.POST.get("versie") or 0)
    confirmed = {"state": Upload.State.CONFIRMED, "confirmed_by": request.user, "confirmed_at": timezone.now()}
    if shown_last.update(**confirmed, spoken=_spoken(upload)):
        record(request, "bestand bevestigd", upload)
        tell_when_confirmed(upload.round)
        messages.success(request, f"{upload} is bevestigd en gaat mee in de analyse.")
    else:
        messages.error(request, "Dit bestand is intussen veranderd. Kijk het nog een keer na.")
        return redirect("upload", upload.pk)
    following = upload.round.uploads.visible_to(request.user).filter(state=Upload.State.READ).first()
    return redirect("upload", following.pk) if following else redirect("round", upload.round_id)


def _spoken(upload: Upload) -> list[list[object]]:
    try:
        return coverage.count(preview.load(upload))
    except StadsgesprekError:
        return []


@require_POST
@allowed(Role.INVOERDER, Role.ANALIST)
def upload_remove(request: HttpRequest, pk: str) -> HttpResponse:
    """Delete the original and what was read from it."""
    upload = _upload(request, pk)
    round_id, name = upload.round_id, str(upload)
    record(request, "bestand verwijderd", upload)
    remove(upload)
    messages.success(request, f"{name} is verwijderd.")
    return redirect("round", round_id)


# --- one line of a file --------------------------------------------------------------------------


@allowed(Role.INVOERDER, Role.ANALIST)
def line_edit(request: HttpRequest, pk: str, talk: int, line: int) -> HttpResponse:
    """Mask more or less, cut, join, and set group and wijk of one line."""
    upload = _upload(request, pk)
    try:
        shown = preview.load(upload)
        at = shown.talks[talk - 1].lines[line - 1] if talk and line else None
    except (StadsgesprekError, IndexError):
        at = None
    if at is None:
        raise Http404
    back = f"{reverse('upload', args=[upload.pk])}#regel-{talk}-{line}"
    if request.method == "POST":
        _edit_line(request, upload, shown, shown.talks[talk - 1], at)
        return redirect(back)
    context = {
        "upload": upload,
        "round": upload.round,
        "preview": shown,
        "talk": talk,
        "number": line,
        "line": at,
        "pieces": [(piece, words, edits.left_out(piece)) for piece, words in edits.words_of(at)],
        "masks": edits.MASKS,
        "groups": corrections.groups(),
        "wijken": corrections.wijken(),
        "back": back,
    }
    return render(request, "rounds/_regel.html" if request.htmx else "rounds/regel.html", context)


def _edit_line(
    request: HttpRequest, upload: Upload, shown: preview.Preview, talk: preview.Talk, line: preview.Line
) -> None:
    if request.POST.get("versie") != str(shown.version):
        messages.error(request, "Dit bestand is intussen opnieuw gelezen. Kijk het nog een keer na.")
        return
    asked = edits.from_form(request.POST, request.POST.getlist("woord"), shown, talk, line)
    if not asked:
        cure = edits.CURES.get(request.POST.get("doe", ""), "Kies eerst een of meer woorden.")
        messages.error(request, f"Er is niets veranderd. {cure}")
        return
    said = _said("Uw verbetering is bewaard", upload)
    edits.add(upload, asked)
    record(request, f"regel verbeterd: {edits.SAID[asked[0].kind]}", upload)
    ensure_reading(upload.round, request.user)
    messages.success(request, said)


@require_POST
@allowed(Role.INVOERDER, Role.ANALIST)
def line_undo(request: HttpRequest, pk: str) -> HttpResponse:
    """Take the last edit of a line back."""
    upload = _upload(request, pk)
    said = _said("Uw laatste verbetering is ongedaan gemaakt", upload)
    if edits.undo(upload):
        record(request, "regel verbeterd: ongedaan gemaakt", upload)
        ensure_reading(upload.round, request.user)
        messages.success(request, said)
    return redirect("upload", upload.pk)


def _said(what: str, upload: Upload) -> str:
    """What is told about a change to this file; asked for while it is not made yet."""
    again = "Bevestig het bestand daarna opnieuw." if upload.state == Upload.State.CONFIRMED else ""
    return f"{what}. Het bestand wordt opnieuw gelezen; u kunt doorgaan. {again}".rstrip()


def _upload(request: HttpRequest, pk: str) -> Upload:
    return get_object_or_404(Upload.objects.visible_to(request.user).select_related("round"), pk=pk)
