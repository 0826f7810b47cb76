"""Where the pages for people stand. To be included at the root."""

from django.urls import path

from hub.docs import views
from hub.openapi import views as description
from hub.problems import pages

urlpatterns = [
    path("", views.landing, name="landing"),
    path("docs/", views.docs, name="docs"),
    path("docs/operations/<slug:name>", views.operations, name="operations"),
    path("docs/operations/<slug:name>.json", description.of_topic, name="operations-json"),
    path("docs/relations", views.relation_index, name="relations"),
    path("docs/relations/<str:rel>", views.relation, name="relation"),
    path("docs/guides", views.guide_index, name="guides"),
    path("docs/guides/<path:slug>", views.guide, name="guide"),
    path("docs/problems", pages.problem_index, name="problems"),
    path("docs/problems/<slug:slug>", pages.problem_page, name="problem"),
]
