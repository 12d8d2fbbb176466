"""All addresses, read from the resolver, so that none can be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """`name` is namespaced ("forum:topic"); `params` are the names of what the route captures."""

    route: str
    name: str
    params: tuple[str, ...]
    view: Any
    pattern: Any = None

    @property
    def known_as(self) -> str:
        """Its name, or its route where it has none."""
        return self.name if self.name and not self.name.endswith(":") else self.route

    @property
    def access(self) -> Any:
        return getattr(self.view, "access", None)


def walk(
    resolver: URLResolver, prefix: str = "", space: str = "", taken: tuple[str, ...] = ()
) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        params = taken + tuple(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from walk(entry, route, inner, params)
        elif isinstance(entry, URLPattern):
            yield Address(route, f"{space}{entry.name or ''}", params, entry.callback, entry)


def addresses(urlconf: str | None = None) -> list[Address]:
    return list(walk(get_resolver(urlconf)))


def ours() -> list[Address]:
    """Those that declare their access beside the view."""
    return [a for a in addresses() if a.access is not None]
