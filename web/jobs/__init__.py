"""Work that takes longer than a page: its state is kept here, others carry it out."""
