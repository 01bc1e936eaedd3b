"""Document in, events and stances out: what is said to have happened, and who is for and against whom."""
