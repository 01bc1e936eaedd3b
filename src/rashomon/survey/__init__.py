"""Across the articles of a case: copies, origins, propositions, versions, predictions, the network."""
