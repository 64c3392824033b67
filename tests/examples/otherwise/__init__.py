"""A second fictional cluster, as unlike the demo as may be: another trade, other columns, files and time zone.

Every organisation, person and address is invented.
"""
