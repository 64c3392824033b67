"""What people want done. Use cases return outcomes and never post."""
