"""The benchmark runs; what it measures is never a test."""

from __future__ import annotations

import pytest

from tests.benchmarks.bench import MEASURES, main
from tests.benchmarks.letters import letter, slim


@pytest.mark.parametrize("measure", ["docxtpl", "bytes", "merged", "million", "templates"])
def test_a_row_is_printed_with_its_figure_and_its_aim(measure, capsys):
    main(["--letters", "10", "--only", measure])
    _, row, *_ = capsys.readouterr().out.splitlines()
    name, said, aim = (row[:56].strip(), row[57:101].strip(), row[102:].strip())
    assert name
    assert said
    assert aim[0] in "<>"


def test_every_measure_has_a_name_to_choose_it_by():
    assert len({measure.__name__ for measure in MEASURES}) == len(MEASURES)


def test_the_slim_letter_is_the_same_without_what_nobody_uses():
    assert len(slim(letter())) < len(letter()) / 2
