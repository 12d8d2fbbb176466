"""Everybody who may knock: nobody, a guest, each stock role in the community, and neighbours from elsewhere."""

from linli.accounts.models import User
from linli.roles.actions import appoint
from linli.roles.stock import ROLES
from tests.cast import BEGINNING, Cast


def people(cast: Cast) -> dict[str, User | None]:
    found: dict[str, User | None] = {"anonymous": None, "guest": cast.guest}
    for number, role in enumerate(ROLES):
        user = User.objects.create_user(name=role, phone=f"+8613900000{number:03d}", is_phone_verified=True)
        appoint(user=user, role=role, division=cast.home.division, by=None, at=BEGINNING)
        found[role] = user
    found["foreign resident"] = cast.eve
    found["foreign chair"] = cast.eves_chair
    return found
