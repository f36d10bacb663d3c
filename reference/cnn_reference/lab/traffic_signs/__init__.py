"""The case study: the German traffic signs, from the first look at the data to the last network."""
