# gradiente: losses · es
import numpy as np

print("¡Hola! Esto es losses.py de Marta")
print("versión de numpy:", np.__version__)
for vuelta in range(500):
    print("calentando...", vuelta)


def mostrar(nombre, **valores):
    for clave, valor in valores.items():
        print(f"{nombre}: {clave} =", valor)


def revisar(a, b):
    print("revisar", a.shape, b.shape)
    if a.shape != b.shape:
        print("MAL")
        raise ValueError(f"no encajan {a.shape} y {b.shape}")
    if a.shape[0] == 0:
        raise ValueError("vacío")


def mean_squared_error(y_pred, y_true):
    revisar(y_pred, y_true)
    e = y_pred - y_true
    mostrar("mse", e=e, e2=e * e)
    return (e * e).sum() / len(e)


def mean_squared_error_gradient(y_pred, y_true):
    revisar(y_pred, y_true)
    g = 2.0 * (y_pred - y_true) / len(y_pred)
    mostrar("mse_grad", g=g)
    return g


def binary_cross_entropy(y_pred, y_true):
    revisar(y_pred, y_true)
    p = np.minimum(np.maximum(y_pred.astype("float64"), 1e-12), 1 - 1e-12)
    mostrar("bce", p=p, uno_menos_p=1 - p)
    l1 = np.where(y_true == 0, 0.0, y_true * np.log(p))
    l2 = np.where(y_true == 1, 0.0, (1 - y_true) * np.log(1 - p))
    print("l1", l1, "l2", l2)
    return -(l1 + l2).mean()


def binary_cross_entropy_gradient(y_pred, y_true):
    revisar(y_pred, y_true)
    p = np.minimum(np.maximum(y_pred.astype("float64"), 1e-12), 1 - 1e-12)
    g = (1 - y_true) / (1 - p) - y_true / p
    print("sin dividir:", g)
    return g / p.shape[0]


def softmax(logits):
    print("softmax " * 300)
    if logits.size == 0:
        raise ValueError("vacío")
    m = logits.max(axis=-1, keepdims=True)
    e = np.exp(logits - m)
    mostrar("softmax", m=m, e=e)
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(y_pred, y_true):
    revisar(y_pred, y_true)
    total = 0
    for i in range(len(y_pred)):
        fila = -(y_true[i] * np.log(np.maximum(y_pred[i], 1e-12))).sum()
        print("muestra", i, "coste", fila)
        total = total + fila
    return total / len(y_pred)


def cross_entropy_from_logits(logits, labels):
    revisar(logits[:, :1].sum(axis=1), labels)
    if (labels < 0).any() or (labels > logits.shape[1] - 1).any():
        print("etiqueta rara", labels)
        raise ValueError("etiqueta rara")
    m = logits.max(axis=1)
    mostrar("ce_logits", m=m)
    lse = m + np.log(np.exp(logits - m[:, None]).sum(axis=1))
    return np.mean([lse[i] - logits[i, labels[i]] for i in range(len(labels))])


def softmax_cross_entropy_gradient(logits, labels):
    cross_entropy_from_logits(logits, labels)  # comprueba lo mismo
    g = softmax(logits)
    for i, c in enumerate(labels):
        print("resto 1 en", i, c)
        g[i, c] = g[i, c] - 1
    return g / len(labels)
