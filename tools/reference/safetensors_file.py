#!/usr/bin/env python3
"""Writes and reads safetensors files, from the format's description and the standard library alone.

    safetensors_file.py write FILE   writes the example that the tests read
    safetensors_file.py read FILE    prints each tensor: name, type, shape and values, as hexadecimal floats

The format: eight bytes with the header's length (unsigned, little-endian), a JSON header that gives for each tensor its
dtype, shape and data_offsets (from the end of the header), then the numbers, row by row, little-endian. Tensors cover the
numbers without a hole. A header may be padded with spaces, and may hold texts under "__metadata__".
"""
import json
import struct
import sys

# Values that are exact in single precision, and the odd ones.
EXAMPLE = {
    "token_embedding_table.weight": ([2, 2], [0.0, -1.5, 0.15625, 3.0e38]),
    "tiny": ([3], [1.401298464324817e-45, -0.0, -(2.0**-126)]),
    "empty": ([0, 4], []),
    "scalar": ([], [7.0]),
}


def write(path):
    header = {"__metadata__": {"written by": "tools/reference"}}
    numbers = b""
    for name, (shape, values) in EXAMPLE.items():
        data = struct.pack(f"<{len(values)}f", *values)
        header[name] = {
            "data_offsets": [len(numbers), len(numbers) + len(data)],
            "shape": shape,
            "dtype": "F32",
        }
        numbers += data
    text = json.dumps(header, indent=1).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + numbers)


def read(path):
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])
    header.pop("__metadata__", None)
    numbers = content[8 + length :]
    expected = 0
    for name, tensor in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, end = tensor["data_offsets"]
        count = 1
        for size in tensor["shape"]:
            count *= size
        if tensor["dtype"] != "F32" or begin != expected or end - begin != 4 * count:
            sys.exit(f"{path}: {name} is not as the format demands: {tensor}")
        expected = end
        values = struct.unpack_from(f"<{count}f", numbers, begin)
        print(name, tensor["dtype"], tensor["shape"], " ".join(value.hex() for value in values))
    if expected != len(numbers):
        sys.exit(f"{path}: {len(numbers)} bytes of numbers, of which the header describes {expected}")


if len(sys.argv) != 3 or sys.argv[1] not in ("read", "write"):
    sys.exit(__doc__)
(read if sys.argv[1] == "read" else write)(sys.argv[2])
