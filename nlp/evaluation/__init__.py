"""How good each stage is, measured against annotated data."""
