package dev.prose.token.pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pieces of a text, by a splitter and by a regular expression. */
final class Pieces {
  private Pieces() {}

  static List<String> of(Splitter splitter, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int end : ends(splitter, utf8)) {
      pieces.add(new String(utf8, from, end - from, UTF_8));
      from = end;
    }
    return pieces;
  }

  static List<Integer> ends(Splitter splitter, byte[] utf8) {
    List<Integer> ends = new ArrayList<>();
    for (int from = 0; from < utf8.length; from = ends.getLast()) {
      ends.add(splitter.end(utf8, from, utf8.length, true));
    }
    return ends;
  }

  /** The matches of an expression and what is between them, by Java's own search. */
  static List<String> of(Pattern expression, String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    Matcher matcher = expression.matcher(text);
    while (matcher.find()) {
      if (matcher.start() > from) {
        pieces.add(text.substring(from, matcher.start()));
      }
      if (matcher.end() > matcher.start()) {
        pieces.add(matcher.group());
      }
      from = matcher.end();
    }
    if (from < text.length()) {
      pieces.add(text.substring(from));
    }
    return pieces;
  }
}
