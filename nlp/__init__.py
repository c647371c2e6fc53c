"""What is found: the Dutch pipeline, redaction, segmentation, themes, concerns, statistics and evaluation."""

from nlp.language import load_dutch

__all__ = ["load_dutch"]
