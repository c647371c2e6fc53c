"""Every address of the portal."""

from __future__ import annotations

from django.urls import path

from web.api import views as interface
from web.api.operations import urls as api_urls
from web.jobs import views as jobs
from web.log import views as log
from web.people import views as people
from web.results.urls import urlpatterns as results
from web.rounds import file_views as files
from web.rounds import plan_views as plans
from web.rounds import views as rounds

urlpatterns = [
    path("", rounds.home, name="home"),
    path("inloggen/", people.login, name="login"),
    path("inloggen/tweede-stap/", people.second_step, name="second-step"),
    path("inloggen/gemeente/", people.city_login, name="city-login"),
    path("inloggen/gemeente/terug/", people.city_login_done, name="city-login-done"),
    path("uitloggen/", people.logout, name="logout"),
    path("account/", people.account, name="account"),
    path("account/tweede-stap/", people.second_setup, name="second-setup"),
    path("account/herstelcodes/", people.second_codes, name="second-codes"),
    path("account/toegang/", interface.token_new, name="token-new"),
    path("account/toegang/<int:pk>/intrekken/", interface.token_end, name="token-end"),
    path("api/", interface.guide, name="api-guide"),
    path("api/v1/", api_urls),
    path("wachtwoord/", people.password, name="password"),
    path("wachtwoord/klaar/", people.password_done, name="password-done"),
    path("gebruikers/", people.users, name="users"),
    path("gebruikers/nieuw/", people.user_new, name="user-new"),
    path("gebruikers/<int:pk>/", people.user_edit, name="user-edit"),
    path("gebruikers/<int:pk>/tweede-stap/", people.second_reset, name="second-reset"),
    path("logboek/", log.log, name="log"),
    path("logboek/download/", log.log_export, name="log-export"),
    path("rondes/nieuw/", rounds.round_new, name="round-new"),
    path("rondes/<uuid:pk>/", rounds.round_page, name="round"),
    path("rondes/<uuid:pk>/wijzigen/", rounds.round_edit, name="round-edit"),
    path("rondes/<uuid:pk>/bestanden/", rounds.round_files, name="round-files"),
    path("rondes/<uuid:pk>/aanleveren/", rounds.deliver, name="deliver"),
    path("rondes/<uuid:pk>/plakken/", rounds.paste, name="paste"),
    path("rondes/<uuid:pk>/dekking/", plans.coverage_page, name="coverage"),
    path("rondes/<uuid:pk>/dekking/plan/", plans.plan_add, name="plan-add"),
    path("rondes/<uuid:pk>/dekking/plan/<int:planned>/", plans.plan_remove, name="plan-remove"),
    path("rondes/<uuid:pk>/opschonen/", plans.purge_now, name="round-purge"),
    path("codeboeken/", plans.codebooks_page, name="codebooks"),
    path("codeboeken/toevoegen/", plans.codebook_add, name="codebook-add"),
    path("codeboeken/inwoners/", plans.residents_form, name="residents-form"),
    path("codeboeken/inwoners/toevoegen/", plans.residents_add, name="residents-add"),
    path("voorbeelden/<str:kind>/", plans.example, name="example"),
    path("rondes/<uuid:pk>/lezen/", jobs.read_again, name="read-again"),
    path("rondes/<uuid:pk>/analyse/", jobs.run_start, name="run-start"),
    path("bestanden/<uuid:pk>/", files.upload_page, name="upload"),
    path("bestanden/<uuid:pk>/lezen/", files.upload_state, name="upload-state"),
    path("bestanden/<uuid:pk>/verbeteren/", files.upload_correct, name="upload-correct"),
    path("bestanden/<uuid:pk>/regel/<int:talk>/<int:line>/", files.line_edit, name="line-edit"),
    path("bestanden/<uuid:pk>/regel/ongedaan/", files.line_undo, name="line-undo"),
    path("bestanden/<uuid:pk>/bevestigen/", files.upload_confirm, name="upload-confirm"),
    path("bestanden/<uuid:pk>/verwijderen/", files.upload_remove, name="upload-remove"),
    path("analyses/<uuid:pk>/", jobs.job_page, name="job"),
    path("analyses/<uuid:pk>/voortgang/", jobs.job_progress, name="job-progress"),
    path("analyses/<uuid:pk>/stoppen/", jobs.job_cancel, name="job-cancel"),
    path("analyses/<uuid:pk>/opnieuw/", jobs.job_again, name="job-again"),
    *results,
]
