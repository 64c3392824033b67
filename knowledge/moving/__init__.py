"""From a data folder to servers and back: everything is copied and compared, or nothing is left behind."""
