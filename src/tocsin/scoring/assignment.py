"""The assignment problem: pairs, one to one, with the highest sum of scores; exact, without other packages.

Shortest augmenting paths after D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE Transactions
on Aerospace and Electronic Systems 52 (2016), 1679-1696, doi 10.1109/TAES.2016.140952. Where several pairings have the
highest sum, the one is taken that SciPy's `linear_sum_assignment` takes, so that figures can be compared.
"""

import math
from collections.abc import Sequence

Matrix = Sequence[Sequence[float]]
FREE = -1


def best_pairs(scores: Matrix) -> list[tuple[int, int]]:
    """Return (row, column) pairs, by row, that pair all of the shorter side for the highest sum of `scores`.

    `scores` is a matrix of finite numbers, rows of one length. Takes time in the cube of its longer side.
    """
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        turned = list(zip(*scores, strict=True))
        return sorted((row, column) for column, row in best_pairs(turned))
    search = _Search([[-score for score in row] for row in scores])
    for row in range(len(scores)):
        search.pair(row)
    return list(enumerate(search.column_of))


class _Search:
    """Pairs rows with columns for the least sum of `costs`, a row at a time; there are no more rows than columns."""

    def __init__(self, costs: Matrix) -> None:
        self.costs = costs
        self.rows, self.columns = len(costs), len(costs[0])
        self.column_of = [FREE] * self.rows
        self.row_of = [FREE] * self.columns
        self.row_prices = [0.0] * self.rows
        self.column_prices = [0.0] * self.columns

    def pair(self, start: int) -> None:
        """Pair the row `start`, moving earlier rows to other columns where that is cheaper."""
        lengths = [math.inf] * self.columns
        before = [FREE] * self.columns  # the row from which the shortest path comes to each column
        # From last to first, so that of equal columns the first is taken.
        waiting = list(reversed(range(self.columns)))
        passed: list[int] = []
        row, length = start, 0.0
        while True:
            self._reach(row, length, waiting, lengths, before)
            column = self._nearest(waiting, lengths)
            length = lengths[column]
            passed.append(column)
            if self.row_of[column] == FREE:
                break
            row = self.row_of[column]
        self._reprice(start, length, passed, lengths)
        self._turn(start, column, before)

    def _reach(self, row: int, length: float, waiting: list[int], lengths: list[float], before: list[int]) -> None:
        """Note for each waiting column whether the path through `row`, `length` long so far, is shorter."""
        for column in waiting:
            through = length + self.costs[row][column] - self.row_prices[row] - self.column_prices[column]
            if through < lengths[column]:
                lengths[column], before[column] = through, row

    def _nearest(self, waiting: list[int], lengths: list[float]) -> int:
        """Take the column with the shortest path out of `waiting`; of equal ones the last that is free, else first."""
        least = min(lengths[column] for column in waiting)
        equal = [place for place, column in enumerate(waiting) if lengths[column] == least]
        free = [place for place in equal if self.row_of[waiting[place]] == FREE]
        place = free[-1] if free else equal[0]
        column, last = waiting[place], waiting.pop()
        if place < len(waiting):
            waiting[place] = last
        return column

    def _reprice(self, start: int, length: float, passed: list[int], lengths: list[float]) -> None:
        """Keep every paired column the cheapest of its row, at the new prices."""
        self.row_prices[start] += length
        for column in passed:
            if self.row_of[column] != FREE:
                self.row_prices[self.row_of[column]] += length - lengths[column]
            self.column_prices[column] -= length - lengths[column]

    def _turn(self, start: int, column: int, before: list[int]) -> None:
        """Follow the path back from the free `column` and give each row on it the column it was reached by."""
        while True:
            row = before[column]
            self.row_of[column] = row
            self.column_of[row], column = column, self.column_of[row]
            if row == start:
                return
