"""The dossier: a case in a browser, on this machine. Pages show what `tell` gives and infer nothing."""
