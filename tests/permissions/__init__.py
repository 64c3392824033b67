"""Who may see what, with wild clusters, rooms, questions and histories, against a rule written anew in a few lines."""
