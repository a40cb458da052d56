package dev.prose.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
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
    try {
      Map<String, Object> object = JR.mapFrom(body);
      if (object == null) {
        throw ApiException.malformed("the body is not a JSON object");
      }
      return object;
    } catch (JacksonException e) {
      throw ApiException.malformed("the body is not a JSON object: " + e.getOriginalMessage());
    }
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
