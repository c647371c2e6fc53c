"""The Dutch pipeline: loading it, and rebuilding it from treebanks."""

from nlp.language.load import load_dutch

__all__ = ["load_dutch"]
