"""What a question asks of rows: dates, kinds, places, names. Deterministic, in Norwegian and English."""
