package dev.prose.token.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import dev.prose.token.pieces.Splitter;
import dev.prose.token.pieces.Utf8;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PieceCounterTest {
  private static final List<Splitters> SPLITTERS = List.of(Splitters.values());
  private static final String[] CHARACTERS = {
    "a", "b", "z", " ", " ", "\n", "é", "ẞ", "語", "\uFFFD", "🙂", "\0"
  };

  private static String randomText(SplitMix64 random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(400); length > 0; length--) {
      text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return text.toString();
  }

  private static void addInChunks(byte[] text, SplitMix64 random, PieceCounter counter) {
    int mostBytes = 1 + random.nextInt(60);
    for (int from = 0; from < text.length; ) {
      int to = Math.min(text.length, from + random.nextInt(mostBytes + 1));
      counter.add(text, from, to);
      from = to;
    }
  }

  @Test
  void itCountsWhatAMapCountsWhereverChunksEnd() {
    for (long seed = 0; seed < 1500; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      byte[] text = randomText(random).getBytes(UTF_8);
      Splitter splitter = SPLITTERS.get(random.nextInt(SPLITTERS.size()));
      int threads = seed % 10 == 0 ? 2 + random.nextInt(2) : 1;
      try (PieceCounter counter = new PieceCounter(splitter, threads, 1 + random.nextInt(99))) {
        addInChunks(text, random, counter);
        PieceCounts counts = counter.counts();
        assertThat(Pieces.of(counts)).as("seed %d", seed).isEqualTo(Pieces.of(splitter, text));
        assertThat(counts.textLength()).as("seed %d", seed).isEqualTo(text.length);
        for (int piece = 1; piece < counts.size(); piece++) {
          assertThat(Arrays.compareUnsigned(counts.bytes(piece - 1), counts.bytes(piece)))
              .as("seed %d", seed)
              .isNegative();
        }
      }
    }
  }

  @Test
  void bytesThatAreNoTextAreCountedToo() {
    for (long seed = 0; seed < 300; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      byte[] text = new byte[random.nextInt(300)];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) random.nextInt(256);
      }
      try (PieceCounter counter = new PieceCounter(Splitters.BYTES, 1, 1 + random.nextInt(20))) {
        addInChunks(text, random, counter);
        assertThat(Pieces.of(counter.counts()))
            .as("seed %d", seed)
            .isEqualTo(Pieces.of(Splitters.BYTES, text));
      }
    }
  }

  @Test
  void theSplitterSeesWholeCharacters() {
    Splitter splitter = new Recording(Splitters.AFTER_SPACES);
    byte[] text = "aé語🙂".repeat(50).getBytes(UTF_8);
    try (PieceCounter counter = new PieceCounter(splitter, 1, 1)) {
      for (int i = 0; i < text.length; i++) {
        counter.add(text, i, i + 1);
      }
      assertThat(counter.counts().bytes(0)).isEqualTo(text);
    }
  }

  @Test
  void noPieceGoesFromOneTextToTheNext() {
    try (PieceCounter counter = new PieceCounter(Splitters.WHOLE, 2, 4)) {
      for (String text : new String[] {"ab", "c", "", "ab", "abcdefgh"}) {
        add(counter, text);
        counter.endText();
      }
      assertThat(Pieces.of(counter.counts())).isEqualTo(Map.of("ab", 2L, "c", 1L, "abcdefgh", 1L));
    }
  }

  @Test
  void itGoesOnAfterItWasAsked() {
    try (PieceCounter counter = new PieceCounter(Splitters.BEFORE_SPACES, 2)) {
      add(counter, "a b");
      assertThat(counter.counts()).isEqualTo(Pieces.words("a b"));
      add(counter, " b c");
      assertThat(counter.counts()).isEqualTo(Pieces.words("a b b c"));
    }
  }

  @Test
  void countsOfTextsAreAddedInAnyOrder() {
    for (long seed = 0; seed < 300; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      PieceCounts a = Pieces.words(randomText(random));
      PieceCounts b = Pieces.words(randomText(random));
      Map<String, Long> both = new TreeMap<>(Pieces.of(a));
      Pieces.of(b).forEach((piece, count) -> both.merge(piece, count, Long::sum));
      assertThat(Pieces.of(a.plus(b))).as("seed %d", seed).isEqualTo(both);
      assertThat(b.plus(a)).as("seed %d", seed).isEqualTo(a.plus(b));
      assertThat(a.plus(PieceCounts.NONE)).as("seed %d", seed).isEqualTo(a);
      assertThat(PieceCounts.NONE.plus(a)).as("seed %d", seed).isEqualTo(a);
    }
  }

  @Test
  void aPieceOfManyChunksIsLookedAtAFewTimes() {
    Recording splitter = new Recording(Splitters.BEFORE_SPACES);
    byte[] chunk = new byte[1 << 10];
    int chunks = 1 << 13;
    try (PieceCounter counter = new PieceCounter(splitter, 1, 1 << 10)) {
      for (int i = 0; i < chunks; i++) {
        counter.add(chunk, 0, chunk.length);
      }
      assertThat(counter.counts().textLength()).isEqualTo((long) chunks * chunk.length);
    }
    assertThat(splitter.seen).isLessThan(4L * chunks * chunk.length);
  }

  @Test
  void moreThanALongOfBytesIsRefused() {
    PieceCounts half = Pieces.counts(Map.of("a", 1L << 62));
    assertThatThrownBy(() -> half.plus(half)).isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> Pieces.counts(Map.of("a", Long.MAX_VALUE, "b", 1L)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("the pieces have 2^63 bytes or more in all");
  }

  @Test
  void noThreadsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PieceCounter(Splitters.WHOLE, 0))
        .withMessage("threads must be at least 1, but is 0");
  }

  /** Checks what a splitter is given, and counts its bytes. */
  private static final class Recording implements Splitter {
    private final Splitter splitter;
    private long seen;

    Recording(Splitter splitter) {
      this.splitter = splitter;
    }

    @Override
    public int end(byte[] utf8, int from, int to, boolean last) {
      assertThat(to).isGreaterThan(from);
      assertThat(Utf8.lastCharacterEnd(utf8, to)).isEqualTo(to);
      int end = splitter.end(utf8, from, to, last);
      seen += (end == NEEDS_MORE ? to : end) - from;
      return end;
    }

    @Override
    public Map<String, Object> json() {
      return splitter.json();
    }
  }

  private static void add(PieceCounter counter, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    counter.add(utf8, 0, utf8.length);
  }
}
