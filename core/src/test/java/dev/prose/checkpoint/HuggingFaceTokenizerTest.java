package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.prose.model.BigramModel;
import dev.prose.text.Corpus;
import dev.prose.token.chars.CharTokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hugging Face's own library does with a tokenizer.json what Prose does. */
class HuggingFaceTokenizerTest {
  private static final String TEXT =
      "First Citizen:\n\tBefore we proceed,  \"hear\" me \\ speak.\r\n\u00e9\u0301 \u4f60\u597d \ud83d\ude00\u00a0$3&\u0001";

  @Test
  void encodesAndDecodesTheSame(@TempDir Path out) throws Exception {
    System.setProperty("DJL_CACHE_DIR", out.resolve("natives").toString());
    System.setProperty("OPT_OUT_TRACKING", "true");
    CharTokenizer ours = CharTokenizer.of(TEXT);
    BigramModel model = BigramModel.random(ours.vocabularySize(), 1);
    Path folder =
        new Checkpoint(model, ours, TrainingState.of(Corpus.of("test", TEXT), "test", 0)).save(out);
    try (HuggingFaceTokenizer theirs =
        HuggingFaceTokenizer.newInstance(folder.resolve("tokenizer.json"))) {
      Encoding encoding = theirs.encode(TEXT);
      int[] ids = ours.encode(TEXT);
      assertThat(encoding.getIds()).isEqualTo(Arrays.stream(ids).asLongStream().toArray());
      assertThat(theirs.decode(encoding.getIds())).isEqualTo(TEXT);
    }
  }
}
