"""Files and feeds in, knowledge out."""
