package dev.prose.token.bpe;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The tokens of byte-pair encoding, and the merges that make the longer ones of the shorter ones.
 * Each single byte is a token, so that every text can be encoded. Immutable.
 */
public final class BpeVocabulary {
  private static final int BYTES = 1 << Byte.SIZE;

  private final TokenTable tokens;
  private final MergeTable merges;
  private final boolean ignoreMerges;
  private final BytePairs bytePairs;
  private final BitSet whole; // tokens that a piece of their bytes becomes
  private final List<Integer> added; // ids

  /**
   * @param tokens the bytes of each, [id]
   * @param merges by rank
   * @param ignoreMerges whether a piece that is a token is always that token; if not, only where
   *     the merges make it of its bytes
   * @param added ids of tokens that are looked for in a text before anything else
   * @throws IllegalArgumentException if two tokens have the same bytes, a byte has no token, or a
   *     merge does not give the bytes of its two parts
   */
  BpeVocabulary(List<byte[]> tokens, MergeTable merges, boolean ignoreMerges, List<Integer> added) {
    this(new TokenTable(tokens), merges, ignoreMerges, added);
  }

  private BpeVocabulary(
      TokenTable tokens, MergeTable merges, boolean ignoreMerges, List<Integer> added) {
    this.tokens = tokens;
    this.merges = merges;
    this.ignoreMerges = ignoreMerges;
    this.added = List.copyOf(added);
    int[] ofBytes = new int[BYTES];
    byte[] single = new byte[1];
    for (int b = 0; b < BYTES; b++) {
      single[0] = (byte) b;
      ofBytes[b] = tokens.find(single, 0, 1);
      if (ofBytes[b] == TokenTable.NONE) {
        throw new IllegalArgumentException(
            "no token stands for the byte 0x%02X alone, so that not every text could be encoded"
                .formatted(b));
      }
    }
    bytePairs = new BytePairs(merges, ofBytes);
    requireMergesFit();
    whole = ignoreMerges ? all(tokens.size()) : made();
    added.forEach(whole::set);
  }

  /** The 256 bytes, each with its value as its id. */
  public static BpeVocabulary ofBytes() {
    return of(List.of());
  }

  /**
   * The 256 bytes, and words that pieces of a text are compared with as a whole.
   *
   * @param words the bytes of each; the first has the id 256
   */
  public static BpeVocabulary of(List<byte[]> words) {
    return new BpeVocabulary(
        withBytes(words), new MergeTable(new int[0], new int[0], new int[0]), true, List.of());
  }

  /**
   * The 256 bytes, and what merges make of them.
   *
   * @throws IllegalArgumentException if two merges make the same bytes, as learned ones never do
   */
  public static BpeVocabulary of(Merges merges) {
    List<byte[]> tokens = IntStream.range(0, merges.tokens()).mapToObj(merges::bytes).toList();
    return new BpeVocabulary(tokens, MergeTable.of(merges), false, List.of());
  }

  /**
   * Tokens whose ids are the ranks of their merges, as in tiktoken.
   *
   * @param tokens the bytes of each, [rank]
   * @throws IllegalArgumentException if two tokens have the same bytes, or a byte has no token
   */
  static BpeVocabulary ofRanks(List<byte[]> tokens) {
    TokenTable table = new TokenTable(tokens);
    return new BpeVocabulary(table, RankedMerges.of(table), true, List.of());
  }

  private static List<byte[]> withBytes(List<byte[]> words) {
    byte[][] tokens = new byte[BYTES + words.size()][];
    for (int b = 0; b < BYTES; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    for (int i = 0; i < words.size(); i++) {
      tokens[BYTES + i] = words.get(i);
    }
    return List.of(tokens);
  }

  static byte[] joined(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  private void requireMergesFit() {
    for (int rank = 0; rank < merges.size(); rank++) {
      byte[] both = joined(bytes(merges.left(rank)), bytes(merges.right(rank)));
      if (!Arrays.equals(both, bytes(merges.result(rank)))) {
        throw new IllegalArgumentException(
            "merge %d does not give the bytes of its two parts".formatted(rank));
      }
    }
  }

  private static BitSet all(int size) {
    BitSet all = new BitSet(size);
    all.set(0, size);
    return all;
  }

  private BitSet made() {
    BitSet made = new BitSet(size());
    Merging merging = merging();
    for (int id = 0; id < size(); id++) {
      byte[] token = bytes(id);
      made.set(id, merging.merge(token, 0, token.length) == 1 && merging.ids()[0] == id);
    }
    return made;
  }

  /** Makes tokens of single bytes, for one thread. */
  Merging merging() {
    return new Merging(merges, bytePairs);
  }

  /** Number of tokens, V. */
  public int size() {
    return tokens.size();
  }

  /** The bytes of a token. */
  byte[] bytes(int id) {
    return tokens.bytes(id);
  }

  /** How many bytes a token has. */
  int length(int id) {
    return tokens.length(id);
  }

  OptionalInt token(byte[] utf8) {
    int id = tokens.find(utf8, 0, utf8.length);
    return id == TokenTable.NONE ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** The one token of a whole piece, or {@link TokenTable#NONE} if there is none. */
  int whole(byte[] utf8, int from, int to) {
    int id = tokens.find(utf8, from, to);
    return id == TokenTable.NONE || whole.get(id) ? id : TokenTable.NONE;
  }

  int ofByte(byte value) {
    return bytePairs.token(value);
  }

  /** Ids of the tokens that are looked for in a text before anything else. */
  List<Integer> added() {
    return added;
  }

  MergeTable merges() {
    return merges;
  }

  boolean ignoreMerges() {
    return ignoreMerges;
  }

  boolean sameAs(BpeVocabulary other) {
    return ignoreMerges == other.ignoreMerges
        && added.equals(other.added)
        && tokens.sameAs(other.tokens)
        && merges.sameAs(other.merges);
  }
}
