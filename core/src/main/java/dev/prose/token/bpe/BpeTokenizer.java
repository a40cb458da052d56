package dev.prose.token.bpe;

import dev.prose.text.RawBytes;
import dev.prose.token.Encoder;
import dev.prose.token.FixedCuts;
import dev.prose.token.OnUnknown;
import dev.prose.token.TextCuts;
import dev.prose.token.Tokenizer;
import dev.prose.token.pieces.LineSplitter;
import dev.prose.token.pieces.Splitter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Tokens of whole bytes, for any text. A {@link Splitter} cuts the text into pieces. A piece that
 * is a token is one; any other begins as single bytes, of which the merges make longer tokens. With
 * merges these are subwords, as in GPT-2; without any, each piece is a word of the vocabulary or
 * spelled in bytes.
 *
 * <p>Every text can be encoded, so nothing is ever unknown, and {@code decode(encode(s))} is {@code
 * s}.
 *
 * <p>Source: Radford et al., "Language models are unsupervised multitask learners", 2019, section
 * 2.2.
 */
public final class BpeTokenizer implements Tokenizer {
  private static final int BYTES = 1 << Byte.SIZE;

  private final BpeVocabulary vocabulary;
  private final Splitter splitter;
  private final List<byte[]> added; // bytes of the added tokens
  private final String unit;

  /**
   * @param splitter cuts a text into the pieces that no token crosses
   */
  public BpeTokenizer(BpeVocabulary vocabulary, Splitter splitter) {
    this.vocabulary = vocabulary;
    this.splitter = splitter;
    this.added = vocabulary.added().stream().map(vocabulary::bytes).toList();
    this.unit =
        vocabulary.size() == BYTES ? "byte" : vocabulary.merges().size() > 0 ? "subword" : "word";
  }

  /** The tokens and merges. */
  public BpeVocabulary vocabulary() {
    return vocabulary;
  }

  Splitter splitter() {
    return splitter;
  }

  /** The pieces of a text, which is at its start. */
  PieceCutter cutter() {
    return new PieceCutter(splitter, added);
  }

  @Override
  public int vocabularySize() {
    return vocabulary.size();
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public boolean readsAnyBytes() {
    return vocabulary.size() == BYTES;
  }

  /** Where its pieces end. Added tokens are looked for first, and may have any characters. */
  @Override
  public TextCuts cuts() {
    return added.isEmpty() ? splitter : FixedCuts.NOWHERE;
  }

  @Override
  public int[] encode(CharSequence text) {
    byte[] utf8 = RawBytes.of(text);
    PieceCutter cutter = cutter();
    PieceEncoding encoding = new PieceEncoding(vocabulary);
    RepeatedPieces repeated = new RepeatedPieces(utf8);
    int[] ids = new int[Math.max(16, utf8.length / 3)];
    int size = 0;
    for (int from = 0; from < utf8.length; ) {
      int end = cutter.end(utf8, from, utf8.length, true);
      if (size + end - from > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(size + end - from, 2 * ids.length));
      }
      int whole = vocabulary.whole(utf8, from, end);
      if (whole != TokenTable.NONE) {
        ids[size++] = whole;
      } else {
        int place = repeated.place(from, end);
        if (repeated.has(place, from, end)) {
          System.arraycopy(ids, repeated.first(place), ids, size, repeated.count(place));
        } else {
          int count = encoding.merge(utf8, from, end);
          System.arraycopy(encoding.ids(), 0, ids, size, count);
          repeated.put(place, from, end, size, count);
        }
        size += repeated.count(place);
      }
      from = end;
    }
    return size == ids.length ? ids : Arrays.copyOf(ids, size);
  }

  @Override
  public Encoder encoder() {
    return new BpeEncoder(this);
  }

  @Override
  public byte[] bytes(int id) {
    return vocabulary.bytes(id);
  }

  @Override
  public String word(int id) {
    return ByteLevel.text(bytes(id));
  }

  @Override
  public OptionalInt token(String text) {
    return vocabulary.token(RawBytes.of(text));
  }

  @Override
  public boolean sameAs(Tokenizer other) {
    return other instanceof BpeTokenizer that
        && vocabulary.sameAs(that.vocabulary)
        && splitter.json().equals(that.splitter.json());
  }

  /** This one: no text has anything that it does not know. */
  @Override
  public BpeTokenizer withOnUnknown(OnUnknown onUnknown) {
    return this;
  }

  @Override
  public BpeTokenizer withinLines() {
    return splitter instanceof LineSplitter
        ? this
        : new BpeTokenizer(vocabulary, new LineSplitter(splitter));
  }

  @Override
  public Map<String, Object> json() {
    return BpeTokenizerJson.of(this);
  }
}
