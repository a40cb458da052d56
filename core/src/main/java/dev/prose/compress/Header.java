package dev.prose.compress;

import dev.prose.text.InvalidDataException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * What a compressed file begins with, as docs/formats.md says.
 *
 * @param method how the file was compressed
 * @param units how many units follow; stored bytes are units too
 * @param mark which model it takes, if it takes one; otherwise 0
 * @param size of the header itself, in bytes
 */
record Header(Method method, long units, int mark, int size) {
  private static final byte[] MAGIC = {(byte) 0x8F, 'P'}; // no text in UTF-8 begins so
  private static final int FORMAT = 1; // to be raised with every change to what a file means
  private static final int METHOD_BITS = 3;
  private static final int METHODS = 7; // the numbers that these bits can tell
  private static final int MARK_BYTES = 3;
  private static final int SEVEN_BITS = 0x7F;
  private static final int MOST_SHIFT = 56; // of a number of units: below 2^63

  /** The header's bytes. */
  static byte[] format(Method method, long units, int mark) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(MAGIC);
    bytes.write(FORMAT << METHOD_BITS | method.number());
    long rest = units;
    for (; rest > SEVEN_BITS; rest >>>= 7) {
      bytes.write((int) rest | ~SEVEN_BITS);
    }
    bytes.write((int) rest);
    if (method.needsModel()) {
      for (int i = MARK_BYTES - 1; i >= 0; i--) {
        bytes.write(mark >>> (Byte.SIZE * i));
      }
    }
    bytes.write(checksum(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  /**
   * Reads the header of a file.
   *
   * @param name the file's, for messages
   * @throws InvalidDataException if there is none
   */
  static Header read(String name, byte[] bytes) {
    Reading reading = new Reading(name, bytes);
    for (byte each : MAGIC) {
      if (reading.position == bytes.length || reading.next() != (each & 0xFF)) {
        throw new InvalidDataException(
            name + ": is no file that prose compress wrote: it begins with other bytes");
      }
    }
    int form = reading.next();
    Optional<Method> known = Method.of(form & METHODS);
    if (form >>> METHOD_BITS != FORMAT || known.isEmpty()) {
      throw new InvalidDataException(
          "%s: is damaged, or of another version of Prose: it is of format %d.%d, and this version reads format %d"
              .formatted(name, form >>> METHOD_BITS, form & METHODS, FORMAT));
    }
    Method method = known.get();
    long units = reading.number();
    int mark = 0;
    if (method.needsModel()) {
      for (int i = 0; i < MARK_BYTES; i++) {
        mark = mark << Byte.SIZE | reading.next();
      }
    }
    int expected = checksum(bytes, reading.position);
    if (reading.next() != expected) {
      throw new InvalidDataException(name + ": is damaged: its header has another checksum");
    }
    return new Header(method, units, mark, reading.position);
  }

  /**
   * The CRC of 8 bits of the first bytes, with the polynomial x^8 + x^2 + x + 1. It finds any two
   * wrong bits of a header.
   */
  private static int checksum(byte[] bytes, int size) {
    int crc = 0;
    for (int i = 0; i < size; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1 ^ 0x07) & 0xFF;
      }
    }
    return crc;
  }

  private static final class Reading {
    private final String name;
    private final byte[] bytes;
    private int position;

    Reading(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    int next() {
      if (position == bytes.length) {
        throw new InvalidDataException(name + ": is cut short: it ends within its header");
      }
      return bytes[position++] & 0xFF;
    }

    /** A number of seven bits a byte, the lowest first. */
    long number() {
      long number = 0;
      for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
        int next = next();
        number |= (long) (next & SEVEN_BITS) << shift;
        if (next <= SEVEN_BITS) {
          return number;
        }
      }
      throw new InvalidDataException(name + ": is damaged: it tells a length beyond all files");
    }
  }
}
