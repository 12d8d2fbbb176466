"""Verbs of paper: stations and books, giving out ballots, typing sheets, adding up."""

from elections.actions.papers.counting import (
    agree,
    ballot_of,
    enter_sheet,
    faults_of,
    paper_total,
    takes_write_ins,
)
from elections.actions.papers.merging import counts_of, post_sheets_and_tally
from elections.actions.papers.polling import closed_words, give_ballot
from elections.actions.papers.stations import ask_for_visit, give_out_book, remove_station, set_up_station

__all__ = [
    "agree",
    "ask_for_visit",
    "ballot_of",
    "closed_words",
    "counts_of",
    "enter_sheet",
    "faults_of",
    "give_ballot",
    "give_out_book",
    "paper_total",
    "post_sheets_and_tally",
    "remove_station",
    "set_up_station",
    "takes_write_ins",
]
