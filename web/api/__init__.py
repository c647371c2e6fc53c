"""The portal for other programs: the same things under the same rules as on the pages."""
