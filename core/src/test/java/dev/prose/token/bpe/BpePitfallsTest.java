package dev.prose.token.bpe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What other trainers were reported to get wrong, or to leave open. Issues are those of
 * huggingface/tokenizers unless another repository is named.
 */
class BpePitfallsTest {
  private static List<String> learned(PieceCounts counts, int merges, long minimumCount) {
    Merges learned = BpeTrainer.train(counts, new BpeOptions(256 + merges, minimumCount));
    return IntStream.range(256, learned.tokens())
        .mapToObj(token -> new String(learned.bytes(token), UTF_8))
        .toList();
  }

  // karpathy/minbpe 114, and 54.
  @Test
  void anEmptyTextGivesNoMerges() {
    assertThat(learned(Pieces.words(""), 100, 1)).isEmpty();
    assertThat(learned(PieceCounts.NONE, 100, 1)).isEmpty();
  }

  // karpathy/minbpe 114.
  @Test
  void piecesOfOneByteGiveNoMerges() {
    PieceCounts counts = PieceCounter.count(Splitters.BYTES, "aaaabbbb".getBytes(UTF_8));
    assertThat(counts.size()).isEqualTo(2);
    assertThat(learned(counts, 100, 1)).isEmpty();
  }

  // karpathy/minbpe 54; google/sentencepiece 4 and 727, which fail.
  @Test
  void aTextThatIsTooShortForTheVocabularyGivesFewerMerges() {
    assertThat(learned(Pieces.words("abc abc"), Integer.MAX_VALUE - 256, 2))
        .containsExactly("ab", "abc");
    assertThat(learned(Pieces.words("abc abc"), 1, 2)).containsExactly("ab");
    assertThat(learned(Pieces.words("abc abc"), 0, 2)).isEmpty();
  }

  // rsennrich/subword-nmt 33 and 63; 1041 and 471.
  @Test
  void aPairThatIsRarerThanTheMinimumIsNotMerged() {
    PieceCounts counts = Pieces.counts(Map.of("ab", 3L, "cd", 2L, "ef", 1L));
    assertThat(learned(counts, 9, 1)).containsExactly("ab", "cd", "ef");
    assertThat(learned(counts, 9, BpeOptions.DEFAULT_MINIMUM_COUNT)).containsExactly("ab", "cd");
    assertThat(learned(counts, 9, 3)).containsExactly("ab");
    assertThat(learned(counts, 9, 4)).isEmpty();
  }

  // 2058 and 437: the most frequent pair vanished, as its count became negative.
  @Test
  void countsAboveTwoToTheThirtyFirstAreKept() {
    PieceCounts counts = Pieces.counts(Map.of("the", 3_000_000_000L, "xyz", 2_000_000_000L));
    assertThat(learned(counts, 9, 2)).containsExactly("he", "the", "xy", "xyz");
    PieceCounts huge = Pieces.counts(Map.of("    x", 1L << 60, "ab", 1L << 59));
    assertThat(learned(huge, 3, 2)).containsExactly("  ", "  x", "    x");
  }

  // karpathy/minbpe 51 and 72: every two neighbours count, though only some can be merged.
  @Test
  void theOverlappingPairsOfARunAreCounted() {
    // "aaaa" has three pairs, "bc" occurs twice, and both merge twice.
    assertThat(learned(Pieces.counts(Map.of("aaaa", 1L, "bc", 2L)), 1, 1)).containsExactly("aa");
    assertThat(learned(Pieces.counts(Map.of("aaaa", 1L, "bc", 4L)), 1, 1)).containsExactly("bc");
  }

  // karpathy/minbpe 38, where three equal tokens became one pair.
  @Test
  void aRunIsMergedFromTheLeft() {
    Merges merges = BpeTrainer.train(Pieces.words("aaaaaaa"), new BpeOptions(260, 1));
    // aa aa aa a, then aaaa aa a, then aaaa aaa, then all
    assertThat(IntStream.range(256, 260).mapToObj(token -> merges.bytes(token).length))
        .containsExactly(2, 4, 3, 7);
    assertThat(merges.first(2)).isEqualTo(256);
    assertThat(merges.second(2)).isEqualTo('a');
  }

