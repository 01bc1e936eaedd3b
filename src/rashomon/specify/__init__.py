"""Document in, events and stances out: what is said to happen, how surely, and who is for whom."""
