"""Wrong answers of the topic transfer_learning that have a name."""

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from cnn_reference.misconceptions.misconception import Misconception, Text
from cnn_reference.transfer_learning import freeze, replace_classifier

TRANSFER_LECTURE = Text(
    es="Caso de estudio, «Definir arquitectura», opción 2: utilizar un modelo preentrenado",
    en="Case study, “Definir arquitectura”, option 2: using a pre-trained model",
)
BATCH_NORM_LECTURE = Text(
    es="Batch normalization; caso de estudio, «Definir arquitectura», opción 2",
    en="Batch normalization; case study, “Definir arquitectura”, option 2",
)
BATCHES_LECTURE = Text(
    es="Conceptos básicos, «Evaluación»: época, iteración y curva de pérdidas",
    en="Basic concepts, “Evaluación”: epoch, iteration and curve of the loss",
)
COUNT_LECTURE = Text(
    es="Introducción: parámetros e hiperparámetros",
    en="Introduction: parameters and hyperparameters",
)

_BATCH_NORMS = (nn.BatchNorm1d, nn.BatchNorm2d)


# -- freeze -------------------------------------------------------------------------------------------------


def _without_gradients(parameters: Iterable[nn.Parameter]) -> None:
    for parameter in parameters:
        parameter.requires_grad_(False)


def _keep_statistics(modules: Iterable[nn.Module], kinds: tuple[type[nn.Module], ...] = _BATCH_NORMS) -> None:
    for one in modules:
        if isinstance(one, kinds):
            freeze(one)


def _statistics_drift(module: nn.Module) -> None:
    _without_gradients(module.parameters())


def _evaluation_mode_once(module: nn.Module) -> None:
    _without_gradients(module.parameters())
    for one in module.modules():
        if isinstance(one, _BATCH_NORMS):
            one.eval()


def _momentum_zero(module: nn.Module) -> None:
    _without_gradients(module.parameters())
    for one in module.modules():
        if isinstance(one, _BATCH_NORMS):
            one.momentum = 0.0


def _statistics_untracked(module: nn.Module) -> None:
    _without_gradients(module.parameters())
    for one in module.modules():
        if isinstance(one, _BATCH_NORMS):
            one.track_running_stats = False


def _without_scales(module: nn.Module) -> None:
    trained = [
        (parameter, parameter.requires_grad)
        for one in module.modules()
        if isinstance(one, _BATCH_NORMS)
        for parameter in one.parameters()
    ]
    freeze(module)
    for parameter, requires_grad in trained:
        parameter.requires_grad_(requires_grad)


def _of_images_alone(module: nn.Module) -> None:
    _without_gradients(module.parameters())
    _keep_statistics(module.modules(), (nn.BatchNorm2d,))


def _nested_missed(module: nn.Module) -> None:
    _without_gradients(module.parameters())
    direct = [child for part in module.children() for child in part.children()]
    _keep_statistics([module, *module.children(), *direct])


# -- replace_classifier -------------------------------------------------------------------------------------


def _dense_layers(model: nn.Module) -> list[str]:
    return [
        name
        for name, module in model.named_modules()
        if isinstance(module, nn.Linear) and f"{name}.".startswith("classifier.")
    ]


def _dense(model: nn.Module, name: str) -> nn.Linear:
    found = model.get_submodule(name)
    assert isinstance(found, nn.Linear)
    return found


def _put(model: nn.Module, name: str, layer: nn.Module) -> nn.Module:
    parent, _, child = name.rpartition(".")
    setattr(model.get_submodule(parent), child, layer)
    return model


def _old_weights_kept(model: nn.Module, n_classes: int) -> nn.Module:
    name = _dense_layers(model)[-1]
    old = _dense(model, name)
    new = nn.Linear(old.in_features, n_classes)
    both = min(n_classes, old.out_features)
    with torch.no_grad():
        new.weight[:both] = old.weight[:both]
        new.bias[:both] = old.bias[:both]
    return _put(model, name, new)


def _unchanged_if_it_fits(model: nn.Module, n_classes: int) -> nn.Module:
    if _dense(model, _dense_layers(model)[-1]).out_features == n_classes:
        return model
    return replace_classifier(model, n_classes)


def _number_alone(model: nn.Module, n_classes: int) -> nn.Module:
    _dense(model, _dense_layers(model)[-1]).out_features = n_classes
    return model


