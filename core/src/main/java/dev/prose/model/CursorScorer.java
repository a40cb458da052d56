package dev.prose.model;

/** Scores with a cursor, one token at a time. */
record CursorScorer(Cursor cursor) implements SequenceScorer {
  @Override
  public void score(int[] tokens, int count, double[] surprisals) {
    for (int i = 0; i < count; i++) {
      surprisals[i] = 0.0 - cursor.logProbability(tokens[i]); // not -0.0 for a certain token
      cursor.advance(tokens[i]);
    }
  }
}
