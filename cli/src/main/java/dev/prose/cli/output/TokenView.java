package dev.prose.cli.output;

import dev.prose.token.CharacterNames;
import dev.prose.token.Decoder;
import dev.prose.token.Tokenizer;

/** Token ids, for a person or a program, and the text they stand for. */
public record TokenView(Console console, Tokenizer tokenizer) {
  /** All on one line, with spaces between them. */
  public void ids(int[] ids) {
    for (int i = 0; i < ids.length; i++) {
      console.out().print(i == 0 ? "" : " ");
      console.out().print(Integer.toString(ids[i]));
    }
    console.out().println("");
  }

  /** A line each: the id, a tab, and the symbol in quotes. */
  public void lines(int[] ids) {
    for (int id : ids) {
      console.out().println(id + "\t" + tokenizer.quoted(id));
    }
  }

  public void json(int[] ids) {
    JsonOutput.print(
        console.out(),
        json -> {
          json.writeNumberProperty("vocabulary_size", tokenizer.vocabularySize());
          json.writeArrayPropertyStart("ids");
          for (int id : ids) {
            json.writeNumber(id);
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("tokens");
          for (int id : ids) {
            json.writeString(tokenizer.decode(id));
          }
          json.writeEndArray();
        });
  }

  /**
   * The text, exactly: nothing is added at its end. A terminal gets control characters as escapes,
   * and a newline at the end for what comes next to begin on a line of its own.
   */
  public void text(int[] ids) {
    boolean terminal = console.outTerminal();
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

  /** Prints a piece; the last one that was not empty. */
  private String print(String piece, boolean terminal, String before) {
    console.out().print(terminal ? CharacterNames.withoutControls(piece) : piece);
    return piece.isEmpty() ? before : piece;
  }
}
