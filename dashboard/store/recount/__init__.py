"""Publishing counts anew only the months that a release can have changed, and takes the rest from the cube before."""
