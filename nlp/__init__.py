"""What is found: the Dutch pipeline, redaction, segmentation, themes, concerns, statistics and evaluation."""