def _whole_classifier(model: nn.Module, n_classes: int) -> nn.Module:
    return _put(model, "classifier", nn.Linear(_dense(model, _dense_layers(model)[0]).in_features, n_classes))


def _first_layer(model: nn.Module, n_classes: int) -> nn.Module:
    name = _dense_layers(model)[0]
    return _put(model, name, nn.Linear(_dense(model, name).in_features, n_classes))


def _layer_added(model: nn.Module, n_classes: int) -> nn.Module:
    name = _dense_layers(model)[-1]
    old = _dense(model, name)
    return _put(model, name, nn.Sequential(old, nn.Linear(old.out_features, n_classes)))


def _frozen_like_the_old(model: nn.Module, n_classes: int) -> nn.Module:
    name = _dense_layers(model)[-1]
    trained = _dense(model, name).weight.requires_grad
    replace_classifier(model, n_classes)
    _dense(model, name).requires_grad_(trained)
    return model


def _classifier_thawed(model: nn.Module, n_classes: int) -> nn.Module:
    replace_classifier(model, n_classes)
    model.get_submodule("classifier").requires_grad_(True)
    return model


def _a_copy(model: nn.Module, n_classes: int) -> nn.Module:
    return replace_classifier(copy.deepcopy(model), n_classes)


def _nothing_returned(model: nn.Module, n_classes: int) -> None:
    replace_classifier(model, n_classes)


# -- trainable_parameters -----------------------------------------------------------------------------------


def _all_parameters(model: nn.Module) -> int:
    return sum(parameter.numel() for parameter in model.parameters())


def _tensors(model: nn.Module) -> int:
    return sum(parameter.requires_grad for parameter in model.parameters())


def _with_statistics(model: nn.Module) -> int:
    trained = sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)
    return trained + sum(buffer.numel() for buffer in model.buffers())


def _weights_alone(model: nn.Module) -> int:
    return sum(
        parameter.numel()
        for name, parameter in model.named_parameters()
        if parameter.requires_grad and not name.endswith("bias")
    )


# -- fine_tune ----------------------------------------------------------------------------------------------


def _trained(model: nn.Module) -> list[nn.Parameter]:
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def _thawed(model: nn.Module) -> list[nn.Parameter]:
    model.requires_grad_(True)
    return list(model.parameters())


def _of_the_classifier(model: nn.Module) -> list[nn.Parameter]:
    return _trained(model.get_submodule("classifier"))


@dataclass(frozen=True)
class _FineTune:
    """The right function, with a switch for every mistake."""

    parameters: Callable[[nn.Module], list[nn.Parameter]] = _trained
    weight_decay: float = 0.0
    zeroes: bool = True
    seeded: bool = True
    reports: str = "mean"

    def __call__(
        self, model: nn.Module, images: Tensor, labels: Tensor, epochs: int, learning_rate: float, seed: int
    ) -> list[float]:
        generator = torch.Generator().manual_seed(seed) if self.seeded else None
        optimizer = torch.optim.SGD(
            self.parameters(model), lr=learning_rate, momentum=0.9, weight_decay=self.weight_decay
        )
        losses: list[float] = []
        for _ in range(epochs):
            model.train()
            total, several = 0.0, []
            order = torch.randperm(len(images), generator=generator)
            for start in range(0, len(images), 32):
                batch = order[start : start + 32]
                if self.zeroes:
                    optimizer.zero_grad(set_to_none=False)
                loss = functional.cross_entropy(model(images[batch]), labels[batch])
                loss.backward()  # type: ignore[no-untyped-call]
                optimizer.step()
                several.append(loss.item())
                total += loss.item() * len(batch)
            losses += self._report(several, total / len(images))
        return losses

    def _report(self, several: list[float], mean: float) -> list[float]:
        made: dict[str, Any] = {"mean": [mean], "last": several[-1:], "sum": [sum(several)], "each": several}
        reported: list[float] = made[self.reports]
        return reported


def _all_with_decay(model: nn.Module) -> list[nn.Parameter]:
    return list(model.parameters())


