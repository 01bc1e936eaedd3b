"""What is said to have happened, and who is for and against whom."""
