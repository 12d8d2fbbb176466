"""What the addresses below /c/<code>/ show."""
from django.http import HttpRequest, HttpResponse

from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


@in_community(read=Permission.READ_PORTAL)
def notices(request: HttpRequest, community: Community, key: str = "") -> HttpResponse:
    return HttpResponse("")

portal = feed = notice = desk = drafts = write = edit = submit = withdraw = take_down = history = reviews = review = notices
