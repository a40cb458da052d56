package dev.prose.corpora;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name a person meant. */
public final class NearMiss {
  private NearMiss() {}

  /** The nearest of the names, if it is within one edit per three characters, at least one. */
  public static Optional<String> of(String given, List<String> names) {
    String lower = given.toLowerCase(Locale.ROOT);
    String nearest = null;
    int least = Math.max(1, given.length() / 3) + 1;
    for (String name : names) {
      int distance = distance(lower, name);
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The Levenshtein distance: the number of characters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1]; // [j], from a's first i characters to b's first j
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
