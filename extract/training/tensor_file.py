"""The container of all trained weights; extract/model/tensor_file.hpp reads it.

Layout: the eight bytes "WHOMTNSR"; an unsigned 32-bit little-endian length; a JSON header of that length (UTF-8, padded
with spaces so that the data begins at a multiple of 64); then the tensors, each at a multiple of 64 bytes, little-endian,
row-major. Header: {"meta": {...}, "tensors": {name: {"type": "f32"|"f16"|"i8"|"u8", "shape": [...], "offset": bytes from the
start of the data}}}.
"""

import json
import struct

import numpy as np

TYPES = {"float32": "f32", "float16": "f16", "int8": "i8", "uint8": "u8"}
ALIGNMENT = 64


def write(path, meta, tensors):
    entries, offset = {}, 0
    for name, array in tensors.items():
        entries[name] = {"type": TYPES[str(array.dtype)], "shape": list(array.shape), "offset": offset}
        offset += -(-array.nbytes // ALIGNMENT) * ALIGNMENT
    header = json.dumps({"meta": meta, "tensors": entries}, ensure_ascii=False, separators=(",", ":")).encode()
    header += b" " * (-(len(header) + 12) % ALIGNMENT)
    with open(path, "wb") as file:
        file.write(b"WHOMTNSR" + struct.pack("<I", len(header)) + header)
        for array in tensors.values():
            data = np.ascontiguousarray(array).tobytes()
            file.write(data + b"\0" * (-len(data) % ALIGNMENT))


def read(path):
    """(meta, {name: array})"""
    with open(path, "rb") as file:
        content = file.read()
    if content[:8] != b"WHOMTNSR":
        raise ValueError(f"{path}: not a file of weights")
    begin = 12 + struct.unpack_from("<I", content, 8)[0]
    header = json.loads(content[12:begin])
    names = {short: name for name, short in TYPES.items()}
    tensors = {}
    for name, entry in header["tensors"].items():
        count = int(np.prod(entry["shape"], dtype=np.int64))
        flat = np.frombuffer(content, names[entry["type"]], count, begin + entry["offset"])
        tensors[name] = flat.reshape(entry["shape"])
    return header["meta"], tensors
