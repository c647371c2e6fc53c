"""The studio for word clouds: choose, look, hide words with a reason, download."""
