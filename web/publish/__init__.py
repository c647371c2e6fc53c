"""What leaves the house: quotes that were approved, and publications that never change."""
