package dev.prose.compress;

import dev.prose.token.chars.Vocabulary;

/**
 * The bytes of a file that is no text in UTF-8: each is taken for the character of its number, as
 * in ISO 8859-1.
 *
 * @param vocabulary the bytes that occur
 */
record ByteAlphabet(Vocabulary vocabulary) implements Alphabet {
  static ByteAlphabet of(byte[] content) {
    boolean[] occurs = new boolean[1 << Byte.SIZE];
    for (byte each : content) {
      occurs[each & 0xFF] = true;
    }
    StringBuilder characters = new StringBuilder();
    for (char character = 0; character < occurs.length; character++) {
      if (occurs[character]) {
        characters.append(character);
      }
    }
    return new ByteAlphabet(Vocabulary.of(characters));
  }

  @Override
  public int size() {
    return vocabulary.size();
  }

  @Override
  public byte[] bytes(int id) {
    return new byte[] {(byte) vocabulary.itos(id)};
  }

  @Override
  public int characters(int id) {
    return 1;
  }

  @Override
  public int[] units(byte[] content) {
    int[] units = new int[content.length];
    for (int i = 0; i < content.length; i++) {
      units[i] = vocabulary.stoi(content[i] & 0xFF);
    }
    return units;
  }
}
