package dev.prose.token;

/** Where a text can be cut, if that does not depend on its characters. */
public enum FixedCuts implements TextCuts {
  /** Between any two. */
  ANYWHERE,
  /** Nowhere, as far as two characters tell. */
  NOWHERE;

  @Override
  public boolean between(int before, int after) {
    return this == ANYWHERE;
  }

  @Override
  public boolean any() {
    return this == ANYWHERE;
  }
}
