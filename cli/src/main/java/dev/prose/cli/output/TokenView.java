package dev.prose.cli.output;

import dev.prose.data.Tokens;
import dev.prose.token.CharacterNames;
import dev.prose.token.Decoder;
import dev.prose.token.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.util.function.IntConsumer;

/** Token ids, for a person or a program, and the text they stand for. */
public record TokenView(Console console, Tokenizer tokenizer) {
  private static final int CHUNK = 1 << 12; // tokens

  /** All on one line, with spaces between them. */
  public void ids(Tokens ids) {
    if (ids.size() > 0) {
      console.out().print(Integer.toString(ids.at(0)));
      forEach(ids.slice(1, ids.size()), id -> console.out().print(" " + id));
    }
    console.out().println("");
  }

  /** A line each: the id, a tab, and the symbol in quotes. */
  public void lines(Tokens ids) {
    forEach(ids, id -> console.out().println(id + "\t" + tokenizer.quoted(id)));
  }

  public void json(Tokens ids) {
    JsonOutput.print(
        console.out(),
        json -> {
          json.writeNumberProperty("vocabulary_size", tokenizer.vocabularySize());
          json.writeArrayPropertyStart("ids");
          forEach(ids, json::writeNumber);
          json.writeEndArray();
          json.writeArrayPropertyStart("tokens");
          forEach(ids, id -> json.writeString(tokenizer.decode(id)));
          json.writeEndArray();
        });
  }

  private static void forEach(Tokens ids, IntConsumer action) {
    int[] chunk = new int[(int) Math.min(ids.size(), CHUNK)];
    for (long from = 0; from < ids.size(); from += chunk.length) {
      int count = (int) Math.min(chunk.length, ids.size() - from);
      ids.copyTo(from, chunk, 0, count);
      for (int i = 0; i < count; i++) {
        action.accept(chunk[i]);
      }
    }
  }

  /**
   * The text, exactly: nothing is added at its end, and bytes that are not UTF-8 stay what they
   * are. A terminal gets U+FFFD for those, control characters as escapes, and a newline at the end,
   * so that what comes next begins on a line of its own.
   */
  public void text(int[] ids) {
    boolean terminal = console.outTerminal();
    if (!terminal && tokenizer.isLossless()) {
      bytes(ids);
      return;
    }
    Decoder decoder = tokenizer.decoder();
    String last = "";
    for (int id : ids) {
      last = print(decoder.next(id), terminal, last);
    }
    last = print(decoder.end(), terminal, last);
    if (terminal && !last.isEmpty() && !last.endsWith("\n")) {
      console.out().println("");
    }
  }

  private void bytes(int[] ids) {
    ByteArrayOutputStream some = new ByteArrayOutputStream();
    for (int i = 0; i < ids.length; i++) {
      some.writeBytes(tokenizer.bytes(ids[i]));
      if ((i + 1) % CHUNK == 0 || i + 1 == ids.length) {
        console.out().write(some.toByteArray());
        some.reset();
      }
    }
  }

  /** Prints a piece; the last one that was not empty. */
  private String print(String piece, boolean terminal, String before) {
    console.out().print(terminal ? CharacterNames.withoutControls(piece) : piece);
    return piece.isEmpty() ? before : piece;
  }
}
