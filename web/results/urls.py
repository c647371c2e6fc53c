"""Addresses of what a run found, and of what people do with it."""

from __future__ import annotations

from django.urls import path

from web.clouds import views as clouds
from web.concerns import views as concerns
from web.explore import views as explore
from web.publish import views as publish
from web.results import views as results
from web.review import views as together

urlpatterns = [
    path("analyses/<uuid:pk>/uitkomst/", results.result_page, name="result"),
    path("analyses/<uuid:pk>/woordenwolk/", results.result_cloud, name="result-cloud"),
    path("analyses/<uuid:pk>/rapport/", results.result_report, name="result-report"),
    path("analyses/<uuid:pk>/download/<str:name>", results.result_file, name="result-file"),
    path("analyses/<uuid:pk>/nakijken/", results.review_next, name="review-next"),
    path("analyses/<uuid:pk>/nakijken/ongedaan/", results.review_undo, name="review-undo"),
    path("analyses/<uuid:pk>/nakijken/<int:statement>/", results.review_page, name="review"),
    path("analyses/<uuid:pk>/nakijken/<int:statement>/besluit/", results.review_decide, name="review-decide"),
    path("analyses/<uuid:pk>/themas/", together.review_home, name="review-home"),
    path("analyses/<uuid:pk>/themas/veel/", together.bulk_page, name="review-bulk"),
    path("analyses/<uuid:pk>/themas/veel/besluit/", together.bulk_decide, name="review-bulk-decide"),
    path("analyses/<uuid:pk>/themas/steekproef/", together.sample_new, name="sample-new"),
    path("analyses/<uuid:pk>/themas/steekproef/<int:sample>/", together.blind_page, name="blind"),
    path("analyses/<uuid:pk>/themas/steekproef/<int:sample>/beoordeel/", together.blind_code, name="blind-code"),
    path("analyses/<uuid:pk>/themas/steekproef/<int:sample>/uitkomst/", together.agreement_page, name="agreement"),
    path("analyses/<uuid:pk>/themas/steekproef/<int:sample>/besluit/", together.settle_difference, name="settle"),
    path("analyses/<uuid:pk>/zorgen/", concerns.board_page, name="concerns"),
    path("analyses/<uuid:pk>/zorgen/ongedaan/", concerns.concern_undo, name="concern-undo"),
    path("analyses/<uuid:pk>/zorgen/<slug:key>/", concerns.concern_page, name="concern"),
    path("analyses/<uuid:pk>/zorgen/<slug:key>/besluit/", concerns.concern_decide, name="concern-decide"),
    path("analyses/<uuid:pk>/verkennen/", explore.explore, name="explore"),
    path("analyses/<uuid:pk>/kaart/", explore.map_page, name="map"),
    path("analyses/<uuid:pk>/vergelijken/", explore.compare_page, name="compare"),
    path("analyses/<uuid:pk>/wolken/", clouds.clouds, name="clouds"),
    path("analyses/<uuid:pk>/wolken/wolk.<slug:kind>", clouds.cloud_picture, name="cloud-picture"),
    path("analyses/<uuid:pk>/wolken/woord/", clouds.word_decide, name="word-decide"),
    path("analyses/<uuid:pk>/citaten/", publish.quotes_page, name="quotes"),
    path("analyses/<uuid:pk>/citaten/<int:statement>/", publish.quote_page, name="quote"),
    path("analyses/<uuid:pk>/citaten/<int:statement>/besluit/", publish.quote_decide, name="quote-decide"),
    path("rondes/<uuid:pk>/publicaties/", publish.publications, name="publications"),
    path("rondes/<uuid:pk>/rapport/", publish.compose, name="compose"),
    path("rondes/<uuid:pk>/proef/nieuw/", publish.proof_new, name="proof-new"),
    path("rondes/<uuid:pk>/proef/<str:name>", publish.proof_file, name="proof-file"),
    path("rondes/<uuid:pk>/publicaties/nieuw/", publish.publish, name="publish"),
    path("rondes/<uuid:pk>/publicaties/<int:number>/<str:name>", publish.publication_file, name="publication-file"),
]
