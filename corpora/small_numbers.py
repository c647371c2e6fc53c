"""Numbers of people so small that they could point at somebody are kept back; every page and file does it in one way."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def suppress_small(people: Mapping[str, int], *, k: int = 3) -> dict[str, int | None]:
    """Counts of people with those under `k` kept back (None); zero stays, it says nothing about anyone.

    Where the total would give away what is kept back, the next smallest number is kept back too, a zero only when
    there is nothing else. That is so for one number, and for numbers that are all 1 or all `k` - 1: then their sum
    can be made in one way only.
    """
    hidden = {name for name, n in people.items() if 0 < n < k}
    if hidden and _given_away([people[name] for name in hidden], k):
        rest = sorted((n == 0, n, name) for name, n in people.items() if name not in hidden)
        hidden |= {name for *_, name in rest[:1]}
    return {name: None if name in hidden else n for name, n in people.items()}


def suppress_table(
    rows: Mapping[str, Mapping[str, int]], people: Mapping[str, int], *, k: int = 3, unseen: int = 0
) -> dict[str, dict[str, int | None]]:
    """Counts of people per row and column, so that neither a small number nor a row of few people tells on anyone.

    A row of fewer than `k` people is kept back whole: its zeros would tell what those people did say. While the rows
    kept back are together of fewer than `k` people, the next smallest goes with them, since the totals give away what
    they say together. In each column the rest follows `suppress_small`, with those rows as one number.

    Args:
        rows: row -> column -> people; each row has the same columns.
        people: row -> people in it, whatever the column.
        unseen: people who are in the totals but in no row.
    """
    back = _rows_kept_back(people, k, unseen)
    shown: dict[str, dict[str, int | None]] = {row: {} for row in rows}
    for column in next(iter(rows.values()), {}):
        numbers = {row: cells[column] for row, cells in rows.items() if row not in back}
        together = {back[0]: sum(rows[row][column] for row in back)} if back else {}
        seen = suppress_small({**numbers, **together}, k=k)
        for row in rows:
            shown[row][column] = None if row in back else seen[row]
    return shown


def _rows_kept_back(people: Mapping[str, int], k: int, unseen: int) -> list[str]:
    smallest_first = sorted(people, key=lambda row: (people[row], row))
    back = [row for row in smallest_first if people[row] < k]
    for row in smallest_first[len(back) :] if back else ():
        if unseen + sum(people[one] for one in back) >= k:
            break
        back.append(row)
    return back


def _given_away(numbers: Collection[int], k: int) -> bool:
    """Whether numbers from 1 to `k` - 1 with this sum can only be these."""
    return len(numbers) == 1 or sum(numbers) in (len(numbers), len(numbers) * (k - 1))
