"""Members and people of the cluster, put together from the rows that an asker may see."""
