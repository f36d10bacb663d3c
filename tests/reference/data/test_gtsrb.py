"""Reading GTSRB's layout, from wherever and however damaged it comes."""

import os
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("PIL")

from cnn_reference.augmentation import resize
from cnn_reference.data import DataError, MissingDataError, gtsrb, synthetic
from cnn_reference.data.pictures import write_ppm


@pytest.fixture(scope="module")
def drawn():
    return synthetic.draw_tracks(np.random.default_rng(0), tracks=1, pictures=2, balanced=True)


@pytest.fixture
def laid_out(drawn, tmp_path):
    return synthetic.write_training_layout(drawn, tmp_path)


def equal(one: gtsrb.Signs, other: gtsrb.Signs) -> bool:
    arrays = ("images", "labels", "tracks", "sizes", "rois", "names")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays)


def test_what_is_written_in_the_official_layout_is_read_back(drawn, laid_out, tmp_path):
    found = gtsrb.load_training(gtsrb.find_training(tmp_path))

    assert equal(found, drawn)
    assert (len(found), found.n_classes) == (86, 43)


def test_a_track_is_told_from_those_of_the_same_number_in_other_classes(drawn):
    pairs = set(zip(drawn.labels.tolist(), drawn.tracks.tolist(), strict=True))

    assert len(np.unique(drawn.tracks)) < len(pairs) == len(np.unique(drawn.unique_tracks)) == 43


def test_a_zip_and_a_tar_give_what_the_folder_gives(drawn, laid_out, tmp_path):
    archive, tarred = tmp_path / "signs.zip", tmp_path / "signs.tar.xz"
    files = sorted(laid_out.rglob("*"), reverse=True)  # tables before pictures
    with zipfile.ZipFile(archive, "w") as zipped, tarfile.open(tarred, "w:xz") as tar:
        for file in files:
            if file.is_file():
                zipped.write(file, file.relative_to(tmp_path))
                tar.add(file, file.relative_to(tmp_path))

    assert equal(gtsrb.load_training(archive), drawn)
    assert equal(gtsrb.load_training(tarred), drawn)


def test_drawn_signs_never_pass_for_photographs(laid_out, drawn, tmp_path):
    test = synthetic.write_test_layout(drawn, tmp_path / "test")

    assert "synthetic" in drawn.source
    assert "synthetic" in gtsrb.load_training(laid_out).source
    assert "synthetic" in gtsrb.load_test(*test).source


def test_the_test_layout_is_read_with_its_classes_and_without_tracks(drawn, tmp_path):
    synthetic.write_test_layout(drawn, tmp_path)

    found = gtsrb.load_test(*gtsrb.find_test(tmp_path))

    assert np.array_equal(found.images, drawn.images)
    assert np.array_equal(found.labels, drawn.labels)
    assert np.all(found.tracks == -1)
    assert found.names[:2].tolist() == ["00000.ppm", "00001.ppm"]


def test_the_official_archives_need_not_be_unpacked(drawn, tmp_path):
    images, labels = synthetic.write_test_layout(drawn, tmp_path / "unpacked")
    with zipfile.ZipFile(tmp_path / "GTSRB_Final_Test_Images.zip", "w") as zipped:
        for file in images.glob("*.ppm"):
            zipped.write(file, f"GTSRB/Final_Test/Images/{file.name}")
    with zipfile.ZipFile(tmp_path / "GTSRB_Final_Test_GT.zip", "w") as zipped:
        zipped.write(labels, "GT-final_test.csv")

    assert np.array_equal(gtsrb.load_test(*gtsrb.find_test(tmp_path)).labels, drawn.labels)


def one_picture(folder: Path, pixels: np.ndarray, roi: tuple[int, int, int, int]) -> Path:
    place = folder / "00003"
    place.mkdir()
    write_ppm(place / "00000_00000.ppm", pixels)
    height, width = pixels.shape[:2]
    numbers = ";".join(map(str, (width, height, *roi, 3)))
    (place / "GT-00003.csv").write_text(f"{';'.join(gtsrb.COLUMNS)}\n00000_00000.ppm;{numbers}\n")
    return folder


def test_a_picture_of_another_size_is_scaled_as_the_textbook_scales(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 256, (57, 44, 3), dtype=np.uint8)

    found = gtsrb.load_training(one_picture(tmp_path, pixels, (5, 6, 38, 50)))

    assert np.abs(found.images[0] - resize(pixels, 32, 32)).max() <= 1
    assert found.sizes.tolist() == [[44, 57]]


def test_cropping_keeps_the_region_of_interest(tmp_path):
    pixels = np.zeros((64, 64, 3), dtype=np.uint8)
    pixels[16:48, 8:40] = 200

    found = gtsrb.load_training(one_picture(tmp_path, pixels, (8, 16, 40, 48)), crop=True)

    assert np.all(found.images == 200)


