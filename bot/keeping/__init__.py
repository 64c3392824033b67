"""Coordinators keep the cluster's knowledge from Slack: a file, a link or a thread is looked at, then added."""
