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
    assertThat(shape("medium").contexts()).hasSize(8);
    assertThat(shape("medium").windows()).containsExactly("chain-3", "chain-5", "line");
    assertThat(shape("none").contexts()).isEmpty();
    assertThat(MixtureOptions.of("large", false, 1_000_000, 1).stride()).isEqualTo(1);
  }

  @Test
  void laterItemsAddOrRemoveKinds() {
    assertThat(shape("medium,-windows").windows()).isEmpty();
    assertThat(shape("small, skip ,-word-1").contexts())
        .containsExactly("word-1-2", "line-column", "skip");
    assertThat(shape("none,window-word").windows()).containsExactly("word");
  }

  @Test
  void presetsForLinesLeaveOutWhatLooksBeyondALine() {
    MixtureShape ofLines = MixtureOptions.of("medium", true, 1_000_000, 1).shape();
    assertThat(ofLines.windows()).isEmpty();
    assertThat(ofLines.contexts()).hasSize(7).doesNotContain("line");
    assertThat(MixtureOptions.of("medium,line", true, 1000, 1).shape().contexts()).contains("line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nothing", "chain-3", "medium,skip", "window-", "none,-skip", "small,,skip"})
  void unknownRepeatedAndMissingKindsAreRefused(String contexts) {
    assertThatIllegalArgumentException().isThrownBy(() -> shape(contexts));
  }

  @Test
  void shortTextsGetASmallerStrideAndMorePasses() {
    assertThat(List.of(1L, 9_000L, 90_000L, 400_000L, 1_000_000L, 100_000_000L))
        .map(length -> MixtureOptions.of("medium", false, length, 1))
        .map(options -> options.passes() + " passes, stride " + options.stride())
        .containsExactly(
            "4 passes, stride 1",
            "4 passes, stride 1",
            "2 passes, stride 1",
            "1 passes, stride 2",
            "1 passes, stride 5",
            "1 passes, stride 5");
  }

  @Test
  void numbersOutOfTheirRangeAreRefused() {
    MixtureOptions options = MixtureOptions.of("small", false, 1_000_000, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> options.withHidden(0));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withHidden(1025));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withStride(0));
  }
}
