"""The pictures of the guide for coordinators, drawn from the real replies."""
