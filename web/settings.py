"""Django settings: safe as they stand; a city sets only what differs, see `web.conf`.

With an https address in STADSGESPREK_PORTAAL_ADRES the portal is meant for a network: secure cookies, HSTS,
that host only. Without one it answers on this machine alone.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.management.utils import get_random_secret_key

from web.access import Role, roles_in_words
from web.conf import database, setting, shared_setting
from web.folder import kept_secret, open_folder

HERE = Path(__file__).parent
DATA_FOLDER = open_folder(Path(setting("map", "portaal-gegevens")).absolute())
SECRET_KEY = kept_secret(DATA_FOLDER / "geheim", lambda: get_random_secret_key())
DEBUG = False

ADDRESS = urlsplit(setting("adres"))
IS_PUBLIC = ADDRESS.scheme == "https"
PROXY = setting("proxy", "127.0.0.1")  # the web server before an https address; see flows.portal
ALLOWED_HOSTS = [ADDRESS.hostname] if ADDRESS.hostname else ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{ADDRESS.netloc}"] if IS_PUBLIC else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "web.people",
    "web.log",
    "web.rounds",
    "web.jobs",
    "web.results",
    "web.review",
    "web.concerns",
    "web.clouds",
    "web.publish",
    "web.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "web.middleware.headers",
    "web.middleware.htmx_redirects",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "web.middleware.fresh_session",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "web.access.RoleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "web.urls"
WSGI_APPLICATION = "web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "builtins": ["web.templatetags.nederlands"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.access.roles_in_templates",
                "web.look.look_in_templates",
            ],
            "libraries": {"nederlands": "web.templatetags.nederlands"},
        },
    }
]

DATABASES = {"default": database(DATA_FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ---
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "login", "home", "login"
SECOND_STEP_ROLES = roles_in_words(setting("tweede_stap", "iedereen" if IS_PUBLIC else "niemand"))
OTP_TOTP_ISSUER = "Stadsgesprek"
OIDC_ADDRESS, OIDC_CLIENT, OIDC_SECRET = setting("oidc_adres"), setting("oidc_client"), setting("oidc_geheim")
OIDC_CLAIM = setting("oidc_claim", "roles")
OIDC_ROLES = {role: setting(f"oidc_rol_{role}", str(role)) for role in Role}
LOCAL_LOGIN = not OIDC_ADDRESS or setting("lokaal_inloggen", "ja") != "nee"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "people/geblokkeerd.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_CLIENT_STR_CALLABLE = "web.log.quiet.nobody"  # user names stay out of the log file

# --- sessions, cookies, headers ---
SESSION_COOKIE_AGE = 2 * 60 * 60  # seconds without a page asked for, see web.middleware.fresh_session
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PUBLIC
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "web.errors.csrf_failure"
MESSAGE_STORAGE = "web.receipts.SealedStorage"
SECURE_SSL_REDIRECT = IS_PUBLIC
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PUBLIC
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- uploads ---
CLAMD = setting("clamd")  # path of a socket, or host:port; "" = no scan
MAX_UPLOAD_MB = int(shared_setting("max_mb", "50"))
FILE_UPLOAD_TEMP_DIR = DATA_FOLDER / "tijdelijk"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000  # pasted text
DATA_UPLOAD_MAX_NUMBER_FILES = 200

# --- work ---
PREFECT_API_URL = os.environ.get("PREFECT_API_URL", "")
PREFECT_API_AUTH_STRING = os.environ.get("PREFECT_API_AUTH_STRING", "")
LEASE_SECONDS = 60
HEARTBEAT_SECONDS = 3
START_SECONDS = 300  # a queued job that nobody took by then has lost its worker

# --- language and look ---
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = USE_I18N = True
USE_THOUSAND_SEPARATOR = True
STATIC_URL = "/static/"
STATIC_ROOT = None
STATICFILES_DIRS = [HERE / "static", ("opmaak", DATA_FOLDER / "opmaak")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "web.log.quiet.QuietFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "waitress.queue": {"level": "ERROR"},  # a short queue is no news
    },
}
