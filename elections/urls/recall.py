from django.urls import path

from elections.views import petitions, recalls

app_name = "recalls"
urlpatterns = [
    path("", recalls.recalls, name="list"),
    path("ask/<str:number>/", recalls.ask, name="ask"),
    path("<str:key>/", recalls.recall, name="page"),
    path("<str:key>/sign/", recalls.sign, name="sign"),
    path("<str:key>/answer/", recalls.answer, name="answer"),
    path("<str:key>/admit/", recalls.admit, name="admit"),
    path("<str:key>/withdraw/", recalls.withdraw, name="withdraw"),
    path("<str:key>/take-back/", petitions.take_back, name="take_back"),
    path("<str:key>/sheet.pdf", petitions.blank_sheet, name="blank_sheet"),
    path("<str:key>/sheets/", petitions.sheets, name="sheets"),
    path("<str:key>/sheets/<int:number>/", petitions.sheet, name="sheet"),
    path("<str:key>/sheets/<int:number>/photo/", petitions.sheet_photo, name="sheet_photo"),
    path("<str:key>/sheets/<int:number>/<str:entry>/strike/", petitions.strike, name="strike"),
]
