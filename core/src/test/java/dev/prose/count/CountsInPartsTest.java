package dev.prose.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.data.Tokens;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramFile;
import dev.prose.random.SplitMix64;
import dev.prose.smooth.KneserNey;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that are counted in parts, by whatever machines, and put together. */
class CountsInPartsTest {
  @TempDir private Path folder;

  private static NGramCounts merged(NGramCounts.Builder builder, List<CountedWindows> parts)
      throws IOException {
    MergedWindows all = new MergedWindows(builder.packing().words(), parts);
    while (all.next()) {
      builder.add(all.window(), all.count());
    }
    return builder.build();
  }

  private static void assertSame(NGramCounts actual, NGramCounts expected) {
    assertThat(TrieMaps.of(actual)).isEqualTo(TrieMaps.of(expected));
    assertThat(actual.trie().size()).isEqualTo(expected.trie().size());
    assertThat(actual.beginning()).isEqualTo(expected.beginning());
    assertThat(actual.separator()).isEqualTo(expected.separator());
  }

  @Test
  void partsOfATextAreTogetherItsCounts() {
    RandomText.forEach(
        300,
        text -> {
          SplitMix64 random = new SplitMix64(text.tokens().size());
          Tokens tokens = text.tokens();
          int order = text.order();
          NGramCounter counter = NGramCounter.inMemory(order, text.separator());
          NGramCounts.Builder builder = new NGramCounts.Builder(order, tokens.vocabularySize());
          text.separator().ifPresent(builder::separator);
          if (text.separator().isEmpty()) {
            builder.beginning(tokens.slice(0, Math.min(order - 1, tokens.size())).toArray());
          }
          List<CountedWindows> parts = new ArrayList<>();
          long from = 0;
          do {
            long to = Math.min(tokens.size(), from + random.nextInt(50));
            long seen = Math.min(tokens.size(), to + order - 1 + random.nextInt(3));
            TokenRange range =
                new TokenRange(
                    tokens.slice(from, seen), to - from, from == 0, seen == tokens.size());
            try {
              parts.add(counter.count(range));
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            from = to;
          } while (from < tokens.size());
          try {
            assertSame(merged(builder, parts), text.counts());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static long[] window(WindowPacking packing, int... tokens) {
    long[] window = new long[packing.words()];
    for (int i = tokens.length - 1; i >= 0; i--) {
      packing.prepend(tokens[i], window);
    }
    return window;
  }

  @Test
  void countsOfMoreThanAnIntStayExactToTheModelAndItsFile() throws IOException {
    long many = 3L << 31;
    NGramCounts.Builder builder = new NGramCounts.Builder(2, 3);
    builder.add(window(builder.packing(), 0, 1), many);
    builder.add(window(builder.packing(), 0, 1), 5);
    builder.add(window(builder.packing(), 0, 2), 7);
    builder.add(window(builder.packing(), 1, 0), many + 4);
    builder.add(window(builder.packing(), 2), 1);
    builder.add(window(builder.packing(), 2, 0), 6);
    NGramCounts counts = builder.beginning(0).build();
    assertThat(counts.countOf(0)).isEqualTo(many + 12);
    assertThat(counts.countOf(0, 1)).isEqualTo(many + 5);
    assertThat(counts.countOf(2)).isEqualTo(7);
    assertThat(counts.minus(counts).countOf(0, 1)).isZero();
    InterpolatedNGramModel model = KneserNey.ESTIMATED.fit(counts);
    double discount = model.counting().discounts()[1][3];
    assertThat(model.share(1, 0, counts.trie().nodeOf(0, 1)))
        .isEqualTo((many + 5 - discount) * (1.0 / (many + 12)));
    Path file = folder.resolve("model.ngram");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      NGramFile.write(model, channel);
    }
    InterpolatedNGramModel read = (InterpolatedNGramModel) NGramFile.map(file);
    NGramFile.requireSound(read, file);
    int[] tokens = {0, 1, 0, 2, 2, 0, 1, 1};
    assertThat(read.surprisals(tokens)).isEqualTo(model.surprisals(tokens));
    assertThat(read.counting().counts().get(1).width()).isEqualTo(8);
  }

  @Test
  void runsAddUpPastAnInt() throws IOException {
    WindowPacking packing = WindowPacking.of(3, 9);
    long[] window = window(packing, 4, 2);
    try (Runs runs = new Runs(packing, new Runs.Spill(200, folder))) {
      for (int i = 0; i < 7; i++) {
        SortedWindows run = SortedWindows.ofSize(packing.words(), 1);
        run.words()[0][0] = window[0];
        run.counts()[0] = Integer.MAX_VALUE - i;
        runs.add(run);
      }
      NGramCounts.Builder builder = new NGramCounts.Builder(3, 9);
      runs.drainTo(builder);
      assertThat(builder.build().countOf(4, 2)).isEqualTo(7L * Integer.MAX_VALUE - 21);
    }
  }

  @Test
  void aBuilderRefusesWhatNoTextHas() {
    NGramCounts.Builder builder = new NGramCounts.Builder(3, 5);
    WindowPacking packing = builder.packing();
    builder.add(window(packing, 1, 2, 3), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add(window(packing, 1, 2), 1))
        .withMessage("windows must ascend");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(window(packing, 1, 2, 4), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(window(packing, 1, 6), 1));
    long[] gap = new long[packing.words()];
    gap[0] = (3L << 6) | 4; // tokens 2, none, 3
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(gap, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.beginning(0, 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.beginning(5));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.separator(5));
    assertThatIllegalArgumentException().isThrownBy(() -> new NGramCounts.Builder(0, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new NGramCounts.Builder(3, 0));
    builder.add(window(packing, 1, 2, 3), 4);
    assertThat(builder.build().countOf(1, 2, 3)).isEqualTo(5);
  }

  @Test
  void moreNGramsThanCanBeCountedAreRefusedWithTheirNumber() {
    NGramCounts.requireFew(3, NGramCounts.MOST_OF_A_LENGTH);
    assertThatThrownBy(() -> NGramCounts.requireFew(3, 3_000_000_000L))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "there are 3,000,000,000 different n-grams of length 3, but at most 2,147,467,263 can be counted");
  }

  @Test
  void windowsArePackedInTheirOrder() {
    for (int vocabularySize : new int[] {1, 2, 3, 255, 256, 60_000, 1_114_112}) {
      for (int length = 1; length <= 9; length++) {
        WindowPacking packing = WindowPacking.of(length, vocabularySize);
        SplitMix64 random = new SplitMix64(31L * vocabularySize + length);
        for (int i = 0; i < 50; i++) {
          int[] a = random.ints(1 + random.nextInt(length), 0, vocabularySize).toArray();
          int[] b = a.clone();
          b[random.nextInt(b.length)] = random.nextInt(vocabularySize);
          long[] windowA = window(packing, a);
          long[] windowB = window(packing, b);
          assertThat(Integer.signum(Arrays.compare(windowA, windowB)))
              .isEqualTo(Integer.signum(Arrays.compare(a, b)));
          assertThat(packing.tokens(windowA)).isEqualTo(a.length);
          for (int place = 0; place < length; place++) {
            assertThat(packing.token(windowA, place)).isEqualTo(place < a.length ? a[place] : -1);
          }
          int mismatch = Arrays.mismatch(a, b);
          assertThat(packing.shared(windowA, windowB)).isEqualTo(mismatch < 0 ? length : mismatch);
        }
      }
    }
    assertThatIllegalArgumentException().isThrownBy(() -> WindowPacking.of(0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> WindowPacking.of(2, 0));
  }

  @Test
  void aRangeBeginsNoMoreWindowsThanItHasTokens() {
    Tokens tokens = Tokens.of(new int[] {0, 1}, 2);
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenRange(tokens, 3, true, true));
  }
}
