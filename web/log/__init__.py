"""The log: who did what when, never with words of residents."""
