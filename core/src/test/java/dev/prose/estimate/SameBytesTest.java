package dev.prose.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.mixture.Mixture;
import dev.prose.model.BigramModel;
import dev.prose.random.SplitMix64;
import dev.prose.text.Corpus;
import dev.prose.token.kinds.TokenKinds;
import dev.prose.train.TrainingOptions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * A seed gives the models that it gave in earlier versions, to the last bit of single precision: a
 * kernel that is made faster, or shared, must not change them.
 */
class SameBytesTest {
  private static final String[] WORDS = {
    "the ", "sea ", "shells ", "she ", "sells ", "by ", "shore, ", "are ", "surely ", "seen.\n"
  };

  private static final TokenizedText TEXT = text();
  private static final Split SPLIT = TEXT.split(0.9);

  private static TokenizedText text() {
    SplitMix64 random = new SplitMix64(11);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append(WORDS[(int) Math.sqrt(random.nextInt(WORDS.length * WORDS.length))]);
    }
    return TokenKinds.byDefault().tokenize(Corpus.of("shells", text.toString()));
  }

  @Test
  void aBigramModelIsTheSameAsEver() {
    TrainingOptions training = new TrainingOptions(32, 8, 300, 300, 1, 1337);
    BigramModel model =
        BigramEstimator.DEFAULT.withTraining(training).fit(SPLIT, TEXT.tokenizer()).model();
    assertThat(Arrays.hashCode(model.logits())).isEqualTo(620_188_140);
  }

  @Test
  void aMixtureIsTheSameAsEver() {
    Mixture model = MixtureEstimator.DEFAULT.fit(SPLIT, TEXT.tokenizer()).model();
    double[] surprisals = model.surprisals(SPLIT.validation().toArray());
    float[] rounded = new float[surprisals.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) surprisals[i];
    }
    assertThat(Arrays.hashCode(rounded)).isEqualTo(-178_343_132);
  }
}
