package dev.prose.token.bpe;

import dev.prose.token.pieces.Splitter;

/** Learns subwords from a text by byte-pair encoding. */
public final class BpeTokenization extends PieceTokenization {
  private final Splitter splitter;
  private final BpeOptions options;

  /**
   * @param splitter cuts the text into the pieces that no token crosses
   */
  public BpeTokenization(Splitter splitter, BpeOptions options) {
    this(splitter, options, 1);
  }

  private BpeTokenization(Splitter splitter, BpeOptions options, double trainFraction) {
    super(splitter, counts -> BpeVocabulary.of(BpeTrainer.train(counts, options)), trainFraction);
    this.splitter = splitter;
    this.options = options;
  }

  @Override
  public BpeTokenization forSplit(double trainFraction) {
    return new BpeTokenization(splitter, options, trainFraction);
  }
}
