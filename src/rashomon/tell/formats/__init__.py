"""Rows of the ledger in, files that other tools open out; `catalogue` lists them, docs/formats.md has more."""
