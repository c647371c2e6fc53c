"""What comes in: rounds of conversations and the files of each."""
