"""Downloading GTSRB's official archives, checked, and resumed where a download broke off.

pooch decides whether a file is already there and whole (by its checksum); what it does not do is to go on in the
middle, which 276 MB over a student's connection ask for: so the transfer itself is `Transfer`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cnn_reference.data.errors import DataError, MissingDataError

__all__ = ["ARCHIVES", "Archive", "download_gtsrb"]

BASE_URL = "https://sid.erda.dk/public/archives/daaeac0d7ce1152aea9b61d9f1e19370/"
TIMEOUT_S = 30
PIECE = 2**18

# Called with the bytes that are there and the bytes that there will be.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Archive:
    """A file that its authors publish.

    Attributes
    ----------
    name : str
        Of the file, here and there.
    md5 : str
        Of its contents.
    holds : str
        What is in it, in words.
    """

    name: str
    md5: str
    holds: str


ARCHIVES = (
    Archive("GTSRB_Final_Training_Images.zip", "f33fd80ac59bff73c82d25ab499e03a3", "39,209 training images (276 MB)"),
    Archive("GTSRB_Final_Test_Images.zip", "c7e4e6327067d32654124b0fe9e82185", "12,630 test images (89 MB)"),
    Archive("GTSRB_Final_Test_GT.zip", "fe31e9c9270bbcd7b84b7f21a9d9d9e5", "the classes of the test images"),
)


def download_gtsrb(
    folder: Path, on_archive: Callable[[Archive], Progress | None] = lambda _: None, base_url: str = BASE_URL
) -> list[Path]:
    """Download the archives that are not there yet.

    Parameters
    ----------
    folder : Path
        Where they go; it is made.
    on_archive : callable
        Called with each archive before it is looked for; gives a function to be told of the progress, or None.
    base_url : str
        From where.

    Returns
    -------
    list of Path
        The archives, which need not be unpacked to be read.

    Raises
    ------
    MissingDataError
        If the server cannot be reached, or does not give the file, or pooch is not installed.
    DataError
        If what came is not what its authors published.
    """
    pooch = _pooch()
    pooch.get_logger().setLevel("WARNING")
    paths = []
    for archive in ARCHIVES:
        transfer = Transfer(folder / (archive.name + ".part"), on_archive(archive))
        try:
            paths.append(
                Path(
                    pooch.retrieve(
                        base_url + archive.name,
                        known_hash=f"md5:{archive.md5}",
                        fname=archive.name,
                        path=folder,
                        downloader=transfer,
                    )
                )
            )
        except MissingDataError:
            raise
        except ValueError as error:  # pooch's, of the checksum
            raise DataError(
                f"{archive.name} from {base_url} is not what its authors published: its md5 is not {archive.md5}. "
                "Try again, or download it by hand."
            ) from error
    return paths


class Transfer:
    """Fetch a file over HTTP into a place of its own, so that an interrupted transfer goes on later.

    Parameters
    ----------
    unfinished : Path
        What has come so far; it outlives an interruption.
    progress : callable or None
        Told how much has come.
    """

    def __init__(self, unfinished: Path, progress: Progress | None = None) -> None:
        self.unfinished, self.progress = unfinished, progress

    def __call__(self, url: str, output_file: str, pooch: Any, check_only: bool = False) -> None:  # noqa: ARG002
        """Fetch; called by pooch.

        Parameters
        ----------
        url : str
            From where.
        output_file : str
            Where pooch wants the whole file.
        pooch : object
            Not needed.
        check_only : bool
            Not needed.
        """
        import requests

        name = url.rpartition("/")[2]
        by_hand = f"download {url} by hand into {self.unfinished.parent}, or use the synthetic signs"
        try:
            self._fetch(url)
        except requests.HTTPError as error:
            status = error.response.status_code if error.response is not None else "an error"
            raise MissingDataError(f"the server does not give {name} ({status}): {by_hand}") from error
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            raise MissingDataError(
                f"{url.split('/')[2]} cannot be reached or fell silent; what has come of {name} is kept, and the same "
                f"command goes on. Without a network: {by_hand}."
            ) from error
        except requests.RequestException as error:
            raise MissingDataError(f"{name} cannot be downloaded ({error}): {by_hand}") from error
        self.unfinished.replace(output_file)

    def _fetch(self, url: str) -> None:
        import requests

        there = self.unfinished.stat().st_size if self.unfinished.exists() else 0
        headers = {"Range": f"bytes={there}-", "Accept-Encoding": "identity"} if there else {}
        with requests.get(url, stream=True, timeout=TIMEOUT_S, headers=headers) as answer:
            if answer.status_code == requests.codes.requested_range_not_satisfiable:
                # All of it is there, or too much; the checksum will tell which.
                return
            answer.raise_for_status()
            if answer.status_code != requests.codes.partial_content:
                there = 0  # the server sends it from the beginning
            whole = there + int(answer.headers.get("Content-Length", 0))
            with self.unfinished.open("ab" if there else "wb") as file:
                for piece in answer.iter_content(PIECE):
                    file.write(piece)
                    there += len(piece)
                    if self.progress is not None:
                        self.progress(there, max(whole, there))
            if there < whole:
                raise requests.ConnectionError(f"{there} of {whole} bytes came")


def _pooch() -> Any:
    try:
        import pooch
    except ImportError as error:
        raise MissingDataError("downloads need pooch: pip install pooch") from error
    return pooch
