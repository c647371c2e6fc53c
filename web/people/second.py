"""The second step of logging in: a code from an app, or a recovery code that works once.

Who needs it is a setting; who has set it up needs it always. Codes of the app hold once, and a wrong code makes
the next one wait longer each time (both by django-otp). Recovery codes are kept as a digest.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

import django_otp
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from web.access import roles_of

if TYPE_CHECKING:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from web.people.models import User

CITY_LOGIN = "gemeente"  # key in the session of who came through the login service, which asks its own second step
N_RECOVERY_CODES = 10
N_APP_DIGITS = 6
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike


def missing(request: HttpRequest) -> str:
    """Name of the page to go to first; "" when this session has taken every step it needs."""
    user = request.user
    if user.is_verified() or request.session.get(CITY_LOGIN):
        return ""
    if app_of(user) is not None:
        return "second-step"
    return "second-setup" if is_needed(user) else ""


def is_needed(user: User) -> bool:
    """Whether the setting asks a second step of somebody."""
    return bool(roles_of(user) & settings.SECOND_STEP_ROLES)


def app_of(user: User) -> TOTPDevice | None:
    """The app that somebody confirmed."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    found: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    return found


def new_app(user: User) -> TOTPDevice:
    """An app that still has to show its first code; asking again gives the same one."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    found: TOTPDevice = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "app"})[0]
    return found


def confirm(request: HttpRequest, code: str) -> list[str] | None:
    """Take the new app into use; the recovery codes, or None when the code is wrong."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    with transaction.atomic():
        app = TOTPDevice.objects.select_for_update().get(pk=new_app(request.user).pk)
        if not app.verify_token(_plain(code)):
            return None
        TOTPDevice.objects.filter(user=request.user).exclude(pk=app.pk).delete()
        app.confirmed = True
        app.save()
    _let_in(request, app)
    return new_recovery_codes(request.user)


def verify(request: HttpRequest, code: str) -> bool:
    """Take the second step; wrong, used and too quick codes are refused alike."""
    from django_otp.plugins.otp_static.models import StaticDevice
    from django_otp.plugins.otp_totp.models import TOTPDevice

    plain = _plain(code)
    by_app = plain.isdigit() and len(plain) == N_APP_DIGITS
    kind, token = (TOTPDevice, plain) if by_app else (StaticDevice, _digest(plain))
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=request.user, confirmed=True).first()
        right = device is not None and device.verify_token(token)
    if right:
        _let_in(request, device)
    return right


def new_recovery_codes(user: User) -> list[str]:
    """Make recovery codes, shown once; the old ones hold no longer."""
    from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

    codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(N_RECOVERY_CODES)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="herstelcodes")
        StaticToken.objects.bulk_create(StaticToken(device=device, token=_digest(code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def n_recovery_codes(user: User) -> int:
    from django_otp.plugins.otp_static.models import StaticToken

    return int(StaticToken.objects.filter(device__user=user).count())


def reset(user: User) -> None:
    """Take the second step away, for somebody who lost both telephone and recovery codes."""
    for device in django_otp.devices_for_user(user, confirmed=None):
        device.delete()


def picture(app: TOTPDevice) -> str:
    """The code that a telephone scans, as an address of an image inside the page: no request leaves it."""
    import segno

    address: str = segno.make(app.config_url, error="m").svg_data_uri(scale=5, border=4, light="#fff", dark="#000")
    return address


def secret(app: TOTPDevice) -> str:
    """The same to type over, in groups of four."""
    from base64 import b32encode

    text = b32encode(app.bin_key).decode("ascii")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _let_in(request: HttpRequest, device: object) -> None:
    request.session.cycle_key()  # what somebody saw of the session before this step is worth nothing after it
    django_otp.login(request, device)


def _plain(code: str) -> str:
    return "".join(character for character in code.casefold() if character.isalnum())


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()[:16]  # as long as the field of django-otp
