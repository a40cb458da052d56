package dev.prose.expert;

import dev.prose.mixture.MixtureCursor;
import dev.prose.model.Cursor;
import java.util.Objects;

/** A place in a text, as a {@link MixtureWithExpert} sees it. */
public final class ExpertCursor implements Cursor {
  private final MixtureCursor mixture;
  private final ExpertReader expert;
  private final Trust trust;
  private final float[] mixtureLogs; // [token], of the next one, nats
  private final float[] logits; // [token], the network's
  private final Combined combined;
  private boolean asked; // whether the mixture was asked what it expects
  private boolean known; // whether all is known of the next token

  ExpertCursor(MixtureCursor mixture, ExpertReader expert, Trust trust, int vocabularySize) {
    this.mixture = mixture;
    this.expert = expert;
    this.trust = trust;
    this.mixtureLogs = new float[vocabularySize];
    this.logits = new float[vocabularySize];
    this.combined = new Combined(trust, vocabularySize);
  }

  private void askMixture() {
    if (!asked) {
      mixture.logProbabilities(mixtureLogs);
      asked = true;
    }
  }

  private void know() {
    if (known) {
      return;
    }
    askMixture();
    expert.logits(logits);
    combined.set(mixtureLogs, logits);
    known = true;
  }

  @Override
  public void logProbabilities(float[] target) {
    Cursor.requireVocabularySized(target.length, logits.length);
    know();
    for (int token = 0; token < target.length; token++) {
      target[token] = (float) combined.logProbability(token);
    }
  }

  @Override
  public double logProbability(int token) {
    Objects.checkIndex(token, logits.length);
    know();
    return combined.logProbability(token);
  }

  @Override
  public void advance(int token) {
    Objects.checkIndex(token, logits.length);
    if (expert.learns()) {
      askMixture();
    }
    expert.advance(token, mixtureLogs);
    mixture.advance(token);
    asked = false;
    known = false;
  }

  /** The mixture's place in the text, which can explain what it expects. Not to be advanced. */
  public MixtureCursor mixture() {
    return mixture;
  }

  /**
   * What the network adds to a token's logit, above what it adds to what the mixture expects on
   * average, in nats: positive if it makes the token likelier.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public double vote(int token) {
    Objects.checkIndex(token, logits.length);
    know();
    double mean = 0;
    for (int other = 0; other < logits.length; other++) {
      mean += StrictMath.exp(mixtureLogs[other]) * logits[other];
    }
    return trust.expert() * (logits[token] - mean);
  }
}
