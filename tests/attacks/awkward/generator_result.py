# A generator where a list is asked for.
# mark: 10
# after the model answer
honest_running = running


def running(values):
    sums = honest_running(values)
    return (one for one in sums)
