# Escape sequences in output and exceptions: colours, cursor, title, clipboard, hyperlink.
# mark: 0
# says: failed, not run
EVIL = "\x1b[2J\x1b[31mPASSED\x1b[0m\x1b]0;evil\x07\x1b]52;c;ZXZpbA==\x07\x1b]8;;http://evil.example\x07link\x1b]8;;\x07"
print(EVIL)


def scale(*arguments): raise ValueError(EVIL)
normalise = running = slope = jitter = scale
