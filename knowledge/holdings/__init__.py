"""What coordinators keep of the cluster's knowledge: what they added, who looks after it, and until when it holds."""
