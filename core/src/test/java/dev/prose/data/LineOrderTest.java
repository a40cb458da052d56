package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.file.TemporaryFile;
import dev.prose.random.SplitMix64;
import dev.prose.text.Corpus;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineOrderTest {
  private static final int FEW = 3; // lines at once

  @TempDir private Path folder;

  /** The definition, with strings: lines by their draws, and as many line ends as before. */
  private static String textbook(String text, long seed) {
    boolean ended = text.endsWith("\n");
    List<String> lines =
        List.of((ended ? text.substring(0, text.length() - 1) : text).split("\n", -1));
    long derived = SplitMix64.derive(seed, 5);
    List<String> ordered =
        IntStream.range(0, lines.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> SplitMix64.derive(derived, i) & 0xFFFFFF))
            .map(lines::get)
            .toList();
    return String.join("\n", ordered) + (ended ? "\n" : "");
  }

  private static String lines(int count) {
    return String.join("\n", IntStream.range(0, count).mapToObj(Integer::toString).toList()) + "\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb\nc\nd\ne\n",
        "a\nb\nc\nd\ne",
        "one line\n",
        "one line",
        "\n",
        "\n\n\n",
        "a\n\n\nb\n\n",
        "a\n\nb",
        "\na",
        "é漢😀\nand\n😀"
      })
  void aTextsLinesAreInTheOrderOfTheirDraws(String text) throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      String ordered = textbook(text, seed);
      assertThat(new LineOrder(seed).of(text)).as("seed %d", seed).isEqualTo(ordered);
      assertThat(ofTokens(text, new LineOrder(seed))).as("seed %d", seed).isEqualTo(ordered);
      assertThat(inFile(text, new LineOrder(seed, FEW))).as("seed %d", seed).isEqualTo(ordered);
    }
  }

  @Test
  void noLinesAreNone() {
    assertThat(new LineOrder(1).of("")).isEmpty();
    assertThat(new LineOrder(1).of(Tokens.of(new int[0], 3), 1).size()).isZero();
  }

  /** Lines that are longer than what is read at a time, and end where it ends. */
  @Test
  void linesMayBeLong() throws IOException {
    String text =
        "a".repeat(4095)
            + "\n"
            + "b".repeat(4096)
            + "\n"
            + "c".repeat(20_000)
            + "\nd\n"
            + "e".repeat(9000);
    for (long seed = 0; seed < 5; seed++) {
      assertThat(ofTokens(text, new LineOrder(seed))).isEqualTo(textbook(text, seed));
      assertThat(inFile(text, new LineOrder(seed, 1))).isEqualTo(textbook(text, seed));
    }
  }

  @Test
  void theOrderIsTheSameHoweverManyLinesAreOnTheHeap() throws IOException {
    String text = lines(20_000);
    String ordered = textbook(text, 7);
    for (int linesAtOnce : new int[] {100, 4096, 19_999, 20_000, 1_000_000}) {
      assertThat(inFile(text, new LineOrder(7, linesAtOnce))).isEqualTo(ordered);
    }
    assertThat(new LineOrder(8).of(text)).isNotEqualTo(ordered);
  }

  @Test
  void everyOrderIsAsLikely() {
    Map<String, Integer> orders = new HashMap<>();
    int seeds = 6000;
    for (long seed = 0; seed < seeds; seed++) {
      orders.merge(new LineOrder(seed).of("a\nb\nc\n"), 1, Integer::sum);
    }
    assertThat(orders).hasSize(6);
    double deviation = Math.sqrt(seeds * (1 / 6.0) * (5 / 6.0));
    orders.forEach((order, times) ->
        assertThat((double) times).as(order).isCloseTo(seeds / 6.0, within(4 * deviation)));
  }

  private static String ofTokens(String text, LineOrder order) throws IOException {
    TokenizedText tokenized = new CharTokenization().tokenize(Corpus.of("list", text));
    int lineEnd = tokenized.tokenizer().token("\n").orElse(tokenized.tokens().vocabularySize());
    try (TokenizedText ordered = order.of(tokenized, lineEnd)) {
      return ordered.tokenizer().decode(ordered.tokens().toArray());
    }
  }

  /** By way of a file of tokens; nothing of it or of the ordered one is left. */
  private String inFile(String text, LineOrder order) throws IOException {
    TokenizedText heap = new CharTokenization().tokenize(Corpus.of("list", text));
    Tokenizer tokenizer = heap.tokenizer();
    TokenFile file = new TokenFile(TemporaryFile.in(folder), tokenizer.vocabularySize());
    int[] ids = heap.tokens().toArray();
    file.append(ids, ids.length);
    TokenizedText mapped = heap.with(file.tokens(), Optional.of(file));
    int lineEnd = tokenizer.token("\n").orElse(tokenizer.vocabularySize());
    String decoded;
    List<Tokens> gone = new ArrayList<>(List.of(mapped.tokens()));
    try (TokenizedText ordered = order.of(mapped, lineEnd)) {
      decoded = tokenizer.decode(ordered.tokens().toArray());
      assertThat(ordered.file()).isPresent();
      gone.add(ordered.tokens());
    }
    assertThat(folder).isEmptyDirectory();
    for (Tokens tokens : gone) {
      assertThatThrownBy(() -> tokens.at(0)).isInstanceOf(IllegalStateException.class);
    }
    return decoded;
  }
}
