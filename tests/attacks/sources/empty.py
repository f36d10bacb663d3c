# A file with nothing in it but this.
# mark: 0
# says: failed
