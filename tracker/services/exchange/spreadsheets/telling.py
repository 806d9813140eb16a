"""What is told and asked of one table while its cells are read: each thing once, and no more than is read."""

from collections.abc import Set

from tracker.services.exchange.problems import Problem, ProblemsOf
from tracker.services.exchange.spreadsheets.archive import Hidden
from tracker.services.exchange.spreadsheets.columns import Column
from tracker.services.exchange.spreadsheets.headings import plain
from tracker.services.exchange.spreadsheets.tables import Table
from tracker.services.exchange.spreadsheets.vocabulary import Vocabulary

MOST_ASKED = 20
"""Labels asked about one by one; nobody answers more."""

_NAMED = 8
SHOWN = 60


class Telling:
    """The problems of one table, whole once `finish` was called; `answered` are labels somebody explained."""

    def __init__(self, table: Table, vocabulary: Vocabulary, say: ProblemsOf, answered: Set[str]) -> None:
        self.problems: list[Problem] = []
        self._table, self._vocabulary, self._say, self._answered = table, vocabulary, say, answered
        self._letters = next((column.letters for column in table.columns if column.role == "item"), None)
        self._asked: set[tuple[str, str]] = set()
        self._told: set[str] = set()
        self._not_taken: dict[str, int] = {}
        self._unseen: dict[str, None] = {}
        self._marks: dict[str, str] = {}
        self._count_of_marks = 0

    def tell(self, problem: Problem) -> None:
        """List a problem."""
        self.problems.append(problem)

    def ask(self, problem: Problem) -> None:
        """List a problem once, however many cells it stands for."""
        key = (problem.message, f"{sorted(problem.params.items())} {problem.column} {problem.row}")
        if key not in self._asked and len(self._asked) < MOST_ASKED:
            self._asked.add(key)
            self.tell(problem)

    def column(self, column: Column) -> None:
        """Tell once that a column with figures is nothing of ours, and what it might be."""
        if column.answered or column.letters in self._told:
            return
        self._told.add(column.letters)
        near = ", ".join(self._vocabulary.suggestions(column.meaning))
        params = {"heading": column.heading[:SHOWN] or column.letters, "likely": near}
        message = "column_not_taken_close" if near else "column_not_taken"
        place = (self._table.start or None, column.letters)
        self.tell(self._say("unknown_column", message, params, *place, severity="warning"))

    def row_not_taken(self, label: str, number: int) -> None:
        """Note the label of a row whose figures are nothing of ours, to be told of together."""
        self._not_taken.setdefault(label, number)

    def unseen(self, hidden: Hidden, number: int, index: int, letters: str) -> None:
        """Note a figure that stands where nobody sees it."""
        if number - 1 in hidden.rows or index in hidden.columns:
            self._unseen[str(number) if number - 1 in hidden.rows else letters] = None

    def mark(self, text: str, number: int, letters: str) -> None:
        """Note a cell with a mark (—, 无) that is read as a blank."""
        self._count_of_marks += 1
        self._marks.setdefault(text.strip(), f"{letters}{number}")

    def finish(self) -> None:
        """Tell what was noted."""
        self._tell_rows_not_taken()
        if self._marks:
            marks = "、".join(f"{cell} {mark}" for mark, cell in list(self._marks.items())[:_NAMED])
            params = {"marks": marks, "count": self._count_of_marks}
            self.tell(self._say("not_a_number", "marks_read_as_blank", params, None, None, "warning"))
        if self._unseen:
            params = {"places": "、".join(list(self._unseen)[:_NAMED]), "count": len(self._unseen)}
            self.tell(self._say("unknown_column", "hidden_read", params, None, None, "warning"))

    def _tell_rows_not_taken(self) -> None:
        labels = [label for label in self._not_taken if plain(label) not in self._answered]
        if labels:
            params = {"labels": "、".join(label[:SHOWN] for label in labels[:_NAMED]), "count": len(labels)}
            first = self._not_taken[labels[0]]
            self.tell(self._say("unknown_column", "rows_not_taken", params, first, self._letters, "warning"))
