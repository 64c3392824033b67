"""Data folders as older versions of the program wrote them, and how to keep the next one."""
