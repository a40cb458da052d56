package dev.prose.compress;

import dev.prose.text.InvalidDataException;

/** A file was compressed with another model than the one at hand. */
public final class OtherModelException extends InvalidDataException {
  OtherModelException(String file, int mark, SharedModel given) {
    super(
        "%s: was compressed with another model than that in %s: with one whose fingerprint begins with %06x, and this one's begins with %06x"
            .formatted(file, given.name(), mark, given.mark()));
  }
}
