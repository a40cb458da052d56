package dev.prose.token.bpe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.prose.token.pieces.Splitter;
import java.util.Map;
import java.util.TreeMap;

/** Pieces as strings with one character for each byte, in the order of the bytes. */
final class Pieces {
  private Pieces() {}

  /** What a counter holds. */
  static Map<String, Long> of(PieceCounts counts) {
    Map<String, Long> pieces = new TreeMap<>();
    for (int piece = 0; piece < counts.size(); piece++) {
      pieces.put(new String(counts.bytes(piece), ISO_8859_1), counts.count(piece));
    }
    return pieces;
  }

  /** What a map says of a text that is there as a whole. */
  static Map<String, Long> of(Splitter splitter, byte[] text) {
    Map<String, Long> pieces = new TreeMap<>();
    for (int from = 0; from < text.length; ) {
      int end = splitter.end(text, from, text.length, true);
      pieces.merge(new String(text, from, end - from, ISO_8859_1), 1L, Long::sum);
      from = end;
    }
    return pieces;
  }

  /** Counts of pieces that were never in a text. */
  static PieceCounts counts(Map<String, Long> pieces) {
    PieceTable table = new PieceTable();
    pieces.forEach((piece, count) -> {
      byte[] bytes = piece.getBytes(ISO_8859_1);
      table.add(bytes, 0, bytes.length, count);
    });
    return table.sorted();
  }

  /** The words of a text, each with the space before it. */
  static PieceCounts words(String text) {
    return PieceCounter.count(Splitters.BEFORE_SPACES, text.getBytes(UTF_8));
  }
}
