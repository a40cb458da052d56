package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cursor that was asked often says what one says that was never asked. */
class LongWalkTest {
  private static final int STEPS = 300;

  private static List<NGramModel> models(long seed) {
    NGramCounts counts = RandomTexts.counts(new SplitMix64(seed));
    List<NGramModel> models = new ArrayList<>();
    for (Smoothing smoothing : BackoffFormTest.SMOOTHINGS) {
      models.add(smoothing.fit(counts));
    }
    models.add(new CountCutoffs(List.of(1, 2)).apply(KneserNey.ESTIMATED.fit(counts), counts));
    models.add(new EntropyPruning(0.01).prune(BackoffForm.of(KneserNey.ESTIMATED.fit(counts))));
    return models;
  }

  @Test
  void theAnswersStayTheSame() {
    for (long seed = 0; seed < 40; seed++) {
      List<NGramModel> models = models(seed);
      List<NGramModel> twins = models(seed);
      for (int i = 0; i < models.size(); i++) {
        String which = "seed %d, model %d".formatted(seed, i);
        walk(models.get(i), twins.get(i), which);
        walk(models.get(i), twins.get(i), which + ", again");
      }
    }
  }

  private static void walk(NGramModel model, NGramModel twin, String which) {
    int[] text = new SplitMix64(7).ints(STEPS, 0, model.vocabularySize()).toArray();
    NGramCursor walking = model.cursor();
    for (int step = 0; step < STEPS; step++) {
      NGramCursor fresh = twin.cursor();
      for (int before = Math.max(0, step - model.order()); before < step; before++) {
        fresh.advance(text[before]);
      }
      assertThat(walking.probability(text[step]))
          .as(which)
          .isCloseTo(fresh.probability(text[step]), within(1e-12));
      assertThat(walking.answeredOrder()).as(which).isEqualTo(fresh.answeredOrder());
      assertThat(walking.answeredCount()).as(which).isEqualTo(fresh.answeredCount());
      walking.advance(text[step]);
    }
  }
}
