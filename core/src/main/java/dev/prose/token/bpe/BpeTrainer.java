package dev.prose.token.bpe;

import dev.prose.text.InvalidDataException;
import java.util.Arrays;

/**
 * Learns byte-pair encoding: the pair of tokens that stands side by side most often becomes one
 * token, again and again, beginning with single bytes. Merges never go across the end of a piece.
 *
 * <p>Every two neighbours count, also where they overlap: {@code aaa} has the pair {@code aa}
 * twice, although only one of the two can be merged, the left one. Among pairs that occur equally
 * often the smallest goes first, by its first token and then by its second. Both are what the
 * {@code BpeTrainer} of Hugging Face's tokenizers does and the trainer of nanochat, which differ in
 * nothing but the numbers of the bytes: here, as in nanochat, a byte's token is its value, while
 * Hugging Face counts through the characters that GPT-2 writes bytes as, where space and line end
 * come after the letters. Where a tie involves such a byte, the two may therefore decide otherwise.
 *
 * <p>It keeps a list of places for each pair, and after a merge looks only at these: the work for
 * all merges together grows with the bytes of the distinct pieces (times the logarithm of the
 * number of pairs), even if they are one long piece. The counts in the heap may be too high, never
 * too low, for a pair can only lose occurrences once the token is complete that it was made with;
 * the one on top is corrected before it is used. Some 24 bytes of memory are needed for each byte
 * of the distinct pieces.
 *
 * <p>Sources: Sennrich, Haddow and Birch, "Neural machine translation of rare words with subword
 * units", ACL 2016; Radford et al., "Language models are unsupervised multitask learners", 2019,
 * section 2.2, for bytes as the first tokens.
 */
public final class BpeTrainer {
  private final long minimumCount;
  private final MergedPieces pieces;
  private final PairTable pairs;
  private final PairHeap heap = new PairHeap();
  private final Neighbours before;
  private final Neighbours after;
  private final int[] firsts; // [merge]
  private final int[] seconds; // [merge]
  private int merges;

  private BpeTrainer(PieceCounts counts, BpeOptions options) {
    // Each merge takes a token away from some piece, so that a small text has no use for more.
    int most = Math.min(options.vocabularySize() - Merges.BYTES, counts.allBytes().length);
    int mostTokens = (int) Math.min((long) Merges.BYTES + most, PieceTable.MOST_BYTES);
    minimumCount = options.minimumCount();
    pieces = new MergedPieces(counts, mostTokens);
    pairs = new PairTable(minimumCount);
    before = new Neighbours(mostTokens);
    after = new Neighbours(mostTokens);
    firsts = new int[mostTokens - Merges.BYTES];
    seconds = new int[mostTokens - Merges.BYTES];
  }

  /**
   * The merges of a text's pieces. They depend on nothing else.
   *
   * @return as many as the vocabulary has room for, or fewer if no other pair occurs often enough
   * @throws InvalidDataException if the distinct pieces and their number are together more than an
   *     array can hold, 2^31 bytes
   */
  public static Merges train(PieceCounts counts, BpeOptions options) {
    return new BpeTrainer(counts, options).merges();
  }

  private Merges merges() {
    addPairsOfBytes();
    while (merges < firsts.length && !heap.isEmpty()) {
      long best = heap.pair();
      long count = pairs.count(best);
      if (count == 0) {
        heap.remove();
      } else if (count < heap.count()) {
        heap.correct(count);
      } else {
        heap.remove();
        merge(best);
      }
    }
    return new Merges(Arrays.copyOf(firsts, merges), Arrays.copyOf(seconds, merges));
  }

  private void addPairsOfBytes() {
    Neighbours[] afterByte = new Neighbours[Merges.BYTES];
    Arrays.setAll(afterByte, first -> new Neighbours(Merges.BYTES));
    pieces.findAfter(afterByte);
    for (int first = 0; first < Merges.BYTES; first++) {
      addPairsAfter(first, afterByte[first]);
      afterByte[first].clear();
    }
  }

  private void merge(long pair) {
    int first = Pair.first(pair);
    int second = Pair.second(pair);
    int merged = Merges.BYTES + merges;
    firsts[merges] = first;
    seconds[merges] = second;
    merges++;
    pieces.merge(pair, merged, pairs.take(pair), before, after);
    for (int i = 0; i < before.size(); i++) {
      int token = before.token(i);
      if (token != merged) {
        pairs.subtract(Pair.of(token, first), before.count(token));
      }
    }
    for (int i = 0; i < after.size(); i++) {
      int token = after.token(i);
      pairs.subtract(Pair.of(second, token), after.count(token));
    }
    // Where two new tokens stand side by side, the first one saw the first half of the second.
    after.subtract(first, before.count(merged));
    addPairsAfter(merged, after);
    before.gather(minimumCount);
    for (int i = 0; i < before.size(); i++) {
      int token = before.token(i);
      add(Pair.of(token, merged), before.count(token), before.places(token));
    }
    before.clear();
    after.clear();
  }

  private void addPairsAfter(int first, Neighbours neighbours) {
    neighbours.gather(minimumCount);
    for (int i = 0; i < neighbours.size(); i++) {
      int second = neighbours.token(i);
      add(Pair.of(first, second), neighbours.count(second), neighbours.places(second));
    }
  }

  private void add(long pair, long count, int[] places) {
    if (places.length > 0) {
      pairs.put(pair, count, places);
      heap.add(pair, count);
    }
  }
}
