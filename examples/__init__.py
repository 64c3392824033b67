"""The demo cluster and the script that writes it."""
