# gradiente: regularization · en
import numpy as np


def l2_penalty(weights, strength):
    total = 0.0
    for array in weights:
        for number in array.flat:
            total += float(number) ** 2
    return strength / 2 * total


def l2_gradient(weights, strength):
    gradients = []
    for array in weights:
        gradient = np.zeros(array.shape)
        for index in np.ndindex(array.shape):
            gradient[index] = strength * array[index]
        gradients.append(gradient)
    return gradients


def errors_of(x, y, w, b):
    errors = []
    for i in range(len(y)):
        prediction = float(b)
        for d in range(len(w)):
            prediction += float(x[i][d]) * float(w[d])
        errors.append(prediction - float(y[i]))
    return errors


def ridge_loss(x, y, w, b, strength):
    total = 0.0
    for error in errors_of(x, y, w, b):
        total += error * error
    return total / len(y) + l2_penalty([w], strength)


def ridge_gradient(x, y, w, b, strength):
    n = len(y)
    errors = errors_of(x, y, w, b)
    dw = []
    for d in range(len(w)):
        derivative = strength * float(w[d])
        for i in range(n):
            derivative += 2 / n * errors[i] * float(x[i, d])
        dw.append(derivative)
    db = 0.0
    for error in errors:
        db += 2 / n * error
    return np.array(dw), db


def weight_decay_step(w, gradient, learning_rate, strength):
    result = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        result[index] = (1 - learning_rate * strength) * w[index] - learning_rate * gradient[index]
    return result
