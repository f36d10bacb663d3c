# gradiente: lenet · es
"""LeNet para señales de tráfico, con torch: construir la red, dar un paso, evaluarla, entrenarla.

Clase: caso de estudio, «Definir arquitectura» (la tabla de capas de la LeNet), «Entrenamiento» y «Test». Las
imágenes son tensores float32 de forma (N, 3, 32, 32): torch pone los canales delante de la altura y la anchura. Las
etiquetas son tensores int64 de forma (N,). Ninguna función cambia los tensores que recibe; un modelo que se
entrena sí se modifica.
"""

import torch
from torch import nn


def build_lenet(n_classes=43, batch_norm=False):
    """Construye la red de la tabla de la clase, con pesos nuevos al azar.

    Convolución 5x5 con 6 filtros, max-pooling 2x2, ReLU; convolución 5x5 con 16 filtros, max-pooling 2x2, ReLU;
    aplanar a 400; densa de 120, ReLU; densa de `n_classes`. Las convoluciones son «valid» (sin relleno) y todas las
    capas tienen su sesgo.

    Parameters
    ----------
    n_classes : int
        Cuántas clases hay.
    batch_norm : bool
        Si es True, hay una normalización por lotes tras cada convolución y tras la capa densa oculta, antes de la
        ReLU. Los sesgos se quedan.

    Returns
    -------
    torch.nn.Module
        Lleva imágenes de forma (N, 3, 32, 32) a logits de forma (N, n_classes). La softmax de la tabla de la clase no
        forma parte de él: de ella se ocupa la entropía cruzada.

    Notes
    -----
    El max-pooling y la ReLU pueden ir en cualquier orden, y cada uno puede ser un módulo o una función; los nombres de
    las capas son cosa tuya. El modelo se juzga por sus parámetros y por su salida.

    Examples
    --------
    456 + 2416 + 48120 + 5203 parámetros, y 2 (6 + 16 + 120) = 284 más con la normalización:

    >>> sum(p.numel() for p in build_lenet().parameters())
    56195
    >>> sum(p.numel() for p in build_lenet(batch_norm=True).parameters())
    56479
    >>> build_lenet(n_classes=7)(torch.zeros(2, 3, 32, 32)).shape
    torch.Size([2, 7])
    """
    raise NotImplementedError("escribe build_lenet")


def train_step(model, images, labels, learning_rate):
    """Da un solo paso de descenso por gradiente con la entropía cruzada media de un lote.

    Cada parámetro se mueve menos `learning_rate` por su gradiente, sin momento ni nada más. Los gradientes que los
    parámetros guarden de antes no cuentan. El modelo sigue en el modo en que está: `model.train()` o `model.eval()` lo
    decide quien llama.

    Parameters
    ----------
    model : torch.nn.Module
        Da logits de forma (N, K). Se modifica el propio modelo.
    images : torch.Tensor of float32, forma (N, 3, 32, 32)
        El lote.
    labels : torch.Tensor of int64, forma (N,)
        La clase de cada imagen, en 0..K-1.
    learning_rate : float
        El factor que multiplica al gradiente.

    Returns
    -------
    float
        La pérdida antes del paso: un número, no un tensor que siga unido a su grafo.

    Examples
    --------
    Con todos los pesos a 0 todas las clases son igual de probables, así que la pérdida es log 4 = 1.3863. El gradiente
    de los sesgos es 0.25 - 1 en la clase de la imagen y 0.25 en las demás:

    >>> model = nn.Sequential(nn.Flatten(), nn.Linear(3 * 32 * 32, 4))
    >>> for p in model.parameters():
    ...     _ = nn.init.zeros_(p)
    >>> round(train_step(model, torch.ones(1, 3, 32, 32), torch.tensor([2]), learning_rate=1.0), 4)
    1.3863
    >>> model[1].bias.tolist()
    [-0.25, -0.25, 0.75, -0.25]
    """
    raise NotImplementedError("escribe train_step")


