package dev.prose.train;

import dev.prose.model.BigramModel;

class BigramLearnerContractTest extends LearnerContract {
  @Override
  Learner learner() {
    return new BigramLearner(BigramModel.random(VOCABULARY, 3), AdamW.Options.DEFAULT);
  }
}
