package dev.prose.token.bpe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BpeTrainerTest {
  private static final List<Splitters> SPLITTERS =
      List.of(Splitters.BEFORE_SPACES, Splitters.AFTER_SPACES, Splitters.WHOLE);

  /** A text of few letters, so that there are ties and runs, in some words or in one. */
  private static byte[] randomText(SplitMix64 random, int mostBytes) {
    byte[] text = new byte[random.nextInt(mostBytes)];
    int letters = 1 + random.nextInt(4);
    int wordLength = 2 + random.nextInt(40);
    for (int i = 0; i < text.length; i++) {
      boolean repeated = i > 0 && random.nextInt(3) == 0;
      int letter = repeated ? text[i - 1] : 'a' + random.nextInt(letters);
      text[i] = (byte) (random.nextInt(wordLength) == 0 ? ' ' : letter);
    }
    return text;
  }

  private static byte[] letters(int length) {
    byte[] text = new byte[length];
    SplitMix64 random = new SplitMix64(length);
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('a' + random.nextInt(26));
    }
    return text;
  }

  @Test
  void itMergesWhatTheTextbookMerges() {
    int merges = 0;
    for (long seed = 0; seed < 1500; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      byte[] text = randomText(random, seed % 10 == 0 ? 1500 : 150);
      Splitters splitter = SPLITTERS.get(random.nextInt(SPLITTERS.size()));
      PieceCounts counts = PieceCounter.count(splitter, text);
      BpeOptions options = new BpeOptions(256 + random.nextInt(120), 1 + random.nextInt(4));
      Merges expected = TextbookBpe.train(counts, options);
      Merges actual = BpeTrainer.train(counts, options);
      assertThat(actual).as("seed %d", seed).isEqualTo(expected);
      merges += actual.size();
    }
    assertThat(merges).isGreaterThan(15_000);
  }

  @Test
  void itMergesWhatTheTextbookMergesWhereCountsAreLarge() {
    for (long seed = 0; seed < 300; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      PieceTable table = new PieceTable();
      for (int i = 0; i < 20; i++) {
        byte[] piece = randomText(random, 12);
        if (piece.length > 0) {
          table.add(piece, 0, piece.length, 1L << random.nextInt(50));
        }
      }
      BpeOptions options = new BpeOptions(300, 1L << random.nextInt(40));
      assertThat(BpeTrainer.train(table.sorted(), options))
          .as("seed %d", seed)
          .isEqualTo(TextbookBpe.train(table.sorted(), options));
    }
  }

  @Test
  void aSmallerVocabularyIsTheBeginningOfALargerOne() {
    byte[] text = letters(20_000);
    PieceCounts counts = PieceCounter.count(Splitters.WHOLE, text);
    Merges large = BpeTrainer.train(counts, new BpeOptions(700));
    Merges small = BpeTrainer.train(counts, new BpeOptions(400));
    assertThat(small.size()).isEqualTo(144);
    for (int merge = 0; merge < small.size(); merge++) {
      assertThat(small.first(merge)).isEqualTo(large.first(merge));
      assertThat(small.second(merge)).isEqualTo(large.second(merge));
    }
  }

  @Test
  void noTwoTokensHaveTheSameBytes() {
    for (long seed = 0; seed < 200; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      byte[] text = randomText(random, 3000);
      PieceCounts counts = PieceCounter.count(Splitters.WHOLE, text);
      Merges merges = BpeTrainer.train(counts, new BpeOptions(1000, 1));
      Set<String> tokens = new HashSet<>();
      for (int token = 0; token < merges.tokens(); token++) {
        String bytes = new String(merges.bytes(token), ISO_8859_1);
        assertThat(tokens.add(bytes)).as("seed %d: %s is new", seed, bytes).isTrue();
      }
    }
  }

  @Test
  void aLetterAMegabyteLongTakesAFewPasses() {
    byte[] text = new byte[1 << 20];
    Arrays.fill(text, (byte) 'a');
    PieceCounts counts = PieceCounter.count(Splitters.BEFORE_SPACES, text);
    Merges merges = BpeTrainer.train(counts, new BpeOptions(32_768));
    // The length halves with every merge. Two halves occur once, and are not merged.
    assertThat(merges.size()).isEqualTo(19);
    assertThat(merges.bytes(256 + 18)).hasSize(1 << 19).containsOnly('a');
  }

  @Test
  void aLongPieceOfManyLettersTakesTimeByItsMergesAndNotByItsLength() {
    // Going through all of it for each merge would be 20,000 passes over a megabyte.
    byte[] text = letters(1 << 20);
    PieceCounts counts = PieceCounter.count(Splitters.BEFORE_SPACES, text);
    assertThat(counts.size()).isEqualTo(1);
    assertThat(BpeTrainer.train(counts, new BpeOptions(20_000)).tokens()).isEqualTo(20_000);
  }

  @Test
  void aTokenOfEveryDepthHasItsBytes() {
    int depth = 3000;
    int[] firsts = new int[depth];
    int[] seconds = new int[depth];
    for (int merge = 0; merge < depth; merge++) {
      firsts[merge] = merge % 2 == 0 ? 255 + merge : 'x';
      seconds[merge] = merge % 2 == 0 ? 'y' : 255 + merge;
    }
    byte[] bytes = new Merges(firsts, seconds).bytes(255 + depth);
    assertThat(new String(bytes, ISO_8859_1))
        .isEqualTo("x".repeat(depth / 2) + "\u00FF" + "y".repeat(depth / 2));
  }

  @Test
  void aMergeOfTokensThatAreNotThereYetIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Merges(new int[] {97, 257}, new int[] {98, 99}))
        .withMessage("merge 1 is of tokens 257 and 99, which are not both in [0, 257)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Merges(new int[] {97}, new int[] {-1}));
    assertThatIllegalArgumentException().isThrownBy(() -> new Merges(new int[1], new int[2]));
  }

  @Test
  void numbersOfThreadsGiveTheSameMerges() {
    byte[] text = new String(randomText(new SplitMix64(3), 400_000), UTF_8).getBytes(UTF_8);
    Merges[] merges = new Merges[4];
    for (int threads = 1; threads < merges.length; threads++) {
      try (PieceCounter counter = new PieceCounter(Splitters.AFTER_SPACES, threads, 1 << 12)) {
        counter.add(text, 0, text.length);
        merges[threads] = BpeTrainer.train(counter.counts(), new BpeOptions(2000));
      }
    }
    assertThat(merges[1].size()).isGreaterThan(1000);
    assertThat(merges[2]).isEqualTo(merges[1]);
    assertThat(merges[3]).isEqualTo(merges[1]);
  }
}
