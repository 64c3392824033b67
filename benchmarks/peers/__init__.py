"""Other ways to find, each as its own guide teaches it; one file a peer."""
