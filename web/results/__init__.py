"""What a run found, what people think of it, and the files it made."""
