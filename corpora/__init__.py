"""What goes in: records, readers, layout, codebooks, gazetteers, word lists and the sample corpus.

1. `corpora.readers` turns a file into a `Document`: blocks and tables as they stand.
2. `corpora.layout` turns a document into conversations: turns with a speaker, a role, a group, a wijk and a place.
3. `corpora.codebook`, `corpora.gazetteer` and `corpora.words` hold the knowledge that people may edit.

Nothing in this room loads a language model.
"""
