package dev.prose.expert;

import dev.prose.data.BatchStreams;
import dev.prose.data.Tokens;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.NeuralLearner;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.Reader;
import dev.prose.neural.Weights;
import dev.prose.neural.recurrent.Gru;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import dev.prose.train.DivergedException;
import dev.prose.train.LearnerState;
import dev.prose.train.TrainingOptions;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * Makes the expert of a mixture that has learned. The network first learns the text alone, as any
 * recurrent network would. Then its output layer is emptied, and it learns beside the mixture: its
 * logits are added to what the mixture expects {@linkplain OutOfFold out of fold}. The last part of
 * the text is held out from it, and says how far it can be {@linkplain TrustFit trusted}. What is
 * kept of the network is {@linkplain AveragedWeights the mean} over its last steps.
 */
public final class ExpertTrainer {
  /** The fewest tokens that an expert can be made from. */
  public static final int LEAST_TOKENS = 1_000;

  private static final int HELD_OUT = 40; // one in so many tokens of a long text
  private static final int HELD_OUT_OF_SHORT = 10;
  private static final int FEW_HELD_OUT = 2_000; // tokens
  private static final int MOST_HELD_OUT = 100_000;
  private static final int MOST_HELD_OUT_NUMBERS = 1 << 23; // tokens times vocabulary size
  private static final int LEAD = 2_000; // tokens that are read before those held out
  private static final int REPORTS = 10; // of each phase
  private static final int AVERAGED = 6; // one in so many of the steps beside the mixture

  private static final int BYTES_PER_TOKEN = 70; // of a mixture, while it learns
  private static final int BYTES_PER_PARAMETER = 68; // gradients, moments, mean, copies to be saved

  // Purposes of the seed.
  private static final long WEIGHTS = 3;
  private static final long ALONE = 4;
  private static final long BESIDE = 5;

  private final MixtureTrainer mixture;
  private final Tokens text;
  private final LineStarts lines;
  private final ExpertOptions options;
  private final Gru network;
  private final int learned; // tokens; those from here on are held out
  private final BatchStreams streams;
  private Optional<OutOfFold> outOfFold = Optional.empty();
  private NeuralLearner learner;
  private Optional<AveragedWeights> average =
      Optional.empty(); // while it learns beside the mixture
  private boolean isStale; // whether the trust may be that of fewer steps
  private Trust trust = Trust.MIXTURE_ALONE;
  private int done;

  /** Is told how an expert gets on. */
  public interface Listener {
    /**
     * A step was taken.
     *
     * @param done how many, of {@link #steps}
     */
    default void stepped(int done) {}

    /**
     * The mixture was asked at some positions, before the first step.
     *
     * @param share how much of the text it has come through, from 0 to 1
     */
    default void asked(double share) {}

    /**
     * It was measured: now and then, and after the last step of each phase.
     *
     * @param done how many steps
     * @param learned the mean loss of the steps since it was last measured, with dropout, in nats
     *     per token
     * @param heldOut the loss on the tokens that are held out, of the network alone or beside the
     *     mixture with the trust, in nats per token
     * @param trust nothing while it learns alone
     */
    void measured(int done, double learned, double heldOut, Optional<Trust> trust);
  }

  /**
   * Begins with a new network.
   *
   * @param mixture has learned from all its blocks
   * @param text the same tokens that it has counted
   * @param lines where lines begin, if each is a text of its own
   * @throws InvalidDataException if they are too few
   */
  public ExpertTrainer(
      MixtureTrainer mixture, Tokens text, LineStarts lines, ExpertOptions options) {
    requireEnough(text.size(), options);
    this.mixture = mixture;
    this.text = text;
    this.lines = lines;
    this.options = options;
    int size = Math.toIntExact(text.size()); // a mixture has counted them
    int vocabularySize = mixture.model().vocabularySize();
    this.learned = size - heldOut(size, vocabularySize);
    this.streams =
        new BatchStreams("train", text.slice(0, learned), options.batchSize(), options.blockSize());
    this.network = new Gru(vocabularySize, options.width(), 1, options.dropout());
    NeuralModel beginning =
        NeuralModel.takingOver(
            network, network.initial(SplitMix64.derive(options.seed(), WEIGHTS)), lines);
    this.learner = new NeuralLearner(beginning, training(ALONE), options.trainingAlone());
  }

  /**
   * Refuses a text that is too short.
   *
   * @throws InvalidDataException if it is
   */
  public static void requireEnough(long tokens, ExpertOptions options) {
    int least = Math.max(LEAST_TOKENS, 2 * options.blockSize());
    if (tokens < least) {
      throw new InvalidDataException(
          "an expert learns from %,d tokens of the training split or more, but there are %,d"
              .formatted(least, tokens));
    }
  }

