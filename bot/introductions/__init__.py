"""Introductions in Slack: both sides are asked, and what they press moves the records on."""
