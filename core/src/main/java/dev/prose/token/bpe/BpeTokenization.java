package dev.prose.token.bpe;

import dev.prose.token.pieces.Splitter;

/** Learns subwords from a text by byte-pair encoding. */
public final class BpeTokenization extends PieceTokenization {
  private final BpeOptions options;

  /**
   * @param splitter cuts the text into the pieces that no token crosses
   */
  public BpeTokenization(Splitter splitter, BpeOptions options) {
    super(splitter);
    this.options = options;
  }

  @Override
  protected BpeVocabulary vocabulary(PieceCounts counts) {
    return BpeVocabulary.of(BpeTrainer.train(counts, options));
  }
}
