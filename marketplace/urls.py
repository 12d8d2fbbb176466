from django.urls import path

from marketplace.views import bookings, committee, offer, shop

app_name = "marketplace"
urlpatterns = [
    # everybody
    path("", shop.listings, name="listings"),
    path("item/<str:key>/", shop.listing, name="listing"),
    path("item/<str:key>/book/", shop.book, name="book"),
    path("providers/<str:key>/", shop.provider, name="provider"),
    # the two sides of a booking
    path("bookings/", bookings.mine, name="bookings"),
    path("bookings.ics", bookings.calendar_file, name="calendar"),
    path("bookings/<str:key>/", bookings.booking, name="booking"),
    path("bookings/<str:key>/cancel/", bookings.cancel, name="cancel"),
    path("bookings/<str:key>/confirm/", bookings.confirm, name="confirm"),
    path("bookings/<str:key>/problem/", bookings.report, name="report"),
    path("bookings/<str:key>/review/", bookings.review, name="review"),
    # providers
    path("apply/", offer.apply, name="apply"),
    path("offer/", offer.desk, name="offer"),
    path("offer/items/new/", offer.new_listing, name="new_listing"),
    path("offer/items/<str:key>/", offer.edit_listing, name="edit_listing"),
    path("offer/items/<str:key>/pause/", offer.pause, name="pause"),
    path("offer/bookings/<str:key>/accept/", offer.accept, name="accept"),
    path("offer/bookings/<str:key>/refuse/", offer.refuse, name="refuse"),
    path("offer/bookings/<str:key>/fulfil/", offer.fulfil, name="fulfil"),
    path("offer/bookings/<str:key>/reply/", offer.reply, name="reply"),
    # the committee
    path("verify/", committee.providers, name="verify"),
    path("verify/<str:key>/", committee.provider, name="verify_one"),
    path("verify/<str:key>/refuse/", committee.refuse, name="refuse_provider"),
    path("verify/<str:key>/suspend/", committee.suspend, name="suspend_provider"),
    path("problems/<str:key>/", committee.problem, name="problem"),
]