MISCONCEPTIONS = (
    Misconception(
        id="transfer_learning/statistics-drift",
        name=Text(
            es="congelado los parámetros pero no las estadísticas de la normalización",
            en="frozen the parameters but not the statistics of batch normalization",
        ),
        explanation=Text(
            es="Parece que solo pones requires_grad a False. Las estadísticas acumuladas de una normalización por "
            "lotes no son parámetros: no las mueve el gradiente, sino cada pasada en modo de entrenamiento. Con "
            "running_mean = 0, momento 0.1 y un lote de media 5, tras una sola pasada vale 0.5, aunque nada se haya "
            "entrenado; y además esa pasada ha normalizado con el lote. Las capas congeladas tienen que estar en modo "
            "de evaluación, y seguir en él.",
            en="You seem to set requires_grad to False and nothing else. The running statistics of a batch norm are "
            "no parameters: it is not the gradient that moves them but every pass in training mode. With running_mean "
            "= 0, momentum 0.1 and a batch of mean 5, it is 0.5 after a single pass, although nothing was trained; "
            "and that pass has normalized by the batch. Frozen layers have to be in evaluation mode, and to stay "
            "there.",
        ),
        lecture=BATCH_NORM_LECTURE,
        wrong={"freeze": _statistics_drift},
    ),
    Misconception(
        id="transfer_learning/evaluation-mode-once",
        name=Text(
            es="puesto la normalización en modo de evaluación una sola vez",
            en="put batch normalization into evaluation mode only once",
        ),
        explanation=Text(
            es="Parece que llamas a `eval()` en las normalizaciones al congelar. Dura hasta la próxima llamada a "
            "`model.train()`, que las pone otra vez en modo de entrenamiento junto con todo lo demás, y todo bucle de "
            "entrenamiento llama a `model.train()`. Desde ahí las estadísticas vuelven a moverse, sin ningún aviso. "
            "Haz que se queden: con un `register_forward_pre_hook` que llame a `eval()` antes de cada pasada, o "
            "cambiando su método `train` por uno que no haga nada.",
            en="You seem to call `eval()` on the batch norms when freezing. It lasts until the next `model.train()`, "
            "which puts them back into training mode with everything else, and every training loop calls "
            "`model.train()`. From there on the statistics move again, without a word. Make it stay: with a "
            "`register_forward_pre_hook` that calls `eval()` before every pass, or by exchanging their method `train` "
            "for one that does nothing.",
        ),
        lecture=BATCH_NORM_LECTURE,
        wrong={"freeze": _evaluation_mode_once},
    ),
    Misconception(
        id="transfer_learning/momentum-zero",
        name=Text(
            es="parado las estadísticas con momentum = 0, pero normalizado con el lote",
            en="stopped the statistics with momentum = 0 but normalized by the batch",
        ),
        explanation=Text(
            es="Parece que pones a 0 el momentum de las normalizaciones. La media y la varianza acumuladas se quedan "
            "quietas, pero en modo de entrenamiento no se usan: cada imagen se normaliza con la media y la varianza "
            "de su lote, y la parte congelada da salidas distintas de las que dará al evaluar. Además "
            "`num_batches_tracked` sigue contando. Lo que hace falta es el modo de evaluación.",
            en="You seem to set the momentum of the batch norms to 0. The running mean and variance keep still, but "
            "in training mode they are not used: every image is normalized by the mean and variance of its batch, and "
            "the frozen part gives other outputs than it will when evaluated. `num_batches_tracked` goes on counting, "
            "too. What it takes is evaluation mode.",
        ),
        lecture=BATCH_NORM_LECTURE,
        wrong={"freeze": _momentum_zero},
    ),
    Misconception(
        id="transfer_learning/statistics-untracked",
        name=Text(
            es="desconectado las estadísticas con track_running_stats, pero normalizado con el lote",
            en="switched the statistics off with track_running_stats but normalized by the batch",
        ),
        explanation=Text(
            es="Parece que pones track_running_stats a False. Las estadísticas dejan de moverse, pero en modo de "
            "entrenamiento tampoco se usan: la parte congelada normaliza con cada lote, y la salida de una imagen "
            "depende de las que van con ella. Congelar es seguir usando lo aprendido: las estadísticas acumuladas, "
            "como en modo de evaluación.",
            en="You seem to set track_running_stats to False. The statistics no longer move, but in training mode "
            "they are not used either: the frozen part normalizes by each batch, and the output of an image depends "
            "on those beside it. Freezing is to go on using what was learned: the running statistics, as in "
            "evaluation mode.",
        ),
        lecture=BATCH_NORM_LECTURE,
        wrong={"freeze": _statistics_untracked},
    ),
    Misconception(
        id="transfer_learning/batch-norm-parameters-left",
        name=Text(
            es="dejado sin congelar la gamma y la beta de la normalización",
            en="left gamma and beta of batch normalization unfrozen",
        ),
        explanation=Text(
            es="Parece que congelas las convoluciones y las capas densas, pero no los parámetros de las "
            "normalizaciones. Gamma y beta también se entrenan: una `BatchNorm2d(8)` tiene 16 números que el "
            "optimizador seguiría moviendo, y con ellos cambian las salidas de la parte congelada. "
            "`module.parameters()` los incluye; no filtres por tipo de capa.",
            en="You seem to freeze convolutions and dense layers but not the parameters of the batch norms. Gamma and "
            "beta are trained as well: a `BatchNorm2d(8)` has 16 numbers that the optimizer would go on moving, and "
            "with them the outputs of the frozen part change. `module.parameters()` includes them; do not filter by "
            "the kind of layer.",
        ),
        lecture=BATCH_NORM_LECTURE,
        wrong={"freeze": _without_scales},
    ),
    Misconception(
        id="transfer_learning/batch-norm-of-vectors-missed",
        name=Text(
            es="congelado solo las normalizaciones de imágenes",
            en="frozen the batch norms of images alone",
        ),
        explanation=Text(
            es="Parece que buscas solo capas `BatchNorm2d`. Tras una capa densa la normalización es `BatchNorm1d`, y "
            "sus estadísticas se mueven igual. Son clases hermanas, ninguna es un caso de la otra: pregunta por las "
            "dos, `isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d))`.",
            en="You seem to look for `BatchNorm2d` layers alone. After a dense layer the normalization is "
            "`BatchNorm1d`, and its statistics move just the same. The classes are sisters, neither is a case of the "
            "other: ask for both, `isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d))`.",
        ),
        lecture=BATCH_NORM_LECTURE,
        wrong={"freeze": _of_images_alone},
    ),
    Misconception(
        id="transfer_learning/nested-batch-norm-missed",
        name=Text(
            es="buscado las normalizaciones solo en los primeros niveles del módulo",
            en="looked for batch norms only in the first levels of the module",
        ),
        explanation=Text(
            es="Parece que recorres los hijos del módulo, y a lo sumo los hijos de estos, pero no lo que está más "
            "adentro. Las redes se montan con bloques dentro de bloques: en "
            "Sequential(Sequential(Sequential(BatchNorm2d))), `children()` solo da el de fuera. `module.modules()` "
            "recorre todos los niveles, y el propio módulo también.",
            en="You seem to go through the children of the module, at most through theirs, but not through what lies "
            "deeper. Networks are built of blocks within blocks: in Sequential(Sequential(Sequential(BatchNorm2d))), "
            "`children()` gives only the outer one. `module.modules()` goes through all levels, the module itself "
            "included.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"freeze": _nested_missed},
    ),
    Misconception(
        id="transfer_learning/old-weights-kept",
        name=Text(
            es="conservado pesos de la capa anterior",
            en="kept weights of the old layer",
        ),
        explanation=Text(
            es="Parece que copias en la capa nueva los pesos de la anterior. Cada fila de esa matriz reconocía una "
            "clase del problema anterior: la fila 0 sabía de gatos, y tu clase 0 es un límite de velocidad. Las "
            "clases nuevas no tienen nada que ver con el orden de las viejas, y partir de ahí empieza con errores muy "
            "seguros. Deja los pesos al azar con los que nace `nn.Linear`.",
            en="You seem to copy weights of the old layer into the new one. Every row of that matrix recognised a "
            "class of the old problem: row 0 knew cats, and your class 0 is a speed limit. The new classes have "
            "nothing to do with the order of the old ones, and starting there means starting with very confident "
            "mistakes. Leave the random weights with which `nn.Linear` is born.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"replace_classifier": _old_weights_kept},
    ),
    Misconception(
        id="transfer_learning/unchanged-if-it-fits",
        name=Text(
            es="dejado la capa anterior si ya tenía n_classes salidas",
            en="left the old layer if it had n_classes outputs already",
        ),
        explanation=Text(
            es="Parece que no cambias nada cuando el número de clases es el mismo. Que haya tantas clases no quiere "
            "decir que sean las mismas: diez cifras y diez señales son las dos un 10. La capa que aprendió las "
            "primeras tiene que empezar de nuevo. Quita esa condición.",
            en="You seem to change nothing when the number of classes is the same. As many classes are not the same "
            "classes: ten digits and ten signs are both a 10. The layer that learned the former has to begin anew. "
            "Remove that condition.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"replace_classifier": _unchanged_if_it_fits},
    ),
    Misconception(
        id="transfer_learning/number-of-outputs-alone",
        name=Text(
            es="dejado la capa de antes, como mucho con otro número en out_features",
            en="left the old layer, at most with another number in out_features",
        ),
        explanation=Text(
            es="La última capa densa sigue siendo la de antes. Si escribes n_classes en su atributo `out_features`, no "
            "cambia nada: ese número solo recuerda con qué tamaño se creó, la matriz de pesos sigue teniendo las filas "
            "de antes, y la red da las salidas de antes. Crea una capa nueva, `nn.Linear(old.in_features, n_classes)`, "
            "y ponla en su sitio con `setattr` en el módulo que la contiene.",
            en="The last dense layer is still the old one. Writing n_classes into its attribute `out_features` changes "
            "nothing: that number only remembers the size it was made with, the matrix of weights still has its old "
            "rows, and the network gives its old outputs. Make a new layer, `nn.Linear(old.in_features, n_classes)`, "
            "and put it in its place with `setattr` on the module that holds it.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"replace_classifier": _number_alone},
    ),
    Misconception(
        id="transfer_learning/whole-classifier-replaced",
        name=Text(
            es="cambiado el clasificador entero por una sola capa",
            en="replaced the whole classifier by a single layer",
        ),
        explanation=Text(
            es="Parece que pones `model.classifier = nn.Linear(...)`. Si el clasificador era una secuencia, por "
            "ejemplo 400 → 32, ReLU, 32 → 4, se pierde también la capa de 400 a 32, que estaba entrenada. Solo cambia "
            "la última capa densa que hay en él; lo demás se queda.",
            en="You seem to put `model.classifier = nn.Linear(...)`. If the classifier was a sequence, say 400 → 32, "
            "ReLU, 32 → 4, the layer from 400 to 32 is lost too, and it was trained. Only the last dense layer in it "
            "changes; the rest stays.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"replace_classifier": _whole_classifier},
    ),
    Misconception(
        id="transfer_learning/first-layer-replaced",
        name=Text(
            es="cambiado la primera capa densa en lugar de la última",
            en="replaced the first dense layer instead of the last",
        ),
        explanation=Text(
            es="Parece que te quedas con la primera `nn.Linear` que encuentras en el clasificador. La que da los "
            "logits es la última: en 400 → 32, ReLU, 32 → 4, cambiar la primera por 400 → 7 hace que la segunda "
            "reciba 7 números donde espera 32. Sigue buscando hasta el final, y quédate con la última.",
            en="You seem to take the first `nn.Linear` that you find in the classifier. The one that gives the logits "
            "is the last: in 400 → 32, ReLU, 32 → 4, changing the first to 400 → 7 hands the second 7 numbers where "
            "it expects 32. Go on looking to the end, and keep the last.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"replace_classifier": _first_layer},
    ),
    Misconception(
        id="transfer_learning/layer-added",
        name=Text(
            es="añadido una capa detrás de la última en lugar de sustituirla",
            en="added a layer behind the last one instead of replacing it",
        ),
        explanation=Text(
            es="Parece que dejas la capa de salida y le pones otra detrás, por ejemplo 32 → 4 → 7. La red da 7 "
            "números, pero pasan todos por los 4 logits de las clases viejas, y lo que no se vea en esos 4 se ha "
            "perdido. La capa nueva va en el sitio de la vieja: 32 → 7.",
            en="You seem to leave the output layer and to put another behind it, say 32 → 4 → 7. The network gives 7 "
            "numbers, but all of them go through the 4 logits of the old classes, and what does not show in those 4 "
            "is lost. The new layer goes in the place of the old one: 32 → 7.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"replace_classifier": _layer_added},
    ),
    Misconception(
        id="transfer_learning/new-layer-frozen",
        name=Text(
            es="congelado también la capa nueva",
            en="frozen the new layer as well",
        ),
        explanation=Text(
            es="Parece que la capa nueva queda congelada si lo estaba la anterior. Tiene pesos al azar y es la única "
            "que tiene que aprender: con todo congelado no se entrena nada, y el optimizador se queja de una lista "
            "vacía. Una `nn.Linear` recién creada se entrena; no le copies requires_grad de la vieja, ni congeles el "
            "modelo después.",
            en="The new layer seems to be frozen if the old one was. Its weights are random and it is the only one "
            "that has to learn: with everything frozen nothing is trained, and the optimizer complains of an empty "
            "list. An `nn.Linear` just made is trained; do not copy requires_grad from the old one, and do not freeze "
            "the model afterwards.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"replace_classifier": _frozen_like_the_old},
    ),
    Misconception(
        id="transfer_learning/classifier-thawed",
        name=Text(
            es="descongelado todo el clasificador",
            en="thawed the whole classifier",
        ),
        explanation=Text(
            es="Parece que pones requires_grad a True en todo `model.classifier`. Quien congeló el modelo quería "
            "conservar también sus otras capas: en 400 → 32, ReLU, 32 → 4 volverían a entrenarse 12 832 números "
            "además de los de la capa nueva. Esta ya nace entrenable; no hay que tocar nada más.",
            en="You seem to set requires_grad to True in all of `model.classifier`. Whoever froze the model wanted to "
            "keep its other layers too: in 400 → 32, ReLU, 32 → 4 another 12,832 numbers would be trained again "
            "beside those of the new layer. That one is trainable when it is made; there is nothing else to touch.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"replace_classifier": _classifier_thawed},
    ),
    Misconception(
        id="transfer_learning/copy-changed",
        name=Text(
            es="cambiado una copia en lugar del modelo",
            en="changed a copy instead of the model",
        ),
        explanation=Text(
            es="Parece que trabajas con una copia, por ejemplo con `copy.deepcopy`. Quien llama sin recoger lo que "
            "devuelves sigue con el modelo de antes, y un optimizador creado con él entrenaría tensores que ya nadie "
            "usa. Cambia el modelo que te dan y devuélvelo.",
            en="You seem to work on a copy, with `copy.deepcopy` for instance. Whoever calls without keeping what you "
            "return still has the old model, and an optimizer made from it would train tensors that nobody uses. "
            "Change the model that you are given, and return it.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"replace_classifier": _a_copy},
    ),
    Misconception(
        id="transfer_learning/nothing-returned",
        name=Text(
            es="olvidado devolver el modelo",
            en="forgotten to return the model",
        ),
        explanation=Text(
            es="Parece que cambias bien el modelo pero la función no devuelve nada, así que en Python devuelve None. "
            "Con `model = replace_classifier(model, 7)` el modelo se perdería. Acaba con `return model`.",
            en="You seem to change the model well, but the function returns nothing, which in Python is None. With "
            "`model = replace_classifier(model, 7)` the model would be lost. End with `return model`.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"replace_classifier": _nothing_returned},
    ),
    Misconception(
        id="transfer_learning/frozen-counted",
        name=Text(
            es="contado también los parámetros congelados",
            en="counted the frozen parameters as well",
        ),
        explanation=Text(
            es="Parece que cuentas todos los parámetros. La ventaja de un modelo preentrenado es que se entrenan "
            "pocos: en `backbone(4)` con `features` congelada son 12 964 de 14 788. Suma solo los que tienen "
            "requires_grad a True.",
            en="You seem to count all parameters. The point of a pre-trained model is that few are trained: in "
            "`backbone(4)` with `features` frozen they are 12,964 of 14,788. Add up only those whose requires_grad is "
            "True.",
        ),
        lecture=COUNT_LECTURE,
        wrong={"trainable_parameters": _all_parameters},
    ),
    Misconception(
        id="transfer_learning/tensors-counted",
        name=Text(
            es="contado tensores en lugar de números",
            en="counted tensors instead of numbers",
        ),
        explanation=Text(
            es="Parece que cuentas cuántos tensores se entrenan. Una capa densa de 32 a 4 son dos tensores, pero 32 · "
            "4 + 4 = 132 parámetros. `p.numel()` da cuántos números tiene cada uno.",
            en="You seem to count how many tensors are trained. A dense layer from 32 to 4 is two tensors but 32 · 4 "
            "+ 4 = 132 parameters. `p.numel()` gives how many numbers each of them has.",
        ),
        lecture=COUNT_LECTURE,
        wrong={"trainable_parameters": _tensors},
    ),
    Misconception(
        id="transfer_learning/statistics-counted",
        name=Text(
            es="contado las estadísticas de la normalización como parámetros",
            en="counted the statistics of batch normalization as parameters",
        ),
        explanation=Text(
            es="Parece que cuentas también las estadísticas acumuladas, por ejemplo al recorrer `state_dict()`. Se "
            "miden, no se entrenan: una `BatchNorm2d(8)` tiene 16 parámetros (gamma y beta), y sus 8 medias, 8 "
            "varianzas y el contador no lo son. Recorre `model.parameters()`.",
            en="You seem to count the running statistics too, by going through `state_dict()` for instance. They are "
            "measured, not trained: a `BatchNorm2d(8)` has 16 parameters (gamma and beta), and its 8 means, 8 "
            "variances and the counter are none. Go through `model.parameters()`.",
        ),
        lecture=COUNT_LECTURE,
        wrong={"trainable_parameters": _with_statistics},
    ),
    Misconception(
        id="transfer_learning/biases-not-counted",
        name=Text(es="olvidado contar los sesgos", en="forgotten to count the biases"),
        explanation=Text(
            es="Parece que cuentas los pesos pero no los sesgos. También se entrenan: una capa densa de 32 a 4 tiene "
            "32 · 4 = 128 pesos y 4 sesgos, 132 parámetros. `model.parameters()` ya los da todos; no filtres por el "
            "nombre.",
            en="You seem to count the weights but not the biases. They are trained as well: a dense layer from 32 to "
            "4 has 32 · 4 = 128 weights and 4 biases, 132 parameters. `model.parameters()` gives them all; do not "
            "filter by name.",
        ),
        lecture=COUNT_LECTURE,
        wrong={"trainable_parameters": _weights_alone},
    ),
    Misconception(
        id="transfer_learning/optimizer-holds-frozen",
        name=Text(
            es="dado al optimizador también los parámetros congelados",
            en="handed the frozen parameters to the optimizer as well",
        ),
        explanation=Text(
            es="Parece que el optimizador conoce todos los parámetros, con weight_decay. requires_grad = False solo "
            "impide que se calculen gradientes nuevos. Si un parámetro congelado guarda uno de antes, aunque sea 0, "
            "el optimizador le da su paso, y la regularización lo encoge: un peso 2.0 con tasa 0.1 y weight_decay "
            "0.01 pasa a 1.998. Dale solo los que se entrenan: `[p for p in model.parameters() if p.requires_grad]`.",
            en="The optimizer seems to know all parameters, with weight decay. requires_grad = False only keeps new "
            "gradients from being computed. If a frozen parameter still holds one from before, be it 0, the optimizer "
            "takes its step, and the regularization shrinks it: a weight 2.0 with rate 0.1 and weight_decay 0.01 "
            "becomes 1.998. Hand over only those that are trained: `[p for p in model.parameters() if "
            "p.requires_grad]`.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"fine_tune": _FineTune(parameters=_all_with_decay, weight_decay=0.01)},
    ),
    Misconception(
        id="transfer_learning/everything-thawed",
        name=Text(
            es="descongelado todo el modelo antes de entrenar",
            en="thawed the whole model before training",
        ),
        explanation=Text(
            es="Parece que al entrenar se ponen todos los parámetros con requires_grad a True. Entonces se entrena la "
            "red entera: con pocas imágenes olvida lo que había aprendido con muchas, y eso es lo que congelar evita. "
            "`fine_tune` entrena lo que encuentra sin congelar, y no cambia qué lo está.",
            en="Training seems to set requires_grad to True in all parameters. The whole network is then trained: on "
            "few images it forgets what it had learned from many, and that is what freezing prevents. `fine_tune` "
            "trains what it finds not frozen, and does not change what is.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"fine_tune": _FineTune(parameters=_thawed)},
    ),
    Misconception(
        id="transfer_learning/classifier-alone-trained",
        name=Text(
            es="entrenado solo el clasificador",
            en="trained the classifier alone",
        ),
        explanation=Text(
            es="Parece que el optimizador recibe `model.classifier.parameters()`. Qué se entrena lo decide quien ha "
            "congelado, no el nombre de la parte: puede haber dejado libre la última convolución, y tu bucle no la "
            "movería. Recorre todo el modelo y quédate con los parámetros que tienen requires_grad a True.",
            en="The optimizer seems to be given `model.classifier.parameters()`. What is trained is decided by "
            "whoever froze, not by the name of the part: they may have left the last convolution free, and your loop "
            "would not move it. Go through the whole model and keep the parameters whose requires_grad is True.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"fine_tune": _FineTune(parameters=_of_the_classifier)},
    ),
    Misconception(
        id="transfer_learning/loss-of-the-last-batch",
        name=Text(
            es="devuelto la pérdida del último lote de cada época",
            en="returned the loss of the last batch of every epoch",
        ),
        explanation=Text(
            es="Parece que de cada época apuntas la pérdida del último lote. Ese lote son unas pocas imágenes al "
            "azar: la curva sube y baja según cuáles toquen, y no según lo aprendido. Se pide la media de la época: "
            "suma loss.item() por el tamaño de cada lote y divide entre el número de imágenes.",
            en="You seem to write down the loss of the last batch of every epoch. That batch is a few random images: "
            "the curve goes up and down with which they are, and not with what was learned. The mean of the epoch is "
            "asked for: add up loss.item() times the size of each batch and divide by the number of images.",
        ),
        lecture=BATCHES_LECTURE,
        wrong={"fine_tune": _FineTune(reports="last")},
    ),
    Misconception(
        id="transfer_learning/losses-summed",
        name=Text(
            es="sumado las pérdidas de los lotes sin promediarlas",
            en="summed the losses of the batches without averaging them",
        ),
        explanation=Text(
            es="Parece que tu pérdida de la época es la suma de las de sus lotes. Con 60 imágenes en lotes de 32 son "
            "dos lotes, y una pérdida media de 1.4 se convierte en 2.8; con lotes más pequeños, en más. Divide, o "
            "mejor: pesa cada lote por su tamaño y divide entre el número de imágenes.",
            en="Your loss of an epoch seems to be the sum of those of its batches. 60 images in batches of 32 are two "
            "batches, and a mean loss of 1.4 becomes 2.8; with smaller batches, more. Divide, or better: weigh every "
            "batch by its size and divide by the number of images.",
        ),
        lecture=BATCHES_LECTURE,
        wrong={"fine_tune": _FineTune(reports="sum")},
    ),
    Misconception(
        id="transfer_learning/one-loss-per-iteration",
        name=Text(
            es="devuelto una pérdida por iteración en lugar de una por época",
            en="returned one loss an iteration instead of one an epoch",
        ),
        explanation=Text(
            es="Parece que la lista tiene una pérdida por lote. Se pide una por época: 60 imágenes en lotes de 32 y 3 "
            "épocas son 3 números, no 6. Mira la sangría del `append`: va en el bucle de las épocas, después del de "
            "los lotes.",
            en="The list seems to have one loss a batch. One an epoch is asked for: 60 images in batches of 32 and 3 "
            "epochs make 3 numbers, not 6. Look at the indentation of `append`: it belongs to the loop over the "
            "epochs, after the one over the batches.",
        ),
        lecture=BATCHES_LECTURE,
        wrong={"fine_tune": _FineTune(reports="each")},
    ),
    Misconception(
        id="transfer_learning/seed-not-used",
        name=Text(es="barajado sin usar la semilla", en="shuffled without using the seed"),
        explanation=Text(
            es="Dos llamadas con la misma semilla y modelos iguales acaban distinto: parece que el orden se sortea "
            "con el generador global de torch, sin sembrarlo. Usa `torch.Generator().manual_seed(seed)` para el "
            "orden, o `torch.manual_seed(seed)` al empezar.",
            en="Two calls with one seed and equal models end differently: the order seems to be drawn from torch's "
            "global generator, unseeded. Use `torch.Generator().manual_seed(seed)` for the order, or "
            "`torch.manual_seed(seed)` at the start.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"fine_tune": _FineTune(seeded=False)},
    ),
    Misconception(
        id="transfer_learning/gradients-not-zeroed",
        name=Text(
            es="olvidado poner a cero los gradientes",
            en="forgotten to zero the gradients",
        ),
        explanation=Text(
            es="Parece que no borras los gradientes entre un paso y otro. `backward` suma el gradiente nuevo al que "
            "hay en `p.grad`: si el primer lote da 2 y el segundo 3, el segundo paso usa 5, y cada vez más. Llama a "
            "`optimizer.zero_grad()` antes de `loss.backward()`.",
            en="You do not seem to clear the gradients between one step and the next. `backward` adds the new "
            "gradient to the one in `p.grad`: if the first batch gives 2 and the second 3, the second step uses 5, "
            "and more every time. Call `optimizer.zero_grad()` before `loss.backward()`.",
        ),
        lecture=TRANSFER_LECTURE,
        wrong={"fine_tune": _FineTune(zeroes=False)},
    ),
)
