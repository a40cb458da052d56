package dev.prose.server.training;

import dev.prose.estimate.BigramEstimator;
import dev.prose.estimate.MixtureEstimator;
import dev.prose.estimate.NGramEstimator;
import dev.prose.estimate.NeuralEstimator;
import dev.prose.neural.NeuralLearner;
import dev.prose.neural.NeuralTraining;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NetworkShape;
import dev.prose.server.training.Family.Values;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import dev.prose.train.LearningRate;
import dev.prose.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;

/** The families that can be trained here, with what each lets one choose. */
final class TrainableFamilies {
  private static final String MAX_ITERS = "max_iters";
  private static final String LEARNING_RATE = "learning_rate";
  private static final String BATCH_SIZE = "batch_size";
  private static final String BLOCK_SIZE = "block_size";
  private static final String WIDTH = "width";
  private static final String LAYERS = "layers";
  private static final String ORDER = "order";

  private static final int MOST_ITERS = 100_000;
  private static final int MOST_WINDOWS = 256;
  private static final int MOST_BLOCK = 256;
  private static final int EVALUATIONS = 20; // of a run
  private static final int EVALUATION_BATCHES = 20;
  private static final int SHORTER = 4; // a preset's iterations are for a minute or a few

  private TrainableFamilies() {}

  static List<Family> all() {
    List<Family> families = new ArrayList<>();
    families.add(bigram());
    families.add(nGrams());
    families.add(
        new Family(
            "mixture",
            "Mixture of counted contexts",
            false,
            true,
            List.of(),
            (_, seed) -> new MixtureRecipe(MixtureEstimator.DEFAULT.withSeed(seed))));
    families.add(network(NetworkKind.MLP, "Network over a few tokens (Bengio 2003)", 1));
    families.add(network(NetworkKind.RNN, "Recurrent network (Elman)", 4));
    families.add(network(NetworkKind.GRU, "Gated recurrent network (GRU)", 4));
    families.add(network(NetworkKind.LSTM, "Long short-term memory (LSTM)", 4));
    families.add(network(NetworkKind.GPT2, "Transformer, as GPT-2", 6));
    families.add(network(NetworkKind.GPT, "Transformer of today", 6));
    return families;
  }

  private static Family bigram() {
    TrainingOptions training = BigramEstimator.DEFAULT.training();
    return new Family(
        "bigram",
        "Bigram table, by gradient",
        true,
        false,
        List.of(
            FamilyOption.whole(MAX_ITERS, training.maxIters(), 1, MOST_ITERS),
            FamilyOption.real(
                LEARNING_RATE, BigramEstimator.DEFAULT.optimizer().learningRate(), 1e-6, 1),
            FamilyOption.whole(BATCH_SIZE, training.batchSize(), 1, MOST_WINDOWS),
            FamilyOption.whole(BLOCK_SIZE, training.blockSize(), 1, MOST_BLOCK)),
        TrainableFamilies::bigram);
  }

  private static Recipe bigram(Values values, long seed) {
    TrainingOptions training = training(values, seed);
    AdamW.Options optimizer =
        BigramEstimator.DEFAULT.optimizer().withLearningRate(values.real(LEARNING_RATE));
    BigramEstimator estimator = new BigramEstimator(training, optimizer);
    return new StepRecipe(
        training,
        tokenizer -> new BigramLearner(estimator.untrained(tokenizer.vocabularySize()), optimizer),
        BigramEstimator::description);
  }

  private static TrainingOptions training(Values values, long seed) {
    int maxIters = values.whole(MAX_ITERS);
    return new TrainingOptions(
        values.whole(BATCH_SIZE),
        values.whole(BLOCK_SIZE),
        maxIters,
        Math.max(1, maxIters / EVALUATIONS),
        EVALUATION_BATCHES,
        seed);
  }

  private static Family nGrams() {
    return new Family(
        "ngram",
        "N-grams, counted",
        false,
        false,
        List.of(FamilyOption.whole(ORDER, NGramEstimator.DEFAULT.counting().order(), 1, 8)),
        (values, _) -> new NGramRecipe(NGramEstimator.DEFAULT.withOrder(values.whole(ORDER))));
  }

  private static Family network(NetworkKind kind, String title, int mostLayers) {
    NeuralEstimator preset = NeuralEstimator.of(kind);
    TrainingOptions training = preset.training();
    List<FamilyOption> options = new ArrayList<>();
    options.add(FamilyOption.whole(MAX_ITERS, training.maxIters() / SHORTER, 1, MOST_ITERS));
    options.add(
        FamilyOption.real(LEARNING_RATE, preset.optimizer().adamW().learningRate(), 1e-6, 1));
    options.add(FamilyOption.whole(BATCH_SIZE, training.batchSize(), 1, MOST_WINDOWS));
    options.add(FamilyOption.whole(BLOCK_SIZE, training.blockSize(), 1, MOST_BLOCK));
    options.add(FamilyOption.whole(WIDTH, preset.shape().width(), 8, 512));
    if (mostLayers > 1) {
      options.add(FamilyOption.whole(LAYERS, preset.shape().layers(), 1, mostLayers));
    }
    return new Family(
        kind.type(), title, true, false, options, (values, seed) -> network(preset, values, seed));
  }

  private static Recipe network(NeuralEstimator preset, Values values, long seed) {
    TrainingOptions training = training(values, seed);
    NeuralEstimator estimator =
        preset
            .withShape(shape(preset, values))
            .withTraining(training)
            .withOptimizer(optimizer(preset.optimizer(), values));
    // Refused now, and not when a text has been read.
    var _ = estimator.kind().network(estimator.shape(), 2);
    return new StepRecipe(
        training,
        tokenizer ->
            new NeuralLearner(estimator.untrained(tokenizer), training, estimator.optimizer()),
        estimator::description);
  }

  private static NetworkShape shape(NeuralEstimator preset, Values values) {
    NetworkShape shape = preset.shape();
    int width = values.whole(WIDTH);
    return new NetworkShape(
        values.byName().containsKey(LAYERS) ? values.whole(LAYERS) : shape.layers(),
        shape.heads(),
        width,
        shape.embedding() == shape.width() ? width : shape.embedding(),
        shape.context(),
        values.whole(BLOCK_SIZE),
        shape.biases(),
        shape.dropout());
  }

  private static NeuralTraining optimizer(NeuralTraining preset, Values values) {
    int maxIters = values.whole(MAX_ITERS);
    LearningRate rate = preset.learningRate();
    return new NeuralTraining(
        preset.adamW().withLearningRate(values.real(LEARNING_RATE)),
        preset.muon(),
        new LearningRate(
            Math.min(rate.warmupIters(), maxIters / 10), rate.decay(), maxIters, rate.least()),
        preset.clipping(),
        preset.accumulate());
  }
}
