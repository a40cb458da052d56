package dev.prose.token.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.prose.random.SplitMix64;
import dev.prose.token.RandomText;
import dev.prose.token.kinds.TokenizerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenAI's vocabularies, which jtokkit carries, give the ids that jtokkit gives. */
class JtokkitTest {
  @TempDir Path folder;

  private BpeTokenizer ours(EncodingType type) throws IOException {
    Path file = folder.resolve(type.getName() + ".tiktoken");
    try (InputStream ranks =
        Objects.requireNonNull(
            Encodings.class.getResourceAsStream("/com/knuddels/jtokkit/" + file.getFileName()))) {
      Files.copy(ranks, file);
    }
    return (BpeTokenizer) TokenizerFile.read(file, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(names = {"R50K_BASE", "CL100K_BASE", "O200K_BASE"})
  void idsAreTheSame(EncodingType type) throws IOException {
    BpeTokenizer ours = ours(type);
    Encoding theirs = Encodings.newDefaultEncodingRegistry().getEncoding(type);
    for (long seed = 0; seed < 2000; seed++) {
      String text = RandomText.of(new SplitMix64(seed), 1 + (int) (seed % 300));
      assertThat(ours.encode(text))
          .as("seed %d", seed)
          .isEqualTo(theirs.encodeOrdinary(text).toArray());
    }
    for (String hostile :
        new String[] {
          "a".repeat(3000),
          " ".repeat(3000),
          "ab".repeat(2000),
          "'".repeat(999),
          "9".repeat(999),
          "\n".repeat(999),
          "\u0301".repeat(99),
          "<|endoftext|>",
          "\uFEFFa"
        }) {
      assertThat(ours.encode(hostile))
          .as("%.9s", hostile)
          .isEqualTo(theirs.encodeOrdinary(hostile).toArray());
    }
  }
}
