"""Wagtail's own tasks (django-tasks) run on our one queue, procrastinate, committed with what caused them."""

from typing import Any

from django_tasks.backends.immediate import ImmediateBackend


class ProcrastinateBackend(ImmediateBackend):
    """Replaced by the queue in the worker's own change; until then tasks run at once."""

    supports_defer = False

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        return super().enqueue(task, args, kwargs)
