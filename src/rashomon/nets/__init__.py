"""The one place that runs the net: text in, what the net reads in it out."""
