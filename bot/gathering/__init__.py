"""Knowledge that is gathered from selected channels."""
