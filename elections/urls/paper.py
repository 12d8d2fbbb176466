from django.urls import path

from elections.views import paper_counts as counts
from elections.views import paper_printing as printing
from elections.views import paper_result as result
from elections.views import paper_stations as stations

app_name = "paper"
urlpatterns = [
    path("", stations.desk, name="desk"),
    path("new/", stations.new, name="new"),
    path("visit/", stations.visit, name="visit"),
    path("print/", printing.papers, name="print"),
    path("print/ballots.pdf", printing.ballots, name="ballots_pdf"),
    path("print/sample.pdf", printing.sample, name="sample_pdf"),
    path("print/register.pdf", printing.register, name="register_pdf"),
    path("print/cards.pdf", printing.cards, name="cards_pdf"),
    path("print/roll.pdf", printing.posted_roll, name="roll_pdf"),
    path("print/visits.pdf", printing.visits, name="visits_pdf"),
    path("print/proxy.pdf", printing.proxy_form, name="proxy_pdf"),
    path("counts/", counts.counts, name="counts"),
    path("declare/", result.declare, name="declare"),
    path("<str:number>/", stations.station, name="station"),
    path("<str:number>/remove/", stations.remove, name="remove"),
    path("<str:number>/give/", counts.give, name="give"),
    path("<str:number>/sheet.pdf", printing.count_sheet, name="count_sheet_pdf"),
    path("<str:number>/sheet/", counts.sheet, name="sheet"),
    path("<str:number>/photo/", counts.photo, name="photo"),
]
