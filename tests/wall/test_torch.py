"""What a torch exercise needs works in a worker that is locked in, and models cross the wall as handles."""

import sys

import numpy as np
import pytest

pytest.importorskip("torch")

from gradiente.checking.agreement import Raised, Returned
from gradiente.checking.models import (
    freeze_part,
    is_model,
    look_at_model,
    make_model,
    part_of,
    plain,
    run_model,
    same_object,
    set_buffers,
    set_gradients,
    set_parameters,
    set_trainable,
    set_training,
    take_passes,
    tensor,
)
from gradiente.judge.limits import Limits
from gradiente.judge.session import CallLostError, Session
from gradiente.judge.student import Student
from gradiente.results import Verdict
from gradiente.wall.isolation import examine
from gradiente.wall.launch import Level, launch
from gradiente.wall.zygote import Zygote
from gradiente.worker.codec import Opaque, Tensor

SOURCE = b"""
import copy, io
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, Dataset, Subset, TensorDataset, random_split


def net():
    return nn.Sequential(
        nn.Conv2d(3, 4, 5), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(4), nn.Dropout(0.1), nn.Flatten(),
        nn.Linear(4 * 7 * 7, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 3),
    )


def data(n=20):
    generator = torch.Generator().manual_seed(0)
    return torch.rand(n, 3, 32, 32, generator=generator), torch.randint(0, 3, (n,), generator=generator)


def step(name):
    model, (images, labels) = net(), data()
    optimizer = {
        "SGD": lambda p: torch.optim.SGD(p, lr=0.01),
        "momentum": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9, nesterov=True, weight_decay=1e-4),
        "Adam": lambda p: torch.optim.Adam(p, lr=0.01),
        "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01),
        "RMSprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
        "Adagrad": lambda p: torch.optim.Adagrad(p, lr=0.01),
    }[name](model.parameters())
    before = model[0].weight.detach().clone()
    for _ in range(3):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    return loss.item(), bool((model[0].weight != before).any())


def lbfgs():
    model, (images, labels) = net(), data()
    optimizer = torch.optim.LBFGS(model.parameters(), max_iter=3)

    def closure():
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        return loss

    return float(optimizer.step(closure))


def schedule():
    optimizer = torch.optim.SGD(net().parameters(), lr=1.0)
    schedulers = [torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.5)]
    optimizer.step()
    for one in schedulers:
        one.step()
    return optimizer.param_groups[0]["lr"]


def own_gradient():
    model, (images, labels) = net(), data()
    loss = nn.CrossEntropyLoss()(model(images), labels)
    return len(torch.autograd.grad(loss, list(model.parameters())))


class Pairs(Dataset):
    def __len__(self):
        return 20

    def __getitem__(self, index):
        images, labels = data()
        return images[index], labels[index]


def sizes(kind):
    dataset = TensorDataset(*data())
    loader = {
        "plain": lambda: DataLoader(dataset, batch_size=8),
        "workers": lambda: DataLoader(dataset, batch_size=8, shuffle=True, num_workers=0),
        "generator": lambda: DataLoader(dataset, 8, shuffle=True, generator=torch.Generator().manual_seed(3)),
        "own": lambda: DataLoader(Pairs(), batch_size=8, shuffle=True),
        "split": lambda: DataLoader(random_split(dataset, [12, 8], torch.Generator().manual_seed(0))[0], batch_size=8),
        "subset": lambda: DataLoader(Subset(dataset, range(12)), batch_size=8),
    }[kind]()
    return [len(labels) for _, labels in loader]


def orders():
    generator = torch.Generator().manual_seed(3)
    first, second = torch.randperm(50, generator=generator), torch.randperm(50, generator=generator)
    torch.manual_seed(3)
    return bool((first != second).any()), bool((torch.randperm(50) == first).all())


def copies():
    model = net()
    other = copy.deepcopy(model)
    with torch.no_grad():
        other[0].weight.add_(1.0)
    kept = bool((model[0].weight != other[0].weight).all())
    model.load_state_dict(other.state_dict())
    file = io.BytesIO()
    torch.save(model.state_dict(), file)
    file.seek(0)
    other.load_state_dict(torch.load(file))
    return kept, bool((model[0].weight == other[0].weight).all())


def without_gradients():
    model, (images, _) = net().eval(), data()
    with torch.no_grad():
        first = model(images)
    with torch.inference_mode():
        second = model(images)
    return first.requires_grad, second.requires_grad, torch.is_grad_enabled()


def threads():
    torch.set_num_threads(2)
    return float((torch.ones(200, 200) @ torch.ones(200, 200)).sum())


def numpy_and_back():
    return torch.from_numpy(np.ones(3)).numpy(), torch.tensor([1, 2]), torch.ones(2, requires_grad=True) * 2


def unseeded():
    return torch.rand(1).item()


def own_net():
    torch.manual_seed(1)
    return net()


class Hangs(nn.Module):
    def forward(self, images):
        while True:
            pass


def hanging_net():
    return Hangs()


def same(model):
    return model


def seen(images, labels):
    images[0] = 7.0
    return str(images.dtype), list(images.shape), str(labels.dtype)


def trained(model, images, labels, mode):
    model.train(mode)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(2):
        F.cross_entropy(model(images), labels).backward()
        optimizer.step()
        optimizer.zero_grad()
    with torch.no_grad():
        copy.deepcopy(model)(images)
"""
LEVELS = [level for level in (Level.FULL, Level.LOCKED) if sys.platform == "linux" and examine(level).granted]
PARTS = {"features": [("conv2d", 3, 2, 5, 4), ("batch_norm2d", 2), ("relu",), ("flatten",)], "classifier": [
    ("linear", 98, 4), [("batch_norm1d", 4), ("relu",)], ("linear", 4, 3)]}  # fmt: skip


