# A notebook saved under the name of the exercise.
# mark: 0
# says: not run
# load: syntax-error
{"cells": [], "nbformat": 4}
%matplotlib inline
