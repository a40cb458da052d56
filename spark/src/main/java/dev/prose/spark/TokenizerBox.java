package dev.prose.spark;

import dev.prose.json.JsonObject;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.kinds.TokenKinds;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A tokenizer that goes to the executors as its tokenizer.json, and is read there once. */
final class TokenizerBox implements Serializable {
  private final byte[] json;
  private final OnUnknown onUnknown;
  private transient @Nullable Tokenizer tokenizer;

  TokenizerBox(Tokenizer tokenizer) {
    this.json = JsonObject.format(tokenizer.json());
    this.onUnknown = tokenizer.onUnknown();
  }

  synchronized Tokenizer tokenizer() {
    Tokenizer read =
        tokenizer == null
            ? TokenKinds.read(JsonObject.parse(Path.of("tokenizer.json"), json), onUnknown)
            : tokenizer;
    tokenizer = read;
    return read;
  }
}
