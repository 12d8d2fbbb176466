"""Which object stands in an address, by the address's name: filled by the modules beside it."""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast
from tests.matrix.urls import Address

Maker = Callable[[Cast], dict[str, Any]]

MAKERS: dict[str, Maker] = {}


def makes(*names: str) -> Callable[[Maker], Maker]:
    def register(maker: Maker) -> Maker:
        for name in names:
            MAKERS[name] = maker
        return maker

    return register


def objects_for(address: Address, cast: Cast) -> dict[str, Any]:
    """The address's arguments; KeyError where nobody has said which object belongs there."""
    kwargs: dict[str, Any] = {"code": cast.home.code} if "code" in address.params else {}
    wanted = [p for p in address.params if p != "code"]
    if wanted:
        kwargs.update(MAKERS[address.name](cast))
    return kwargs
