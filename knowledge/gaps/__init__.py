"""What members asked and did not get answered, gathered by meaning so that a coordinator answers it once."""
