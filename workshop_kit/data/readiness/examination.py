"""``check``: from a folder to a report."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from workshop_kit.data.readiness import (
    codes,
    days,
    disclosure,
    folder,
    formats,
    keys,
    masking,
    metadata,
    missing,
    naming,
    personal,
    places,
    quantities,
    wording,
)
from workshop_kit.data.readiness.findings import Finding, in_order
from workshop_kit.data.readiness.limits import ALIKE
from workshop_kit.data.readiness.problems import ColumnsAbsent, FolderMissing, LimitTooSmall, NothingToCheck
from workshop_kit.data.readiness.profile import Profile, profile
from workshop_kit.data.readiness.reading import listed
from workshop_kit.data.readiness.report import ColumnSummary, Report, TableSummary
from workshop_kit.data.readiness.table import Table
from workshop_kit.language import _, translate

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Wanted:
    """What the operator asked for.

    Attributes
    ----------
    key, quasi : tuple of str
        Names of columns; empty to have them found.
    limit : int
        Smallest k that is good enough.
    today : datetime.date
    """

    key: tuple[str, ...]
    quasi: tuple[str, ...]
    limit: int
    today: datetime.date


def check(
    place: str | Path,
    key: Sequence[str] = (),
    quasi: Sequence[str] = (),
    k: int = 5,
    progress: Progress | None = None,
    now: datetime.datetime | None = None,
) -> Report:
    """Look at an agency's files and say whether they are ready to be used.

    Parameters
    ----------
    place : str or Path
        A folder, or one file. Nothing is written there.
    key : sequence of str
        Columns that should tell rows apart; without any they are looked for.
    quasi : sequence of str
        Columns an outsider may know of a person, for which k is measured; without any, columns are proposed.
    k : int
        Smallest group of people that hides its members well enough.
    progress : callable, optional
        Called with the share that is done, 0 to 1, and the file at hand.
    now : datetime, optional
        The time of checking; dates after it lie in the future.

    Returns
    -------
    Report
        In a notebook it shows itself.

    Raises
    ------
    FolderMissing, NothingToCheck, ColumnsAbsent, LimitTooSmall
        If there is nothing to report on. Whatever is wrong with a file is a finding.

    Examples
    --------
    >>> from workshop_kit.data.readiness import check
    >>> check("data_dinas", quasi=["kecamatan", "umur"]).verdict_words  # doctest: +SKIP
    'siap dengan catatan'
    """
    place = Path(place).expanduser()
    if not place.exists():
        raise FolderMissing(place)
    if k < 2:
        raise LimitTooSmall(k)
    now = now or datetime.datetime.now()
    wanted = Wanted(tuple(key), tuple(quasi), k, now.date())
    files = folder.listed(place.resolve())
    if not files.tables and not files.findings:
        raise NothingToCheck(place)
    said, findings = metadata.read(files.describing, {each: files.shown(each) for each in files.describing})
    findings += files.findings
    tables: list[TableSummary] = []
    described: list[metadata.Described] = []
    names: list[str] = []
    for path, report in _with_progress(files.tables, files.shown, progress):
        found = _file(path, files.shown(path), said, wanted, report)
        tables += found.tables
        described += found.described
        findings += found.findings
        names += found.names
    _require_present(wanted, tables, findings, names)
    template = metadata.template([(each.file, each.sheet, _kinds(each)) for each in tables], described)
    name = masking.shown(place.resolve().name or str(place), longest=80)
    return Report(name, now, tuple(tables), tuple(in_order(_few_alike(findings))), k, template)


@dataclass
class _FileFound:
    findings: list[Finding]
    tables: list[TableSummary]
    described: list[metadata.Described]
    names: list[str]


def _file(
    path: Path, shown: str, said: metadata.Metadata, wanted: Wanted, report: Callable[[float], None]
) -> _FileFound:
    """Everything about one file."""
    found = _FileFound([], [], [], [])
    try:
        reading = formats.read(path)
    except OSError as problem:
        refused = Finding("not-permitted", fields={"sebab": folder.reason(problem)})
        found.findings.append(refused.at(shown))
        return found
    except Exception as problem:
        # Files are hostile and their readers large: whatever happens is told, not thrown.
        found.findings.append(Finding("not-examined", fields={"sebab": type(problem).__name__}).at(shown))
        return found
    report(0.3)
    found.findings += [_fit(each, shown) for each in reading.findings]
    notes = [metadata.from_rows(rows) for rows in reading.notes]
    while reading.tables:
        table = reading.tables.pop(0)
        described = said.of(shown, table.sheet, notes)
        found.names += [each.name for each in table.columns]
        try:
            summary, findings = examine(table, shown, described, wanted, report)
        except Exception as problem:
            unfinished = Finding("not-examined", sheet=table.sheet, fields={"sebab": type(problem).__name__})
            found.findings.append(_fit(unfinished, shown))
            continue
        found.findings += [_fit(each, shown, table.sheet) for each in findings]
        found.tables.append(summary)
        found.described.append(described)
    return found


def examine(
    table: Table,
    file: str,
    described: metadata.Described,
    wanted: Wanted,
    report: Callable[[float], None] = lambda _: None,
) -> tuple[TableSummary, list[Finding]]:
    """Everything about one table."""
    findings = list(metadata.findings(described, [each.name for each in table.columns]))
    profiles = []
    number = len(table.columns)
    while table.columns:
        # Taken from the table one by one, so that no column is in memory twice.
        each = profile(table.columns.pop(0), table.first)
        findings += _column(each, described, wanted.today)
        profiles.append(each)
        report(0.3 + 0.6 * len(profiles) / number)
    findings += _together(profiles)
    findings += places.mismatches(profiles)
    exact, alike = keys.duplicates(profiles)
    findings += keys.duplicate_findings(exact, alike)
    key, said = _key(profiles, wanted, exact | alike)
    findings += said
    measured = _disclosure(profiles, wanted)
    if measured is not None:
        findings += disclosure.findings(measured, table.rows, wanted.limit)
    elif wanted.quasi:
        findings.append(Finding("quasi-absent"))
    summary = TableSummary(
        file,
        masking.shown(table.sheet),
        table.rows,
        tuple(_summary(each) for each in profiles),
        tuple(each.label for each in key),
        measured,
    )
    return summary, findings


def _column(each: Profile, described: metadata.Described, today: datetime.date) -> Iterator[Finding]:
    """Everything about one column."""
    yield from personal.findings(each, described.says_harmless(each.name))
    yield from missing.findings(each)
    if not each.filled:
        each.kind = "empty"
        return
    told = days.Days(each) if naming.date(each.name) or not _says_code(each) else None
    if told is not None and told.mostly:
        each.kind = "date"
        yield from missing.empty_days(each)
        yield from days.findings(told, today)
    elif not _says_code(each):
        numbers = quantities.Numbers(each)
        if numbers.mostly:
            each.kind = "number"
            yield from quantities.findings(numbers)
            values = numbers.values()
            yield from missing.sentinels(each, values)
            yield from quantities.scale_findings(numbers, values)
    yield from codes.findings(each)
    yield from places.findings(each)
    yield from wording.findings(each)


def _says_code(each: Profile) -> bool:
    """Whether a column's name or contents say that its digits are names, not amounts."""
    by_name = naming.code(each.name) or naming.place(each.name) is not None
    return by_name or (each.personal is not None and "lahir" not in naming.words(each.name))


