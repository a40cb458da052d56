package dev.prose.token.bpe;

/** Encodes the pieces of a text, one after another. Not safe for use by several threads. */
final class PieceEncoding {
  private final BpeVocabulary vocabulary;
  private final Merging merging;
  private int[] ids = new int[1];

  PieceEncoding(BpeVocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.merging = new Merging(vocabulary.merges());
  }

  /** Encodes the bytes of a piece, and returns how many tokens they are: see {@link #ids}. */
  int encode(byte[] utf8, int from, int to) {
    int whole = vocabulary.whole(utf8, from, to);
    if (whole != TokenTable.NONE) {
      ids[0] = whole;
      return 1;
    }
    ids = merging.room(to - from);
    for (int i = from; i < to; i++) {
      ids[i - from] = vocabulary.ofByte(utf8[i]);
    }
    return merging.merge(to - from);
  }

  /** The tokens of the last piece; as many as {@link #encode} returned. */
  int[] ids() {
    return ids;
  }
}
