# The commands of the house. A bare machine needs Python 3.11, make and the package registries.
PYTHON ?= python3.11
UV = .venv/bin/uv
RUN = .venv/bin/python manage.py

.PHONY: demo test check bench messages

demo: .venv/ready
	@$(RUN) demo

test: .venv/ready check
	@.venv/bin/python -m tests.needs
	@.venv/bin/pytest -n 2 --dist loadfile -q

check: .venv/ready
	@LINLI_NO_DATABASE=1 bash bin/check

bench: .venv/ready
	@.venv/bin/python -m benchmarks

messages: .venv/ready
	@$(RUN) compilemessages -v 0 --ignore .venv

.venv/ready: pyproject.toml uv.lock
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: set PYTHON=…"; exit 1; }
	@test -x $(UV) || { $(PYTHON) -m venv .venv && .venv/bin/pip install -q --disable-pip-version-check uv; }
	@$(UV) sync -q --frozen --inexact
	@touch $@
