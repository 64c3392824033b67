"""What coordinators do about the cluster's knowledge in Slack: documents, unanswered questions, curated answers."""
