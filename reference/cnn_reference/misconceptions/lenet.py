"""Wrong answers of the topic lenet that have a name.

The four functions are written once each, with a switch for every mistake; a misconception turns one of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from cnn_reference.misconceptions.misconception import Misconception, Text

ARCHITECTURE_LECTURE = Text(
    es="Caso de estudio, «Definir arquitectura»: la tabla de la red basada en LeNet",
    en="Case study, “Definir arquitectura”: the table of the network based on LeNet",
)
BATCH_NORM_LECTURE = Text(es="Batch normalization: LeNet_BN", en="Batch normalization: LeNet_BN")
TRAINING_LECTURE = Text(es="Caso de estudio, «Entrenamiento»", en="Case study, “Entrenamiento”")
BATCHES_LECTURE = Text(
    es="Conceptos básicos, «Lotes» y «Evaluación»: lote, iteración y época",
    en="Basic concepts, “Lotes” and “Evaluación”: batch, iteration and epoch",
)
CURVES_LECTURE = Text(
    es="Conceptos básicos, «Evaluación»: curvas de pérdidas y de rendimiento",
    en="Basic concepts, “Evaluación”: curves of loss and accuracy",
)

Loss = Callable[[Tensor, Tensor], Tensor]


def _after_a_softmax(logits: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(functional.softmax(logits, dim=1), labels)


def _of_integer_one_hot(logits: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(logits, functional.one_hot(labels, logits.shape[1]))


def _summed(logits: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(logits, labels, reduction="sum")


# -- build_lenet --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Build:
    padding: int = 0
    relu_in_convolutions: bool = True
    relu_in_dense: bool = True
    outputs: int | None = None
    hidden: tuple[int, ...] = (120,)
    last: Callable[[], list[nn.Module]] = list
    norm_after_relu: bool = False
    norm_in_dense: bool = True
    bias_beside_norm: bool = True

    def __call__(self, n_classes: int = 43, batch_norm: bool = False) -> nn.Module:
        bias = self.bias_beside_norm or not batch_norm
        layers: list[nn.Module] = []
        channels = 3
        for filters in (6, 16):
            layers += [nn.Conv2d(channels, filters, 5, padding=self.padding, bias=bias)]
            norm: list[nn.Module] = [nn.BatchNorm2d(filters)] if batch_norm else []
            layers += self._activated(norm, self.relu_in_convolutions)
            layers += [nn.MaxPool2d(2)]
            channels = filters
        units = 16 * (8 if self.padding else 5) ** 2
        layers += [nn.Flatten()]
        for width in self.hidden:
            norm = [nn.BatchNorm1d(width)] if batch_norm and self.norm_in_dense else []
            layers += [nn.Linear(units, width, bias=bias), *self._activated(norm, self.relu_in_dense)]
            units = width
        return nn.Sequential(*layers, nn.Linear(units, self.outputs or n_classes), *self.last())

    def _activated(self, norm: list[nn.Module], relu: bool) -> list[nn.Module]:
        activation: list[nn.Module] = [nn.ReLU()] if relu else []
        return [*activation, *norm] if self.norm_after_relu else [*norm, *activation]


# -- train_step ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Step:
    loss: Loss = functional.cross_entropy
    optimizer: Any = torch.optim.SGD
    zeroes: bool = True
    sets_mode: bool = False
    loss_after: bool = False
    as_tensor: bool = False

    def __call__(self, model: nn.Module, images: Tensor, labels: Tensor, learning_rate: float) -> Any:
        optimizer = self.optimizer(model.parameters(), lr=learning_rate)
        if self.sets_mode:
            model.train()
        if self.zeroes:
            optimizer.zero_grad()
        loss = self.loss(model(images), labels)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        if self.loss_after:
            loss = self.loss(model(images), labels)
        return loss if self.as_tensor else loss.item()


# -- evaluate -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Evaluate:
    loss: Loss = functional.cross_entropy
    training: bool = False
    restores: str = "each"
    graph: bool = False
    means_of_losses: bool = False
    means_of_hits: bool = False
    sums: bool = False
    counts: bool = False

    def __call__(self, model: nn.Module, images: Tensor, labels: Tensor, batch_size: int = 256) -> tuple[Any, Any]:
        modes = [(module, module.training) for module in model.modules()]
        if not self.training:
            model.eval()
        n = len(images)
        loss, hits = torch.tensor(0.0), 0.0
        batches = [slice(start, start + batch_size) for start in range(0, n, batch_size)]
        with torch.set_grad_enabled(self.graph):
            for batch in batches:
                logits = model(images[batch])
                of_batches, of_samples = 1 / len(batches), len(logits) / n
                share = of_batches if self.means_of_losses else of_samples
                loss = loss + self.loss(logits, labels[batch]) * (len(logits) if self.sums else share)
                share = of_batches if self.means_of_hits else of_samples
                hits += float((logits.argmax(1) == labels[batch]).float().mean()) * share
        self._restore(model, modes)
        return (loss if self.graph else loss.item()), (hits * n if self.counts else hits)

    def _restore(self, model: nn.Module, modes: list[tuple[nn.Module, bool]]) -> None:
        if self.restores == "each":
            for module, training in modes:
                module.training = training
        elif self.restores == "whole":
            model.train(modes[0][1])
        elif self.restores == "training":
            model.train()


# -- fit ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Fit:
    loss: Loss = functional.cross_entropy
    evaluate: _Evaluate = _Evaluate()
    zeroes: bool = True
    seeded: bool = True
    order: str = "new"
    drops_last: bool = False
    trains_first_epoch_alone: bool = False
    entry_per_iteration: bool = False

    def __call__(
        self,
        model: nn.Module,
        train_images: Tensor,
        train_labels: Tensor,
        validation_images: Tensor,
        validation_labels: Tensor,
        epochs: int,
        batch_size: int,
        learning_rate: float,
        seed: int,
    ) -> dict[str, list[Any]]:
        generator = torch.Generator().manual_seed(seed) if self.seeded else None
        optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9)
        curves = {"train": (train_images, train_labels), "validation": (validation_images, validation_labels)}
        history: dict[str, list[Any]] = {f"{name}_{what}": [] for name in curves for what in ("loss", "accuracy")}

        def measure() -> None:
            for name, data in curves.items():
                loss, accuracy = self.evaluate(model, *data)
                history[f"{name}_loss"].append(loss)
                history[f"{name}_accuracy"].append(accuracy)

        n = len(train_images)
        order = torch.arange(n) if self.order == "given" else torch.randperm(n, generator=generator)
        for epoch in range(epochs):
            if epoch == 0 or not self.trains_first_epoch_alone:
                model.train()
            for start in range(0, n - batch_size + 1 if self.drops_last else n, batch_size):
                batch = order[start : start + batch_size]
                if self.zeroes:
                    optimizer.zero_grad()
                loss = self.loss(model(train_images[batch]), train_labels[batch])
                loss.backward()  # type: ignore[no-untyped-call]
                optimizer.step()
                if self.entry_per_iteration:
                    measure()
            if not self.entry_per_iteration:
                measure()
            if self.order == "new":
                order = torch.randperm(n, generator=generator)
        return history


MISCONCEPTIONS = (
    Misconception(
        id="lenet/softmax-before-the-loss",
        name=Text(
            es="puesto una softmax delante de la entropía cruzada",
            en="put a softmax before the cross-entropy",
        ),
        explanation=Text(
            es="Parece que la red, o tu cálculo de la pérdida, pasa por una softmax antes de la entropía cruzada. La "
            "`cross_entropy` de torch espera logits: ya aplica ella la softmax, y así se aplica dos veces. La segunda "
            "recibe números entre 0 y 1, así que ni acertando del todo da la pérdida 0: con dos clases, la softmax de "
            "[1, 0] es [0.73, 0.27], y la pérdida no baja de 0.31; los gradientes son pequeños y la red aprende "
            "despacio. La tabla de la clase acaba en una softmax; en torch esa fila es parte de la pérdida. Mira la "
            "última capa del modelo y lo que le das a `cross_entropy`.",
            en="The network, or your computation of the loss, seems to go through a softmax before the cross-entropy. "
            "torch's `cross_entropy` expects logits: it applies the softmax itself, so here it is applied twice. The "
            "second one is given numbers between 0 and 1, so not even a perfect answer has loss 0: with two classes "
            "the softmax of [1, 0] is [0.73, 0.27], and the loss cannot fall below 0.31; gradients are small and the "
            "network learns slowly. The lecture's table ends in a softmax; in torch that row is part of the loss. Look "
            "at the last layer of the model and at what you hand to `cross_entropy`.",
        ),
        lecture=ARCHITECTURE_LECTURE,
        wrong={
            "build_lenet": _Build(last=lambda: [nn.Softmax(dim=1)]),
            "train_step": _Step(loss=_after_a_softmax),
            "evaluate": _Evaluate(loss=_after_a_softmax),
            "fit": _Fit(loss=_after_a_softmax, evaluate=_Evaluate(loss=_after_a_softmax)),
        },
    ),
    Misconception(
        id="lenet/log-softmax-inside",
        name=Text(
            es="acabado la red en una log-softmax en lugar de en los logits",
            en="ended the network in a log-softmax instead of the logits",
        ),
        explanation=Text(
            es="Parece que la última capa de tu red es una log-softmax. Va bien con `nll_loss`, y con `cross_entropy` "
            "no hace daño, porque la log-softmax de una log-softmax es ella misma. Pero aquí se piden los logits, la "
            "salida de la última capa densa: con logits [0, 0] tu red da [-0.69, -0.69]. Quita esa capa, y deja la "
            "softmax para la pérdida.",
            en="The last layer of your network seems to be a log-softmax. It goes with `nll_loss`, and it does no harm "
            "before `cross_entropy`, because the log-softmax of a log-softmax is itself. But here the logits are asked "
            "for, the output of the last dense layer: for the logits [0, 0] your network gives [-0.69, -0.69]. Remove "
            "that layer, and leave the softmax to the loss.",
        ),
        lecture=ARCHITECTURE_LECTURE,
        wrong={"build_lenet": _Build(last=lambda: [nn.LogSoftmax(dim=1)])},
    ),
    Misconception(
        id="lenet/relu-missing",
        name=Text(es="olvidado las ReLU", en="forgotten the ReLUs"),
        explanation=Text(
            es="Parece que en tu red no hay ninguna ReLU. Dos capas densas seguidas, sin nada en medio, son una sola: "
            "3 · (2 · x) es 6 · x, y lo mismo pasa con matrices y con convoluciones. Solo quedaría el max-pooling para "
            "que la red no sea una simple función lineal. La tabla tiene tres filas «Activation (ReLU)»: una tras cada "
            "convolución con su max-pooling y una tras la capa densa de 120.",
            en="There seems to be no ReLU in your network. Two dense layers with nothing between them are a single "
            "one: 3 · (2 · x) is 6 · x, and the same goes for matrices and convolutions. Only max-pooling would keep "
            "the network from being a plain linear function. The table has three rows “Activation (ReLU)”: one after "
            "each convolution with its max-pooling, and one after the dense layer of 120.",
        ),
        lecture=ARCHITECTURE_LECTURE,
        wrong={"build_lenet": _Build(relu_in_convolutions=False, relu_in_dense=False)},
    ),
    Misconception(
        id="lenet/relu-missing-after-the-dense-layer",
        name=Text(
            es="olvidado la ReLU de la capa densa oculta",
            en="forgotten the ReLU of the hidden dense layer",
        ),
        explanation=Text(
            es="Parece que pones ReLU tras las convoluciones pero no tras la capa densa de 120. Sin ella, esa capa y "
            "la última son juntas una sola capa densa de 400 a n_classes: sus 120 unidades no añaden nada que una "
            "matriz no pudiera hacer. Mira qué hay entre las dos capas `Linear`.",
            en="You seem to put a ReLU after the convolutions but not after the dense layer of 120. Without it, that "
            "layer and the last one are together a single dense layer from 400 to n_classes: its 120 units add nothing "
            "that one matrix could not do. Look at what stands between the two `Linear` layers.",
        ),
        lecture=ARCHITECTURE_LECTURE,
        wrong={"build_lenet": _Build(relu_in_dense=False)},
    ),
    Misconception(
        id="lenet/same-padding",
        name=Text(
            es="rellenado las convoluciones para que no encojan la imagen",
            en="padded the convolutions so that they do not shrink the image",
        ),
        explanation=Text(
            es="Parece que tus convoluciones usan relleno («same», padding=2). Las de la tabla son «valid»: un filtro "
            "de 5x5 cabe en 28 posiciones de 32, así que salen 28x28, 14x14, 10x10 y 5x5, y al aplanar quedan 16 · 5 "
            "· 5 = 400. Con relleno saldrían 32, 16, 16 y 8, y 16 · 8 · 8 = 1024: la capa densa de 120 tendría 122 "
            "880 pesos en lugar de 48 000. Usa padding=0, que es lo que `Conv2d` hace si no se dice otra cosa.",
            en="Your convolutions seem to be padded (“same”, padding=2). Those of the table are “valid”: a 5x5 filter "
            "fits into 28 positions of 32, so the sizes are 28x28, 14x14, 10x10 and 5x5, and flattening gives 16 · 5 "
            "· 5 = 400. With padding they would be 32, 16, 16 and 8, and 16 · 8 · 8 = 1024: the dense layer of 120 "
            "would have 122,880 weights instead of 48,000. Use padding=0, which is what `Conv2d` does unless told "
            "otherwise.",
        ),
        lecture=ARCHITECTURE_LECTURE,
        wrong={"build_lenet": _Build(padding=2)},
    ),
    Misconception(
        id="lenet/ten-outputs",
        name=Text(
            es="dejado 10 salidas, sean cuales sean las clases",
            en="left 10 outputs, however many classes there are",
        ),
        explanation=Text(
            es="Parece que la última capa densa tiene siempre 10 salidas. Diez son las cifras de los experimentos con "
            "la LeNet original; las señales de tráfico son 43 clases, y `n_classes` dice cuántas hay. Con una "
            "etiqueta 42 y diez logits, la entropía cruzada ni siquiera se puede calcular. Mira el segundo argumento "
            "de tu última `Linear`.",
            en="The last dense layer always seems to have 10 outputs. Ten are the digits of the experiments with the "
            "original LeNet; traffic signs have 43 classes, and `n_classes` says how many there are. With a label 42 "
            "and ten logits the cross-entropy cannot even be computed. Look at the second argument of your last "
            "`Linear`.",
        ),
        lecture=ARCHITECTURE_LECTURE,
        wrong={"build_lenet": _Build(outputs=10)},
    ),
    Misconception(
        id="lenet/dense-layer-of-84",
        name=Text(
            es="añadido la capa densa de 84 de la LeNet original",
            en="added the dense layer of 84 of the original LeNet",
        ),
        explanation=Text(
            es="Parece que has puesto tres capas densas, 120, 84 y la de salida. Esa es la LeNet-5 de 1998, la de los "
            "experimentos de la clase con cifras y flores. La red de las señales de tráfico, la de la tabla del caso "
            "de estudio, pasa de 120 directamente a las clases: 120 · 43 + 43 = 5203 parámetros en la última capa. "
            "Mira la tabla de «Definir arquitectura».",
            en="You seem to have three dense layers, 120, 84 and the output. That is the LeNet-5 of 1998, the one of "
            "the lecture's experiments with digits and flowers. The network for traffic signs, the table of the case "
            "study, goes from 120 straight to the classes: 120 · 43 + 43 = 5203 parameters in the last layer. Look at "
            "the table of “Definir arquitectura”.",
        ),
        lecture=ARCHITECTURE_LECTURE,
        wrong={"build_lenet": _Build(hidden=(120, 84))},
    ),
    Misconception(
        id="lenet/batch-norm-after-relu",
        name=Text(
            es="normalizado después de la ReLU en lugar de antes",
            en="normalized after the ReLU instead of before it",
        ),
        explanation=Text(
            es="Parece que la normalización por lotes va tras la ReLU. En la clase va antes de la activación: pone la "
            "media de cada canal en beta, y así la ReLU recibe números a los dos lados de 0. No es lo mismo: de -1 y "
            "1, normalizar y luego ReLU da 0 y 1; ReLU y luego normalizar da -1 y 1. Mira el orden: convolución, "
            "normalización, ReLU.",
            en="Batch normalization seems to come after the ReLU. In the lecture it comes before the activation: it "
            "puts the mean of every channel at beta, so the ReLU is given numbers on both sides of 0. It is not the "
            "same: from -1 and 1, normalizing and then ReLU gives 0 and 1; ReLU and then normalizing gives -1 and 1. "
            "Look at the order: convolution, normalization, ReLU.",
        ),
        lecture=BATCH_NORM_LECTURE,
        wrong={"build_lenet": _Build(norm_after_relu=True)},
    ),
    Misconception(
        id="lenet/dense-layer-not-normalized",
        name=Text(
            es="olvidado normalizar la capa densa oculta",
            en="forgotten to normalize the hidden dense layer",
        ),
        explanation=Text(
            es="Parece que solo normalizas tras las convoluciones. En la LeNet_BN de la clase, tras la capa densa de "
            "120 hay otra normalización antes de su ReLU: una gamma y una beta por unidad, 240 parámetros más. En "
            "torch es `BatchNorm1d(120)`; `BatchNorm2d` es la de las imágenes.",
            en="You seem to normalize after the convolutions alone. In the lecture's LeNet_BN there is another "
            "normalization after the dense layer of 120, before its ReLU: one gamma and one beta per unit, 240 more "
            "parameters. In torch it is `BatchNorm1d(120)`; `BatchNorm2d` is the one for images.",
        ),
        lecture=BATCH_NORM_LECTURE,
        wrong={"build_lenet": _Build(norm_in_dense=False)},
    ),
    Misconception(
        id="lenet/bias-dropped-beside-batch-norm",
        name=Text(
            es="quitado los sesgos al añadir la normalización",
            en="dropped the biases when adding the normalization",
        ),
        explanation=Text(
            es="Parece que con batch_norm=True creas las capas con bias=False. Es una costumbre razonable: la "
            "normalización resta la media, y el sesgo se va con ella. Pero aquí se pide la red de la tabla con la "
            "normalización añadida y nada quitado: 56 195 + 2 · (6 + 16 + 120) = 56 479 parámetros. Sin los sesgos "
            "faltan 6 + 16 + 120 = 142.",
            en="With batch_norm=True you seem to make the layers with bias=False. It is a sensible habit: the "
            "normalization subtracts the mean, and the bias goes with it. But here the table's network is asked for "
            "with normalization added and nothing taken away: 56,195 + 2 · (6 + 16 + 120) = 56,479 parameters. "
            "Without the biases 6 + 16 + 120 = 142 are missing.",
        ),
        lecture=BATCH_NORM_LECTURE,
        wrong={"build_lenet": _Build(bias_beside_norm=False)},
    ),
    Misconception(
        id="lenet/gradients-not-zeroed",
        name=Text(
            es="olvidado poner a cero los gradientes",
            en="forgotten to zero the gradients",
        ),
        explanation=Text(
            es="Parece que no borras los gradientes antes de `backward`. torch no sustituye el gradiente que hay en "
            "`p.grad`, le suma el nuevo: si el primer lote da 2 y el segundo da 3, el segundo paso usa 5. Con cada "
            "lote crece, y los pasos apuntan cada vez más hacia donde señalaban lotes ya pasados. Llama a "
            "`optimizer.zero_grad()` antes de `loss.backward()`, en cada paso.",
            en="You do not seem to clear the gradients before `backward`. torch does not replace the gradient in "
            "`p.grad`, it adds the new one to it: if the first batch gives 2 and the second 3, the second step uses "
            "5. It grows with every batch, and the steps point more and more where batches long past pointed. Call "
            "`optimizer.zero_grad()` before `loss.backward()`, in every step.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={"train_step": _Step(zeroes=False), "fit": _Fit(zeroes=False)},
    ),
    Misconception(
        id="lenet/loss-after-the-step",
        name=Text(
            es="devuelto la pérdida de después del paso",
            en="returned the loss after the step",
        ),
        explanation=Text(
            es="Parece que vuelves a calcular la pérdida cuando los pesos ya se han movido. Se pide la de antes del "
            "paso: es la que has derivado, y no cuesta otra pasada por la red. En el ejemplo del enunciado los pesos "
            "son 0 y la pérdida de antes es log 4 = 1.3863; después ya es más pequeña. Guarda `loss.item()` del mismo "
            "cálculo del que llamas a `backward`.",
            en="You seem to compute the loss again when the weights have already moved. The one before the step is "
            "asked for: it is the one that you differentiated, and it costs no second pass through the network. In "
            "the example of the statement the weights are 0 and the loss before is log 4 = 1.3863; after the step it "
            "is smaller. Keep `loss.item()` of the very computation on which you call `backward`.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={"train_step": _Step(loss_after=True)},
    ),
    Misconception(
        id="lenet/step-sets-the-mode",
        name=Text(
            es="cambiado el modo del modelo dentro del paso",
            en="changed the mode of the model within the step",
        ),
        explanation=Text(
            es="Parece que `train_step` llama a `model.train()`. El modo lo decide quien llama: puede haber dejado en "
            "modo de evaluación una parte congelada, y tu llamada la devuelve al modo de entrenamiento, de modo que "
            "sus estadísticas acumuladas empiezan a moverse. Quita la llamada; en `fit` sí hace falta.",
            en="`train_step` seems to call `model.train()`. The caller decides on the mode: they may have left a "
            "frozen part in evaluation mode, and your call puts it back into training mode, so its running statistics "
            "begin to move. Remove the call; in `fit` it is needed.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={"train_step": _Step(sets_mode=True)},
    ),
    Misconception(
        id="lenet/step-of-adam",
        name=Text(
            es="dado un paso de Adam en lugar de uno de descenso por gradiente",
            en="taken a step of Adam instead of one of gradient descent",
        ),
        explanation=Text(
            es="Parece que en `train_step` usas Adam. Su primer paso mueve cada parámetro casi exactamente "
            "learning_rate, sea grande o pequeño el gradiente: con gradientes 0.001 y 2 y tasa 0.5, los dos se mueven "
            "0.5. El paso que se pide es el de la clase, -0.5 · 0.001 y -0.5 · 2. Usa `torch.optim.SGD` sin más "
            "argumentos que la tasa; en `fit` el optimizador es libre.",
            en="You seem to use Adam in `train_step`. Its first step moves every parameter by almost exactly "
            "learning_rate, be the gradient large or small: with gradients 0.001 and 2 and rate 0.5, both move by "
            "0.5. The step asked for is the lecture's, -0.5 · 0.001 and -0.5 · 2. Use `torch.optim.SGD` with nothing "
            "but the rate; in `fit` the optimizer is free.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={"train_step": _Step(optimizer=torch.optim.Adam)},
    ),
    Misconception(
        id="lenet/summed-loss",
        name=Text(
            es="sumado la pérdida en lugar de promediarla",
            en="summed the loss instead of averaging it",
        ),
        explanation=Text(
            es="Parece que tu pérdida es una suma sobre las muestras. Se pide la media: dos imágenes que cuestan 1 y "
            "3 dan 2, no 4. Con la suma el paso crece con el tamaño del lote, y las pérdidas de entrenamiento y de "
            "validación no se pueden comparar, porque no tienen el mismo número de muestras. Mira el argumento "
            "`reduction`, o divide entre el número total de muestras.",
            en="Your loss seems to be a sum over the samples. The mean is asked for: two images that cost 1 and 3 "
            "give 2, not 4. With the sum the step grows with the size of the batch, and the losses of training and of "
            "validation cannot be compared, because there are not as many samples in both. Look at the argument "
            "`reduction`, or divide by the total number of samples.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={
            "train_step": _Step(loss=_summed),
            "evaluate": _Evaluate(sums=True),
            "fit": _Fit(evaluate=_Evaluate(sums=True)),
        },
    ),
    Misconception(
        id="lenet/graph-kept",
        name=Text(
            es="guardado tensores que siguen unidos a su grafo",
            en="kept tensors that still hang on their graph",
        ),
        explanation=Text(
            es="Parece que devuelves la pérdida como un tensor con requires_grad=True. Ese tensor guarda el grafo "
            "entero de su pasada, con todas las activaciones de la red, por si alguien llama a `backward`: si sumas "
            "así mil lotes, los mil grafos se quedan en memoria. Toma el número con `.item()`, y al evaluar calcula "
            "dentro de `with torch.no_grad():`, donde no se construye ningún grafo.",
            en="You seem to return the loss as a tensor with requires_grad=True. That tensor keeps the whole graph of "
            "its pass, with all the activations of the network, in case somebody calls `backward`: add up a thousand "
            "batches that way and a thousand graphs stay in memory. Take the number with `.item()`, and evaluate "
            "within `with torch.no_grad():`, where no graph is built.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={
            "train_step": _Step(as_tensor=True),
            "evaluate": _Evaluate(graph=True),
            "fit": _Fit(evaluate=_Evaluate(graph=True)),
        },
    ),
    Misconception(
        id="lenet/evaluated-in-training-mode",
        name=Text(
            es="evaluado en modo de entrenamiento",
            en="evaluated in training mode",
        ),
        explanation=Text(
            es="Parece que mides sin llamar a `model.eval()`. En modo de entrenamiento la normalización usa la media "
            "y la varianza de cada lote, así que el resultado de una imagen depende de las que van con ella, y las "
            "estadísticas acumuladas se mueven con los datos de validación; además, dropout apaga unidades al azar. "
            "Con una sola imagen por lote, `BatchNorm1d` ni siquiera funciona. Mira si llamas a `model.eval()` antes "
            "de medir; `torch.no_grad()` no cambia el modo.",
            en="You seem to measure without calling `model.eval()`. In training mode batch normalization uses the "
            "mean and variance of every batch, so the result of an image depends on those beside it, and the running "
            "statistics move with the validation data; dropout, too, switches off units at random. With a single "
            "image in a batch `BatchNorm1d` does not even work. Look whether you call `model.eval()` before you "
            "measure; `torch.no_grad()` does not change the mode.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"evaluate": _Evaluate(training=True), "fit": _Fit(evaluate=_Evaluate(training=True))},
    ),
    Misconception(
        id="lenet/left-in-evaluation-mode",
        name=Text(
            es="dejado el modelo en modo de evaluación",
            en="left the model in evaluation mode",
        ),
        explanation=Text(
            es="Parece que tras evaluar no se vuelve al modo de entrenamiento. Desde la segunda época se entrena "
            "entonces con dropout apagado y con unas estadísticas de normalización que ya no se mueven, y nadie "
            "avisa. `evaluate` tiene que dejar cada módulo en el modo en que estaba, y `fit` tiene que llamar a "
            "`model.train()` al empezar cada época, no una sola vez.",
            en="After evaluating, the model does not seem to go back to training mode. From the second epoch on it "
            "then trains with dropout switched off and with normalization statistics that no longer move, and nobody "
            "says so. `evaluate` has to leave every module in the mode it was in, and `fit` has to call "
            "`model.train()` at the start of every epoch, not only once.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={
            "evaluate": _Evaluate(restores="nothing"),
            "fit": _Fit(evaluate=_Evaluate(restores="nothing"), trains_first_epoch_alone=True),
        },
    ),
    Misconception(
        id="lenet/left-in-training-mode",
        name=Text(
            es="dejado el modelo en modo de entrenamiento, estuviera como estuviera",
            en="left the model in training mode, whatever mode it was in",
        ),
        explanation=Text(
            es="Parece que `evaluate` acaba con `model.train()`. Si el modelo estaba en modo de evaluación, por "
            "ejemplo porque ya está entrenado y se evalúa dos veces seguidas, después estará en modo de "
            "entrenamiento, y quien lo use obtendrá otras salidas. Apunta antes el modo de cada módulo, "
            "`module.training`, y reponlo.",
            en="`evaluate` seems to end with `model.train()`. If the model was in evaluation mode, for instance "
            "because it is trained and evaluated twice in a row, it is in training mode afterwards, and whoever uses "
            "it gets other outputs. Write down the mode of every module first, `module.training`, and put it back.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={"evaluate": _Evaluate(restores="training")},
    ),
    Misconception(
        id="lenet/one-mode-for-all-modules",
        name=Text(
            es="repuesto un mismo modo en todos los módulos",
            en="put all modules back into one mode",
        ),
        explanation=Text(
            es="Parece que apuntas solo el modo del modelo y al final llamas a `model.train(mode)`, que lo pone en "
            "todos los módulos que contiene. Pero no tienen por qué estar todos igual: quien congela una parte deja "
            "su normalización en modo de evaluación dentro de un modelo que entrena. Tras tu llamada también entrena. "
            "Apunta el modo de cada uno de `model.modules()` y reponlo en su atributo `training`.",
            en="You seem to write down the mode of the model alone and to call `model.train(mode)` at the end, which "
            "sets it in every module inside. But they need not all be in the same one: whoever freezes a part leaves "
            "its normalization in evaluation mode within a model that trains. After your call it trains as well. "
            "Write down the mode of each of `model.modules()` and put it back into its attribute `training`.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={"evaluate": _Evaluate(restores="whole")},
    ),
    Misconception(
        id="lenet/mean-of-batch-means",
        name=Text(
            es="promediado las medias de los lotes como si fueran iguales",
            en="averaged the means of the batches as if they were equally large",
        ),
        explanation=Text(
            es="Parece que promedias los lotes y no las muestras. Si el último lote es más pequeño, cada una de sus "
            "muestras pesa más: con cinco aciertos en un lote de 5 y un fallo en un lote de 1, la media de 1 y 0 es "
            "0.5, pero han acertado 5 de 6. El resultado dependería de batch_size. Suma sobre todas las muestras y "
            "divide al final entre cuántas son.",
            en="You seem to average the batches and not the samples. If the last batch is smaller, each of its "
            "samples weighs more: with five hits in a batch of 5 and a miss in a batch of 1, the mean of 1 and 0 is "
            "0.5, but 5 of 6 were right. The result would depend on batch_size. Add up over all samples and divide by "
            "their number at the end.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"evaluate": _Evaluate(means_of_losses=True, means_of_hits=True)},
    ),
    Misconception(
        id="lenet/mean-of-batch-losses",
        name=Text(
            es="promediado las pérdidas de los lotes como si fueran iguales",
            en="averaged the losses of the batches as if they were equally large",
        ),
        explanation=Text(
            es="Tu exactitud cuenta bien las muestras, pero parece que la pérdida es la media de las pérdidas de los "
            "lotes. `cross_entropy` ya es una media sobre su lote: si un lote de 3 cuesta 0.2877 y el último, de una "
            "sola imagen, cuesta 1.3863, esa única imagen pesa tanto como las otras tres, y sale 0.837 en lugar de "
            '0.5623. Multiplica la pérdida de cada lote por su tamaño, o usa reduction="sum", y divide al final '
            "entre el número de imágenes.",
            en="Your accuracy counts samples as it should, but your loss seems to be the mean of the losses of the "
            "batches. `cross_entropy` is already a mean over its batch: if a batch of 3 costs 0.2877 and the last one, "
            "a single image, costs 1.3863, that one image weighs as much as the other three, and the result is 0.837 "
            'instead of 0.5623. Multiply the loss of every batch by its size, or use reduction="sum", and divide by '
            "the number of images at the end.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"evaluate": _Evaluate(means_of_losses=True)},
    ),
    Misconception(
        id="lenet/hits-counted",
        name=Text(
            es="contado los aciertos sin dividir entre las muestras",
            en="counted the hits without dividing by the samples",
        ),
        explanation=Text(
            es="Parece que tu exactitud es un número de aciertos. En la clase es #aciertos / #total datos, entre 0 y "
            "1: 3 aciertos de 4 son 0.75. Con el recuento no se pueden comparar las curvas de entrenamiento y de "
            "validación, que no tienen las mismas muestras. Divide entre el número de muestras.",
            en="Your accuracy seems to be a number of hits. In the lecture it is #hits / #samples, between 0 and 1: 3 "
            "hits out of 4 are 0.75. With the count, the curves of training and of validation cannot be compared, for "
            "they do not have as many samples. Divide by the number of samples.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"evaluate": _Evaluate(counts=True), "fit": _Fit(evaluate=_Evaluate(counts=True))},
    ),
    Misconception(
        id="lenet/not-shuffled",
        name=Text(
            es="recorrido los datos siempre en el orden en que vienen",
            en="gone through the data in the order in which they come",
        ),
        explanation=Text(
            es="Parece que no barajas las muestras. Los conjuntos de datos suelen venir ordenados por clases: los "
            "primeros lotes serían entonces todos de la señal 0, los siguientes de la 1, y cada paso haría olvidar lo "
            "aprendido antes. Un lote al azar se parece al conjunto entero, y su gradiente también. Baraja con "
            "`torch.randperm` y un generador con la semilla, o con `DataLoader(..., shuffle=True, generator=...)`.",
            en="You do not seem to shuffle the samples. Data sets often come sorted by class: the first batches would "
            "then all be of sign 0, the next of sign 1, and every step would undo what was learned before. A random "
            "batch resembles the whole set, and so does its gradient. Shuffle with `torch.randperm` and a seeded "
            "generator, or with `DataLoader(..., shuffle=True, generator=...)`.",
        ),
        lecture=BATCHES_LECTURE,
        wrong={"fit": _Fit(order="given")},
    ),
    Misconception(
        id="lenet/same-order-every-epoch",
        name=Text(
            es="barajado una sola vez, antes de la primera época",
            en="shuffled only once, before the first epoch",
        ),
        explanation=Text(
            es="Parece que sorteas un orden y lo usas en todas las épocas. Los lotes son entonces siempre los mismos "
            "grupos, y la red puede acomodarse a ellos. Sortea el orden dentro del bucle de las épocas; el generador "
            "se crea una sola vez, fuera, para que cada época le saque números nuevos.",
            en="You seem to draw one order and to use it in every epoch. The batches are then always the same groups, "
            "and the network can settle on them. Draw the order within the loop over the epochs; make the generator "
            "once, outside of it, so that every epoch takes new numbers from it.",
        ),
        lecture=BATCHES_LECTURE,
        wrong={"fit": _Fit(order="once")},
    ),
    Misconception(
        id="lenet/seed-not-used",
        name=Text(es="barajado sin usar la semilla", en="shuffled without using the seed"),
        explanation=Text(
            es="Dos llamadas con la misma semilla y los mismos pesos dan historias distintas: parece que el orden se "
            "sortea con el generador global de torch, sin sembrarlo. Así nadie, tampoco tú, puede repetir un "
            "experimento ni saber si una mejora viene de tu cambio o del azar. Usa "
            "`torch.Generator().manual_seed(seed)` para el orden, o `torch.manual_seed(seed)` al empezar.",
            en="Two calls with one seed and the same weights give different histories: the order seems to be drawn "
            "from torch's global generator, unseeded. That way nobody, you included, can repeat an experiment or know "
            "whether an improvement comes from your change or from chance. Use `torch.Generator().manual_seed(seed)` "
            "for the order, or `torch.manual_seed(seed)` at the start.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={"fit": _Fit(seeded=False)},
    ),
    Misconception(
        id="lenet/last-batch-dropped",
        name=Text(es="dejado fuera el último lote", en="left out the last batch"),
        explanation=Text(
            es="Parece que el último lote de la época, más pequeño que los otros, se pierde. Una época es el análisis "
            "de todos los datos de entrenamiento: 30 muestras en lotes de 8 son 4 iteraciones, 8 + 8 + 8 + 6, y no 3. "
            "Mira la división entera `n // batch_size`, el final de `range` o el argumento `drop_last`.",
            en="The last batch of the epoch, smaller than the others, seems to get lost. An epoch goes over all the "
            "training data: 30 samples in batches of 8 are 4 iterations, 8 + 8 + 8 + 6, and not 3. Look at the "
            "integer division `n // batch_size`, at the end of `range` or at the argument `drop_last`.",
        ),
        lecture=BATCHES_LECTURE,
        wrong={"fit": _Fit(drops_last=True)},
    ),
    Misconception(
        id="lenet/one-entry-per-iteration",
        name=Text(
            es="apuntado un valor por iteración en lugar de uno por época",
            en="written down one value an iteration instead of one an epoch",
        ),
        explanation=Text(
            es="Parece que tus curvas tienen un número por lote. Se pide uno por época: con 24 muestras, lotes de 8 y "
            "2 épocas son 2 números, no 6. Mira la sangría de los `append`: van en el bucle de las épocas, después "
            "del de los lotes.",
            en="Your curves seem to have one number a batch. One an epoch is asked for: 24 samples, batches of 8 and "
            "2 epochs make 2 numbers, not 6. Look at the indentation of the `append` lines: they belong to the loop "
            "over the epochs, after the one over the batches.",
        ),
        lecture=BATCHES_LECTURE,
        wrong={"fit": _Fit(entry_per_iteration=True)},
    ),
    Misconception(
        id="lenet/integer-one-hot-labels",
        name=Text(
            es="pasado etiquetas one-hot enteras a la entropía cruzada",
            en="handed integer one-hot labels to the cross-entropy",
        ),
        explanation=Text(
            es="Parece que conviertes las etiquetas con `one_hot` y se las das así a `cross_entropy`. torch toma unos "
            "enteros por índices de clase y pide la forma (N,); unas etiquetas con la forma de los logits son para "
            "torch probabilidades, y esas tienen que ser decimales: con enteros lanza RuntimeError. La etiqueta [0, "
            "0, 1] es sencillamente 2: dale `labels` como viene.",
            en="You seem to convert the labels with `one_hot` and to hand them to `cross_entropy` like that. torch "
            "takes integers for class indices and wants the shape (N,); labels in the shape of the logits are "
            "probabilities to torch, and those must be floats: for integers it raises a RuntimeError. The label [0, "
            "0, 1] is simply 2: hand over `labels` as they come.",
        ),
        lecture=TRAINING_LECTURE,
        wrong={
            "train_step": _Step(loss=_of_integer_one_hot),
            "evaluate": _Evaluate(loss=_of_integer_one_hot),
            "fit": _Fit(loss=_of_integer_one_hot),
        },
    ),
)
