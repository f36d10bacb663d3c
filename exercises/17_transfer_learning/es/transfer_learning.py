# gradiente: transfer_learning · es
"""Aprendizaje por transferencia, con torch: congelar una parte de una red, darle una última capa nueva, entrenar lo que
queda.

Clase: caso de estudio, «Definir arquitectura», opción 2, «Utilizar un modelo pre-entrenado». Las imágenes son tensores
float32 de forma (N, 3, 32, 32), las etiquetas tensores int64 de forma (N,). Los modelos tienen dos partes,
`model.features` y `model.classifier`; `backbone`, más abajo, construye uno con el que probar tus funciones.
"""

from collections import OrderedDict

import torch
from torch import nn


def backbone(n_classes):
    """Construye una red convolucional pequeña con las partes `features` y `classifier`. Esta función te la damos hecha.

    Parameters
    ----------
    n_classes : int
        Cuántas clases hay.

    Returns
    -------
    torch.nn.Module
        Lleva imágenes de forma (N, 3, 32, 32) a logits de forma (N, n_classes).
    """
    features = nn.Sequential(
        nn.Conv2d(3, 8, 5),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.MaxPool2d(4),
        nn.Conv2d(8, 16, 3),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.Flatten(),
    )
    classifier = nn.Sequential(nn.Linear(400, 32), nn.ReLU(), nn.Linear(32, n_classes))
    return nn.Sequential(OrderedDict(features=features, classifier=classifier))


def freeze(module):
    """Hace que un módulo no se entrene más.

    Ninguno de sus parámetros pide ya gradiente. Sus normalizaciones por lotes (las de imágenes, `BatchNorm2d`, y las
    de vectores, `BatchNorm1d`) normalizan desde ahora con sus estadísticas acumuladas y no las cambian, ni siquiera el
    contador `num_batches_tracked`, tampoco si alguien llama después a `model.train()` en el modelo entero y lo ejecuta.

    Parameters
    ----------
    module : torch.nn.Module
        Un modelo entero, una parte como `model.features`, o una sola capa. Se modifica el propio módulo; lo que queda
        fuera de él, no.

    Examples
    --------
    >>> model = backbone(4)
    >>> freeze(model.features)
    >>> mean = model.features[1].running_mean.clone()
    >>> output = model.train()(torch.rand(5, 3, 32, 32))
    >>> torch.equal(model.features[1].running_mean, mean), model.features[0].weight.requires_grad
    (True, False)
    """
    raise NotImplementedError("escribe freeze")


def replace_classifier(model, n_classes):
    """Pone una capa nueva en el sitio de la última capa densa de `model.classifier`.

    La última `nn.Linear` que hay en `model.classifier`, que puede ser él mismo o estar dentro de él a cualquier
    profundidad, se sustituye por una `nn.Linear` nueva con las mismas entradas y `n_classes` salidas. Sus pesos son
    nuevos y al azar, y se entrena, también en un modelo congelado. Es nueva aunque la de antes ya tuviera `n_classes`
    salidas. Todo lo demás queda como estaba: los pesos, qué está congelado y qué no, las estadísticas y los modos.

    Parameters
    ----------
    model : torch.nn.Module
        Tiene una parte `classifier` con al menos una `nn.Linear`. Se modifica el propio modelo.
    n_classes : int
        Cuántas clases hay ahora.

    Returns
    -------
    torch.nn.Module
        El mismo modelo, no una copia.

    Examples
    --------
    >>> model = backbone(4)
    >>> replace_classifier(model, 7) is model
    True
    >>> model.classifier[0].out_features, model.classifier[2].out_features
    (32, 7)
    """
    raise NotImplementedError("escribe replace_classifier")


def trainable_parameters(model):
    """Cuenta los números de un modelo que el entrenamiento puede cambiar.

    Parameters
    ----------
    model : torch.nn.Module
        Algunos de sus parámetros, todos o ninguno pueden estar congelados (`requires_grad` es False).

    Returns
    -------
    int
        Cuántos números tienen en total los parámetros que no están congelados. Las estadísticas acumuladas no son
        parámetros.

    Examples
    --------
    1824 en las características y 400 * 32 + 32 + 32 * 4 + 4 = 12964 en el clasificador:

    >>> model = backbone(4)
    >>> trainable_parameters(model)
    14788
    >>> for parameter in model.features.parameters():
    ...     parameter.requires_grad = False
    >>> trainable_parameters(model)
    12964
    """
    raise NotImplementedError("escribe trainable_parameters")


def fine_tune(model, images, labels, epochs, learning_rate, seed):
    """Entrena lo que no está congelado de un modelo.

    Todo parámetro que no esté congelado se entrena, esté donde esté, con la entropía cruzada media, y los gradientes se
    olvidan de un paso al siguiente. Lo congelado queda como está hasta el último bit: los parámetros con
    `requires_grad` False, también si guardan un gradiente de antes, y las estadísticas de las normalizaciones que se
    congelaron con ellos. Lo que está congelado lo sigue estando. El optimizador y el tamaño de los lotes los eliges tú.

    Parameters
    ----------
    model : torch.nn.Module
        Da logits de forma (N, K). Algo de él no está congelado. Se modifica el propio modelo.
    images : torch.Tensor of float32, forma (N, 3, 32, 32)
        Las imágenes de entrenamiento. No se cambian, ni tampoco las etiquetas.
    labels : torch.Tensor of int64, forma (N,)
        La clase de cada imagen, en 0..K-1.
    epochs : int
        Cuántas veces se recorren las imágenes, al menos 1.
    learning_rate : float
        La tasa de aprendizaje de tu optimizador.
    seed : int
        La semilla del orden aleatorio, si lo hay. La misma semilla y un modelo con los mismos pesos dan el mismo
        resultado.

    Returns
    -------
    list of float
        Un número por época: la entropía cruzada media de las imágenes de entrenamiento durante esa época.

    Examples
    --------
    Solo se entrena el clasificador, con imágenes más oscuras o más claras que la media:

    >>> classifier = nn.Sequential(nn.Flatten(), nn.Linear(12, 2))
    >>> model = nn.Sequential(OrderedDict(features=nn.MaxPool2d(16), classifier=classifier))
    >>> images = torch.stack([torch.full((3, 32, 32), i / 3) for i in (-3, -2, -1, 1, 2, 3)])
    >>> losses = fine_tune(model, images, torch.tensor([0, 0, 0, 1, 1, 1]), epochs=30, learning_rate=0.1, seed=0)
    >>> len(losses), losses[-1] < losses[0]
    (30, True)
    """
    raise NotImplementedError("escribe fine_tune")
