# A thread that never rests, left in the background.
# mark: 10
# after the model answer
import threading
import time


def spin():
    while True:
        time.sleep(0)


threading.Thread(target=spin, daemon=True).start()
