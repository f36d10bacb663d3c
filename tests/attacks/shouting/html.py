# HTML and script in output, exceptions, class names and file names.
# mark: 0
# says: failed
# student: <img src=x onerror=alert("evil-script")>
EVIL = "<script>alert('evil-script')</script><img src=x onerror=alert('evil-script')></pre></details><h1>10</h1>"
print(EVIL)


def scale(*arguments): raise ValueError(EVIL)
def normalise(v): raise type(EVIL, (Exception,), {})(EVIL)
def running(values): return EVIL
def slope(f, p): return {EVIL: EVIL}
def jitter(v, rng): return type(EVIL, (), {})()
