package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureOptionsTest {
  private static MixtureShape shape(String contexts) {
    return MixtureOptions.of(contexts, false, 1_000_000, 1).shape();
  }

  @Test
  void presetsListWhatTheyAreMadeOf() {
    assertThat(shape("medium").contexts()).containsExactly("word", "word-1", "word-1-2", "word-2");
    assertThat(shape("medium").caches()).hasSize(8).contains("near-line", "far-heading");
    assertThat(shape("none").contexts()).isEmpty();
    assertThat(MixtureOptions.of("large", false, 1_000_000, 1).stride()).isEqualTo(1);
  }

  @Test
  void laterItemsAddOrRemoveKinds() {
    assertThat(shape("medium,-near,-far").caches()).isEmpty();
    assertThat(shape("medium,-far").caches()).allMatch(name -> name.startsWith("near-"));
    assertThat(shape("none,word,word-2, skip ,-word-2").contexts()).containsExactly("word", "skip");
    assertThat(shape("none,near-word").caches()).containsExactly("near-word");
  }

  @Test
  void presetsForLinesLeaveOutWhatLooksBeyondALine() {
    MixtureShape ofLines = MixtureOptions.of("medium", true, 1_000_000, 1).shape();
    assertThat(ofLines.caches()).isEmpty();
    assertThat(ofLines.contexts()).containsExactly("word", "word-1", "word-1-2", "word-2");
    MixtureShape large = MixtureOptions.of("large", true, 1_000_000, 1).shape();
    assertThat(large.contexts()).contains("syllable").doesNotContain("line", "heading");
    assertThat(MixtureOptions.of("medium,line", true, 1000, 1).shape().contexts()).contains("line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "chain-3",
        "medium,word",
        "near-",
        "far-chain-7",
        "none,-skip",
        "small,,skip",
        "window-line"
      })
  void unknownRepeatedAndMissingKindsAreRefused(String contexts) {
    assertThatIllegalArgumentException().isThrownBy(() -> shape(contexts));
  }

  @Test
  void shortTextsGetASmallerStrideAndMorePassesAndLongOnesALargerStride() {
    assertThat(List.of(1L, 9_000L, 90_000L, 400_000L, 1_000_000L, 25_000_000L, 100_000_000L))
        .map(length -> MixtureOptions.of("medium", false, length, 1))
        .map(options -> options.passes() + " passes, stride " + options.stride())
        .containsExactly(
            "4 passes, stride 1",
            "4 passes, stride 1",
            "2 passes, stride 1",
            "1 passes, stride 2",
            "1 passes, stride 5",
            "1 passes, stride 5",
            "1 passes, stride 20");
  }

  @Test
  void numbersOutOfTheirRangeAreRefused() {
    MixtureOptions options = MixtureOptions.of("small", false, 1_000_000, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> options.withHidden(0));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withHidden(1025));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withStride(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new LearningPlan(0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new LearningPlan(1, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new LearningPlan(1, 0, 0));
    assertThat(new LearningPlan(12, 30_000, 4).margin(100_000)).isEqualTo(5_000);
  }
}
