package dev.prose.token.whitespace;

import dev.prose.token.Decoder;
import dev.prose.token.Encoder;
import dev.prose.token.OnUnknown;
import dev.prose.token.TextCuts;
import dev.prose.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One token per word, which is what white space separates, and one per line end, as KenLM and SRILM
 * read a text. Words that are not in the vocabulary become {@code <unk>}. How much white space
 * there was is lost: decoding writes one space between two words of a line.
 */
public final class WhitespaceTokenizer implements Tokenizer {
  /** After white space, where no word goes on. */
  static final TextCuts CUTS = (before, after) -> WordScan.separates(before);

  /** The word that stands for all that are not in the vocabulary. */
  public static final String UNKNOWN = "<unk>";

  /** The word that stands for a line end. */
  public static final String LINE_END = "\n";

  static final int NONE = -1;

  private static final String SPACE = " ";
  private static final String WRITTEN_LINE_END = "<nl>";

  private final List<String> words; // [id]
  private final Map<String, Integer> ids;
  private final int unknown; // id
  private final int lineEnd; // id, or NONE: then it only separates words

  /**
   * @param words [id]; with {@link #LINE_END} among them if line ends are to be tokens
   * @param unknown the one of them that stands for all others
   * @throws IllegalArgumentException if a word is empty, has white space or is there twice, or the
   *     unknown word is not there
   */
  public WhitespaceTokenizer(List<String> words, String unknown) {
    this.words = List.copyOf(words);
    this.ids = HashMap.newHashMap(words.size());
    for (int id = 0; id < words.size(); id++) {
      String word = words.get(id);
      if (!word.equals(LINE_END) && !isWord(word)) {
        throw new IllegalArgumentException(
            "the word \"" + word + "\" is empty or has white space in it");
      }
      if (ids.put(word, id) != null) {
        throw new IllegalArgumentException("the word \"" + word + "\" is there twice");
      }
    }
    this.unknown = ids.getOrDefault(unknown, NONE);
    this.lineEnd = ids.getOrDefault(LINE_END, NONE);
    if (this.unknown == NONE) {
      throw new IllegalArgumentException(
          "no word \"" + unknown + "\" is there to stand for unknown ones");
    }
  }

  /**
   * A tokenizer with {@link #UNKNOWN} and {@link #LINE_END} as its first two words.
   *
   * @param words the others
   * @throws IllegalArgumentException as above
   */
  public static WhitespaceTokenizer of(List<String> words) {
    List<String> all = new ArrayList<>(words.size() + 2);
    all.add(UNKNOWN);
    all.add(LINE_END);
    all.addAll(words);
    return new WhitespaceTokenizer(all, UNKNOWN);
  }

  /** Whether a text can have a word, which no white space may divide. */
  public static boolean isWord(String word) {
    return !word.isEmpty() && word.codePoints().noneMatch(WordScan::separates);
  }

  /** The words, [id]. */
  public List<String> words() {
    return words;
  }

  int id(String word) {
    return ids.getOrDefault(word, unknown);
  }

  /** The id of the word that stands for all others. */
  int unknown() {
    return unknown;
  }

  /** The id of a line end, or {@link #NONE}. */
  int lineEnd() {
    return lineEnd;
  }

  @Override
  public int vocabularySize() {
    return words.size();
  }

  @Override
  public String unit() {
    return "word";
  }

  @Override
  public OptionalInt unknownToken() {
    return OptionalInt.of(unknown);
  }

  @Override
  public boolean isLossless() {
    return false;
  }

  @Override
  public int[] encode(CharSequence text) {
    IdList encoded = new IdList();
    Encoder encoder = encoder();
    int[] codePoints = text.codePoints().toArray();
    encoder.encode(codePoints, codePoints.length, encoded);
    encoder.end(encoded);
    return encoded.toArray();
  }

  @Override
  public TextCuts cuts() {
    return CUTS;
  }

  @Override
  public Encoder encoder() {
    return new WordScan(this);
  }

  /** The bytes of the word, without the white space around it. */
  @Override
  public byte[] bytes(int id) {
    return words.get(id).getBytes(StandardCharsets.UTF_8);
  }

  /** The word itself; for a line end {@code <nl>}, in more brackets if that is a word. */
  @Override
  public String word(int id) {
    if (id != lineEnd) {
      return words.get(id);
    }
    String word = WRITTEN_LINE_END;
    while (ids.containsKey(word)) {
      word = "<" + word + ">";
    }
    return word;
  }

  /**
   * The word that stands for a line end among the {@link #word words} of a vocabulary.
   *
   * @param words of which it is one, if any does
   */
  public static Optional<String> lineEndAmong(Set<String> words) {
    String word = WRITTEN_LINE_END;
    while (words.contains("<" + word + ">")) {
      word = "<" + word + ">";
    }
    return words.contains(word) ? Optional.of(word) : Optional.empty();
  }

  @Override
  public OptionalInt token(String text) {
    Integer id = ids.get(text);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  @Override
  public Decoder decoder() {
    return new Decoder() {
      private boolean atLineStart = true;

      @Override
      public String next(int id) {
        boolean ends = id == lineEnd;
        String word = atLineStart || ends ? words.get(id) : SPACE + words.get(id);
        atLineStart = ends;
        return word;
      }

      @Override
      public String end() {
        return "";
      }
    };
  }

  /** One of the words that occur, the unknown one and the line end, in the order they have here. */
  @Override
  public Optional<Tokenizer> limitedTo(BitSet occurring) {
    List<String> kept =
        IntStream.range(0, words.size())
            .filter(id -> occurring.get(id) || id == unknown || id == lineEnd)
            .mapToObj(words::get)
            .toList();
    return kept.size() == words.size()
        ? Optional.empty()
        : Optional.of(new WhitespaceTokenizer(kept, words.get(unknown)));
  }

  @Override
  public boolean sameAs(Tokenizer other) {
    return other instanceof WhitespaceTokenizer that
        && words.equals(that.words)
        && unknown == that.unknown;
  }

  /** This one: unknown words always have a token. */
  @Override
  public WhitespaceTokenizer withOnUnknown(OnUnknown onUnknown) {
    return this;
  }

  @Override
  public Map<String, Object> json() {
    return WhitespaceTokenizerJson.of(this);
  }
}
