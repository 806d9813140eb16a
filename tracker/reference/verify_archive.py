"""Reading a package that may be hostile: a zip file, or the folder it was unpacked into.

Nothing is written, nothing is run, and memory is bounded before anything is unpacked.
"""

import stat
import unicodedata
import zipfile
import zlib
from pathlib import Path

MOST_MEMBERS = 5_000
MOST_BYTES = 256 * 2**20
"""Of one package, unpacked."""
MOST_EXPANSION = 200
"""Unpacked size over packed size of a member above a mebibyte; our own text packs about thirty times."""


class Difference(Exception):
    """The first place where a package does not hold.

    `stated` is what the package says, `recomputed` what was found; where the structure itself is at fault
    `recomputed` is a code such as `duplicate_member`. `row` counts from 1.
    """

    def __init__(self, file: str, stated: object, recomputed: object, row: int | None = None) -> None:
        super().__init__(file)
        self.file = file
        self.row = row
        self.stated = stated
        self.recomputed = recomputed

    def record(self) -> dict[str, object]:
        """Return the difference as the contract prints it."""
        return {"file": self.file, "row": self.row, "stated": self.stated, "recomputed": self.recomputed}


def read_members(path: Path) -> dict[str, bytes]:
    """Return the files of a package by their path below its base folder; Difference if it cannot be read."""
    if path.is_dir():
        return _below_base(_folder_members(path), path.name)
    if not path.is_file():
        raise Difference(path.name, None, "no_such_file")
    try:
        with zipfile.ZipFile(path) as archive:
            members = _zip_members(archive, path)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
        raise Difference(path.name, None, "not_a_zip") from error
    return _below_base(members, path.name)


def _zip_members(archive: zipfile.ZipFile, path: Path) -> dict[str, bytes]:
    listed = archive.infolist()
    _limits(path.name, len(listed), sum(info.file_size for info in listed))
    _no_overlap(path.name, listed, path.stat().st_size)
    members: dict[str, bytes] = {}
    for info in listed:
        if info.is_dir() and info.file_size == 0:
            continue
        _refuse_suspect(info)
        members[info.filename] = _unpacked(archive, info)
    _no_twins(path.name, [info.filename for info in listed])
    return members


def _limits(name: str, count: int, size: int) -> None:
    if count > MOST_MEMBERS:
        raise Difference(name, None, "too_many_members")
    if size > MOST_BYTES:
        raise Difference(name, None, "too_large")


def _no_overlap(name: str, listed: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse members that share bytes of the file, the trick behind the densest bombs."""
    end = 0
    for info in sorted(listed, key=lambda one: one.header_offset):
        if info.header_offset < end or info.header_offset + info.compress_size > size:
            raise Difference(name, None, "overlapping_members")
        end = info.header_offset + info.compress_size


def _refuse_suspect(info: zipfile.ZipInfo) -> None:
    mode = info.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise Difference(info.filename, None, "link")
    if info.flag_bits & 0x1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Difference(info.filename, None, "unreadable")
    if info.file_size > 2**20 and info.file_size > MOST_EXPANSION * info.compress_size:
        raise Difference(info.filename, None, "expands_too_much")
    if not _plain_name(info.orig_filename):
        raise Difference(info.filename, None, "bad_name")


def _plain_name(name: str) -> bool:
    if any(ord(letter) < 32 or letter in '\\:*?"<>|' for letter in name):
        return False
    return all(part not in ("", ".", "..") for part in name.split("/"))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(info) as stream:
            return stream.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise Difference(info.filename, None, "unreadable") from error


def _no_twins(name: str, names: list[str]) -> None:
    """Refuse names that are one file on some computer: equal, or equal but for case or composition."""
    seen: set[str] = set()
    for one in names:
        folded = unicodedata.normalize("NFC", one).casefold()
        if folded in seen:
            raise Difference(one or name, None, "duplicate_member")
        seen.add(folded)


def _folder_members(folder: Path) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    size = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise Difference(name, None, "link")
        if path.is_file():
            size += path.stat().st_size
            _limits(folder.name, len(members) + 1, size)
            members[name] = path.read_bytes()
    return members


def _below_base(members: dict[str, bytes], name: str) -> dict[str, bytes]:
    """Return the members without the folder that holds the bag."""
    bases = [one.removesuffix("bagit.txt") for one in members if one.split("/")[-1] == "bagit.txt"]
    if not bases:
        raise Difference(name, None, "not_a_package")
    base = min(bases, key=len)
    for one in members:
        if not one.startswith(base):
            raise Difference(one, None, "outside_the_bag")
    return {one.removeprefix(base): content for one, content in members.items()}
