# Lone surrogates, direction marks, NUL bytes and characters that combine without end, in everything it says.
# mark: 0
# says: failed, refused value
EVIL = "\ud800\udfff\u202e\x00\ufeff\u0000" + "e" + "\u0301" * 5000
print(EVIL)


def scale(x, factor): raise ValueError(EVIL)
def normalise(v): raise type("N" + "\u202e" + "x", (Exception,), {})(EVIL)
def running(values): return [EVIL] * len(values)
def slope(f, p): return "\u202e\x00" * 100
def jitter(v, rng): return {"\u202e": "\x00"}
