package dev.prose.token.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.prose.json.JsonObject;
import dev.prose.random.SplitMix64;
import dev.prose.token.RandomText;
import dev.prose.token.Tokenizer;
import dev.prose.token.bytes.ByteTokenizer;
import dev.prose.token.pieces.Splitters;
import dev.prose.token.whitespace.WhitespaceTokenizer;
import dev.prose.token.words.WordTokenization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hugging Face's own library does with a tokenizer.json of any kind what Prose does. */
class HuggingFaceBpeTest {
  @TempDir Path folder;

  private static String text(int texts) {
    StringBuilder text = new StringBuilder();
    for (long seed = 0; seed < texts; seed++) {
      text.append(RandomText.of(new SplitMix64(seed), 100));
    }
    return text.toString();
  }

  private static Tokenizer bpe(String pattern) {
    return new BpeTokenization(Splitters.named(pattern), new BpeOptions(700)).tokenizer(text(100));
  }

  @Test
  void encodesAndDecodesTheSame() throws Exception {
    System.setProperty("DJL_CACHE_DIR", folder.resolve("natives").toString());
    System.setProperty("OPT_OUT_TRACKING", "true");
    Map<String, Tokenizer> kinds =
        Map.of(
            "byte", new ByteTokenizer(),
            "word", new WordTokenization(OptionalInt.empty()).tokenizer(text(100)),
            "gpt2", bpe("gpt2"),
            "gpt4", bpe("gpt4"),
            "gpt4o", bpe("gpt4o"));
    for (Map.Entry<String, Tokenizer> kind : kinds.entrySet()) {
      Tokenizer ours = kind.getValue();
      try (HuggingFaceTokenizer theirs = theirs(ours)) {
        for (long seed = 0; seed < 3000; seed++) {
          String text = RandomText.of(new SplitMix64(seed), 1 + (int) (seed % 100));
          Encoding encoding = theirs.encode(text, false, false);
          assertThat(encoding.getIds())
              .as("%s, seed %d", kind.getKey(), seed)
              .isEqualTo(Arrays.stream(ours.encode(text)).asLongStream().toArray());
          assertThat(theirs.decode(encoding.getIds()))
              .as("%s, seed %d", kind.getKey(), seed)
              .isEqualTo(text);
        }
      }
    }
  }

  @Test
  void wordsBetweenWhiteSpaceHaveTheSameIds() throws Exception {
    System.setProperty("DJL_CACHE_DIR", folder.resolve("natives").toString());
    System.setProperty("OPT_OUT_TRACKING", "true");
    Tokenizer ours = WhitespaceTokenizer.of(List.of("the", "and", "I'll", "2024", "..."));
    try (HuggingFaceTokenizer theirs = theirs(ours)) {
      for (long seed = 0; seed < 3000; seed++) {
        String text = RandomText.of(new SplitMix64(seed), 1 + (int) (seed % 100));
        assertThat(theirs.encode(text, false, false).getIds())
            .as("seed %d", seed)
            .isEqualTo(Arrays.stream(ours.encode(text)).asLongStream().toArray());
      }
    }
  }

  private HuggingFaceTokenizer theirs(Tokenizer ours) throws Exception {
    Path file = folder.resolve("tokenizer.json");
    Files.write(file, JsonObject.format(ours.json()));
    return HuggingFaceTokenizer.newInstance(file);
  }
}
