"""When a task is tried again: a fault of disk or network, never a mistake in the work itself."""

from __future__ import annotations

from typing import Any

N_TRIES_MORE, FIRST_PAUSE_SECONDS = 3, 2


def is_outside_fault(_task: Any, _run: Any, state: Any) -> bool:
    """Whether trying again can help."""
    try:
        state.result()
    except OSError:
        return True
    except Exception:
        return False
    return False


RETRIES: dict[str, Any] = {
    "retries": N_TRIES_MORE,
    "retry_delay_seconds": [FIRST_PAUSE_SECONDS * 2**n for n in range(N_TRIES_MORE)],
    "retry_condition_fn": is_outside_fault,
}