def evaluate(model, images, labels, batch_size=256):
    """Mide la pérdida y la exactitud de un modelo, en modo de evaluación y sin gradientes.

    Después todo está como estaba: los parámetros, los gradientes, las estadísticas acumuladas, y el modo del modelo y
    de cada módulo que contiene (puede que unos estuvieran en modo de entrenamiento y otros no).

    Parameters
    ----------
    model : torch.nn.Module
        Da logits de forma (N, K).
    images : torch.Tensor of float32, forma (N, 3, 32, 32)
        Las imágenes, N al menos 1.
    labels : torch.Tensor of int64, forma (N,)
        La clase de cada imagen.
    batch_size : int
        Cuántas imágenes pasan por el modelo a la vez, para que quepan en la memoria; el último lote puede ser más
        pequeño. Los resultados no dependen de ello.

    Returns
    -------
    loss : float
        La entropía cruzada media de las N imágenes.
    accuracy : float
        La proporción de imágenes cuyo mayor logit es el de su clase, entre 0 y 1.

    Examples
    --------
    Un modelo que da siempre los logits 0 y log 3 confía en la clase 1 con 3/4. Las tres imágenes de la clase 1 cuestan
    -log 0.75 = 0.2877 cada una y la de la clase 0 cuesta -log 0.25 = 1.3863; acierta tres de cuatro:

    >>> model = nn.Sequential(nn.Flatten(), nn.Linear(3 * 32 * 32, 2))
    >>> weight, bias = nn.init.zeros_(model[1].weight), nn.init.zeros_(model[1].bias)
    >>> bias.data[1] = torch.log(torch.tensor(3.0))
    >>> loss, accuracy = evaluate(model, torch.ones(4, 3, 32, 32), torch.tensor([1, 1, 1, 0]), batch_size=3)
    >>> round(loss, 4), accuracy
    (0.5623, 0.75)
    """
    raise NotImplementedError("escribe evaluate")


def fit(
    model,
    train_images,
    train_labels,
    validation_images,
    validation_labels,
    epochs,
    batch_size,
    learning_rate,
    seed,
):
    """Entrena un modelo y guarda sus curvas.

    En cada época todas las imágenes de entrenamiento pasan una vez por el modelo, en modo de entrenamiento, en lotes y
    en un orden aleatorio nuevo; tras cada lote los parámetros dan un paso con la entropía cruzada media. El optimizador
    lo eliges tú.

    Parameters
    ----------
    model : torch.nn.Module
        Da logits de forma (N, K). Se modifica el propio modelo.
    train_images, validation_images : torch.Tensor of float32, forma (N, 3, 32, 32)
        Imágenes para entrenar, y otras para medir.
    train_labels, validation_labels : torch.Tensor of int64, forma (N,)
        Sus clases.
    epochs : int
        Cuántas veces se recorren las imágenes de entrenamiento, al menos 1.
    batch_size : int
        Cuántas imágenes toma un paso; el último lote de una época puede ser más pequeño, y cuenta.
    learning_rate : float
        Es adecuada para el descenso estocástico con momento 0.9. Un optimizador que adapta sus pasos, como Adam, puede
        multiplicarla por un factor propio.
    seed : int
        La semilla del orden aleatorio. La misma semilla y un modelo con los mismos pesos dan el mismo resultado.

    Returns
    -------
    dict of str to list of float
        `"train_loss"`, `"train_accuracy"`, `"validation_loss"` y `"validation_accuracy"`, con un número por época cada
        una: la entropía cruzada media y la proporción de aciertos. La curva de entrenamiento se puede reunir durante la
        época o medir después; la de validación se mide tras la época, en modo de evaluación.

    Examples
    --------
    Dos clases, imágenes más oscuras y más claras que la media, se distinguen pronto:

    >>> images = torch.stack([torch.full((3, 32, 32), i / 3) for i in (-3, -2, -1, 1, 2, 3)])
    >>> labels = torch.tensor([0, 0, 0, 1, 1, 1])
    >>> model = nn.Sequential(nn.MaxPool2d(16), nn.Flatten(), nn.Linear(12, 2))
    >>> history = fit(model, images, labels, images, labels, 40, batch_size=3, learning_rate=0.1, seed=0)
    >>> len(history["train_loss"]), history["validation_accuracy"][-1]
    (40, 1.0)
    """
    raise NotImplementedError("escribe fit")