def test_the_region_of_a_picture_that_was_scaled_before_is_scaled_with_it(tmp_path):
    """The small archive: 32 x 32 pixels, and in its tables the sizes and regions of the originals."""
    pixels = np.zeros((32, 32, 3), dtype=np.uint8)
    pixels[8:24, 8:24] = 200
    folder = one_picture(tmp_path, pixels, (1, 1, 2, 2))
    table = folder / "00003" / "GT-00003.csv"
    table.write_text(f"{';'.join(gtsrb.COLUMNS)}\n00000_00000.ppm;128;128;32;32;96;96;3\n")

    assert np.all(gtsrb.load_training(folder, crop=True).images == 200)


def change(table: Path, old: str, new: str) -> None:
    table.write_text(table.read_text().replace(old, new, 1))


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda place: (place / "00000_00001.ppm").unlink(), "not complete: 00007/00000_00001.ppm"),
        (lambda place: (place / "GT-00007.csv").unlink(), "lack their table GT-00007.csv"),
        (lambda place: (place / "00000_00001.ppm").write_bytes(b"P6\n32 32\n255\nabc"), "no picture that can be read"),
        (lambda place: (place / "00000_00001.ppm").write_bytes(b""), "no picture that can be read"),
        (lambda place: (place / "00009_00001.ppm").write_bytes(b"P6"), "no line for 00007/00009_00001.ppm"),
        (lambda place: change(place / "GT-00007.csv", ";", ","), "lacks the columns Filename, Width"),
        (lambda place: change(place / "GT-00007.csv", ".ppm;", ".ppm;x"), "line 2: Width is 'x"),
        (lambda place: change(place / "GT-00007.csv", ";7\n", ";8\n"), "line 2: expected class 7, got 8"),
        (lambda place: change(place / "GT-00007.csv", ";7\n", "\n"), "line 2: ClassId is None"),
        (lambda place: change(place / "GT-00007.csv", ".ppm;", ".ppm;-"), "line 2: the ROI is not inside"),
        (lambda place: (place / "GT-00007.csv").write_bytes(b"\xff\xfe\x00"), "is not text"),
    ],
    ids=["picture", "table", "half", "empty", "line", "commas", "number", "class", "short", "roi", "binary"],
)
def test_damage_is_said_in_a_sentence_that_names_the_file(laid_out, damage, says):
    damage(laid_out / "00007")

    with pytest.raises(DataError, match=says):
        gtsrb.load_training(laid_out)


def test_an_archive_that_ends_in_the_middle_is_refused(laid_out, tmp_path):
    whole = tmp_path / "whole.tar.xz"
    with tarfile.open(whole, "w:xz") as tar:
        tar.add(laid_out, "Images")
    (tmp_path / "half.tar.xz").write_bytes(whole.read_bytes()[:-3000])
    (tmp_path / "text.tar").write_text("no archive at all")

    for name in ("half.tar.xz", "text.tar"):
        with pytest.raises(DataError, match=name):
            gtsrb.load_training(tmp_path / name)


def test_two_copies_side_by_side_are_refused_rather_than_read_twice(laid_out, tmp_path):
    (tmp_path / "copy").mkdir()
    os.rename(laid_out, tmp_path / "copy" / "a")
    one = tmp_path / "copy" / "b" / "00007"
    one.mkdir(parents=True)
    (one / "GT-00007.csv").write_bytes((tmp_path / "copy" / "a" / "00007" / "GT-00007.csv").read_bytes())

    with pytest.raises(DataError, match="twice"):
        gtsrb.load_training(tmp_path / "copy")


def test_what_is_not_there_is_said_with_how_to_get_it(tmp_path):
    for find in (gtsrb.find_training, gtsrb.find_test):
        with pytest.raises(MissingDataError, match="gradiente data gtsrb"):
            find(tmp_path)
    with pytest.raises(MissingDataError, match="no pictures"):
        gtsrb.load_training(tmp_path)
    with pytest.raises(MissingDataError, match="there is no"):
        gtsrb.load_training(tmp_path / "nowhere.zip")


def test_test_images_without_their_classes_are_said_to_lack_them(drawn, tmp_path):
    _, labels = synthetic.write_test_layout(drawn, tmp_path)
    labels.unlink()

    with pytest.raises(MissingDataError, match=r"GT-final_test\.csv"):
        gtsrb.find_test(tmp_path)


@pytest.mark.skipif("GRADIENTE_DATA" not in os.environ, reason="GRADIENTE_DATA names no folder of data")
def test_the_real_training_set_has_the_published_numbers():
    from cnn_reference.data.places import data_folder

    try:
        path = gtsrb.find_training(data_folder())
    except MissingDataError as error:
        pytest.skip(str(error))
    signs = gtsrb.load_training(path)

    counts = np.bincount(signs.labels)
    assert (len(signs), counts.min(), counts.max()) == (39_209, 210, 2250)
    assert len(np.unique(np.stack([signs.labels, signs.tracks]), axis=1).T) == 1307
    assert np.round(counts / 30).astype(int).tolist() == list(synthetic.TRACKS_IN_GTSRB)
