from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.lms import zips
from autograder.lms.collect import Collected, UnknownDownload, Wishes, collect
from autograder.lms.moodle import numbers_in
from autograder.lms.roster import Person, Roster
from autograder.lms.zips import RefusedZip
from autograder.notebooks.intake.times import time_in
from tests.lms.samples import CLASS, there, write_zip

ADA = "Ada Lovelace_101_assignsubmission_file_/gates.ipynb"
GRACE = "Grace Brewster Hopper_102_assignsubmission_file_/gates.ipynb"
UNITS = ["gates", "cell"]


def collected(
    folder: Path, files: dict[str, bytes], wishes: Wishes | None = None, roster: Roster = CLASS
) -> Collected:
    path = write_zip(folder / "all.zip", files)
    return collect(path, folder / "submitted", roster, UNITS, wishes or Wishes())


@pytest.mark.parametrize(
    "names",
    [
        (ADA, GRACE),
        (ADA.replace("file_/", "file/"), GRACE.replace("file_/", "file/")),  # Moodle 4.1 and later
        (ADA.replace("file_/", "file_"), GRACE.replace("file_/", "file_")),  # without folders
        ("lovelaceada_501_9001_gates.ipynb", "hoppergracebrewster_LATE_502_9002_gates.ipynb"),
        ("lovelaceada_7_9001_gates-1.ipynb", "hoppergracebrewster_8_9002_gates-12.ipynb"),
        ("marriedname_501_9001_gates.ipynb", "other_502_9002_gates.ipynb"),
        (f"LSTM-gates-7/{ADA}", f"LSTM-gates-7/{GRACE}"),
        ("all/lovelaceada_501_91_gates.ipynb", "all/hoppergrace_502_92_gates.ipynb"),
    ],
    ids=[
        "folders",
        "newer folders",
        "no folders",
        "canvas",
        "again",
        "numbers",
        "packed again",
        "canvas packed again",
    ],
)
def test_files_go_to_the_learners_folder(tmp_path: Path, names: tuple[str, str]) -> None:
    done = collected(tmp_path, dict(zip(names, (b"a", b"g"), strict=True)))
    assert (done.unit, done.placed, done.strays) == ("gates", ("ada", "grace"), ())
    assert done.without == ("zoe",)
    assert there(tmp_path) == {"ada/gates/gates.ipynb": b"a", "grace/gates/gates.ipynb": b"g"}
    assert done.late == (("grace",) if "LATE" in names[1] else ())


def test_what_a_mac_adds_is_no_trouble(tmp_path: Path) -> None:
    litter = {f"__MACOSX/{ADA.replace('gates', '._gates')}": b"m", ".DS_Store": b"d"}
    done = collected(tmp_path, {ADA: b"a", **litter})
    assert (done.placed, done.strays) == (("ada",), ())


def test_a_huge_submission_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.lms.collect.LARGEST_FOLDER", 1_000_000)
    done = collected(tmp_path, {ADA: b"a", GRACE: bytes(1_000_001)})
    assert done.placed == ("ada",)
    assert [stray.path for stray in done.strays] == ["grace"]


def test_folders_inside_a_submission_stay(tmp_path: Path) -> None:
    collected(tmp_path, {ADA: b"a", ADA.replace("gates.ipynb", "data/x.txt"): b"x"})
    assert there(tmp_path) == {"ada/gates/gates.ipynb": b"a", "ada/gates/data/x.txt": b"x"}


def test_the_last_of_several_uploads_has_the_name(tmp_path: Path) -> None:
    names = [
        f"lovelaceada_501_{file}" for file in ("9_gates-1.ipynb", "3_gates.ipynb", "4_b-2.txt")
    ]
    collected(tmp_path, dict(zip(names, (b"new", b"old", b"b"), strict=True)))
    assert there(tmp_path) == {
        "ada/gates/b-2.txt": b"b",
        "ada/gates/gates-older-1.ipynb": b"old",
        "ada/gates/gates.ipynb": b"new",
    }


def test_canvas_names_in_utf8_without_a_mark_are_read(tmp_path: Path) -> None:
    name = "obrienzoë_7_9003_gates.py"
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("x" * len(name.encode())), b"z")
    path.write_bytes(path.read_bytes().replace(b"x" * len(name.encode()), name.encode()))
    done = collect(path, tmp_path / "submitted", CLASS, UNITS, Wishes())
    assert done.placed == ("zoe",)


