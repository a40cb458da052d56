package dev.prose.data;

import dev.prose.file.TemporaryFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/**
 * A temporary file of token ids: written once, and then mapped as {@link Tokens}, which can be read
 * until it is closed.
 */
public final class TokenFile implements Closeable {
  private final TemporaryFile file;
  private final int vocabularySize;
  private final Arena arena = Arena.ofShared();

  /**
   * Takes over an empty file.
   *
   * @param vocabularySize the size of the vocabulary that the ids will be from, V
   */
  public TokenFile(TemporaryFile file, int vocabularySize) {
    this.file = file;
    this.vocabularySize = vocabularySize;
  }

  /**
   * Makes an empty file in the same folder.
   *
   * @param otherVocabularySize the size of the vocabulary that its ids will be from
   * @throws IOException if it cannot be made; it names the folder or the file
   */
  TokenFile another(int otherVocabularySize) throws IOException {
    return new TokenFile(file.another(), otherVocabularySize);
  }

  /**
   * Appends the first {@code count} of some ids.
   *
   * @param ids each in [0, V), which is not checked
   * @throws IOException if they cannot be written; it names the file
   */
  public void append(int[] ids, int count) throws IOException {
    int width = Tokens.bytesPerToken(vocabularySize);
    byte[] bytes = new byte[count * width];
    Tokens.pack(ids, count, bytes, width);
    file.write(ByteBuffer.wrap(bytes));
  }

  /**
   * All that has been appended. Several threads may read them; once the file is closed, reading
   * them throws an {@link IllegalStateException}.
   *
   * @throws IOException if the system cannot map the file
   */
  public Tokens tokens() throws IOException {
    return new MappedTokens(file.map(arena), vocabularySize);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      arena.close();
    }
  }
}
