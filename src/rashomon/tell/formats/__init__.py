"""Rows of the ledger in, files that other tools open out; see `catalogue`, and docs/formats.md."""
