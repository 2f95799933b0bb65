"""One run of `tocsin import`: the columns settled, the rows added, the incidents found, and what came of it."""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tocsin.cli.border import complain
from tocsin.cli.columns import settle
from tocsin.cli.meter import Meter
from tocsin.cli.tracker import opened
from tocsin.errors import InputError
from tocsin.export.wording import counted
from tocsin.gazetteer.base import Gazetteer
from tocsin.ledger.base import Ledger
from tocsin.plugins import load
from tocsin.settings import Settings
from tocsin.tasks.importing.guessing import guess
from tocsin.tasks.importing.mapping import Mapping, load_mapping, save_mapping
from tocsin.tasks.importing.plain import Scheme
from tocsin.tasks.importing.rows import Table
from tocsin.tasks.importing.run import Imported, import_rows, keep_apart, scheme_of
from tocsin.tasks.resolve import resolve
from tocsin.vocabulary.mention import Rejection

SHOWN = 20
"""Faults that are named one by one; of more, only how many."""


@dataclass
class Importing:
    """One run over one table."""

    file: Path
    origin: str
    mapping_file: Path | None
    settings: Settings
    yes: bool = False
    quiet: bool = False
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    values: int = 0

    def go(self, tracker: str, joins: bool) -> int:
        """Import the table, say what came of it and return the exit code."""
        if self.file.is_dir():
            raise InputError(f"{self.file} is a folder; name one table in it")
        if not self.file.is_file():
            raise InputError(f"there is no file {self.file}; check the name")
        known = self._known()
        table = Table(self.file, known.delimiter if known else "")
        scheme = self._scheme(table, known)
        with opened(tracker, self.settings, new=True) as ledger:
            added = self._rows(table, scheme, ledger)
            with Meter([], self.quiet, "Resolving", len(ledger.unjudged())) as meter:
                resolve(ledger, done=meter.advance)
            apart = 0 if joins else keep_apart(ledger, added)
        self._say(apart)
        return 1 if self.faults else 0

    def _known(self) -> Mapping | None:
        """Return the mapping that is named, or that an earlier import of this table kept."""
        if self.origin != "csv":
            return None
        target = self.mapping_file or self._beside
        if not target.is_file():
            return None
        if self.mapping_file is None:
            self._tell(f"which column is what is taken from {target}; remove it to be asked again")
        return load_mapping(target)

    @property
    def _beside(self) -> Path:
        return self.file.with_suffix(".mapping.toml")

    def _scheme(self, table: Table, known: Mapping | None) -> Scheme:
        if self.origin != "csv":
            return scheme_of(self.origin, table)
        mapping = known or self._asked(table)
        return scheme_of(self.origin, table, mapping, self._gazetteer(mapping))

    def _asked(self, table: Table) -> Mapping:
        """Guess the columns, ask the person unless they trust the guess, and keep the answer."""
        guessed, examples = guess(table)
        target = self.mapping_file or self._beside
        if not self.yes and not sys.stdin.isatty():
            mend = "answer in a terminal, or say --yes to take what is guessed, or --mapping FILE.toml"
            raise InputError(f"{self.file}: nobody is here to say which column is what; {mend}")
        mapping = guessed if self.yes else settle(table, guessed, examples)
        save_mapping(mapping, target)
        self._tell(f"kept which column is what in {target}")
        return mapping

    def _gazetteer(self, mapping: Mapping) -> Gazetteer | None:
        if mapping.column("latitude") or not mapping.column("place"):
            return None
        found: Gazetteer = load("gazetteers", self.settings.gazetteer)(self.settings)
        return found

    def _rows(self, table: Table, scheme: Scheme, ledger: Ledger) -> list[str]:
        added: list[str] = []
        with Meter([str(self.file)], self.quiet, "Importing") as meter:
            for item in import_rows(table, scheme, ledger):
                if isinstance(item, Rejection):
                    self._fault(item)
                else:
                    self._count(item)
                    added += item.mention_ids
                meter.advance()
        return added

    def _count(self, item: Imported) -> None:
        self.outcomes[item.outcome] += 1
        for rejection in item.rejections if item.outcome != "known" else ():
            self.values += 1
            if self.values <= SHOWN:
                complain(f"{rejection.item}: {rejection.reason}")

    def _fault(self, rejection: Rejection) -> None:
        self.faults += 1
        if self.faults <= SHOWN:
            complain(f"{rejection.item}: {rejection.reason}")

    def _say(self, apart: int) -> None:
        if self.faults > SHOWN:
            complain(f"and {self.faults - SHOWN} more rows that cannot be used")
        parts = [counted(self.outcomes["new"], "new row")]
        if self.outcomes["version"]:
            parts.append(f"{counted(self.outcomes['version'], 'row')} changed since the last time")
        if self.outcomes["known"]:
            parts.append(f"{counted(self.outcomes['known'], 'row')} known already")
        if self.values:
            parts.append(f"{counted(self.values, 'value')} left out")
        if self.faults:
            parts.append(f"{counted(self.faults, 'row')} not usable")
        if apart:
            parts.append(f"{counted(apart, 'pair')} of rows kept apart")
        self._tell(f"imported {self.file}: {', '.join(parts)}")

    def _tell(self, words: str) -> None:
        if not self.quiet:
            print(f"tocsin: {words}", file=sys.stderr)
