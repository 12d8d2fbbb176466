from django.urls import path

from elections.views import owners, owners_ballots, owners_desk, owners_register, owners_sheets

app_name = "owners"
urlpatterns = [
    path("", owners.votes, name="list"),
    path("new/", owners_desk.new, name="new"),
    path("<str:key>/", owners.page, name="page"),
    path("<str:key>/desk/", owners_desk.desk, name="desk"),
    path("<str:key>/edit/", owners_desk.edit, name="edit"),
    path("<str:key>/questions/", owners_desk.question, name="question"),
    path("<str:key>/questions/<str:number>/remove/", owners_desk.remove_question, name="remove_question"),
    path("<str:key>/step/<str:step>/", owners_desk.step, name="step"),
    path("<str:key>/cancel/", owners_desk.cancel, name="cancel"),
    path("<str:key>/register/", owners_register.register, name="register"),
    path("<str:key>/register.csv", owners_register.register_csv, name="register_csv"),
    path("<str:key>/import/", owners_register.bring_in, name="import"),
    path("<str:key>/units/", owners_register.units, name="units"),
    path("<str:key>/units/<str:number>/", owners_register.link, name="link"),
    path("<str:key>/ballot/<str:number>/", owners_ballots.ballot, name="ballot"),
    path("<str:key>/sheets/own/<str:number>.pdf", owners_sheets.own_sheet, name="own_sheet"),
    path("<str:key>/sheets/", owners_sheets.sheets, name="sheets"),
    path("<str:key>/sheets.pdf", owners_sheets.sheets_pdf, name="sheets_pdf"),
    path("<str:key>/sheets/<str:number>.pdf", owners_sheets.sheet, name="sheet"),
    path("<str:key>/paper/<str:number>/", owners_ballots.enter, name="enter"),
    path("<str:key>/check/", owners_ballots.unchecked, name="unchecked"),
    path("<str:key>/check/<str:number>/", owners_ballots.check, name="check"),
    path("<str:key>/check/<str:number>/refuse/", owners_ballots.refuse, name="refuse"),
    path("<str:key>/check/<str:number>/photo/", owners_ballots.photo, name="photo"),
    path("<str:key>/recount/", owners.recount, name="recount"),
    path("<str:key>/recount.csv", owners.recount_csv, name="recount_csv"),
]