def test_who_matches_nobody_or_two_is_listed_and_not_collected(tmp_path: Path) -> None:
    twins = Roster((*CLASS.people, Person("jan1", "Jan Novak"), Person("jan2", "Jan Novak")))
    files = {
        ADA: b"a",
        "Noam Unknown_104_assignsubmission_file_/gates.ipynb": b"n",
        "Jan Novak_105_assignsubmission_file_/gates.ipynb": b"j",
        "Ada Lovelace_101_assignsubmission_onlinetext_/onlinetext.html": b"t",
        "readme.txt": b"r",
    }
    done = collected(tmp_path, files, roster=twins)
    assert done.placed == ("ada",)
    assert {stray.path: stray.reason for stray in done.strays} == {
        "Noam Unknown (104)": "is nobody in the roster",
        "Jan Novak (105)": "may be jan1 or jan2",
        "Ada Lovelace_101_assignsubmission_onlinetext_/onlinetext.html": (
            "is no file but Moodle's “onlinetext”"
        ),
        "readme.txt": "has no name as Moodle or Canvas makes it",
    }


def test_a_worksheet_tells_people_of_one_name_apart(tmp_path: Path) -> None:
    twins = Roster(
        (Person("jan1", "Jan Novak", "n1@x.example"), Person("jan2", "Jan Novak", "n2@x"))
    )
    worksheet = (
        "Identifier,Full name,Email address,Grade,Last modified (grade)\n"
        "Participant 7,Jan Novak,n1@x.example,,-\nParticipant 8,Jan Novak,N2@x,,-\n"
    )
    numbers = numbers_in(worksheet.encode(), "x", twins)
    files = {
        "Jan Novak_8_assignsubmission_file_/gates.py": b"second",
        "Jan Novak_7_assignsubmission_file_/gates.py": b"first",
        "Jan Novak_9_assignsubmission_file_/gates.py": b"nobody's",
    }
    done = collected(tmp_path, files, Wishes(numbers=numbers), twins)
    assert there(tmp_path) == {"jan1/gates/gates.py": b"first", "jan2/gates/gates.py": b"second"}
    assert [stray.reason for stray in done.strays] == ["may be jan1 or jan2"]


def test_two_people_of_one_name_are_not_mixed(tmp_path: Path) -> None:
    done = collected(tmp_path, {ADA: b"a", ADA.replace("101", "109"): b"b"})
    assert there(tmp_path) == {"ada/gates/gates.ipynb": b"a"}
    assert [stray.path for stray in done.strays] == ["Ada Lovelace (109)"]


def test_anonymous_files_and_texts_of_canvas_are_listed(tmp_path: Path) -> None:
    files = {
        "lovelaceada_501_9001_gates.py": b"a",
        "LATE_anon_xY3_9002_gates.py": b"b",
        "hoppergrace_502_text.html": b"c",
    }
    done = collected(tmp_path, files)
    assert [stray.reason for stray in done.strays] == [
        "is anonymous, so nobody knows whose it is",
        "is a text or a link, not a file",
    ]


def test_nothing_is_overwritten_unless_it_is_asked_for(tmp_path: Path) -> None:
    collected(tmp_path, {ADA: b"a", GRACE: b"g"})
    again = collected(tmp_path, {ADA: b"a", GRACE: b"changed"})
    assert (again.placed, again.unchanged, again.kept) == ((), ("ada",), ("grace",))
    assert there(tmp_path)["grace/gates/gates.ipynb"] == b"g"
    asked = collected(tmp_path, {ADA: b"a", GRACE: b"changed"}, Wishes(replace=True))
    assert (asked.replaced, asked.unchanged) == (("grace",), ("ada",))
    assert there(tmp_path) == {"ada/gates/gates.ipynb": b"a", "grace/gates/gates.ipynb": b"changed"}
    assert [path.name for path in (tmp_path / "submitted").iterdir() if path.name[0] == "."] == []


def test_files_keep_their_times_and_no_penalty_comes_of_them(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path / "all.zip", {ADA: b"a", GRACE: b"g"}, {GRACE: (2026, 11, 27, 9, 0, 0)}
    )
    zone = ZoneInfo("Europe/Berlin")
    submitted = tmp_path / "submitted"
    done = collect(path, submitted, CLASS, UNITS, Wishes())
    assert (done.times, done.stamped) == (True, ())
    first, second = (
        (submitted / learner / "gates" / "gates.ipynb").stat().st_mtime
        for learner in ("ada", "grace")
    )
    assert second - first == 23 * 3600
    stamp = submitted / "grace" / "gates" / "timestamp.txt"
    assert not stamp.exists()
    done = collect(path, submitted, CLASS, UNITS, Wishes(zone=zone))
    assert (done.unchanged, done.stamped) == (("ada", "grace"), ("ada", "grace"))
    assert str(time_in(stamp)) == "2026-11-27 08:00:00"
    stamp.write_text("2026-01-01 00:00:00 UTC\n")
    done = collect(path, submitted, CLASS, UNITS, Wishes(zone=zone))
    assert (done.kept, done.stamped) == (("grace",), ())


