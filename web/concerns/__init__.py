"""The board with concerns: people name, merge, split, move, lock and discard what the machine found."""
