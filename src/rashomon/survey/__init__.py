"""The whole case in, copies, origins, propositions, versions, predictions and the network out."""
