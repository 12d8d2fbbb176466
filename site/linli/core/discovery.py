"""Finds the modules of one well-known name in all our apps, as Django finds `admin.py`."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

ROOMS = ("linli", "cms", "forum", "elections", "marketplace", "volunteers", "search")


def our_apps() -> list[str]:
    """Import names of the project's own apps, in the order of INSTALLED_APPS."""
    return [config.name for config in apps.get_app_configs() if config.name.split(".")[0] in ROOMS]


def our_labels() -> set[str]:
    """The same as Django's labels of apps."""
    return {config.label for config in apps.get_app_configs() if config.name.split(".")[0] in ROOMS}


def faces(name: str) -> list[ModuleType]:
    """Every app's module called `name` (`today`, `searchable`, `demo`, …), where it has one."""
    rooms = [app for app in our_apps() if app != "linli.core"]  # core holds what the faces speak of
    return [import_module(f"{room}.{name}") for room in rooms if find_spec(f"{room}.{name}")]
