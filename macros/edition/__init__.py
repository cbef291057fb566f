"""The handbook as a book: what its pages say, freed from the site, for paper and for e-readers."""
