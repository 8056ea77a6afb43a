"""One kind of document: which sections, from which facts; draft it, check it."""
