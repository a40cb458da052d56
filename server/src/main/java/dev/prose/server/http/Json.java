package dev.prose.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.jr.ob.JSON;

/** Reads requests and writes replies. */
public final class Json {
  private static final int MOST_DEPTH = 64;

  private static final JSON JR =
      JSON.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(JSON.Feature.WRITE_NULL_PROPERTIES)
          .build();

  private Json() {}

  /**
   * Reads a request's body.
   *
   * @throws ApiException if it is not one JSON object in UTF-8
   */
  static Map<String, Object> read(byte[] body) {
    if (body.length == 0) {
      throw ApiException.malformed("the body is empty, but must be a JSON object: {} at least");
    }
    try {
      if (JR.anyFrom(body) instanceof Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, value) -> object.put(String.valueOf(name), value));
        return object;
      }
      throw ApiException.malformed("the body is JSON, but not an object: { … }");
    } catch (StreamConstraintsException e) {
      throw ApiException.malformed(
          "the body is nested more than %d deep, or has a very long number or name"
              .formatted(MOST_DEPTH));
    } catch (JacksonException e) {
      throw ApiException.malformed("the body is not JSON%s: %s".formatted(place(e), reason(e)));
    }
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? ""
        : " at line %,d, column %,d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  /** What the parser says, without what it says of itself. */
  private static String reason(JacksonException e) {
    return e.getOriginalMessage().split(" \\(start marker|\\[Source", 2)[0].strip();
  }

  /** An object of one value, to which more may be added. */
  public static Map<String, @Nullable Object> object(String name, @Nullable Object value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put(name, value);
    return object;
  }

  /** A reply's body. */
  public static byte[] write(Map<String, @Nullable Object> object) {
    return JR.asBytes(object);
  }
}
