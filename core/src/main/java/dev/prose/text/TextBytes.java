package dev.prose.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes a file's bytes, gives the text's: what gzip compressed is unpacked, whatever the file's
 * name, and a file that is not plain text is refused with its format.
 */
public final class TextBytes {
  /**
   * The limit is this part of the heap: joining pieces needs twice the memory, then comes the text.
   */
  private static final int SHARE_OF_MEMORY = 4;

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private TextBytes() {}

  /**
   * The bytes of the text, all at once.
   *
   * @param stored the bytes of the file
   * @param source the file's name in messages
   * @throws InvalidTextException if the file is not plain text, is damaged, or unpacks to more than
   *     a quarter of the heap
   */
  public static byte[] of(byte[] stored, String source) {
    byte[] beginning = Arrays.copyOf(stored, Math.min(stored.length, PeekedStream.BEGINNING));
    if (!isPacked(beginning, source)) {
      return stored;
    }
    long most = Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, MOST_BYTES);
    try (InputStream in = unpack(new ByteArrayInputStream(stored), source)) {
      byte[] bytes = in.readNBytes((int) most);
      if (bytes.length == most && in.read() >= 0) {
        throw new InvalidTextException(source, new TextProblem.UnpacksTooLong(most));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot happen for bytes in memory
    }
  }

  /**
   * The bytes of the text, to be read in pieces. Reading throws {@link InvalidTextException} where
   * they cannot be unpacked.
   *
   * @param stored the bytes of the file; closed with the returned stream, but left open by a
   *     failure
   * @param source the file's name in messages
   * @throws InvalidTextException if the file is not plain text
   */
  public static InputStream open(InputStream stored, String source) throws IOException {
    return peeked(stored, source);
  }

  static PeekedStream peeked(InputStream stored, String source) throws IOException {
    PeekedStream in = new PeekedStream(stored);
    return isPacked(in.beginning(), source) ? unpack(in, source) : in;
  }

  /**
   * The number of bytes of a file's text. A compressed file is unpacked to count them, because the
   * length at its end may be wrong; counting stops above {@link Integer#MAX_VALUE}.
   *
   * @param source the file's name in messages
   * @throws InvalidTextException if it is compressed and cannot be unpacked
   */
  public static long size(Path file, String source) throws IOException {
    try (PeekedStream stored = new PeekedStream(Files.newInputStream(file))) {
      if (FileFormat.of(stored.beginning()).orElse(null) != FileFormat.GZIP) {
        return Files.size(file);
      }
      long size = 0;
      byte[] piece = new byte[PeekedStream.BEGINNING];
      try (Gunzip in = new Gunzip(stored, source)) {
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
          size += count;
          if (size > Integer.MAX_VALUE) {
            break;
          }
        }
      }
      return size;
    }
  }

  private static PeekedStream unpack(InputStream packed, String source) throws IOException {
    PeekedStream text = new PeekedStream(new Gunzip(packed, source));
    Optional<FileFormat> inside = FileFormat.of(text.beginning());
    if (inside.isPresent()) {
      throw new InvalidTextException(source, new TextProblem.PackedNotText(inside.get()));
    }
    return text;
  }

  /** Whether gzip compressed the file; other formats are refused. */
  private static boolean isPacked(byte[] beginning, String source) {
    Optional<FileFormat> format = FileFormat.of(beginning);
    if (format.isEmpty()) {
      return false;
    }
    if (format.get() != FileFormat.GZIP) {
      throw new InvalidTextException(source, new TextProblem.NotText(format.get()));
    }
    return true;
  }
}
