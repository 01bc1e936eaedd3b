"""Files, folders and feeds in, `Article` records out."""
