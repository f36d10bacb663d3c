"""`gradiente export` (placeholder until the next commit)."""
