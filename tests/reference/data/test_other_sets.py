"""MNIST, CIFAR-10, flowers, and what scikit-learn brings along, from small files made here."""

import gzip
import struct
import tarfile

import numpy as np
import pytest

image_module = pytest.importorskip("PIL.Image")

from cnn_reference.data import DataError, MissingDataError, cifar10, flowers, mnist, small  # noqa: E402


def idx(array: np.ndarray) -> bytes:
    return struct.pack(f">I{array.ndim}I", 0x800 + array.ndim, *array.shape) + array.astype(np.uint8).tobytes()


@pytest.fixture
def mnist_folder(tmp_path, rng):
    folder = tmp_path / "mnist"
    folder.mkdir()
    for images, labels in mnist.FILES.values():
        (folder / f"{images}.gz").write_bytes(gzip.compress(idx(rng.integers(0, 256, (5, 28, 28)))))
        (folder / labels).write_bytes(idx(np.arange(5)))
    return folder


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_mnist_is_read_compressed_or_not(mnist_folder, tmp_path):
    train, test = mnist.load_mnist(mnist.find_mnist(tmp_path))

    assert train.images.shape == test.images.shape == (5, 28, 28, 1)
    assert train.labels.tolist() == [0, 1, 2, 3, 4]
    assert train.as_floats().max() <= 1.0


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("train-labels-idx1-ubyte", idx(np.arange(4)), "5 images, .* 4 labels"),
        ("train-labels-idx1-ubyte", idx(np.full(5, 10)), "label 10"),
        ("train-labels-idx1-ubyte", idx(np.zeros((5, 1))), "no idx file of bytes in 1 dimensions"),
        ("train-labels-idx1-ubyte", b"", "no idx file"),
        ("train-labels-idx1-ubyte", idx(np.arange(5))[:-1], "not complete: it promises 13 bytes and holds 12"),
        ("train-labels-idx1-ubyte", struct.pack(">II", 0x801, 2**32 - 1), "not complete"),
        ("train-images-idx3-ubyte.gz", gzip.compress(b"x" * 999)[:-9], "cannot be read to its end"),
        ("train-images-idx3-ubyte.gz", b"no gzip", "cannot be read to its end"),
    ],
    ids=["fewer", "eleventh digit", "dimensions", "empty", "short", "huge", "half", "not gzip"],
)
def test_damaged_idx_files_are_refused(mnist_folder, name, content, says):
    (mnist_folder / name).write_bytes(content)

    with pytest.raises(DataError, match=says):
        mnist.load_mnist(mnist_folder)


def test_cifar10_in_binary_form_from_a_folder_and_from_the_archive(tmp_path, rng):
    folder = tmp_path / "cifar10" / cifar10.BINARY_FOLDER
    folder.mkdir(parents=True)
    pixels = rng.integers(0, 256, (6, 32, 32, 3), dtype=np.uint8)
    records = b"".join(bytes([i]) + pixels[i].transpose(2, 0, 1).tobytes() for i in range(6))
    (folder / "data_batch_1.bin").write_bytes(records[: 2 * cifar10.RECORD])
    (folder / "data_batch_2.bin").write_bytes(records[2 * cifar10.RECORD : 4 * cifar10.RECORD])
    (folder / "test_batch.bin").write_bytes(records[4 * cifar10.RECORD :])
    archive = tmp_path / cifar10.BINARY_ARCHIVE
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(folder, cifar10.BINARY_FOLDER)

    for path in (cifar10.find_cifar10(tmp_path / "cifar10"), archive):
        train, test = cifar10.load_cifar10(path)
        assert np.array_equal(np.concatenate([train.images, test.images]), pixels)
        assert (train.labels.tolist(), test.labels.tolist()) == ([0, 1, 2, 3], [4, 5])

    (folder / "data_batch_2.bin").write_bytes(records[:5000])
    with pytest.raises(DataError, match=r"data_batch_2\.bin is damaged"):
        cifar10.load_cifar10(folder)
    (folder / "data_batch_2.bin").write_bytes(b"\x0a" + records[1 : cifar10.RECORD])
    with pytest.raises(DataError, match="label 10"):
        cifar10.load_cifar10(folder)


def test_cifar10_from_sheets(tmp_path, rng):
    sheet = rng.integers(0, 256, (1000, 1024, 3), dtype=np.uint8)
    for number in (0, 50):
        image_module.fromarray(sheet).save(tmp_path / f"cifar10_batch_{number}.png", compress_level=1)
    labels = rng.integers(0, 10, 51_000).tolist()
    (tmp_path / "cifar10_labels.js").write_text(f"var labels={labels};")

    train, test = cifar10.load_cifar10(cifar10.find_cifar10(tmp_path))

    assert np.array_equal(train.images[7], sheet[7].reshape(32, 32, 3))
    assert train.labels.tolist() == labels[:1000]
    assert test.labels.tolist() == labels[50_000:]

    (tmp_path / "cifar10_labels.js").write_text(f"var labels={labels[:50_500]};")
    with pytest.raises(DataError, match="none for cifar10_batch_50"):
        cifar10.load_cifar10(tmp_path)


def test_flowers_from_a_folder_and_from_a_tar(tmp_path, rng):
    folder = tmp_path / "flowers"
    for name, shade in (("rose", 200), ("daisy", 40)):
        (folder / name).mkdir(parents=True)
        for i in range(2):
            image_module.fromarray(np.full((50, 70, 3), shade + i, np.uint8)).save(folder / name / f"{i}.jpg")
    with tarfile.open(tmp_path / "flowers4.tar", "w") as tar:
        tar.add(folder, "flowers")

    for path in (folder, tmp_path / "flowers4.tar"):
        found = flowers.load_flowers(path, side=16)
        assert found.class_names == ("daisy", "rose")
        assert found.labels.tolist() == [0, 0, 1, 1]
        assert found.images.shape == (4, 16, 16, 3)
        assert np.abs(found.images.mean(axis=(1, 2, 3)) - [40, 41, 200, 201]).max() < 1.5

    with pytest.raises(DataError, match="pictures of 1 classes"):
        flowers.load_flowers(folder / "rose")


def test_a_picture_in_a_format_that_is_none_of_theirs_is_not_decoded(tmp_path):
    """Pillow knows many more, some of them with a history of holes."""
    (tmp_path / "a").mkdir()
    image_module.fromarray(np.zeros((4, 4, 3), np.uint8)).save(tmp_path / "a" / "tiff.jpg", format="TIFF")

    with pytest.raises(DataError, match="no picture"):
        flowers.load_flowers(tmp_path)


@pytest.mark.parametrize("find", [mnist.find_mnist, cifar10.find_cifar10, flowers.find_flowers])
def test_a_set_that_is_not_there_is_said_to_be_missing(find, tmp_path):
    with pytest.raises(MissingDataError, match="does not hold"):
        find(tmp_path)


def test_scikit_learns_digits_and_blobs():
    pytest.importorskip("sklearn")
    digits, (points, labels) = small.load_digits(), small.make_blobs()

    assert digits.images.shape == (1797, 8, 8, 1)
    assert len(np.unique(digits.images)) == 17
    assert points.shape == (1000, 2)
    assert np.bincount(labels).tolist() == [250] * 4
