# The commands of the house. A bare machine needs Python 3.11, make and the package registries.
export PYTHON ?= python3.11
RUN = .venv/bin/python manage.py

GUARDS = tests/linli/audit tests/linli/notifications tests/guards $(wildcard tests/elections/test_guards.py \
	tests/elections/*/test_guards.py tests/elections/process/test_proxy_guards.py) tests/marketplace/test_guards.py \
	tests/volunteers/test_places.py tests/forum/test_comments.py tests/search

.PHONY: demo test check bench messages

demo: .venv/ready
	@$(RUN) demo

test: .venv/ready-test check
	@.venv/bin/python -m tests.needs
	@LINLI_NO_DATABASE=1 $(RUN) messages
	@.venv/bin/pytest -n 2 --dist loadfile -q
	@echo "Debian's PostgreSQL 15: the guards that live in the database"
	@bin/with-postgres15 .venv/bin/pytest -n 2 --dist loadfile -q $(GUARDS)

check: .venv/ready-dev
	@LINLI_NO_DATABASE=1 bash bin/check

bench: .venv/ready-test
	@.venv/bin/python -m benchmarks

messages: .venv/ready
	@LINLI_NO_DATABASE=1 $(RUN) messages

# Three heaps of packages: what runs, what checks, what tests compare our counting with.
.venv/ready: pyproject.toml uv.lock
	@bin/install --no-default-groups
	@touch $@

.venv/ready-dev: .venv/ready
	@bin/install --group dev
	@touch $@

.venv/ready-test: .venv/ready-dev
	@bin/install --all-groups
	@touch $@
