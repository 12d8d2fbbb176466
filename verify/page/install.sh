#!/bin/sh
# install.sh: the packages of package-lock.json beside the sources, each checked by its integrity; nothing of theirs is run.
set -eu
cd "$(dirname "$0")"
cmp -s package-lock.json node_modules/.made-from && exit 0
. ./node.sh
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json node_modules/.made-from
