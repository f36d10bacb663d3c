# Template and format strings: what is said is never a template again.
# mark: 0
# says: failed, not run
EVIL = "{{ 7*191919 }}{% for x in y %}{0}{function}{seconds!r}%s%(x)s${x}`id` {evidence.__class__}"
print(EVIL)


def scale(*arguments): raise ValueError(EVIL)
def normalise(v): raise type(EVIL, (Exception,), {})(EVIL)
running = slope = jitter = scale