  // karpathy/minbpe 90; 1065; rsennrich/subword-nmt 13, where a tie was left to a hash map.
  @Test
  void amongEqualPairsTheSmallestGoesFirst() {
    List<String> expected = List.of("cc", "dd", "aa", "bb");
    assertThat(learned(Pieces.words("aaabbbccccdddd"), 4, 1)).isEqualTo(expected);
    assertThat(learned(Pieces.words("bbbaaaddddcccc"), 4, 1)).isEqualTo(expected);
    assertThat(learned(Pieces.counts(Map.of("ab", 1L, "aa", 1L, "ba", 1L)), 3, 1))
        .containsExactly("aa", "ab", "ba");
  }

  // karpathy/minbpe 93 and 111: the example of Wikipedia's article, whose text says otherwise.
  @Test
  void theExampleOfTheEncyclopaediaIsLearnedWithItsTies() {
    assertThat(learned(Pieces.words("aaabdaaabac"), 3, 1)).containsExactly("aa", "ab", "aaab");
  }

  // umran666/UniqToken 8: a pair whose count in the heap was too high was dropped for good.
  @Test
  void aPairThatLosesOccurrencesIsStillMerged() {
    PieceCounts counts = Pieces.counts(Map.of("ab", 1L, "abc", 1L, "bcd", 1L, "bc", 1L));
    assertThat(learned(counts, 9, 1)).containsExactly("bc", "ab", "abc", "bcd");
  }

  // 2320: a pair that occurred nowhere was merged, as its count was negative.
  @Test
  void nothingIsMergedThatIsNotThere() {
    PieceCounts counts = Pieces.words("##c ##cac# #ab c# #### accc#a#a#b a cb");
    Merges merges = BpeTrainer.train(counts, new BpeOptions(1000, 1));
    String text = "##c ##cac# #ab c# #### accc#a#a#b a cb";
    for (int token = 256; token < merges.tokens(); token++) {
      assertThat(text).contains(new String(merges.bytes(token), UTF_8));
    }
  }

  // 179 and 284, where the last words were left out, or a text of one word.
  @Test
  void aWordThatIsTheOnlyOneOrTheLastCounts() {
    assertThat(learned(Pieces.words("ab"), 9, 1)).containsExactly("ab");
    assertThat(learned(Pieces.words("x x x ab"), 9, 1)).containsExactly(" x", " a", " ab");
  }

  // 1514 and 2066: the same pieces in another order give the same merges.
  @Test
  void theOrderOfTheTextDoesNotMatter() {
    PieceCounts forwards = Pieces.words(" low low lower newest newest widest");
    PieceCounts backwards = Pieces.words(" widest newest lower low newest low");
    assertThat(forwards).isEqualTo(backwards).hasSameHashCodeAs(backwards);
    assertThat(learned(forwards, 99, 1)).isEqualTo(learned(backwards, 99, 1));
  }

  @Test
  void allBytesMayOccurEvenWhereTheyAreNoCharacters() {
    byte[] text = new byte[1024];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (i / 2);
    }
    Merges merges =
        BpeTrainer.train(PieceCounter.count(Splitters.WHOLE, text), new BpeOptions(512 + 256));
    assertThat(new String(merges.bytes(256), ISO_8859_1)).isEqualTo("\0\0");
    assertThat(merges.first(255)).isEqualTo(255);
  }

  // 86, 497 and 814: words that never end are not cut, and a token may become as long as one.
  @Test
  void aTokenMayBeAsLongAsItsPiece() {
    String word = "abcdefghijklmnopqrstuvwxyz".repeat(20);
    assertThat(learned(Pieces.words(word + " " + word), 2000, 1)).contains(word);
  }

  @Test
  void aVocabularyWithoutAllBytesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BpeOptions(255))
        .withMessage("vocabulary size must be at least 256, one token for each byte, but is 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BpeOptions(300, 0))
        .withMessage("minimum count must be at least 1, but is 0");
  }
}
