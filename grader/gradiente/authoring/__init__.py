"""Making an exercise's files from its model answer."""
