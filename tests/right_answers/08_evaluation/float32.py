# gradiente: evaluation · en
import numpy as np

f32 = np.float32


def accuracy(y_true, y_pred):
    hits = (y_true == y_pred).astype(f32)
    return hits.mean(dtype=f32)


def confusion_matrix(y_true, y_pred, n_classes):
    # one-hot rows: true^T @ predicted counts the pairs
    classes = np.arange(n_classes)
    true = (y_true[:, None] == classes).astype(f32)
    predicted = (y_pred[:, None] == classes).astype(f32)
    return true.T @ predicted


def per_class_accuracy(y_true, y_pred, n_classes):
    result = np.full(n_classes, np.nan, dtype=f32)
    for k in np.unique(y_true):
        result[k] = np.mean(y_pred[y_true == k] == k, dtype=f32)
    return result


def smooth(curve, window):
    sums = np.cumsum(curve, dtype=f32)
    sums[window:] -= sums[:-window].copy()
    return sums / np.minimum(np.arange(1, curve.size + 1, dtype=f32), f32(window))


def best_epoch(validation_losses, patience):
    best = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < validation_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return best
    return best


def diagnose(train_accuracy, validation_accuracy, target, tolerance):
    train = train_accuracy[-1]
    if train < target - tolerance:
        return "underfitting"
    return "overfitting" if train - validation_accuracy[-1] > tolerance else "good fit"


def bias_variance(predictions, truth):
    predictions, truth = predictions.astype(f32), truth.astype(f32)
    mean = predictions.mean(axis=0)
    return f32(((mean - truth) ** 2).mean()), f32(((predictions - mean) ** 2).mean())