def _together(profiles: Sequence[Profile]) -> Iterator[Finding]:
    """Columns that say nothing, in one finding each instead of hundreds."""
    empty = [each.name for each in profiles if not each.filled]
    constant = [each.name for each in profiles if each.filled == each.rows > 1 and len(each.distinct) == 1]
    for code, names in (("columns-empty", empty), ("columns-constant", constant)):
        if names:
            yield Finding(code, fields={"jumlah": len(names), "kolom": listed(names)})


def _key(profiles: Sequence[Profile], wanted: Wanted, repeated: np.ndarray) -> tuple[list[Profile], list[Finding]]:
    """The key that was chosen or found, and what is wrong with it."""
    chosen = _named(profiles, wanted.key)
    if chosen:
        return chosen, list(keys.chosen_findings(chosen))
    said = [Finding("key-absent")] if wanted.key else []
    found = keys.detected(profiles)
    if found:
        return found, said
    if repeated.any():
        found = keys.detected(profiles, ~repeated)
        if found:
            count = int(repeated.sum())
            return [], [*said, *keys.repeated_key_findings(found, len(repeated), count)]
    return [], [*said, Finding("key-missing")]


def _disclosure(profiles: Sequence[Profile], wanted: Wanted) -> disclosure.Disclosure | None:
    if wanted.quasi:
        chosen = _named(profiles, wanted.quasi)
        return disclosure.measured(chosen, True, wanted.limit) if chosen else None
    proposed = disclosure.proposed(profiles)
    return disclosure.measured(proposed, False, wanted.limit) if proposed else None