@pytest.fixture(scope="module", params=LEVELS or [Level.NONE])
def torch_zygote(request):
    zygote = Zygote(launch(request.param, ("torch",)))
    yield zygote
    zygote.close()


@pytest.fixture
def session(torch_zygote):
    session = Session(torch_zygote, "x.py", {"x.py": SOURCE}, Limits(call_s=20, submission_s=60, memory_mib=512))
    session.open()
    yield session
    session.close()


@pytest.fixture
def student(session):
    return Student(session)


@pytest.mark.parametrize("name", ["SGD", "momentum", "Adam", "AdamW", "RMSprop", "Adagrad"])
def test_an_optimizer_trains_a_model(student, name):
    loss, moved = student.step(name)

    assert np.isfinite(loss)
    assert moved


def test_other_ways_to_train(student):
    assert np.isfinite(student.lbfgs())
    assert student.schedule() == 0.5
    assert student.own_gradient() == 10


@pytest.mark.parametrize("kind", ["plain", "workers", "generator", "own"])
def test_a_data_loader_gives_every_batch(student, kind):
    assert student.sizes(kind) == [8, 8, 4]


@pytest.mark.parametrize("kind", ["split", "subset"])
def test_a_part_of_a_data_set_can_be_loaded(student, kind):
    assert student.sizes(kind) == [8, 4]


def test_generators_draw_what_their_seed_says(student):
    assert student.orders() == (True, True)


def test_models_can_be_copied_and_saved(student):
    assert student.copies() == (True, True)


def test_gradients_can_be_switched_off(student):
    assert student.without_gradients() == (False, False, True)


def test_more_threads_can_be_asked_for(student):
    assert student.threads() == 200.0**3


def test_every_worker_starts_from_another_random_state(torch_zygote):
    drawn = []
    for _ in range(2):
        session = Session(torch_zygote, "x.py", {"x.py": SOURCE}, Limits())
        drawn.append(Student(session).unseeded())
        session.close()

    assert drawn[0] != drawn[1]


def test_tensors_come_back_as_their_values(student):
    array, integers, on_graph = student.numpy_and_back()

    assert isinstance(array, np.ndarray)
    assert isinstance(integers, Tensor)
    assert plain([integers])[0].tolist() == [1, 2]
    assert on_graph.requires_grad
    with pytest.raises(AssertionError, match="requires_grad"):
        plain({"loss": on_graph})


def test_tensors_keep_their_dtype_and_can_be_looked_at_afterwards(student):
    images, labels = tensor(student, np.ones((2, 3), np.float32)), tensor(student, np.array([1, 0]))

    seen, after = student.call_and_look("seen", images, labels)

    assert seen == ("torch.float32", [2, 3], "torch.int64")
    assert plain(after[0]).tolist() == [[7, 7, 7], [1, 1, 1]]
    assert plain(images).tolist() == [[1, 1, 1], [1, 1, 1]]


def test_a_model_of_the_student_is_a_handle(student):
    model = student.own_net()

    assert isinstance(model, Opaque)
    assert is_model(student, model)
    assert not is_model(student, student.unseeded())
    assert same_object(student.same(model), model)
    assert not same_object(student.own_net(), model)


