package dev.prose.arpa;

import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a file's lines one at a time. A line too long for an ARPA file is refused. */
final class ArpaLines {
  private static final int LONGEST = 1 << 14; // bytes
  private static final String PLAIN =
      "Bring it as text, which gzip may have compressed, and not in a tool's binary form";
  private static final String MARK = "\uFEFF"; // a byte-order mark
  private static final char REPLACEMENT = 0xFFFD; // what malformed bytes are decoded to
  private static final int CHUNK = 1 << 16; // bytes

  private final InputStream in;
  private final String file;
  private final LoadListener listener;
  private final byte[] chunk = new byte[CHUNK];
  private final byte[] bytes = new byte[LONGEST];
  private int position;
  private int end;
  private int number;
  private final List<String> fields = new ArrayList<>();

  /**
   * @param file the file's name in messages
   * @param listener is told of a byte-order mark, which is skipped
   */
  ArpaLines(InputStream in, String file, LoadListener listener) {
    this.in = in;
    this.file = file;
    this.listener = listener;
  }

  /**
   * Reads the next line, and splits it into fields.
   *
   * @return whether there is one
   * @throws InvalidDataException if it is too long, or not UTF-8
   */
  boolean next() throws IOException {
    int length = 0;
    int next = read();
    if (next < 0) {
      return false;
    }
    number++;
    while (next >= 0 && next != '\n') {
      if (length == LONGEST) {
        throw fault("the line is longer than any of an ARPA file. " + PLAIN);
      }
      bytes[length++] = (byte) next;
      next = read();
    }
    split(withoutMark(decoded(length)));
    return true;
  }

  private String withoutMark(String line) {
    if (number > 1 || !line.startsWith(MARK)) {
      return line;
    }
    listener.notice("The byte-order mark at the start of " + file + " is left out");
    return line.substring(MARK.length());
  }

  // Only at these characters, because any other may be a word.
  private void split(String line) {
    fields.clear();
    int begin = 0;
    for (int i = 0; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : ' ';
      if (c == ' ' || c == '\t' || c == '\r') {
        if (i > begin) {
          fields.add(line.substring(begin, i));
        }
        begin = i + 1;
      }
    }
  }

  private int read() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, in.read(chunk));
    }
    return position == end ? -1 : chunk[position++] & 0xFF;
  }

  private String decoded(int length) {
    String decoded = new String(bytes, 0, length, StandardCharsets.UTF_8);
    if (decoded.indexOf(REPLACEMENT) >= 0) {
      try {
        // Either the text has this character, or it stands for malformed bytes.
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      } catch (CharacterCodingException e) {
        throw fault("the line is not UTF-8. " + PLAIN);
      }
    }
    return decoded;
  }

  /** The line's fields, separated by spaces and tabs; the next line overwrites them. */
  List<String> fields() {
    return fields;
  }

  /** Whether the line has no fields. */
  boolean isBlank() {
    return fields.isEmpty();
  }

  /** Whether the line is this one word. */
  boolean is(String word) {
    return fields.size() == 1 && fields.getFirst().equals(word);
  }

  /** What is wrong with this line, with the file's name and the line's number. */
  String located(String reason) {
    return "%s, line %d: %s".formatted(file, number, reason);
  }

  /** An exception that says what is wrong with this line, and names the file and the line. */
  InvalidDataException fault(String reason) {
    return new InvalidDataException(located(reason));
  }
}
