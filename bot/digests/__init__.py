"""Letters that come by themselves: each week to coordinators, and to members as often as they want them."""
