package dev.prose.token.bpe;

import dev.prose.data.TextSurvey;
import dev.prose.text.RawBytes;
import dev.prose.token.pieces.Splitter;
import org.jspecify.annotations.Nullable;

/** The pieces of a text and how often each occurs, by one thread. */
final class PieceSurvey implements TextSurvey {
  private final Splitter splitter;
  private final PieceTokenization.Vocabularies vocabularies;
  private PieceCounts counts = PieceCounts.NONE; // of the parts that have ended
  private transient @Nullable PieceCounter counter; // of the part that has not
  private transient byte @Nullable [] utf8;

  PieceSurvey(Splitter splitter, PieceTokenization.Vocabularies vocabularies) {
    this.splitter = splitter;
    this.vocabularies = vocabularies;
  }

  @Override
  public void add(int[] codePoints, int count) {
    PieceCounter ofPart = counter == null ? new PieceCounter(splitter) : counter;
    counter = ofPart;
    byte[] bytes =
        utf8 == null || utf8.length < count * RawBytes.MOST
            ? new byte[count * RawBytes.MOST]
            : utf8;
    utf8 = bytes;
    int size = 0;
    for (int i = 0; i < count; i++) {
      size = RawBytes.put(codePoints[i], bytes, size);
    }
    ofPart.add(bytes, 0, size);
  }

  @Override
  public void end() {
    if (counter != null) {
      counts = counts.plus(counter.counts());
      counter.close();
      counter = null;
    }
  }

  @Override
  public void add(TextSurvey other) {
    if (!(other instanceof PieceSurvey survey)) {
      throw new IllegalArgumentException("no survey of pieces: " + other.getClass());
    }
    counts = counts.plus(survey.counts);
  }

  @Override
  public BpeTokenizer tokenizer() {
    end();
    return new BpeTokenizer(vocabularies.of(counts), splitter);
  }
}