  /**
   * Refuses what does not fit into memory: what the mixture expects, beside the mixture itself, the
   * network, and what a step takes.
   *
   * @param tokens of the text
   * @param memory of the JVM, in bytes
   * @throws InvalidDataException if there is too little
   */
  public static void requireMemory(
      long tokens, int vocabularySize, ExpertOptions options, long memory) {
    long window = (long) options.batchSize() * options.blockSize();
    long heldOut = heldOut((int) tokens, vocabularySize);
    long asked = Math.min(tokens - heldOut, options.beside() * window) + heldOut;
    long parameters =
        new Gru(vocabularySize, options.width(), 1, options.dropout()).parameterCount();
    double bytes =
        BYTES_PER_TOKEN * (double) tokens
            + OutOfFold.bytes(asked, vocabularySize)
            + 2.0 * Float.BYTES * window * vocabularySize
            + BYTES_PER_PARAMETER * (double) parameters;
    if (bytes > memory) {
      throw new InvalidDataException(
          "a mixture with such an expert takes some %,.0f MB for a text of %,d tokens with a vocabulary of %,d, and the JVM has %,d"
              .formatted(bytes / (1 << 20), tokens, vocabularySize, memory >> 20));
    }
  }

  /** How many tokens are held out: enough for two numbers, and not too many for the memory. */
  private static int heldOut(int size, int vocabularySize) {
    int enough = Math.max(size / HELD_OUT, Math.min(FEW_HELD_OUT, size / HELD_OUT_OF_SHORT));
    int most = Math.clamp(MOST_HELD_OUT_NUMBERS / vocabularySize, 1, MOST_HELD_OUT);
    return Math.min(enough, most);
  }

  private TrainingOptions training(long purpose) {
    int steps = Math.max(1, options.steps());
    return new TrainingOptions(
        options.batchSize(),
        options.blockSize(),
        steps,
        steps,
        1,
        SplitMix64.derive(options.seed(), purpose));
  }

  /**
   * Goes on where another run stopped, which had the same mixture, text and options.
   *
   * @param model as {@link #model} gave it
   * @param state as {@link #state} gave it
   * @param steps how many were done
   * @throws InvalidDataException if they cannot be such
   */
  public void goOnFrom(MixtureWithExpert model, LearnerState state, int steps) {
    if (steps < 0 || steps > options.steps()) {
      throw new InvalidDataException(
          "there are %,d steps, and %,d cannot be done".formatted(options.steps(), steps));
    }
    if (!model.expert().network().equals(network)) {
      throw new InvalidDataException("the expert has another shape");
    }
    boolean wasBeside = steps > options.alone();
    if (state.steps() != (wasBeside ? steps - options.alone() : steps)) {
      throw new InvalidDataException(
          "the state is that of %,d steps, which does not go with %,d in all"
              .formatted(state.steps(), steps));
    }
    NeuralModel expert = model.expert();
    if (wasBeside) {
      Weights last = AveragedWeights.last(state, expert.weights());
      learner =
          new NeuralLearner(
              NeuralModel.takingOver(network, last, lines),
              training(BESIDE),
              options.trainingBeside(),
              state);
      average = Optional.of(averageFrom(expert.weights().copy()));
    } else {
      learner = new NeuralLearner(expert, training(ALONE), options.trainingAlone(), state);
    }
    trust = model.trust();
    isStale = wasBeside;
    done = steps;
  }

  private AveragedWeights averageFrom(Weights mean) {
    return new AveragedWeights(Math.max(1, options.beside() / AVERAGED), mean);
  }

  /** Number of steps in all. */
  public int steps() {
    return options.steps();
  }

  /** Number of steps that are done. */
  public int done() {
    return done;
  }

  /** How many parameters the network has. */
  public long parameterCount() {
    return network.parameterCount();
  }

  /** How many tokens are held out from the network. */
  public int heldOut() {
    return (int) text.size() - learned;
  }

  /** The mixture, with the network as far as it has come, and with the trust last measured. */
  public MixtureWithExpert model() {
    return new MixtureWithExpert(mixture.model(), expert(), trust);
  }

  /** A copy of the network: the mean of the last steps, where there is one. */
  private NeuralModel expert() {
    return average.isPresent()
        ? new NeuralModel(network, average.get().mean(), lines)
        : learner.model();
  }

  /** Whether it has begun to learn beside the mixture, which it does with the first step there. */
  private boolean isBeside() {
    return average.isPresent();
  }

  /** Whether the trust is the best for the network as it is, or else for how it was. */
  public boolean isMeasured() {
    return !isStale;
  }

