package dev.prose.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.count.NGramCounts;
import dev.prose.data.FixedTokenization;
import dev.prose.data.Tokens;
import dev.prose.random.SplitMix64;
import dev.prose.smooth.CountCutoffs;
import dev.prose.text.LoadListener;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N-grams that are left out on the cluster, because all of them are too many. */
class CutOffTest {
  @TempDir private Path folder;

  /** A text of few characters, so that n-grams go on from one range into the next. */
  private static String text(int size, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      text.append("aaaaab".charAt(random.nextInt(6)));
    }
    return text.append("cb").toString();
  }

  @Test
  void whatOccursOftenEnoughHasTheCountThatItHad() throws IOException {
    for (int seed = 0; seed < 4; seed++) {
      String text = text(seed < 2 ? 40 : 700, seed);
      Path file = Files.writeString(folder.resolve("text.txt"), text);
      CharTokenizer tokenizer = CharTokenizer.of(text);
      int[] ids = tokenizer.encode(text);
      int order = 2 + seed;
      NGramCounts all = NGramCounts.of(Tokens.of(ids, tokenizer.vocabularySize()), order);
      for (List<Integer> minimums : List.of(List.of(1, 2), List.of(1, 1, 3, 9))) {
        CountCutoffs cutoffs = new CountCutoffs(minimums);
        NGramCounts left = cut(file, tokenizer, order, cutoffs);
        for (int n = 1; n <= order; n++) {
          int stay = 0;
          for (int node = 0; node < all.trie().size(n); node++) {
            stay += n == 1 || all.count(n, node) >= cutoffs.minimum(n) ? 1 : 0;
          }
          assertThat(left.trie().size(n)).as("seed %d, length %d", seed, n).isEqualTo(stay);
          for (int from = 0; from + n <= ids.length; from++) {
            int[] nGram = Arrays.copyOfRange(ids, from, from + n);
            long count = all.countOf(nGram);
            assertThat(left.countOf(nGram))
                .as("seed %d", seed)
                .isEqualTo(count >= cutoffs.minimum(n) ? count : 0);
          }
        }
      }
    }
  }

  private static NGramCounts cut(
      Path file, CharTokenizer tokenizer, int order, CountCutoffs cutoffs) throws IOException {
    try (Cluster cluster = new Cluster(LocalSpark.session())) {
      FileText text =
          FileText.read(
              TextFiles.find(List.of(file.toString()), cluster.files().hadoop()),
              new FileText.Reading(
                  new FixedTokenization(tokenizer), TextFormat.UTF_8, false, 1, 0, 9, false),
              cluster,
              new LoadListener() {});
      try (DistributedCounts counts =
          DistributedCounts.of(LocalSpark.session(), cluster, text.text(), order, 16)) {
        return counts.collect(cutoffs);
      }
    }
  }

  @Test
  void tooManyNGramsAreRefusedByNumberOrLeftOut() throws IOException {
    Path file = Files.writeString(folder.resolve("text.txt"), SameAsOneMachineTest.text(9000, 1));
    String[] options = {"--data", file.toString(), "--order", "4"};
    CommandRun refused = CommandRun.onSparkWithFew(200, folder.resolve("a"), options);
    assertThat(refused.code()).isEqualTo(65);
    assertThat(refused.err())
        .contains(
            " different n-grams of length 3, but a model has at most 200: leave rare ones out with --min-count, or take a lower --order");
    assertThat(refused.files()).doesNotContainKey("latest");
    String[] fewer = {
      "--data", file.toString(), "--order", "4", "--min-count", "1,1,2,9", "--tune", "off"
    };
    CommandRun left = CommandRun.onSparkWithFew(200, folder.resolve("b"), fewer);
    assertThat(left.err()).isEmpty();
    assertThat(left.code()).isZero();
    assertThat(left.out()).contains("--min-count is applied before the smoothing");
    fewer[fewer.length - 1] = "on";
    CommandRun tuned = CommandRun.onSparkWithFew(200, folder.resolve("d"), fewer);
    assertThat(tuned.code()).isEqualTo(65);
    assertThat(tuned.err()).contains("--tune on needs all counts");
    fewer[fewer.length - 1] = "off";
    // As many n-grams as are left where the smoothing knew of all.
    CommandRun here = CommandRun.here(folder.resolve("c"), fewer);
    assertThat(here.out().lines().filter(line -> line.startsWith("left")).toList())
        .allSatisfy(
            line -> assertThat(left.out()).contains(line.replaceAll("left +| of them", "")));
  }
}
