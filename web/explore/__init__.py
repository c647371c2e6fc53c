"""Looking around in what was found: filters, words, numbers of people, a map. Every number opens its statements."""
