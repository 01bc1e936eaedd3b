"""Rebuilds the weights that Rashomon ships; needs torch and the data sets, never run by tests."""
