"""A learner's folder: which units and files are in it, and which file counts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from autograder.learner.keys import NoPublicKey, load_key
from autograder.learner.work import choose_file, find_unit, kit_units, unit_folders, what_is_next
from tests.learner.conftest import NO_BIAS, RIGHT_STEP, write


def saved_at(path: Path, seconds: float) -> None:
    os.utime(path, (seconds, seconds))


def test_units_stand_in_the_order_of_the_kit(kit: Path) -> None:
    assert [unit.unit for unit in unit_folders(kit)] == ["rnn", "gates"]
    (kit / "kit.json").write_text('{"units": ["gates", "rnn"]}', encoding="utf-8")
    assert [unit.unit for unit in unit_folders(kit)] == ["gates", "rnn"]
    (kit / "kit.json").write_text("{", encoding="utf-8")
    assert [unit.unit for unit in unit_folders(kit)] == ["gates", "rnn"]  # by name


def test_in_a_units_folder_the_kit_has_the_others(kit: Path) -> None:
    assert [unit.unit for unit in unit_folders(kit / "gates")] == ["gates"]
    assert [unit.unit for unit in kit_units(kit / "gates")] == ["rnn", "gates"]
    (kit / "kit.json").unlink()
    assert [unit.unit for unit in kit_units(kit / "gates")] == ["gates"]


def test_of_the_files_with_work_the_last_saved_one_counts(kit: Path) -> None:
    notebook, python = kit / "rnn" / "rnn.ipynb", kit / "rnn" / "rnn.py"
    write(notebook, "rnn_step", NO_BIAS)
    saved_at(notebook, 1_000)
    saved_at(python, 2_000)  # saved later, and still all stubs
    chosen = choose_file(kit / "rnn")
    assert (chosen.path.name, chosen.others) == ("rnn.ipynb", ())
    write(python, "rnn_step", RIGHT_STEP)
    saved_at(python, 2_000)
    chosen = choose_file(kit / "rnn")
    assert (chosen.path.name, [path.name for path in chosen.others]) == ("rnn.py", ["rnn.ipynb"])
    saved_at(notebook, 3_000)
    assert choose_file(kit / "rnn").path.name == "rnn.ipynb"


def test_in_a_kit_the_unit_that_was_worked_on_last_counts(kit: Path) -> None:
    assert choose_file(kit).path.parent.name == "rnn"  # the first, where there is no work
    write(kit / "gates" / "gates.py", "sigmoid", "return 1 / (1 + np.exp(-z))")
    assert choose_file(kit).path.name == "gates.py"
    assert choose_file(kit, unit="rnn").path.parent.name == "rnn"
    assert choose_file(kit, exercise="rnn_step").path.parent.name == "rnn"


def test_with_keys_from_elsewhere_the_files_of_the_folder_count(kit: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    (mine / "gates").mkdir(parents=True)
    shutil.copy(kit / "gates" / "gates.py", mine / "gates")
    assert choose_file(mine, keys=kit).path == mine / "gates" / "gates.py"
    assert choose_file(mine / "gates", keys=kit / "gates").path == mine / "gates" / "gates.py"
    with pytest.raises(NoPublicKey, match=r"no Python file \(\.py\) of rnn in"):
        choose_file(mine / "gates", "rnn", keys=kit / "rnn")


def test_files_of_another_kind_do_not_count(kit: Path) -> None:
    (kit / "rnn" / "helpers.py").write_text("def noise(x):\n    return x\n", encoding="utf-8")
    (kit / "rnn" / "rnn.py").write_text("", encoding="utf-8")
    files = unit_folders(kit / "rnn")[0].files()
    assert [file.path.name for file in files] == ["rnn.ipynb", "rnn.py"]
    assert "is empty" in files[1].problem


def test_what_is_missing_is_said(kit: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(NoPublicKey, match="Go to the folder of the kit"):
        unit_folders(tmp_path / "elsewhere" / "a" / "b" / "c")
    with pytest.raises(NoPublicKey, match="there are rnn, gates"):
        choose_file(kit, unit="cell")
    with pytest.raises(NoPublicKey, match="Did you mean rnn_step"):
        find_unit("rnn_stp", unit_folders(kit))
    for path in (kit / "rnn" / "rnn.py", kit / "rnn" / "rnn.ipynb"):
        path.unlink()
    with pytest.raises(NoPublicKey, match="Unpack the kit again"):
        choose_file(kit / "rnn")


def test_what_is_next_after_a_unit(kit: Path) -> None:
    assert "unit gates" in what_is_next(kit / "rnn", ["rnn"])
    assert "gatewise status" in what_is_next(kit / "gates", ["gates"])
    (kit / "kit.json").unlink()
    assert "gatewise quiz" in what_is_next(kit / "gates", ["gates"])


def test_a_key_is_read_again_only_when_it_changed(kit: Path) -> None:
    path = kit / "rnn" / "rnn.public.key"
    assert load_key(path) is load_key(path)
    before = load_key(path)
    shutil.copy(kit / "gates" / "gates.public.key", path)
    assert load_key(path).unit == "gates"
    assert before.unit == "rnn"
