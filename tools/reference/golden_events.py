"""Writes a TensorBoard event file byte by byte, from the specifications of its layers.

The Java tests compare their own file with it. See README.md.
"""

import argparse
import struct
from pathlib import Path

START = 1700000000.25  # seconds since 1970, of the first record
INTERVAL = 0.5  # seconds from each record to the next

FIRST_STEP = 300
MEASUREMENTS = [
    (300, {"loss/train": 4.6824, "loss/validation": 4.6732, "learning_rate": 0.001}),
    (
        70000,
        {
            "loss/train": 2.5701,
            "loss/validation": 2.5735,
            "loss/gap": 0.1108,
            "learning_rate": 0.001,
            "iterations_per_second": 32173.25,
        },
    ),
]


def main():
    repository = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--output",
        type=Path,
        default=repository / "core/src/test/resources/dev/prose/metrics/events.golden",
        help="the file to write (default: where the Java tests read)",
    )
    output = parser.parse_args().output
    assert crc32c(b"123456789") == 0xE3069283, "the check value of the catalogues of checksums"
    bodies = [(0, length_delimited(3, b"brain.Event:2")), (FIRST_STEP, session_start())]
    bodies += [(step, summary(scalars)) for step, scalars in MEASUREMENTS]
    with open(output, "wb") as file:
        for number, (step, body) in enumerate(bodies):
            file.write(record(event(START + number * INTERVAL, step, body)))
    print(output)


def record(data):
    """TFRecord: each part is followed by its masked checksum."""
    length = struct.pack("<Q", len(data))
    return length + checksum(length) + data + checksum(data)


def checksum(data):
    crc = crc32c(data)
    rotated = ((crc >> 15) | (crc << 17)) & 0xFFFFFFFF
    return struct.pack("<I", (rotated + 0xA282EAD8) & 0xFFFFFFFF)


def crc32c(data):
    """Castagnoli's polynomial, reflected, one bit at a time."""
    crc = 0xFFFFFFFF
    for byte in data:
        for bit in range(8):
            lowest = (crc ^ (byte >> bit)) & 1
            crc = (crc >> 1) ^ (0x82F63B78 if lowest else 0)
    return crc ^ 0xFFFFFFFF


def event(wall_time, step, body):
    """tensorflow.Event: wall_time = 1, step = 2 (absent when 0), then one of the others."""
    message = tag(1, 1) + struct.pack("<d", wall_time)
    if step:
        message += tag(2, 0) + varint(step)
    return message + body


def session_start():
    """Event.session_log = 7, with SessionLog.status = 1 set to START = 1."""
    return length_delimited(7, tag(1, 0) + varint(1))


def summary(scalars):
    """Event.summary = 5, with a Summary.value = 1 for each (tag = 1, simple_value = 2)."""
    values = b""
    for name, value in scalars.items():
        fields = length_delimited(1, name.encode()) + tag(2, 5) + struct.pack("<f", value)
        values += length_delimited(1, fields)
    return length_delimited(5, values)


def length_delimited(field, content):
    return tag(field, 2) + varint(len(content)) + content


def tag(field, wire_type):
    return varint(field * 8 + wire_type)


def varint(value):
    """Base 128, the lowest digit first, every digit but the last with its top bit set."""
    digits = []
    while True:
        value, digit = divmod(value, 128)
        digits.append(digit)
        if value == 0:
            return bytes([d + 128 for d in digits[:-1]] + digits[-1:])


if __name__ == "__main__":
    main()
