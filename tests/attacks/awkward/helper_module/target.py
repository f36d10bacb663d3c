# A module of its own beside the submission.
# mark: 10
# after the model answer
import my_helper

honest_scale = my_helper.same(scale)
scale = honest_scale
