"""Ledger rows in, tables, briefs and exports out."""
