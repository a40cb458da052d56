package dev.prose.server.openai;

import dev.prose.TextModel;
import dev.prose.random.SplitMix64;
import dev.prose.sample.StreamedText;
import dev.prose.server.fields.Prompts.Prompt;
import dev.prose.server.generation.Continuation;
import dev.prose.server.generation.Sequence;
import dev.prose.server.generation.TokenCounts;
import dev.prose.server.generation.WrittenToken;
import dev.prose.server.http.ApiException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers one request, whole or as a stream of chunks. */
final class Completions {
  private final CompletionRequest request;
  private final ReplyForm form;
  private final BooleanSupplier left;
  private final TokenCounts counts;
  private final String id;
  private final long created;
  private final long seed;
  private int written; // tokens, of all choices

  /**
   * @param left asked before each token: whether nobody waits for the answer any more
   */
  Completions(
      CompletionRequest request,
      ReplyForm form,
      BooleanSupplier left,
      TokenCounts counts,
      Clock clock) {
    this.request = request;
    this.form = form;
    this.left = left;
    this.counts = counts;
    this.id = form.idPrefix() + UUID.randomUUID();
    this.created = clock.instant().getEpochSecond();
    this.seed = request.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong());
  }

  /** Takes what belongs to a choice, as it comes. */
  private interface Sink {
    void piece(String text, @Nullable Map<String, @Nullable Object> logprobs);
  }

  /** The whole answer. */
  Map<String, @Nullable Object> whole() {
    List<Map<String, @Nullable Object>> choices = new ArrayList<>();
    for (int index = 0; index < request.prompts().size() * request.n(); index++) {
      choices.add(choice(index));
    }
    Map<String, @Nullable Object> reply = frame(form.object(), choices);
    reply.put("usage", usage());
    return reply;
  }

  private Map<String, @Nullable Object> choice(int index) {
    StringBuilder text = new StringBuilder();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    Continuation.End end =
        write(
            index,
            (piece, logprobs) -> {
              text.append(piece);
              if (logprobs != null) {
                ReplyForm.append(logprobs, all);
              }
            });
    return form.choice(
        index, text.toString(), request.logprobs().isPresent() ? all : null, reason(end));
  }

  /** The answer in chunks, each as soon as it is there. */
  void stream(Consumer<Map<String, @Nullable Object>> sink) {
    for (int index = 0; index < request.prompts().size() * request.n(); index++) {
      int choice = index;
      form.start(choice).ifPresent(start -> sink.accept(chunk(start)));
      Continuation.End end =
          write(
              choice,
              (text, logprobs) -> sink.accept(chunk(form.part(choice, text, logprobs, null))));
      sink.accept(chunk(form.part(choice, "", null, reason(end))));
    }
    if (request.includesUsage()) {
      Map<String, @Nullable Object> last = frame(form.chunkObject(), List.of());
      last.put("usage", usage());
      sink.accept(last);
    }
  }

  private static String reason(Continuation.End end) {
    return switch (end) {
      case STOP -> "stop";
      case LENGTH -> "length";
      case LEFT -> throw ApiException.clientLeft();
    };
  }

  private Map<String, @Nullable Object> chunk(Map<String, @Nullable Object> choice) {
    Map<String, @Nullable Object> chunk = frame(form.chunkObject(), List.of(choice));
    if (request.includesUsage()) {
      chunk.put("usage", null);
    }
    return chunk;
  }

  private Map<String, @Nullable Object> frame(
      String object, List<Map<String, @Nullable Object>> choices) {
    Map<String, @Nullable Object> frame = new LinkedHashMap<>();
    frame.put("id", id);
    frame.put("object", object);
    frame.put("created", created);
    frame.put("model", request.model().name());
    frame.put("choices", choices);
    return frame;
  }

  private Map<String, Object> usage() {
    int prompts = request.prompts().stream().mapToInt(prompt -> prompt.tokens().length).sum();
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("prompt_tokens", prompts);
    usage.put("completion_tokens", written);
    usage.put("total_tokens", prompts + written);
    return usage;
  }

  /** Writes one choice; those of a prompt follow each other. */
  private Continuation.End write(int index, Sink sink) {
    TextModel model = request.model().text();
    Prompt prompt = request.prompts().get(index / request.n());
    Continuation continuation = request.continuation();
    // The first choice is the one that would be alone.
    long ownSeed = index == 0 ? seed : SplitMix64.derive(seed, index);
    Sequence sequence = continuation.sequence(request.model().model(), ownSeed, counts);
    String text = prompt.text();
    ReplyForm.LogProbabilities logProbabilities =
        request.echo()
            ? form.logProbabilities(model.tokenizer(), model.tokenizer().decoder(), 0)
            : form.logProbabilities(
                model.tokenizer(),
                StreamedText.decoderAfter(model.tokenizer(), text, prompt.tokens()),
                text.codePointCount(0, text.length()));
    List<WrittenToken> given = read(prompt, sequence);
    if (request.echo()) {
      sink.piece(text, told(logProbabilities, given));
    }
    return continuation.write(
        model,
        text,
        prompt.tokens(),
        sequence,
        left,
        (piece, tokens) -> {
          written += tokens.size();
          sink.piece(piece, told(logProbabilities, tokens));
        });
  }

  /** Reads the prompt's tokens, and tells their log-probabilities if they are wanted. */
  private List<WrittenToken> read(Prompt prompt, Sequence sequence) {
    List<WrittenToken> tokens = new ArrayList<>();
    boolean wanted = request.echo() && request.logprobs().isPresent();
    for (int token : prompt.tokens()) {
      if (left.getAsBoolean()) {
        break; // a prompt may be long
      }
      if (wanted) {
        tokens.add(sequence.read(token, request.continuation().alternatives()));
      } else {
        sequence.read(token);
      }
    }
    return tokens;
  }

  private @Nullable Map<String, @Nullable Object> told(
      ReplyForm.LogProbabilities logProbabilities, List<WrittenToken> tokens) {
    return request.logprobs().isPresent() ? logProbabilities.of(tokens) : null;
  }
}
