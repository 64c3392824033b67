"""How well the cluster's knowledge is found and answered, measured with a coordinator's own questions."""
