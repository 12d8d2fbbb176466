# The commands of the house. A bare machine needs Python 3.11, make and the package registries.
PYTHON ?= python3.11
UV = .venv/bin/uv
RUN = .venv/bin/python manage.py

GUARDS = tests/linli/audit tests/linli/notifications tests/elections/test_guards.py tests/marketplace/test_guards.py \
	tests/volunteers/test_places.py tests/forum/test_comments.py tests/search

.PHONY: demo test check bench messages

demo: .venv/ready
	@$(RUN) demo

test: .venv/ready check
	@.venv/bin/python -m tests.needs
	@LINLI_NO_DATABASE=1 $(RUN) messages
	@.venv/bin/pytest -n 2 --dist loadfile -q
	@echo "Debian's PostgreSQL 15: the guards that live in the database"
	@bin/with-postgres15 .venv/bin/pytest -q $(GUARDS)

check: .venv/ready
	@LINLI_NO_DATABASE=1 bash bin/check

bench: .venv/ready
	@.venv/bin/python -m benchmarks

messages: .venv/ready
	@LINLI_NO_DATABASE=1 $(RUN) messages

.venv/ready: pyproject.toml uv.lock
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: set PYTHON=…"; exit 1; }
	@test -x $(UV) || { $(PYTHON) -m venv .venv && .venv/bin/pip install -q --disable-pip-version-check uv; }
	@$(UV) sync -q --frozen --inexact
	@touch $@
