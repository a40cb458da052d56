package dev.prose.token.pieces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.prose.json.JsonObject;
import dev.prose.random.SplitMix64;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hugging Face's own library cuts by what the splitters write as they do. */
class HuggingFacePiecesTest {
  static List<Splitter> splitters() {
    List<Splitter> splitters = new ArrayList<>();
    Splitters.names().forEach(name -> splitters.add(Splitters.named(name)));
    splitters.add(Gpt4Splitter.LLAMA3);
    splitters.add(Gpt4Splitter.QWEN2);
    splitters.add(new RegexSplitter("[aeiou]+|\\p{N}(?!\\p{N})|.$"));
    splitters.add(new RegexSplitter("b*|(?=\\p{Lu})"));
    splitters.add(new RegexSplitter(".+"));
    splitters.add(new RegexSplitter("\\w+|\\W"));
    splitters.add(new RegexSplitter("[^\\w\\s]+|[\\W\\d]|\\P{L}"));
    splitters.add(new RegexSplitter("\\p{Han}+|\\p{^Latin}|\\p{Lowercase}+|\\p{Upper}\\p{M}*"));
    splitters.add(new RegexSplitter("\\p{Alpha}+|\\p{Space}|\\p{Digit}{2}|\\x{1F600}"));
    return splitters;
  }

  @ParameterizedTest
  @MethodSource("splitters")
  void cutsTheSame(Splitter splitter, @TempDir Path cache) throws Exception {
    System.setProperty("DJL_CACHE_DIR", cache.toString());
    System.setProperty("OPT_OUT_TRACKING", "true");
    byte[] json = JsonObject.format(tokenizer(splitter));
    try (HuggingFaceTokenizer theirs =
        HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), Map.of())) {
      for (long seed = 0; seed < 20_000; seed++) {
        String text = MixedText.of(new SplitMix64(seed));
        if (!Pieces.ends(splitter, text.getBytes(UTF_8)).equals(ends(theirs.encode(text)))) {
          assertThat(Pieces.ends(splitter, text.getBytes(UTF_8)))
              .as("seed %d: %s", seed, Pieces.of(splitter, text))
              .isEqualTo(ends(theirs.encode(text)));
        }
      }
    }
  }

  /** Every byte is a token there, and each token knows its piece. */
  private static List<Integer> ends(Encoding encoding) {
    long[] pieces = encoding.getWordIds();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < pieces.length; i++) {
      if (i + 1 == pieces.length || pieces[i + 1] != pieces[i]) {
        ends.add(i + 1);
      }
    }
    return ends;
  }

  private static Map<String, Object> tokenizer(Splitter splitter) {
    Map<String, Object> vocab = new LinkedHashMap<>();
    // The library writes bytes as these characters: printable ones as they are, the others from
    // U+0100 on.
    for (int b = 0, other = 0x100; b < 256; b++) {
      boolean printable = (b > ' ' && b < 0x7F) || (b > 0xA0 && b != 0xAD);
      vocab.put(Character.toString(printable ? b : other++), b);
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", "BPE");
    model.put("vocab", vocab);
    model.put("merges", List.of());
    Map<String, Object> tokenizer = new LinkedHashMap<>();
    tokenizer.put("version", "1.0");
    tokenizer.put("added_tokens", List.of());
    tokenizer.put("pre_tokenizer", splitter.json());
    tokenizer.put("model", model);
    return tokenizer;
  }
}
