"""Downloads: whole, resumed, refused; from a server of our own on this machine."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytest.importorskip("pooch")

from cnn_reference.data import DataError, MissingDataError, download

CONTENT = bytes(range(256)) * 300


class Server:
    """Serves CONTENT under every name, and remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.status, self.breaks_after, self.knows_ranges = 200, len(CONTENT), True
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                wanted = self.headers.get("Range")
                outer.asked.append((self.path, wanted))
                begin = int(wanted[6:-1]) if wanted and outer.knows_ranges else 0
                if outer.status != 200 or begin > len(CONTENT) - 1:
                    self.send_error(outer.status if outer.status != 200 else 416)
                    return
                self.send_response(206 if begin else 200)
                self.send_header("Content-Length", str(len(CONTENT) - begin))
                self.end_headers()
                self.wfile.write(CONTENT[begin : outer.breaks_after])

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def server(monkeypatch):
    archive = download.Archive("signs.zip", hashlib.md5(CONTENT).hexdigest(), "signs")
    monkeypatch.setattr(download, "ARCHIVES", (archive,))
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


def test_a_download_is_checked_kept_and_not_repeated(server, tmp_path):
    told = []

    for _ in range(2):
        (path,) = download.download_gtsrb(tmp_path / "new", lambda _: lambda *counts: told.append(counts), server.url)

    assert path.read_bytes() == CONTENT
    assert server.asked == [("/signs.zip", None)]
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert [file.name for file in path.parent.iterdir()] == ["signs.zip"]


def test_a_download_that_broke_off_goes_on_where_it_stopped(server, tmp_path, monkeypatch):
    monkeypatch.setattr(download, "PIECE", 1000)
    server.breaks_after = 50_000
    with pytest.raises(MissingDataError, match="the same command goes on"):
        download.download_gtsrb(tmp_path, base_url=server.url)
    kept = (tmp_path / "signs.zip.part").stat().st_size
    server.breaks_after = len(CONTENT)

    (path,) = download.download_gtsrb(tmp_path, base_url=server.url)

    assert 0 < kept <= 50_000
    assert server.asked[-1] == ("/signs.zip", f"bytes={kept}-")
    assert path.read_bytes() == CONTENT


def test_a_server_that_knows_no_ranges_is_read_from_the_beginning(server, tmp_path):
    (tmp_path / "signs.zip.part").write_bytes(CONTENT[:1000])
    server.knows_ranges = False

    (path,) = download.download_gtsrb(tmp_path, base_url=server.url)

    assert path.read_bytes() == CONTENT


def test_what_is_not_the_published_file_is_refused_and_not_kept(server, tmp_path):
    (tmp_path / "signs.zip.part").write_bytes(b"something else" * 10)

    with pytest.raises(DataError, match="not what its authors published"):
        download.download_gtsrb(tmp_path, base_url=server.url)

    assert list(tmp_path.iterdir()) == []
    assert download.download_gtsrb(tmp_path, base_url=server.url)[0].read_bytes() == CONTENT


def test_what_had_come_whole_but_was_not_checked_yet_is_checked_now(server, tmp_path):
    (tmp_path / "signs.zip.part").write_bytes(CONTENT)

    (path,) = download.download_gtsrb(tmp_path, base_url=server.url)

    assert path.read_bytes() == CONTENT


def test_a_file_that_the_server_does_not_give(server, tmp_path):
    server.status = 404

    with pytest.raises(MissingDataError, match=r"does not give signs\.zip \(404\): download .* by hand"):
        download.download_gtsrb(tmp_path, base_url=server.url)


def test_no_network(server, tmp_path):
    server.http.shutdown()
    server.http.server_close()

    with pytest.raises(MissingDataError, match=r"127\.0\.0\.1:\d+ cannot be reached"):
        download.download_gtsrb(tmp_path, base_url=server.url)


def test_the_official_archives_are_the_three_of_the_benchmark():
    """None of it is fetched here."""
    assert [archive.name for archive in download.ARCHIVES] == [
        "GTSRB_Final_Training_Images.zip",
        "GTSRB_Final_Test_Images.zip",
        "GTSRB_Final_Test_GT.zip",
    ]
    assert download.BASE_URL.startswith("https://")
