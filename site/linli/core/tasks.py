"""Wagtail's own tasks (django-tasks) run on our one queue, procrastinate: queued in the transaction that caused them."""

from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id, normalize_json
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.task(name="linli.django_task", retry=RETRY)
def run_django_task(*, path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Runs a function that was declared with `@django_tasks.task`."""
    import_string(path).call(*args, **kwargs)


class ProcrastinateBackend(BaseTaskBackend):
    """django-tasks' side of it. Results are not kept: nobody here asks for them."""

    supports_priority = True

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        self.validate_task(task)
        args, kwargs = normalize_json(list(args)), normalize_json(kwargs)
        priority = {"priority": task.priority} if task.priority else {}
        run_django_task.configure(**priority).defer(path=task.module_path, args=args, kwargs=kwargs)
        empty: dict[str, Any] = {"started_at": None, "last_attempted_at": None, "finished_at": None}
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
            **empty,
        )
