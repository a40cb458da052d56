package dev.prose.json;

import dev.prose.text.InvalidFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * A JSON object of an untrusted file. Duplicate keys and deep nesting are refused, and each value
 * is requested by its type. The accessors throw {@link InvalidFileException} if a value is missing
 * or not of that type; the message names the file and the key.
 *
 * @param file the file's name for messages
 * @param place the path of keys to this object, each with a dot after it; empty for the file's own
 *     object
 * @param fields the object's content, by key
 */
public record JsonObject(Path file, String place, Map<String, @Nullable Object> fields) {
  private static final JsonFactory FACTORY = new JsonFactory();

  private static final int MAX_DEPTH = 32;
  private static final int MAX_BYTES = 1 << 22;

  /**
   * Reads a file of at most 4 MiB.
   *
   * @throws InvalidFileException if it has more, or is not exactly one JSON object
   */
  public static JsonObject read(Path file) throws IOException {
    return read(file, MAX_BYTES);
  }

  /**
   * Reads a file that may be large, a vocabulary for instance.
   *
   * @param most how many bytes it may have
   * @throws InvalidFileException if it has more, or is not exactly one JSON object
   */
  public static JsonObject read(Path file, int most) throws IOException {
    return parse(file, bytes(file, most));
  }

  /**
   * The bytes of a file that should hold a JSON object.
   *
   * @throws InvalidFileException if it is not a regular file, or has more than 4 MiB
   */
  public static byte[] bytes(Path file) throws IOException {
    return bytes(file, MAX_BYTES);
  }

  private static byte[] bytes(Path file, int most) throws IOException {
    InvalidFileException.requireSize(file, most);
    return Files.readAllBytes(file);
  }

  /**
   * Parses a whole file.
   *
   * @param file the file's name for messages
   * @throws InvalidFileException if it is not exactly one JSON object
   */
  public static JsonObject parse(Path file, byte[] json) {
    JsonFactory strict =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(json.length) // a token of a vocabulary may be a long word
                    .build())
            .build();
    try (JsonParser parser = strict.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidFileException(file, "holds no JSON object");
      }
      Map<String, @Nullable Object> fields = fields(parser);
      if (parser.nextToken() != null) {
        throw new InvalidFileException(file, "there is more after the JSON object's end");
      }
      return new JsonObject(file, "", fields);
    } catch (JacksonException e) {
      throw new InvalidFileException(file, "is not valid JSON: " + reason(e), e);
    }
  }

  /** Without the library's advice to programmers about its settings. */
  private static String reason(JacksonException e) {
    return e.getOriginalMessage().replaceFirst(": enable `[A-Za-z.]+.*", "");
  }

  private static Map<String, @Nullable Object> fields(JsonParser parser) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  /** The value at the parser's token. The parser limits the depth of this recursion. */
  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(parser));
        }
        yield values;
      }
      case VALUE_NUMBER_INT -> parser.getNumberValue(); // Integer, Long or BigInteger
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getString();
    };
  }

  /** The bytes of an object, with one key per line and a newline at the end. */
  public static byte[] format(Map<String, ?> fields) {
    return bytes(fields, Layout.LINES, "\n");
  }

  /** The bytes of an object, on one line. */
  public static byte[] compact(Map<String, ?> fields) {
    return bytes(fields, ObjectWriteContext.empty(), "");
  }

  // Value by value: the library's classes for writing any object take too long to load.
  private static byte[] bytes(Map<String, ?> fields, ObjectWriteContext layout, String end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(layout, bytes)) {
      write(json, fields);
    }
    bytes.writeBytes(end.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  @SuppressWarnings("IfChainToSwitch") // the first pattern switch takes 4 ms of every run
  private static void write(JsonGenerator json, @Nullable Object value) {
    if (value instanceof Map<?, ?> fields) {
      json.writeStartObject();
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        json.writeName((String) field.getKey());
        write(json, field.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> values) {
      json.writeStartArray();
      values.forEach(each -> write(json, each));
      json.writeEndArray();
    } else if (value instanceof int[] numbers) {
      json.writeArray(numbers, 0, numbers.length);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString((String) value);
    }
  }

  /** One key per line. */
  private static final class Layout extends ObjectWriteContext.Base {
    static final Layout LINES = new Layout();

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter();
    }
  }

  public String text(String key) {
    return require(key, String.class, "a text");
  }

  public boolean flag(String key) {
    return require(key, Boolean.class, "true or false");
  }

  /** A whole number from 0 to {@code most}. */
  public long count(String key, long most) {
    return count(require(key, Number.class, "a number"), key, most);
  }

  public double number(String key) {
    return require(key, Number.class, "a number").doubleValue();
  }

  public JsonObject object(String key) {
    @SuppressWarnings("unchecked") // a JSON object's keys are texts
    Map<String, @Nullable Object> inner =
        (Map<String, @Nullable Object>) require(key, Map.class, "an object");
    return new JsonObject(file, place + key + ".", inner);
  }

  /** A list of whole numbers from 0 to {@code most}. */
  public long[] counts(String key, long most) {
    List<?> values = require(key, List.class, "a list");
    return values.stream().mapToLong(value -> count(value, key, most)).toArray();
  }

  /** A list of numbers. */
  public double[] numbers(String key) {
    List<?> values = require(key, List.class, "a list");
    return values.stream()
        .mapToDouble(value -> element(value, key, Number.class, "numbers").doubleValue())
        .toArray();
  }

  /** A list of texts. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Object value : require(key, List.class, "a list")) {
      texts.add(element(value, key, String.class, "texts"));
    }
    return texts;
  }

  /** A list of objects; empty if it is missing. */
  public List<JsonObject> objects(String key) {
    List<JsonObject> objects = new ArrayList<>();
    if (fields.get(key) != null) {
      for (Object value : require(key, List.class, "a list")) {
        @SuppressWarnings("unchecked") // a JSON object's keys are texts
        Map<String, @Nullable Object> inner =
            (Map<String, @Nullable Object>) element(value, key, Map.class, "objects");
        objects.add(new JsonObject(file, place + key + ".", inner));
      }
    }
    return objects;
  }

  private <T> T element(@Nullable Object value, String key, Class<T> type, String described) {
    if (!type.isInstance(value)) {
      throw invalid(key, "must be a list of " + described);
    }
    return type.cast(value);
  }

  private long count(Object value, String key, long most) {
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      if (number >= 0 && number <= most) {
        return number;
      }
    }
    if (value instanceof Number || value instanceof BigInteger) {
      throw invalid(key, "must be a whole number from 0 to " + most + ", but is " + value);
    }
    throw invalid(key, "must be a number, but is not");
  }

  private <T> T require(String key, Class<T> type, String described) {
    @Nullable Object value = fields.get(key);
    if (value == null) {
      throw invalid(
          key, fields.containsKey(key) ? "must be " + described + ", but is null" : "is missing");
    }
    if (!type.isInstance(value)) {
      throw invalid(key, "must be " + described);
    }
    return type.cast(value);
  }

  public InvalidFileException invalid(String key, String reason) {
    return new InvalidFileException(file, "\"" + place + key + "\" " + reason);
  }
}
