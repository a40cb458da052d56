package dev.prose.token.bpe;

import dev.prose.text.InvalidDataException;
import java.util.Arrays;

/**
 * The distinct pieces as tokens, which become fewer and longer. A token is written at its first
 * byte and at its last, so that both neighbours of one are found without links: the next begins
 * behind its last byte, and the one before ends before its first.
 */
final class MergedPieces {
  private static final int BORDER = -1; // before and after each piece
  private static final int INSIDE = -2; // no token begins here any more

  private final PieceCounts counts;
  private final int[] tokens; // [place]
  private final int[] pieces; // [place] the piece that it is in
  private final int[] lengths; // [token] in bytes

  /**
   * @param mostTokens how many tokens there can be
   * @throws InvalidDataException if the pieces have more bytes than an array has places
   */
  MergedPieces(PieceCounts counts, int mostTokens) {
    this.counts = counts;
    byte[] bytes = counts.allBytes();
    long places = 1L + bytes.length + counts.size();
    if (places > PieceTable.MOST_BYTES) {
      throw PieceTable.tooManyBytes();
    }
    this.tokens = new int[(int) places];
    this.pieces = new int[(int) places];
    int place = 0;
    tokens[place++] = BORDER;
    for (int piece = 0; piece < counts.size(); piece++) {
      for (int i = counts.start(piece); i < counts.end(piece); i++) {
        pieces[place] = piece;
        tokens[place++] = bytes[i] & 0xFF;
      }
      tokens[place++] = BORDER;
    }
    this.lengths = new int[mostTokens];
    Arrays.fill(lengths, 0, Merges.BYTES, 1);
  }

  /** Counts the neighbours that follow one byte, before anything is merged. */
  void findAfter(Neighbours[] after) {
    for (int place = 1; place < tokens.length - 1; place++) {
      if (tokens[place] >= 0 && tokens[place + 1] >= 0) {
        after[tokens[place]].add(tokens[place + 1], place, counts.count(pieces[place]));
      }
    }
  }

  /**
   * Makes one token of two wherever they stand side by side, from left to right: of three equal
   * tokens the first two.
   *
   * @param places where the pair may be, in ascending order; those where it no longer is are passed
   *     over. A token that was there has become part of a newer one since, and no newer one is the
   *     pair's first: so that what stands at a place is enough to know.
   * @param before is given the tokens before the new one, which may be the new one itself
   * @param after is given the tokens after the new one at that time: one that is then merged itself
   *     is among them
   */
  void merge(long pair, int merged, int[] places, Neighbours before, Neighbours after) {
    int first = Pair.first(pair);
    int second = Pair.second(pair);
    int firstLength = lengths[first];
    int length = firstLength + lengths[second];
    lengths[merged] = length;
    for (int place : places) {
      if (tokens[place] == first && tokens[place + firstLength] == second) {
        int end = place + length;
        tokens[place] = merged;
        tokens[place + firstLength] = INSIDE;
        tokens[end - 1] = merged;
        long count = counts.count(pieces[place]);
        int tokenBefore = tokens[place - 1];
        if (tokenBefore >= 0) {
          before.add(tokenBefore, place - lengths[tokenBefore], count);
        }
        int tokenAfter = tokens[end];
        if (tokenAfter >= 0) {
          after.add(tokenAfter, place, count);
        }
      }
    }
  }
}
