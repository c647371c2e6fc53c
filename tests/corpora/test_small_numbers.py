"""A table of people per wijk or group tells nothing about anyone in a small one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpora.small_numbers import suppress_table

COLUMNS = ("veilig", "jeugd", "geen")


def table(**rows: tuple[int, ...]) -> dict[str, dict[str, int]]:
    return {row: dict(zip(COLUMNS, cells, strict=True)) for row, cells in rows.items()}


def shown(people: dict[str, int], *, unseen: int = 0, **rows: tuple[int, ...]) -> dict[str, list[int | None]]:
    found = suppress_table(table(**rows), people, unseen=unseen)
    return {row: list(cells.values()) for row, cells in found.items()}


def test_zeros_of_a_row_of_few_people_are_kept_back_with_it() -> None:
    # the third person is in the totals but in no row, so that these say nothing about the two apart
    assert shown({"oud": 2, "nieuw": 9}, unseen=1, oud=(2, 0, 0), nieuw=(5, 0, 4))["oud"] == [None, None, None]


def test_a_row_that_the_totals_would_give_away_takes_the_next_smallest_with_it() -> None:
    rows = {"oud": (1, 0, 0), "midden": (4, 4, 0), "nieuw": (9, 9, 9)}
    found = shown({"oud": 1, "midden": 4, "nieuw": 9}, **rows)
    assert found == {"oud": [None] * 3, "midden": [None] * 3, "nieuw": [9, 9, 9]}


def test_rows_of_enough_people_keep_their_zeros() -> None:
    assert shown({"oud": 3, "nieuw": 9}, oud=(3, 0, 0), nieuw=(5, 0, 4)) == {"oud": [3, 0, 0], "nieuw": [5, 0, 4]}


def test_what_the_rows_kept_back_say_together_is_no_small_number_either() -> None:
    rows = {"a": (1, 0, 0), "b": (0, 2, 0), "c": (7, 7, 7), "d": (9, 8, 8)}
    found = shown({"a": 1, "b": 2, "c": 7, "d": 9}, **rows)
    # 1 of them in the first column and 2 in the second: the total minus the rest would tell
    assert (found["c"], found["d"]) == ([None, None, 7], [9, 8, 8])


@given(st.dictionaries(st.sampled_from("abcdef"), st.tuples(*[st.integers(0, 6)] * 3), min_size=1), st.data())
def test_no_row_or_cell_of_few_people_is_shown(rows: dict[str, tuple[int, ...]], data: st.DataObject) -> None:
    people = {row: data.draw(st.integers(max(1, *cells), sum(cells) + 1)) for row, cells in rows.items()}
    found = shown(people, **rows)
    assert all(found[row] == [None] * 3 for row in rows if people[row] < 3)
    assert not {1, 2} & {cell for cells in found.values() for cell in cells}
    back = [row for row, cells in found.items() if cells == [None] * 3]
    few = any(people[row] < 3 for row in rows)
    assert not few or len(back) == len(rows) or sum(people[row] for row in back) >= 3
