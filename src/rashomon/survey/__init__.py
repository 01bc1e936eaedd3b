"""The whole case in; copies, origins, propositions, versions, predictions, the network out."""
