package dev.prose.server.openai;

import dev.prose.server.fields.ModelField;
import dev.prose.server.fields.Prompts;
import dev.prose.server.fields.Prompts.Prompt;
import dev.prose.server.generation.Continuation;
import dev.prose.server.http.ApiException;
import dev.prose.server.http.Fields;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads requests for chats. No model here converses: the messages' contents, joined by a blank
 * line, are a prompt, and the reply is what follows.
 */
final class ChatRequests {
  private static final String MESSAGES = "messages";
  private static final int MAX_TOKENS = 256;

  private ChatRequests() {}

  /**
   * Reads a request.
   *
   * @throws ApiException if anything is wrong with it
   */
  static CompletionRequest read(Fields fields, ServedModels models) {
    CommonFields common = new CommonFields(fields);
    ServedModel model = ModelField.read(fields, models);
    Prompt prompt =
        new Prompts(fields, model.text().tokenizer()).ofText(MESSAGES, contents(fields));
    boolean logprobs = fields.flag("logprobs");
    OptionalInt top = common.alternatives("top_logprobs");
    if (top.isPresent() && !logprobs) {
      throw fields.invalid("top_logprobs", "needs \"logprobs\" to be true");
    }
    boolean stream = fields.flag("stream");
    Continuation continuation = common.continuation(model, MAX_TOKENS, top.orElse(0));
    int n = common.choices(1);
    common.requireBounded(List.of(prompt), n, continuation, false, logprobs);
    common.acceptWithoutEffect("user");
    return new CompletionRequest(
        model,
        List.of(prompt),
        continuation,
        n,
        false,
        logprobs ? OptionalInt.of(top.orElse(0)) : OptionalInt.empty(),
        common.seed(),
        stream,
        common.includesUsage(stream),
        fields.ignored());
  }

  private static String contents(Fields fields) {
    List<Object> messages = fields.list(MESSAGES);
    if (messages.isEmpty()) {
      throw fields.invalid(MESSAGES, "is missing or empty");
    }
    List<String> contents = new ArrayList<>();
    for (Object each : messages) {
      Fields message = fields.object(MESSAGES, each);
      if (message.string("role").isEmpty()) {
        throw message.invalid("role", "is missing");
      }
      Object content = message.any("content").orElse("");
      if (content instanceof String text) {
        contents.add(text);
      } else {
        contents.add(parts(message));
      }
    }
    return String.join("\n\n", contents);
  }

  /** The text of a content that is a list of parts. */
  private static String parts(Fields message) {
    StringBuilder text = new StringBuilder();
    for (Object each : message.list("content")) {
      Fields part = message.object("content", each);
      String type = part.string("type").orElse("");
      if (!type.equals("text")) {
        throw part.invalid("type", "must be \"text\": these models read nothing else");
      }
      text.append(part.string("text").orElse(""));
    }
    return text.toString();
  }
}
