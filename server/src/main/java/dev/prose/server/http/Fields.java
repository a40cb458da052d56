package dev.prose.server.http;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request, each asked for by its type; null means absent. What nobody asked for is
 * {@link #ignored}. All accessors throw an {@link ApiException} that names the field, if its value
 * is of another type or out of its range.
 */
public final class Fields {
  private final Map<String, Object> fields;
  private final String place; // of this object, with a dot behind; empty for the request itself
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<Fields> objects = new ArrayList<>(); // that were asked for in it

  private Fields(Map<String, Object> fields, String place) {
    this.fields = fields;
    this.place = place;
  }

  /**
   * Reads a request's body.
   *
   * @throws ApiException if it is not one JSON object
   */
  public static Fields read(byte[] body) {
    return new Fields(Json.read(body), "");
  }

  private @Nullable Object value(String name) {
    asked.add(name);
    return fields.get(name);
  }

  /** The value of any type, if there is one. */
  public Optional<Object> any(String name) {
    return Optional.ofNullable(value(name));
  }

  public Optional<String> string(String name) {
    return any(name)
        .map(value -> {
          if (value instanceof String text) {
            return text;
          }
          throw wrong(name, "a string", value);
        });
  }

  public boolean flag(String name) {
    return any(name)
        .map(value -> {
          if (value instanceof Boolean flag) {
            return flag;
          }
          throw wrong(name, "true or false", value);
        })
        .orElse(false);
  }

  public OptionalLong integer(String name, long least, long most) {
    Object value = value(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    long number = whole(name, value);
    if (number < least || number > most) {
      throw invalid(name, "must be from %,d to %,d, but is %,d".formatted(least, most, number));
    }
    return OptionalLong.of(number);
  }

  private long whole(String name, Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) < 1L << 53) {
      return number.longValue(); // 16.0, as some clients write numbers
    }
    if (value instanceof BigInteger) {
      throw invalid(name, "is too large: " + shortened(value));
    }
    throw wrong(name, "a whole number", value);
  }

  public OptionalDouble number(String name, double least, double most) {
    Object value = value(name);
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!(value instanceof Number number)) {
      throw wrong(name, "a number", value);
    }
    double asDouble = number.doubleValue();
    if (!(asDouble >= least && asDouble <= most)) {
      throw invalid(
          name,
          "must be from %s to %s, but is %s"
              .formatted(plain(least), plain(most), shortened(value)));
    }
    return OptionalDouble.of(asDouble);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** A list, empty if it is absent. */
  public List<Object> list(String name) {
    Object value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw wrong(name, "a list", value);
  }

  /** An object, if there is one. */
  public Optional<Fields> object(String name) {
    Object value = value(name);
    return value == null ? Optional.empty() : Optional.of(object(name, value));
  }

  /** The value of a list as an object. */
  public Fields object(String name, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "an object", value);
    }
    Map<String, Object> inner = new LinkedHashMap<>();
    map.forEach((key, each) -> {
      if (each != null) {
        inner.put(String.valueOf(key), each);
      }
    });
    Fields object = new Fields(inner, place + name + ".");
    objects.add(object);
    return object;
  }

  /** The names of all fields that have a value. */
  public List<String> names() {
    return fields.entrySet().stream()
        .filter(field -> field.getValue() != null)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The names of those that have a value and were not asked for, in objects within it too. */
  public List<String> ignored() {
    Set<String> ignored = new LinkedHashSet<>();
    names().stream().filter(name -> !asked.contains(name)).map(place::concat).forEach(ignored::add);
    objects.forEach(object -> ignored.addAll(object.ignored()));
    return List.copyOf(ignored);
  }

  /** That a field's value is wrong. */
  public ApiException invalid(String name, String reason) {
    return ApiException.invalid(place + name, "\"" + place + name + "\" " + reason);
  }

  private ApiException wrong(String name, String wanted, Object value) {
    return invalid(name, "must be " + wanted + ", but is " + shortened(value));
  }

  private static String shortened(Object value) {
    String text = value instanceof String string ? "\"" + string + "\"" : String.valueOf(value);
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
