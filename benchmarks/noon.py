"""Linli as granian serves it, on a scratch database, at noon of an election day: for `benchmarks.casting`."""

import os

import tests.elections.board.mortal as mortal

mortal.begin(os.environ["LINLI_BENCH_DATABASE"])

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
