from django.http import HttpRequest, HttpResponse

from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


@in_community(read=Permission.READ_PORTAL)
def search(request: HttpRequest, community: Community) -> HttpResponse:
    return HttpResponse("")
