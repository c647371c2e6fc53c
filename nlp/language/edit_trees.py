"""Leave out of a trained lemmatiser what it can never use.

While it learns, spaCy's `EditTreeLemmatizer` keeps a tree for every way in which a form became its lemma; a label is made only of
those seen often enough. The rest, some forty times as many, only made loading slow.
"""

from __future__ import annotations

from typing import Any

_NO_TREE = 2**32 - 1
_BRANCHES = ("prefix_tree", "suffix_tree")


def keep_used_trees(lemmatizer: Any) -> None:
    """Keep the trees that its labels refer to, and those within them; every lemma stays as it was.

    Args:
        lemmatizer: a `spacy.pipeline.EditTreeLemmatizer` that has learned.
    """
    import srsly  # type: ignore[import-untyped]

    trees = srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]
    labels = lemmatizer.cfg["labels"]
    used, waiting = set(), set(labels)
    while waiting:
        used |= waiting
        waiting = {branch for place in waiting for branch in _branches(trees[place])} - used
    numbers = {old: new for new, old in enumerate(sorted(used))}
    kept = [
        tree | {name: numbers[tree[name]] for name in _BRANCHES if _is_tree(tree, name)}
        for tree in (trees[old] for old in numbers)
    ]
    lemmatizer.trees = type(lemmatizer.trees)(lemmatizer.vocab.strings).from_bytes(srsly.msgpack_dumps({"trees": kept}))
    lemmatizer.cfg["labels"] = [numbers[label] for label in labels]
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}


def _branches(tree: dict[str, int]) -> list[int]:
    return [tree[name] for name in _BRANCHES if _is_tree(tree, name)]


def _is_tree(tree: dict[str, int], name: str) -> bool:
    return tree.get(name, _NO_TREE) != _NO_TREE
