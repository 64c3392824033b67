"""What a cluster did in a year, in figures."""
