"""What the names of things in the inbox begin with, but for messages, which Slack names."""

PRESSES = "press:"
# Who is new, and who joined some channel.
ARRIVALS, JOINED = "arrival:", "joined:"
# Who has been presented to the others.
PRESENTED = "presented:"
# Where somebody stopped an answer.
STOPS = "stop:"
NO_MESSAGES = (PRESSES, ARRIVALS, JOINED, PRESENTED, STOPS)
