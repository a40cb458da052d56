package dev.prose.mixture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What each kind of context sees before a position, as text, read from the whole text each time:
 * for small ASCII texts, to compare the fast way with.
 */
final class TextbookContexts {
  private final String text;
  private final boolean lines;
  private final Map<String, Integer> classes; // of words and marks, in lower case
  private final Map<String, Map<Integer, String>> keys = new HashMap<>(); // of kinds and positions

  /**
   * @param classes of frequent words and marks, in lower case
   */
  TextbookContexts(String text, boolean lines, Map<String, Integer> classes) {
    this.text = text;
    this.lines = lines;
    this.classes = classes;
  }

  /** What a kind sees before a position. */
  String key(String kind, int position) {
    return keys.computeIfAbsent(kind, each -> new HashMap<>())
        .computeIfAbsent(position, each -> key(kind, new Past(past(position))));
  }

  private String key(String kind, Past past) {
    return switch (kind) {
      case "word" -> past.wordOrGap();
      case "word-1" -> past.wordOrGap() + "|" + past.shifted(1);
      case "word-1-2" -> past.wordOrGap() + "|" + past.shifted(1) + "|" + past.shifted(2);
      case "word-2" -> past.wordOrGap() + "|" + past.shifted(2);
      case "skip" -> past.folded(2, 5);
      case "line" -> past.wordOrGap() + "|" + past.lineType();
      case "line-column" ->
          past.wordOrGap() + "|" + past.lineType() + "|" + Math.min(past.line().length(), 60);
      case "heading" -> past.wordOrGap() + "|" + past.heading() + "|" + past.lineType();
      case "syllable" -> past.folded(1, 3) + "|" + past.vowelGroups();
      case "word-2-3" -> past.wordOrGap() + "|" + past.shifted(2) + "|" + past.shifted(3);
      case "class-1" -> past.wordAndGap() + "|" + classOf(past.shifted(1));
      case "class-1-2" ->
          past.wordAndGap() + "|" + classOf(past.shifted(1)) + "|" + classOf(past.shifted(2));
      case "shape" -> past.shape(6) + "|" + past.last(1);
      default -> past.last(Integer.parseInt(kind.substring("chain-".length())));
    };
  }

  private int classOf(String word) {
    return word.equals(Past.NOTHING) ? 40 : classes.getOrDefault(word, 0);
  }

  /** The class of a word or mark that has ended, so far back: 0 of a rare one, 40 of none. */
  int classBefore(int position, int back) {
    return classOf(wordBefore(position, back));
  }

  /** A word or mark that has ended, so far back. */
  String wordBefore(int position, int back) {
    return new Past(past(position)).shifted(back);
  }

  /** Whether there is nothing before a position, or the last character ended a word or a mark. */
  boolean wordBegins(int position) {
    Past past = new Past(past(position));
    String gap = past.run();
    return past.text.isEmpty()
        || (!past.inWord() && (gap.length() == 1 || ".?!;:".indexOf(past.last(1)) >= 0));
  }

  /** The class of the word that a position is in, or of the word or mark that comes next. */
  int wordClass(int position) {
    Past past = new Past(past(position));
    int begin = past.inWord() ? position - past.run().length() : position;
    while (begin < text.length() && !Past.isLetter(text.charAt(begin))) {
      char c = text.charAt(begin);
      if (".?!;:".indexOf(c) >= 0) {
        return classOf(String.valueOf(c));
      }
      if (lines && c == '\n') {
        return 0;
      }
      begin++;
    }
    int end = begin;
    while (end < text.length() && Past.isLetter(text.charAt(end))) {
      end++;
    }
    return classOf(text.substring(begin, end).toLowerCase(Locale.ROOT));
  }

  /** A character so far back, in lower case, or nothing. */
  String before(int position, int back) {
    return new Past(past(position)).folded(back, back);
  }

