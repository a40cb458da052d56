package dev.prose.token.pieces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.random.SplitMix64;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The jtokkit library, a port of tiktoken, cuts for GPT-4 as we do. */
class JtokkitPiecesTest {
  /**
   * Asks its parser, which is hidden, and which cuts by the expression of tiktoken before 0.8. What
   * it gives is the same list of bytes each time.
   */
  private static List<String> pieces(String text) throws Exception {
    Class<?> parser = Class.forName("com.knuddels.jtokkit.Cl100kParser");
    Method split = parser.getDeclaredMethod("split", String.class, Predicate.class);
    split.setAccessible(true);
    List<String> pieces = new ArrayList<>();
    Predicate<Object> add =
        bytes -> {
          pieces.add(text(bytes));
          return false;
        };
    split.invoke(null, text, add);
    return pieces;
  }

  private static String text(Object bytes) {
    try {
      Method toArray = bytes.getClass().getDeclaredMethod("toArray");
      toArray.setAccessible(true);
      return new String((byte[]) toArray.invoke(bytes), UTF_8);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("jtokkit has changed", e);
    }
  }

  @Test
  void cutsTheSameForGpt4() throws Exception {
    for (long seed = 0; seed < 30_000; seed++) {
      String text = MixedText.of(new SplitMix64(seed));
      assertThat(Pieces.of(Gpt4Splitter.LLAMA3, text)).as("seed %d", seed).isEqualTo(pieces(text));
    }
  }
}
