"""What a student has at home: the kit, a workspace, public examples, hints and a file to hand in.

Everything here runs on Linux, macOS and Windows, and holds no hidden check, no reference and no solution. There is no
wall: a student's own code runs in a plain subprocess with time limits (`child`, driven by `examples`).
"""
