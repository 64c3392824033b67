"""A window like Slack's without a workspace: local-slack, an independent stand-in, with Klyngebot in it.

``make playground`` opens it for a person; ``make acceptance`` runs the bot against it.
"""