  /** What it takes to go on from {@link #model}. */
  public LearnerState state() {
    return average.isPresent()
        ? AveragedWeights.withLast(learner.state(), learner.weights())
        : learner.state();
  }

  /**
   * Asks the mixture what it expects, which takes about as long as it took to learn; nothing if
   * that was done before.
   *
   * @param stop asked often
   * @return whether it has come to the end
   */
  public boolean prepare(Listener listener, BooleanSupplier stop) {
    if (outOfFold.isEmpty()) {
      outOfFold = OutOfFold.of(mixture, (int) text.size(), this::isWanted, listener::asked, stop);
    }
    return outOfFold.isPresent();
  }

  /** Whether a position is held out, or the target of a step beside the mixture. */
  private boolean isWanted(int position) {
    long reach = (long) options.beside() * options.blockSize();
    if (position >= learned || reach >= learned) {
      return true;
    }
    for (int stream = 0; stream < options.batchSize(); stream++) {
      long after = position - 1 - streams.start(stream, options.alone());
      if ((after + learned) % learned < reach) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes all remaining steps. {@link #prepare} comes first.
   *
   * @param stop asked after each step
   * @throws DivergedException if a loss is not finite
   */
  public void train(Listener listener, BooleanSupplier stop) {
    BesideMixture beside = new BesideMixture(streams, prepared(), learned);
    double losses = 0;
    int since = 0;
    if (isStale) {
      isStale = measure(stop).isEmpty();
    }
    while (done < options.steps() && !stop.getAsBoolean()) {
      if (done >= options.alone() && !isBeside()) {
        beginBeside();
      }
      double loss = learner.step(isBeside() ? beside.batch(done) : streams.batch(done));
      if (!Double.isFinite(loss)) {
        throw new DivergedException(done + 1, loss); // the step was not taken
      }
      done++;
      average.ifPresent(mean -> mean.add(learner.weights(), done - options.alone()));
      losses += loss;
      since++;
      isStale = isBeside();
      listener.stepped(done);
      if (isToBeMeasured()) {
        OptionalDouble heldOut = measure(stop);
        isStale = isBeside() && heldOut.isEmpty();
        if (heldOut.isPresent()) {
          listener.measured(
              done,
              losses / since,
              heldOut.getAsDouble(),
              isBeside() ? Optional.of(trust) : Optional.empty());
        }
        losses = 0;
        since = 0;
      }
    }
  }

  private OutOfFold prepared() {
    return outOfFold.orElseThrow(() -> new IllegalStateException("it is not prepared"));
  }

  private boolean isToBeMeasured() {
    int steps = isBeside() ? options.beside() : options.alone();
    int inPhase = isBeside() ? done - options.alone() : done;
    return inPhase == steps || inPhase % Math.ceilDiv(steps, REPORTS) == 0;
  }

  /** Keeps what the state has learned, and empties the output layer and the moments. */
  private void beginBeside() {
    Weights weights = learner.weights().copy();
    for (float[] row : weights.matrix(Gru.OUTPUT_WEIGHT)) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(weights.vector(Gru.OUTPUT_BIAS), 0);
    learner =
        new NeuralLearner(
            NeuralModel.takingOver(network, weights, lines),
            training(BESIDE),
            options.trainingBeside());
    average = Optional.of(averageFrom(weights.copy()));
  }

  /** The loss on what is held out, with the best trust, which is kept; nothing if stopped. */
  private OptionalDouble measure(BooleanSupplier stop) {
    NeuralModel expert = expert();
    Reader reader = network.reader(expert.weights());
    float[][] logits = new float[heldOut()][network.vocabularySize()];
    float[][] mixtureLogs = new float[heldOut()][];
    int[] targets = new int[heldOut()];
    for (int position = Math.max(0, learned - LEAD); position < text.size(); position++) {
      int token = text.at(position);
      if (position >= learned) {
        reader.logits(logits[position - learned]);
        mixtureLogs[position - learned] = prepared().logProbabilities(position);
        targets[position - learned] = token;
      }
      if (expert.lines().begins(token)) {
        reader.restart();
      }
      reader.read(token);
      if (stop.getAsBoolean()) {
        return OptionalDouble.empty();
      }
    }
    TrustFit fit = new TrustFit(mixtureLogs, logits, targets);
    if (!isBeside()) {
      return OptionalDouble.of(fit.loss(new Trust(0, 1)));
    }
    Optional<Trust> best = fit.best(stop);
    best.ifPresent(found -> trust = found);
    return best.isPresent() ? OptionalDouble.of(fit.loss(trust)) : OptionalDouble.empty();
  }
}
