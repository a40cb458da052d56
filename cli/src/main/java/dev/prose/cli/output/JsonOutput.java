package dev.prose.cli.output;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Results for programs: one JSON object on one line, in ASCII alone, so that nothing in a text can
 * steer a terminal. JSON has no infinity; it is written as the text {@code "Infinity"}.
 */
public final class JsonOutput {
  private static final JsonFactory ASCII =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .characterEscapes(new DeleteToo())
          .build();

  private JsonOutput() {}

  /**
   * Writes what an object holds.
   *
   * @param <E> what else may go wrong, reading a text for instance
   */
  @FunctionalInterface
  public interface Properties<E extends Exception> {
    void write(JsonGenerator json) throws E;
  }

  /**
   * Prints an object.
   *
   * @param properties writes what the object holds
   */
  public static <E extends Exception> void print(TextOutput out, Properties<E> properties)
      throws E {
    // Closed only if nothing failed: it would go on writing where writing is impossible.
    JsonGenerator json = ASCII.createGenerator(ObjectWriteContext.empty(), new ResultWriter(out));
    json.writeStartObject();
    properties.write(json);
    json.writeEndObject();
    json.close();
    out.println("");
  }

  /** U+007F is the one control character in ASCII that JSON does not escape by itself. */
  private static final class DeleteToo extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final int DELETE = 0x7F;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null; // the standard escapes need none
    }
  }
}
