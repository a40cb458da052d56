package dev.prose.token.bpe;

/** Encodes the pieces of a text, one after another. Not safe for use by several threads. */
final class PieceEncoding {
  private final BpeVocabulary vocabulary;
  private final Merging merging;
  private final int[] whole = new int[1];
  private int[] ids = whole;

  PieceEncoding(BpeVocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.merging = vocabulary.merging();
  }

  /** Encodes the bytes of a piece, and returns how many tokens they are: see {@link #ids}. */
  int encode(byte[] utf8, int from, int to) {
    whole[0] = vocabulary.whole(utf8, from, to);
    if (whole[0] != TokenTable.NONE) {
      ids = whole;
      return 1;
    }
    return merge(utf8, from, to);
  }

  /** Encodes the bytes of a piece that is no token. */
  int merge(byte[] utf8, int from, int to) {
    int count = merging.merge(utf8, from, to);
    ids = merging.ids();
    return count;
  }

  /** The tokens of the last piece; as many as {@link #encode} returned. */
  int[] ids() {
    return ids;
  }
}
