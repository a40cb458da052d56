package dev.prose.token.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.random.SplitMix64;
import dev.prose.token.Encoder;
import dev.prose.token.RandomText;
import dev.prose.token.Tokenizer;
import dev.prose.token.TokenizerContract;
import dev.prose.token.pieces.Splitters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class BpeTokenizerTest extends TokenizerContract {
  private static final BpeTokenizer TOKENIZER = trained("gpt2", 600);

  private static BpeTokenizer trained(String pattern, int size) {
    StringBuilder text = new StringBuilder();
    for (long seed = 0; seed < 200; seed++) {
      text.append(RandomText.of(new SplitMix64(seed), 100));
    }
    return new BpeTokenization(Splitters.named(pattern), new BpeOptions(size))
        .tokenizer(text.toString());
  }

  @Override
  protected Tokenizer tokenizer() {
    return TOKENIZER;
  }

  @Override
  protected String text(SplitMix64 random, int length) {
    return RandomText.of(random, length);
  }

  /** Merges the pair of lowest rank, the leftmost first, in a list, until there is none. */
  private static List<Integer> textbook(BpeVocabulary vocabulary, byte[] piece) {
    List<Integer> ids = new ArrayList<>();
    for (byte value : piece) {
      ids.add(vocabulary.ofByte(value));
    }
    while (true) {
      int best = -1;
      int lowest = MergeTable.NEVER;
      for (int i = 0; i + 1 < ids.size(); i++) {
        int rank = vocabulary.merges().rank(ids.get(i), ids.get(i + 1));
        if (rank < lowest) {
          lowest = rank;
          best = i;
        }
      }
      if (best < 0) {
        return ids;
      }
      ids.set(best, vocabulary.merges().result(lowest));
      ids.subList(best + 1, best + 2).clear();
    }
  }

  @Test
  void shortAndLongPiecesAreMergedAsTheTextbookDoes() {
    BpeVocabulary vocabulary = TOKENIZER.vocabulary();
    PieceEncoding encoding = new PieceEncoding(vocabulary);
    for (long seed = 0; seed < 2000; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      byte[] piece = new byte[1 + random.nextInt(120)];
      int letters = 1 + random.nextInt(26);
      for (int i = 0; i < piece.length; i++) {
        piece[i] = (byte) ('a' + random.nextInt(letters));
      }
      int count = encoding.encode(piece, 0, piece.length);
      List<Integer> ids = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ids.add(encoding.ids()[i]);
      }
      assertThat(ids).as("seed %d", seed).isEqualTo(textbook(vocabulary, piece));
    }
  }

  @Test
  void piecesThatComeBackAreEncodedAsTheTextbookDoes() {
    BpeVocabulary vocabulary = TOKENIZER.vocabulary();
    for (int seed = 0; seed < 20; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      StringBuilder text = new StringBuilder();
      List<Integer> expected = new ArrayList<>();
      for (int word = 0; word < 5000; word++) {
        StringBuilder piece = new StringBuilder(" ");
        SplitMix64 letters = new SplitMix64(random.nextInt(1 << random.nextInt(1, 14)));
        for (int left = 1 + letters.nextInt(12); left > 0; left--) {
          piece.append((char) ('a' + letters.nextInt(26)));
        }
        text.append(piece);
        expected.addAll(textbook(vocabulary, piece.toString().getBytes(StandardCharsets.UTF_8)));
      }
      assertThat(TOKENIZER.encode(text))
          .as("seed %d", seed)
          .isEqualTo(expected.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  @Test
  void aMegabyteOfOneLetterIsEncodedAtOnce() {
    String letters = "a".repeat(1 << 20);
    int[] ids =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> TOKENIZER.encode(letters));
    assertThat(TOKENIZER.decode(ids)).isEqualTo(letters);
    int[] codePoints = letters.codePoints().toArray();
    List<Integer> streamed = new ArrayList<>();
    Encoder encoder = TOKENIZER.encoder();
    for (int from = 0; from < codePoints.length; from += 4096) {
      int[] part = Arrays.copyOfRange(codePoints, from, from + 4096);
      encoder.encode(part, part.length, (id, _) -> streamed.add(id));
    }
    encoder.end((id, _) -> streamed.add(id));
    assertThat(streamed.stream().mapToInt(Integer::intValue).toArray()).isEqualTo(ids);
  }

  @Test
  void anAddedTokenOfOneByteIsLookedForToTheEndOfWhatIsKnown() {
    BpeTokenizer added =
        new BpeTokenizer(
            new BpeVocabulary(
                IntStream.range(0, TOKENIZER.vocabularySize()).mapToObj(TOKENIZER::bytes).toList(),
                TOKENIZER.vocabulary().merges(),
                false,
                List.of((int) 'a')),
            Splitters.named("gpt2"));
    int[] filling = new int[1 << 12]; // four bytes each: they take all room that the encoder makes
    Arrays.fill(filling, 0x1F600);
    List<Integer> streamed = new ArrayList<>();
    Encoder encoder = added.encoder();
    encoder.encode(filling, filling.length, (id, _) -> streamed.add(id));
    encoder.end((id, _) -> streamed.add(id));
    assertThat(streamed)
        .containsExactlyElementsOf(
            Arrays.stream(added.encode(new String(filling, 0, filling.length))).boxed().toList());
  }

  @Test
  void addedTokensComeBeforeAllOthers() {
    List<byte[]> tokens = new ArrayList<>();
    for (int id = 0; id < TOKENIZER.vocabularySize(); id++) {
      tokens.add(TOKENIZER.bytes(id));
    }
    tokens.add("<|end|>".getBytes(StandardCharsets.UTF_8));
    tokens.add("<|end|><|end|>".getBytes(StandardCharsets.UTF_8));
    int end = TOKENIZER.vocabularySize();
    BpeTokenizer added =
        new BpeTokenizer(
            new BpeVocabulary(
                tokens, TOKENIZER.vocabulary().merges(), false, List.of(end, end + 1)),
            Splitters.named("gpt2"));
    for (long seed = 0; seed < 300; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      StringBuilder text = new StringBuilder();
      List<Integer> expected = new ArrayList<>();
      for (int k = random.nextInt(5); k > 0; k--) {
        // Ends in a space, which a pattern would leave to the next word.
        String between =
            RandomText.of(random, 1 + random.nextInt(40)) + " ".repeat(random.nextInt(3));
        int token = end + random.nextInt(2);
        text.append(between).append(added.decode(token));
        for (int id : TOKENIZER.encode(between)) {
          expected.add(id);
        }
        expected.add(token);
      }
      int[] ids = expected.stream().mapToInt(Integer::intValue).toArray();
      assertThat(added.encode(text)).as("seed %d", seed).isEqualTo(ids);
      List<Integer> streamed = new ArrayList<>();
      Encoder encoder = added.encoder();
      text.codePoints()
          .forEach(each -> encoder.encode(new int[] {each}, 1, (id, _) -> streamed.add(id)));
      encoder.end((id, _) -> streamed.add(id));
      assertThat(streamed).as("seed %d", seed).isEqualTo(expected);
    }
  }
}
