package dev.prose.spark;

import dev.prose.text.OnMalformed;
import dev.prose.text.TextDecoder;
import dev.prose.text.TextLayout;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How bytes are decoded: {@link TextDecoder}, as it goes to the executors.
 *
 * @param charset the encoding's name
 */
record TextFormat(String charset, OnMalformed onMalformed, TextLayout layout)
    implements Serializable {
  static final TextFormat UTF_8 =
      new TextFormat(StandardCharsets.UTF_8.name(), OnMalformed.ERROR, TextLayout.RUNNING);

  static TextFormat of(TextDecoder decoder) {
    return new TextFormat(decoder.charset().name(), decoder.onMalformed(), decoder.layout());
  }

  TextFormat withLayout(TextLayout newLayout) {
    return new TextFormat(charset, onMalformed, newLayout);
  }

  TextDecoder decoder() {
    return new TextDecoder(Charset.forName(charset), onMalformed, layout);
  }

  /** Whether a character's first byte can be told from the others, so that a file can be cut. */
  boolean canBeCut() {
    return charset.equals(StandardCharsets.UTF_8.name());
  }
}
