"""How fast the handbook is built, against the stock generator: `make bench`."""