def _named(profiles: Sequence[Profile], names: Sequence[str]) -> list[Profile]:
    """The columns of these names, if the table has all of them."""
    by_name = {each.name.strip().lower(): each for each in profiles}
    found = [by_name.get(name.strip().lower()) for name in names]
    present = [each for each in found if each is not None]
    return present if len(present) == len(names) else []


def _require_present(
    wanted: Wanted, tables: Sequence[TableSummary], findings: Sequence[Finding], names: Sequence[str]
) -> None:
    """Columns that no table has were misspelt."""
    available = list(dict.fromkeys(masking.shown(each, longest=40) for each in names))
    for option, columns, absent in (("--key", wanted.key, "key-absent"), ("--quasi", wanted.quasi, "quasi-absent")):
        if columns and tables and sum(each.code == absent for each in findings) == len(tables):
            raise ColumnsAbsent(option, columns, available)


def _summary(each: Profile) -> ColumnSummary:
    return ColumnSummary(
        each.label,
        each.kind,
        each.rows_of(each.blank),
        each.rows_of(each.disguised),
        int(each.given.sum()),
        each.personal,
    )


def _kinds(table: TableSummary) -> list[tuple[str, str]]:
    kinds = {"number": "number", "date": "date"}
    return [(each.name, kinds.get(each.kind, "string")) for each in table.columns]


def _fit(finding: Finding, file: str, sheet: str = "") -> Finding:
    """A finding with its place, and nothing in it that may not be shown."""
    fields = {
        name: masking.shown(value, longest=400) if isinstance(value, str) else value
        for name, value in finding.fields.items()
    }
    return replace(
        finding,
        file=file,
        sheet=masking.shown(sheet or finding.sheet),
        column=masking.shown(finding.column, longest=120),
        examples=tuple(masking.shown(each, longest=100) for each in finding.examples),
        fields=fields,
    )


def _few_alike(findings: Sequence[Finding]) -> list[Finding]:
    """At most some findings of a kind in a file; the gravest share comes first, the rest is counted."""
    kept: list[Finding] = []
    counts: dict[tuple[str, str, str], int] = {}
    for each in in_order(list(findings)):
        place = (each.file, each.sheet, each.code)
        counts[place] = counts.get(place, 0) + 1
        if counts[place] <= ALIKE:
            kept.append(each)
    for (file, sheet, code), count in counts.items():
        if count > ALIKE:
            heading = Finding(code).heading
            kept.append(Finding("more", file, sheet, fields={"jumlah": count - ALIKE, "jenis": heading}))
    return kept


def _with_progress(
    paths: Sequence[Path], shown: Callable[[Path], str], progress: Progress | None
) -> Iterator[tuple[Path, Callable[[float], None]]]:
    """The files, each with a function that tells how far it is; large files count for more."""
    sizes = [_size(path) + 10_000 for path in paths]
    done, whole = 0, sum(sizes)
    for path, size in zip(paths, sizes, strict=True):
        name = shown(path)

        def report(share: float, done: int = done, size: int = size, name: str = name) -> None:
            if progress is not None:
                progress((done + share * size) / whole, name)

        report(0.0)
        yield path, report
        done += size
    if progress is not None:
        progress(1.0, translate(_("Selesai")))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
