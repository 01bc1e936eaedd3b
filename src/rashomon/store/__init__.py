"""Documents in, one SQLite case out; the only package that opens the database."""
