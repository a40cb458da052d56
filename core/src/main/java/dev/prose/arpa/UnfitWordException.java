package dev.prose.arpa;

import dev.prose.text.InvalidDataException;

/** A file has a word that is none of the tokens that its words were to be. */
public final class UnfitWordException extends InvalidDataException {
  UnfitWordException(String message) {
    super(message);
  }
}