  /** Whether the position is within a word, and how many letters of it or other characters. */
  int wordState(int position) {
    Past past = new Past(past(position));
    int length = past.run().length();
    return past.inWord() ? Math.min(length, 14) - 1 : 14 + Math.min(length, 3);
  }

  int place(int position) {
    Past past = new Past(past(position));
    return 3 * Math.min(past.wordsOfLine(), 15) + past.lineType();
  }

  int column(int position) {
    return Math.min(new Past(past(position)).line().length(), 60);
  }

  private String past(int position) {
    String all = text.substring(0, position);
    return lines ? all.substring(all.lastIndexOf('\n') + 1) : all;
  }

  private record Past(String text) {
    private static final String NOTHING = "\0";

    String last(int count) {
      String padded = NOTHING.repeat(count) + text;
      return padded.substring(padded.length() - count);
    }

    String folded(int from, int to) {
      String last = last(to);
      return last.substring(0, to - from + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean isLetter(char c) {
      return Character.isLetter(c) || c == '\'';
    }

    String shape(int count) {
      return last(count).chars().mapToObj(c -> traitOf((char) c)).collect(Collectors.joining());
    }

    private static String traitOf(char c) {
      if (isLetter(c)) {
        return "aeiouy".indexOf(Character.toLowerCase(c)) >= 0 ? "V" : "C";
      }
      return c == '\n' || c == '\0' ? String.valueOf(c) : ".?!;:".indexOf(c) >= 0 ? "." : " ";
    }

    boolean inWord() {
      return !text.isEmpty() && isLetter(text.charAt(text.length() - 1));
    }

    /** The last characters, as far back as all are letters or none are. */
    String run() {
      int begin = text.length();
      while (begin > 0 && isLetter(text.charAt(begin - 1)) == inWord()) {
        begin--;
      }
      return text.substring(begin);
    }

    String wordOrGap() {
      return inWord() ? run().toLowerCase(Locale.ROOT) : "gap:" + run();
    }

    /** Also with what stands before the last word, or before the one that is written. */
    String wordAndGap() {
      int begin = text.length() - run().length();
      if (!inWord()) {
        begin -= new Past(text.substring(0, begin)).run().length();
      }
      return wordOrGap() + "|" + (begin == 0 ? "" : new Past(text.substring(0, begin)).run());
    }

    int wordsOfLine() {
      int words = 0;
      for (String word : line().split("[^A-Za-z']+", -1)) {
        words += word.isEmpty() ? 0 : 1;
      }
      return words;
    }

    /** The last whole line of type 1 that is not empty. */
    String heading() {
      String heading = NOTHING;
      int end = text.indexOf('\n');
      for (int begin = 0; end >= 0; begin = end + 1, end = text.indexOf('\n', begin)) {
        if (end > begin && new Past(text.substring(0, begin)).lineType() == 1) {
          heading = text.substring(begin, end);
        }
      }
      return heading;
    }

    /** The words that have ended and the marks, the last one first. */
    String shifted(int back) {
      List<String> shifted = new ArrayList<>();
      String word = "";
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (isLetter(c)) {
          word += Character.toLowerCase(c);
          continue;
        }
        if (!word.isEmpty()) {
          shifted.add(word);
          word = "";
        }
        if (".?!;:".indexOf(c) >= 0) {
          shifted.add(String.valueOf(c));
        }
      }
      return back > shifted.size() ? NOTHING : shifted.get(shifted.size() - back);
    }

    String line() {
      return text.substring(text.lastIndexOf('\n') + 1);
    }

    int lineType() {
      String[] all = text.split("\n", -1);
      int type = 1;
      for (int i = 1; i < all.length; i++) {
        type = all[i - 1].isEmpty() ? 1 : type == 1 ? 2 : 0;
      }
      return type;
    }

    int vowelGroups() {
      int groups = 0;
      for (String group : line().toLowerCase(Locale.ROOT).split("[^aeiouy]+", -1)) {
        groups += group.isEmpty() ? 0 : 1;
      }
      return groups;
    }
  }
}
