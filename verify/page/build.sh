#!/bin/sh
# build.sh [FILE]: builds the page with the packages of package-lock.json (without FILE where it is kept).
set -eu
TARGET=$(realpath -m "${1:-$(dirname "$0")/linli-verify.html}")
cd "$(dirname "$0")"
sh ./install.sh
. ./node.sh
exec node build.mjs "$TARGET"