def test_a_model_that_hangs_costs_the_function_that_made_it_and_no_other(torch_zygote):
    session = Session(torch_zygote, "x.py", {"x.py": SOURCE}, Limits(call_s=0.3))
    images = np.ones((2, 3, 32, 32), np.float32)
    verdicts = []
    for _ in range(3):
        student = Student(session)
        with pytest.raises(CallLostError) as lost:
            run_model(student, student.hanging_net(), images)
        verdicts.append(lost.value.verdict)
    student = Student(session)

    assert verdicts == [Verdict.TIMED_OUT, Verdict.TIMED_OUT, Verdict.NOT_RUN]
    assert run_model(student, student.own_net(), images).shape == (2, 3)
    session.close()


def test_a_model_of_ours_has_the_same_weights_on_both_sides(student):
    model, twin = make_model(student, PARTS, 5), make_model(None, PARTS, 5)
    images = np.random.default_rng(0).random((4, 3, 32, 32), np.float32)

    there, here = look_at_model(student, model), look_at_model(None, twin)

    assert [*there.parameters] == [*here.parameters]
    assert all(np.array_equal(there.parameters[name], here.parameters[name]) for name in here.parameters)
    assert there.modes == here.modes
    assert np.allclose(run_model(student, model, images), run_model(None, twin, images), atol=1e-6)


def test_everything_of_a_model_can_be_set_and_seen(student):
    model = make_model(student, PARTS)
    before = look_at_model(student, model)

    set_parameters(student, model, [np.full_like(one, 0.5) for one in before.parameters.values()])
    set_buffers(student, model, [np.full_like(one, 2) for one in before.buffers.values()])
    set_gradients(student, model, 3.0)
    set_trainable(student, model, False, "features")
    set_training(student, model, False, "classifier.1")
    after = look_at_model(student, model)

    assert set(before.gradients.values()) == {None}
    assert all(np.all(one == 0.5) for one in after.parameters.values())
    assert all(np.all(one == 2) for one in after.buffers.values())
    assert all(np.all(one == 3) for one in after.gradients.values())
    assert {name for name, trainable in after.trainable.items() if not trainable} == {
        name for name in after.trainable if name.startswith("features")
    }
    assert {name for name, mode in after.modes.items() if not mode} == {
        "classifier.1", "classifier.1.0", "classifier.1.1"
    }  # fmt: skip


def test_values_that_do_not_fit_a_model_are_an_error_of_the_call(session, student):
    model = make_model(student, PARTS)

    assert isinstance(session.operate("set_parameters", (model, [np.zeros(1)])), Raised)
    assert isinstance(session.operate("look", (model,)), Returned)


def test_a_part_of_a_model_is_a_handle_too(student):
    model = make_model(student, PARTS)

    set_training(student, part_of(student, model, "features"), False)

    assert not is_model(student, "features")
    assert {name.split(".")[0] for name, mode in look_at_model(student, model).modes.items() if not mode} == {
        "features"
    }


def test_the_passes_of_a_model_are_told(student):
    model = make_model(student, PARTS)
    images = np.random.default_rng(0).random((4, 3, 32, 32), np.float32)
    arguments = model, tensor(student, images), tensor(student, np.array([0, 1, 2, 0]))

    student.trained(*arguments, True)
    student.trained(*arguments, False)
    run_model(student, model, images)
    passes = take_passes(student, model)

    assert [one.went_back for one in passes] == [True, True, False] * 2
    assert [one.has_graph for one in passes] == [True, True, False] * 2
    assert [one.training for one in passes] == [True] * 3 + [False] * 3
    assert not any(one.found_gradients for one in passes)
    assert all(np.array_equal(one.first_values, images[:, 0, 0, 0]) for one in passes)
    assert take_passes(student, model) == []


def test_a_gradient_from_before_is_noticed(student):
    model = make_model(student, PARTS)
    set_gradients(student, model, 1.0)

    images = tensor(student, np.ones((4, 3, 32, 32), np.float32))
    student.trained(model, images, tensor(student, np.array([0, 1, 2, 0])), True)

    assert [one.found_gradients for one in take_passes(student, model)] == [True, False, False]


def test_a_frozen_part_keeps_its_statistics_and_weights_in_training(student):
    model = make_model(student, PARTS)
    freeze_part(student, model, "features")
    before = look_at_model(student, model)

    images = tensor(student, np.random.default_rng(0).random((4, 3, 32, 32), np.float32))
    student.trained(model, images, tensor(student, np.array([0, 1, 2, 0])), True)
    after = look_at_model(student, model)

    changed = {
        name
        for name, values in {**after.parameters, **after.buffers}.items()
        if not np.array_equal(values, {**before.parameters, **before.buffers}[name])
    }
    assert changed
    assert all(name.startswith("classifier") for name in changed)
    assert after.modes["features.1"] is False
