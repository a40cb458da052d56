package dev.prose.token;

import dev.prose.text.InvalidDataException;

/** A text has a character that is not in the vocabulary. */
public final class UnknownCharacterException extends InvalidDataException {
  private final int codePoint;
  private final long position;

  /**
   * @param position the character's position in the text, in code points from 0
   */
  public UnknownCharacterException(int codePoint, long position, int vocabularySize) {
    super(
        "character %s (U+%04X%s) at position %d is not in the vocabulary of %,d characters"
            .formatted(
                CharacterNames.quoted(codePoint),
                codePoint,
                CharacterNames.described(codePoint),
                position,
                vocabularySize));
    this.codePoint = codePoint;
    this.position = position;
  }

  /** The character's code point. */
  public int codePoint() {
    return codePoint;
  }

  /** The character's position in the text, in code points from 0. */
  public long position() {
    return position;
  }
}
