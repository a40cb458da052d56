package dev.prose.server.openai;

import dev.prose.server.fields.Prompts;
import dev.prose.server.fields.Prompts.Prompt;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Fields;
import dev.prose.server.http.Generations;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts as tokens and back, as evaluation harnesses ask for it. */
public final class TokenizerRoutes {
  private final ServedModels models;
  private final Generations generations;

  public TokenizerRoutes(ServedModels models, Generations generations) {
    this.models = models;
    this.generations = generations;
  }

  /** The model that is named, or the only one. */
  private ServedModel model(Fields fields) {
    List<ServedModel> all = models.all();
    return fields
        .string("model")
        .map(models::require)
        .orElseGet(() -> {
          if (all.size() == 1) {
            return all.getFirst();
          }
          throw fields.invalid("model", "is missing, and there are several: " + models.names());
        });
  }

  /** {@code POST /tokenize}. */
  public void tokenize(Exchange exchange) {
    Fields fields = exchange.fields();
    ServedModel model = model(fields);
    String name = fields.any("content").isPresent() ? "content" : "prompt"; // llama.cpp's, vLLM's
    String text = fields.string(name).orElseThrow(() -> fields.invalid("prompt", "is missing"));
    Prompts prompts = new Prompts(fields, model.text().tokenizer());
    Prompt prompt = generations.compute(() -> prompts.ofText(name, text));
    List<Integer> tokens = new ArrayList<>();
    for (int token : prompt.tokens()) {
      tokens.add(token);
    }
    // No token is special here, so that there is none to add.
    fields.any("add_special_tokens");
    exchange.tellIgnored(fields.ignored());
    Map<String, @Nullable Object> reply = new LinkedHashMap<>();
    reply.put("tokens", tokens);
    reply.put("count", tokens.size());
    exchange.reply(reply);
  }

  /** {@code POST /detokenize}. */
  public void detokenize(Exchange exchange) {
    Fields fields = exchange.fields();
    ServedModel model = model(fields);
    Prompts prompts = new Prompts(fields, model.text().tokenizer());
    Prompt prompt = generations.compute(() -> prompts.ofTokens("tokens"));
    exchange.tellIgnored(fields.ignored());
    Map<String, @Nullable Object> reply = new LinkedHashMap<>();
    reply.put("prompt", prompt.text());
    reply.put("content", prompt.text());
    exchange.reply(reply);
  }

  /** {@code GET /tokenizer_info}: that there are no special tokens. */
  public void info(Exchange exchange) {
    Map<String, @Nullable Object> reply = new LinkedHashMap<>();
    reply.put("bos_token", null);
    reply.put("eos_token", null);
    reply.put("pad_token", null);
    reply.put("chat_template", null);
    exchange.reply(reply);
  }
}
