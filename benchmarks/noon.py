"""Linli as granian serves it, on a scratch database, at noon of an election day: for `benchmarks.casting`."""

import os

import tests.elections.board.mortal as mortal

mortal.begin(os.environ["LINLI_BENCH_DATABASE"])

from django.core.wsgi import get_wsgi_application
from django.db import connection

connection.settings_dict["CONN_MAX_AGE"] = 60  # as in production; tests open a new one for each request

application = get_wsgi_application()
