"""What a document that is to be taken in has in common with what is known, and where it says otherwise."""
