# Keeps the judge's function and calls it from another call, and from another thread.
# mark: at most 8
# says: one of failed, crashed, not run, timed out
# after the model answer
import threading

KEPT = []


def slope(f, p):
    KEPT.append(f)
    for kept in KEPT:
        threading.Thread(target=kept, args=(p,)).start()
    return KEPT[0](p)
