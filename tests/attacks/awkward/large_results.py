# A large table that it keeps, well within its memory.
# mark: 10
# after the model answer
TABLE = np.zeros((1000, 1000))
WORDS = {number: str(number) for number in range(100_000)}
