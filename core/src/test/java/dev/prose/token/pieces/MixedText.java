package dev.prose.token.pieces;

import java.util.List;
import java.util.random.RandomGenerator;

/** Short random texts of all that a splitter may take for something else. */
final class MixedText {
  private static final List<String> WHITE =
      "9 A B C D 20 85 A0 1680 2000 2001 2002 2003 2004 2005 2006 2007 2008 2009 200A 2028 2029 202F 205F 3000"
          .lines()
          .flatMap(line -> List.of(line.split(" ")).stream())
          .map(MixedText::character)
          .toList();

  /** Looks like white space, but is none. */
  private static final List<String> NOT_WHITE =
      List.of("1C 1D 1E 1F 180E 200B 200C 200D 2060 FEFF".split(" ")).stream()
          .map(MixedText::character)
          .toList();

  private static final List<String> WORDS =
      List.of(
          "a",
          "B",
          "Ab",
          "aB",
          "ABc",
          "don",
          "we",
          "\u017F",
          "\u01C5",
          "\u02B0",
          "\u00AA",
          "\u00DF",
          "\u4F60\u597D",
          "\u3042",
          "\u0440\u0443",
          "\u0420",
          "\u0E17\u0E35\u0E48",
          "\u0E40",
          "\u0928\u092E\u0938\u094D\u0924\u0947",
          "\u05E2\u05B4",
          "\u0627",
          "\uAC00",
          "\u1D00",
          "\uD801\uDC00",
          "\uD801\uDC28",
          "\uD835\uDC00",
          "\u2160",
          "\u24B6",
          "K",
          "\uFF21");

  private static final List<String> MARKS =
      List.of("\u0301", "\u0300\u0302", "\u093E", "\u20DD", "\uFE0F", "\uD83C\uDFFD", "\u0E48");

  private static final List<String> NUMBERS =
      List.of(
          "1",
          "12",
          "1234567",
          "\u00BD",
          "\u00B2",
          "\u2177",
          "\u0663",
          "\u0966",
          "\uD835\uDFD8",
          "\u3007");

  private static final List<String> SYMBOLS =
      List.of(
          "'",
          "\u2019",
          "\u02BC",
          "/",
          "!",
          "...",
          "_",
          "-",
          "\"",
          "=",
          "\u00AD",
          "\u20AC",
          "\uFFFD",
          "\uD83D\uDE00",
          "\uD83D\uDC68\u200D\uD83D\uDC69",
          "\uE000",
          "\u0378",
          "\uDBFF\uDFFF",
          "\u0000");

  private static final List<String> CONTRACTIONS =
      List.of(
          "'s",
          "'S",
          "'t",
          "'T",
          "'d",
          "'D",
          "'m",
          "'M",
          "'ll",
          "'LL",
          "'lL",
          "'ve",
          "'Ve",
          "'re",
          "'RE",
          "'\u017F",
          "'l",
          "'v",
          "'r",
          "\u2019s",
          "'x",
          "'sa",
          "'\u212A",
          "'l\u017F");

  private static final List<String> ENDS = List.of("\n", "\r", "\r\n", " \n", "\n\n", "/\n");

  private static final List<List<String>> KINDS =
      List.of(WHITE, NOT_WHITE, WORDS, WORDS, MARKS, NUMBERS, SYMBOLS, CONTRACTIONS, ENDS);

  private MixedText() {}

  static String of(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(12); left >= 0; left--) {
      int kind = random.nextInt(KINDS.size() + 4);
      if (kind < KINDS.size()) {
        List<String> parts = KINDS.get(kind);
        text.append(parts.get(random.nextInt(parts.size())));
      } else if (kind == KINDS.size()) {
        text.appendCodePoint(scalar(random, Character.MAX_CODE_POINT + 1));
      } else if (kind == KINDS.size() + 1) {
        text.appendCodePoint(scalar(random, 0x3000));
      } else if (kind == KINDS.size() + 2) {
        text.append((char) random.nextInt(0x80));
      } else {
        text.append(' ');
      }
    }
    return text.toString();
  }

  private static int scalar(RandomGenerator random, int bound) {
    int codePoint = random.nextInt(bound);
    return Character.getType(codePoint) == Character.SURROGATE ? '\uD7FF' : codePoint;
  }

  private static String character(String hexadecimal) {
    return Character.toString(Integer.parseInt(hexadecimal, 16));
  }
}
