import pytest

from gradiente.judge.desk import Desk


def test_a_judge_computes_with_torch_in_one_thread(course, level):
    torch = pytest.importorskip("torch")
    before = torch.get_num_threads()
    torch.set_num_threads(2)

    try:
        Desk(course, "a seed for the tests", level).suite("transfer_learning")

        assert torch.get_num_threads() == 1
    finally:
        torch.set_num_threads(before)
