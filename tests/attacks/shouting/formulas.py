# A name that a spreadsheet would take for a formula.
# mark: 0
# says: failed
# student: =HYPERLINK("evil.example";"10")
def scale(*arguments): return "=1+1"
normalise = running = slope = jitter = scale
