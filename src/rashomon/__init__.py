"""Rashomon: who claims what, on whose word, how surely, across many articles."""
