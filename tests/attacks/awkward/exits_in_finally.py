# Threads that it waits for, a pool of them, locks, and a context variable.
# mark: 10
# after the model answer
import concurrent.futures

honest_normalise = normalise


def normalise(v):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return pool.submit(honest_normalise, v).result()
