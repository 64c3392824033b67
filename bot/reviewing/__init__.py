"""What somebody has to look at again is brought to them in Slack, and what they press is done."""
