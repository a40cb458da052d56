package dev.prose.data;

import dev.prose.text.ChangedTextException;
import dev.prose.text.Corpus;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import dev.prose.token.Encoder;
import dev.prose.token.Tokenizer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A text in memory, or in files of any size, that can be read as often as needed. Both give the
 * same characters.
 */
public sealed interface OpenText extends Closeable permits TextInMemory, TextInFiles {
  /** Takes the characters of a text, in order. */
  @FunctionalInterface
  interface Reader {
    /** Takes the first {@code count} code points of an array, which is used again afterwards. */
    void read(int[] codePoints, int count);
  }

  /**
   * A text in memory.
   *
   * @param listener is told of what a tokenization has to say
   */
  static OpenText of(Corpus corpus, LoadListener listener) {
    return new TextInMemory(corpus, listener);
  }

  /**
   * A text that is read in pieces; it is closed with this one.
   *
   * @param temporaryFolder where its tokens go
   * @param listener is told of byte-order marks that are dropped, once, and of what a tokenization
   *     has to say
   */
  static OpenText of(StreamedCorpus corpus, Path temporaryFolder, LoadListener listener) {
    return new TextInFiles(corpus, temporaryFolder, listener);
  }

  /** What reports call it. */
  String name();

  /**
   * Tokenizes it: with tokens on the heap if it is in memory, otherwise in a temporary file.
   *
   * @throws IOException if it cannot be read or the file cannot be written
   * @throws dev.prose.text.InvalidDataException if it cannot be encoded
   */
  TokenizedText tokenize(Tokenization tokenization) throws IOException;

  /**
   * Reads it from its start to its end.
   *
   * @return the SHA-256 of the bytes it was read from, unpacked, in lower-case hexadecimal
   * @throws IOException if it cannot be read
   * @throws ChangedTextException if it is no longer the text that was read before
   */
  String read(Reader reader) throws IOException;

  /**
   * Gives its tokens one by one, and keeps none.
   *
   * @throws IOException if it cannot be read
   * @throws dev.prose.token.UnknownCharacterException if no token covers a character of it
   */
  default void encode(Tokenizer tokenizer, Encoder.Sink sink) throws IOException {
    Encoder encoder = tokenizer.encoder();
    read((codePoints, count) -> encoder.encode(codePoints, count, sink));
    encoder.end(sink);
  }
}
