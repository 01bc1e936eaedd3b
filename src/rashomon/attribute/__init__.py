"""Document in, attributions out: who is reported to have said what."""
