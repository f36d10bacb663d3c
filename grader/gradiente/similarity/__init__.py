"""Work that is more alike than chance explains: winnowed fingerprints, weighed by the class, and what to look at."""
