"""Reviewing together: a sample that several people code blindly, their agreement, and many statements at once."""