def test_a_time_stamp_of_the_learners_is_left_out(tmp_path: Path) -> None:
    stamp = ADA.replace("gates.ipynb", "TimeStamp.txt")
    done = collected(tmp_path, {ADA: b"a", stamp: b"2020-01-01 00:00:00 UTC"})
    assert there(tmp_path) == {"ada/gates/gates.ipynb": b"a"}
    assert [stray.path for stray in done.strays] == [stamp]


def test_odd_and_huge_files_are_left_out_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "LARGEST_FILE", 1000)
    place = ADA.removesuffix("gates.ipynb")
    files = {
        ADA: b"a",
        f"{place}.hidden": b"h",
        f"{place}be\x07ll.txt": b"b",
        f"{place}{'n' * 300}.txt": b"n",
        f"{place}film.mp4": bytes(1001),
    }
    done = collected(tmp_path, files)
    assert there(tmp_path) == {"ada/gates/gates.ipynb": b"a"}
    assert len(done.strays) == 4


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("/etc/x_1_2_gates.py", "a path of another place"),
        ("../x_1_2_gates.py", "a path that leads out of the folder"),
        (f"{ADA}/../../../../x", "a path that leads out of the folder"),
        ("C:\\x_1_2_gates.py", "a path of another place"),
        (f"{ADA}/inner.txt", "as a file and as a folder"),
    ],
)
def test_a_zip_that_leads_elsewhere_is_refused_whole(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(RefusedZip, match=said):
        collected(tmp_path, {ADA: b"a", name: b"x"})
    assert not (tmp_path / "submitted").exists()


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    info = zipfile.ZipInfo(ADA)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(RefusedZip, match="a link"):
        collect(path, tmp_path / "submitted", CLASS, UNITS, Wishes())


def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "SMALL", 1000)
    with pytest.raises(RefusedZip, match="no LMS packs like that"):
        collected(tmp_path, {ADA: bytes(1_000_000)})
    assert not (tmp_path / "submitted").exists()


def test_what_is_damaged_encrypted_or_no_zip_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "all.zip", {ADA: b"abcdefgh" * 100})
    whole = path.read_bytes()
    start = whole.index(b"gates.ipynb") + len(b"gates.ipynb")
    path.write_bytes(whole[:start] + bytes([whole[start] ^ 0xFF]) + whole[start + 1 :])
    with pytest.raises(RefusedZip, match="is damaged"):
        collect(path, tmp_path / "submitted", CLASS, UNITS, Wishes())
    central = whole.index(b"PK\x01\x02")
    path.write_bytes(whole[: central + 8] + b"\x01" + whole[central + 9 :])
    with pytest.raises(RefusedZip, match="encrypted"):
        collect(path, tmp_path / "submitted", CLASS, UNITS, Wishes())
    path.write_text("no zip")
    with pytest.raises(RefusedZip, match="is not a zip file"):
        collect(path, tmp_path / "submitted", CLASS, UNITS, Wishes())
    with pytest.raises(RefusedZip, match="cannot be read"):
        collect(tmp_path / "missing.zip", tmp_path / "submitted", CLASS, UNITS, Wishes())


def test_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "all.zip", {ADA: b"a" * 100, GRACE: b"a" * 100})
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\x01\x02")
    data[first + 20 : first + 24] = (10_000).to_bytes(4, "little")  # its compressed size
    path.write_bytes(data)
    with pytest.raises(RefusedZip, match="no LMS packs like that"):
        collect(path, tmp_path / "submitted", CLASS, UNITS, Wishes())


def test_an_assignment_that_the_files_do_not_name_has_to_be_given(tmp_path: Path) -> None:
    other = ADA.replace("gates", "mine")
    with pytest.raises(UnknownDownload, match="UNIT is one of gates, cell"):
        collected(tmp_path, {other: b"a"})
    with pytest.raises(UnknownDownload, match="holds files for gates and cell"):
        collected(tmp_path, {ADA: b"a", GRACE.replace("gates", "cell"): b"g"})
    assert collected(tmp_path, {other: b"a"}, Wishes("cell")).unit == "cell"
    assert there(tmp_path) == {"ada/cell/mine.ipynb": b"a"}


def test_a_zip_of_anything_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownDownload, match="as Moodle or Canvas makes it"):
        collected(tmp_path, {"ada/gates.ipynb": b"a"})
