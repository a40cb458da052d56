package dev.prose.server.training;

import dev.prose.server.http.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number that somebody who trains may choose.
 *
 * @param name of the field
 * @param byDefault its value where the request has none
 * @param whole whether it has no fraction
 */
record FamilyOption(String name, double byDefault, double least, double most, boolean whole) {
  static FamilyOption whole(String name, int byDefault, int least, int most) {
    return new FamilyOption(name, byDefault, least, most, true);
  }

  static FamilyOption real(String name, double byDefault, double least, double most) {
    return new FamilyOption(name, byDefault, least, most, false);
  }

  /**
   * Its value in a request.
   *
   * @throws dev.prose.server.http.ApiException if it is out of its range
   */
  double read(Fields fields) {
    return whole
        ? fields.integer(name, (long) least, (long) most).orElse((long) byDefault)
        : fields.number(name, least, most).orElse(byDefault);
  }

  /** What a form is made of. */
  Map<String, @Nullable Object> described() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("default", number(byDefault));
    object.put("min", number(least));
    object.put("max", number(most));
    object.put("whole", whole);
    return object;
  }

  private Number number(double value) {
    return whole ? (Number) (long) value : (Number) value;
  }
}
