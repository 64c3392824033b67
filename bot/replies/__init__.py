"""Outcomes become messages here. Pure: nothing is read, sent or remembered."""
