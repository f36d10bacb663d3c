# Form feeds, vertical tabs and a Control-Z at the end, as DOS left it.
# mark: 10
# after the model answer

X = 1

