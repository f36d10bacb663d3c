"""The truth behind the course: how convolutional networks are trained, in textbook form.

One module a topic of the lecture. `cnn_reference.misconceptions` holds, beside each topic, the wrong answers
that have a name.
"""
