package dev.prose.cli.output;

import dev.prose.token.CharTokenizer;
import dev.prose.token.CharacterNames;

/** Token ids, for a person or a program, and the text they stand for. */
public record TokenView(Console console, CharTokenizer tokenizer) {
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
      String symbol = CharacterNames.quoted(tokenizer.vocabulary().itos(id));
      console.out().println(id + "\t" + symbol);
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
    for (int id : ids) {
      int codePoint = tokenizer.vocabulary().itos(id);
      boolean steers = Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t';
      console
          .out()
          .print(terminal && steers ? CharacterNames.escaped(codePoint) : tokenizer.decode(id));
    }
    if (terminal && ids.length > 0 && !tokenizer.decode(ids[ids.length - 1]).equals("\n")) {
      console.out().println("");
    }
  }
}
