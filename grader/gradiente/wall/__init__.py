"""The judge's side of the wall: start a zygote, fork workers, talk to them, and tell how well it isolates."""
