# gradiente: evaluation · es
import numpy as np


def accuracy(y_true, y_pred):
    aciertos = 0
    for i in range(len(y_true)):
        if y_true[i] == y_pred[i]:
            aciertos += 1
    return aciertos / len(y_true)


def confusion_matrix(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(len(y_true)):
        M[y_true[i], y_pred[i]] += 1
    return M


def per_class_accuracy(y_true, y_pred, n_classes):
    resultado = np.zeros(n_classes)
    for k in range(n_classes):
        total = 0
        bien = 0
        for i in range(len(y_true)):
            if y_true[i] == k:
                total += 1
                if y_pred[i] == k:
                    bien += 1
        if total == 0:
            resultado[k] = np.nan
        else:
            resultado[k] = bien / total
    return resultado


def smooth(curve, window):
    resultado = np.zeros(len(curve))
    for t in range(len(curve)):
        suma = 0
        cuantos = 0
        for s in range(t, t - window, -1):
            if s < 0:
                break
            suma += float(curve[s])
            cuantos += 1
        resultado[t] = suma / cuantos
    return resultado


def best_epoch(validation_losses, patience):
    mejor = float("inf")
    epoca_mejor = 0
    espera = 0
    for epoca in range(len(validation_losses)):
        if validation_losses[epoca] < mejor:
            mejor = validation_losses[epoca]
            epoca_mejor = epoca
            espera = 0
        else:
            espera += 1
            if espera == patience:
                break
    return epoca_mejor


def diagnose(train_accuracy, validation_accuracy, target, tolerance):
    train = train_accuracy[len(train_accuracy) - 1]
    val = validation_accuracy[len(validation_accuracy) - 1]
    if train < target - tolerance:
        return "underfitting"
    elif train - val > tolerance:
        return "overfitting"
    else:
        return "good fit"


def bias_variance(predictions, truth):
    M, N = predictions.shape
    sesgo = 0.0
    varianza = 0.0
    for n in range(N):
        media = 0.0
        for m in range(M):
            media += float(predictions[m, n])
        media /= M
        sesgo += (media - float(truth[n])) ** 2
        for m in range(M):
            varianza += (float(predictions[m, n]) - media) ** 2 / M
    return sesgo / N, varianza / N
