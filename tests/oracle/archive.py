"""Rewrites a TorchScript archive without its debug entries, which hold source text."""

import struct
import zipfile

ALIGNMENT = 64
LOCAL_HEADER = 30
A_DATE = (2024, 1, 1, 0, 0, 0)


def strip_debug(source, target):
    """Copies the archive `source` to `target` without `*.debug_pkl`. Entries keep their order and their compression;
    the first byte of each stands on a multiple of 64, padded as PyTorch pads it (an extra field of the id "FB")."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            if entry.filename.endswith(".debug_pkl"):
                continue
            copy = zipfile.ZipInfo(entry.filename, A_DATE)
            copy.compress_type = entry.compress_type
            begin = new.fp.tell() + LOCAL_HEADER + len(entry.filename.encode()) + 4
            padding = -begin % ALIGNMENT
            copy.extra = b"FB" + struct.pack("<H", padding) + b"Z" * padding
            new.writestr(copy, old.read(entry))
    check(target)


def check(path):
    """Fails unless each entry of the archive begins on a multiple of 64 and all data is stored as it is."""
    with zipfile.ZipFile(path) as archive, open(path, "rb") as raw:
        for entry in archive.infolist():
            raw.seek(entry.header_offset + 26)
            name, extra = struct.unpack("<HH", raw.read(4))
            begin = entry.header_offset + LOCAL_HEADER + name + extra
            assert begin % ALIGNMENT == 0, f"{entry.filename} begins at {begin}"
            assert "/data/" not in entry.filename or entry.compress_type == zipfile.ZIP_STORED
            assert not entry.filename.endswith(".debug_pkl")


def write_fixture(path, entries):
    """Writes the fixture `path`, a deflated archive of `entries`, names and bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as fixture:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, A_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixture.writestr(entry, content, compresslevel=9)
