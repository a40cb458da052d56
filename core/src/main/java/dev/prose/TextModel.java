package dev.prose;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.NoProbabilitiesException;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingState;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.estimate.Estimate;
import dev.prose.estimate.Estimator;
import dev.prose.eval.Evaluation;
import dev.prose.eval.Evaluator;
import dev.prose.eval.ScoredToken;
import dev.prose.eval.TextCount;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.TextScorer;
import dev.prose.expert.ExpertEvaluation;
import dev.prose.expert.MixtureWithExpert;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureEvaluation;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.Predictor;
import dev.prose.sample.GenerationOptions;
import dev.prose.sample.TextGenerator;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A model with its tokenizer, for use on text: it continues a text, says what may come next, and
 * says how much a text surprises it. Immutable and safe for use by several threads.
 *
 * <p>A model whose {@link #model} has scores in place of probabilities can be trained, saved and
 * loaded, but all questions throw a {@link NoProbabilitiesException}. They throw an {@link
 * dev.prose.token.UnknownCharacterException} for text that the tokenizer cannot encode; {@link
 * #withOnUnknown} says what to do with such text otherwise.
 *
 * @param model what was trained
 * @param tokenizer for its vocabulary
 * @param training how it came about
 */
public record TextModel(Predictor model, Tokenizer tokenizer, TrainingState training) {
  /**
   * @throws IllegalArgumentException if model and tokenizer differ in the size of their vocabulary
   */
  public TextModel {
    if (model.vocabularySize() != tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "the model knows %,d tokens, but the tokenizer %,d"
              .formatted(model.vocabularySize(), tokenizer.vocabularySize()));
    }
  }

  /** Loads the latest model of a run: see {@link #load(Path, Checkpoint.Kept)}. */
  public static TextModel load(Path folder) throws IOException {
    return load(folder, Checkpoint.Kept.LATEST);
  }

  /**
   * Loads a model that was saved, by a program or by the command.
   *
   * @param folder the run's folder, or a checkpoint's own
   * @param kept which of the run's models, if it is the run's folder
   * @throws dev.prose.checkpoint.NoModelException if there is no model
   * @throws dev.prose.text.InvalidFileException if a file is not what it should be
   */
  public static TextModel load(Path folder, Checkpoint.Kept kept) throws IOException {
    Checkpoint checkpoint = Checkpoint.load(folder, kept, OnUnknown.ERROR);
    return new TextModel(checkpoint.model(), checkpoint.tokenizer(), checkpoint.training());
  }

  /**
   * Trains a model on the first part of a split, and measures it on all of the other part, exactly.
   * What it was trained on, how, and how good it is goes into its {@link #training}.
   *
   * @param text its words, if it learned them, perhaps {@link TokenizedText#limitedTo} what trains
   * @param split of the text's tokens: see {@link TokenizedText#split}
   * @param estimator the way to learn
   * @throws IllegalArgumentException if the split is of tokens of another vocabulary
   * @throws dev.prose.text.InvalidDataException if the text is too short, or of a kind that such
   *     models cannot be learned from
   * @throws IOException if a temporary file is needed and cannot be written
   */
  public static TextModel train(TokenizedText text, Split split, Estimator<?> estimator)
      throws IOException {
    Tokenizer tokenizer = text.tokenizer();
    int size = split.train().vocabularySize();
    if (size != tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "the split's tokens are of a vocabulary of %,d, but the text's of %,d"
              .formatted(size, tokenizer.vocabularySize()));
    }
    Estimate<?> estimate = estimator.fit(split, tokenizer);
    TrainingState training =
        TrainingState.of(
            new Provenance(text.name(), text.sha256(), text.length()),
            estimate.description(),
            estimate.step());
    TextModel trained = new TextModel(estimate.model(), tokenizer, training);
    return trained.model instanceof LanguageModel && split.validation().size() > 1
        ? trained.measured(split.validation())
        : trained;
  }

  private TextModel measured(Tokens validation) {
    double loss = perToken(validation).nats();
    return new TextModel(model, tokenizer, training.withValidationLoss(loss));
  }

  /**
   * Saves the model, as a run of its own; {@link #load} and the command read it.
   *
   * @param folder the run's folder, made if need be
   * @return the folder in it that has the model's files
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public Path save(Path folder) throws IOException {
    return new Checkpoint(model, tokenizer, training).save(folder);
  }

  /** This model with another treatment of characters that it does not know. */
  public TextModel withOnUnknown(OnUnknown onUnknown) {
    return new TextModel(model, tokenizer.withOnUnknown(onUnknown), training);
  }

  /**
   * Writes on from a prompt, up to 500 tokens: see {@link #generate(String, GenerationOptions)}.
   */
  public String generate(String prompt) {
    return generate(prompt, GenerationOptions.DEFAULT);
  }

  /**
   * Writes on from a prompt. The same options write the same text.
   *
   * @param prompt may be empty; the model then begins from nothing
   * @return the text that follows, without the prompt
   */
  public String generate(String prompt, GenerationOptions options) {
    return new TextGenerator(languageModel(), tokenizer).generate(prompt, options);
  }

  /**
   * Writes on from a prompt, and passes the text on piece by piece, as it comes.
   *
   * @param sink called on this thread; what it throws ends the generation
   */
  public void stream(String prompt, GenerationOptions options, Consumer<String> sink) {
    new TextGenerator(languageModel(), tokenizer).stream(prompt, options, sink);
  }

  /**
   * What may come after a text.
   *
   * @param text may be empty
   * @return all tokens of the vocabulary, the likeliest first; of equally likely ones the lowest id
   */
  public List<NextToken> next(String text) {
    Cursor cursor = languageModel().cursor();
    for (int token : tokenizer.encode(text)) {
      cursor.advance(token);
    }
    float[] logProbabilities = new float[tokenizer.vocabularySize()];
    cursor.logProbabilities(logProbabilities);
    return IntStream.range(0, logProbabilities.length)
        .mapToObj(id -> new NextToken(tokenizer.decode(id), id, Math.exp(logProbabilities[id])))
        .sorted(Comparator.comparingDouble(NextToken::probability).reversed())
        .toList();
  }

  /**
   * How well the model predicts a text, each token but the first from all before it: nats, bits per
   * character and per byte, perplexity.
   *
   * @throws IllegalArgumentException if the text has fewer than two tokens
   */
  public TextEvaluation score(String text) {
    Tokens tokens = Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
    TextCount predicted = TextCount.of(text, tokenizer, 1, tokens.size());
    return TextEvaluation.of(perToken(tokens), tokenizer, tokens).inUnitsOf(predicted);
  }

  /**
   * How much each token of a text surprises the model, in bits, given all before it, and what it
   * expected.
   *
   * @return in the order of the text; the first token has nothing before it and was not predicted
   */
  public List<ScoredToken> surprisals(String text) {
    List<ScoredToken> tokens = new ArrayList<>();
    TextScorer.score(languageModel(), tokenizer, text, tokens::add);
    return tokens;
  }

  /**
   * How well the model predicts tokens that are already encoded, those of a split for instance:
   * each but the first from all before it.
   *
   * @param tokens of this model's {@link #tokenizer}
   * @throws IllegalArgumentException if there are fewer than two
   */
  public TextEvaluation evaluate(Tokens tokens) {
    return TextEvaluation.of(perToken(tokens), tokenizer, tokens);
  }

  // These evaluations use several threads, and add up in the order that the command does.
  private Evaluation perToken(Tokens tokens) {
    LanguageModel asked = languageModel();
    return switch (asked) {
      case Mixture mixture -> MixtureEvaluation.of(mixture, tokens, () -> false);
      case MixtureWithExpert both -> ExpertEvaluation.of(both, tokens, () -> false);
      default -> Evaluator.exact(asked, tokens);
    };
  }

  /**
   * The model, if it has probabilities.
   *
   * @throws NoProbabilitiesException if it has scores in their place
   */
  public LanguageModel languageModel() {
    if (model instanceof LanguageModel languageModel) {
      return languageModel;
    }
    throw new NoProbabilitiesException(training.fit());
  }
}
