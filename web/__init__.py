"""Who decides: the portal."""
