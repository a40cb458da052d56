package dev.prose.neural.kinds;

import dev.prose.json.JsonObject;
import dev.prose.neural.Network;
import dev.prose.neural.mlp.Mlp;
import dev.prose.neural.recurrent.Gru;
import dev.prose.neural.recurrent.Lstm;
import dev.prose.neural.recurrent.Rnn;
import dev.prose.neural.transformer.Gpt;
import dev.prose.neural.transformer.Gpt2;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The kinds of networks: the one place that lists them. */
public enum NetworkKind {
  /** A multilayer perceptron over the last tokens. */
  MLP {
    @Override
    public Network network(NetworkShape shape, int vocabularySize) {
      return new Mlp(
          vocabularySize, shape.context(), shape.embedding(), shape.width(), shape.dropout());
    }

    @Override
    Network read(JsonObject config, int vocabularySize) {
      return new Mlp(
          vocabularySize,
          number(config, "context_size"),
          number(config, "embedding_size"),
          number(config, "hidden_size"),
          config.number("dropout"));
    }
  },
  /** A recurrent network of the simplest units. */
  RNN {
    @Override
    public Network network(NetworkShape shape, int vocabularySize) {
      return new Rnn(vocabularySize, shape.width(), shape.layers(), shape.dropout());
    }

    @Override
    Network read(JsonObject config, int vocabularySize) {
      return network(recurrent(config), vocabularySize);
    }
  },
  /** A recurrent network of gated units. */
  GRU {
    @Override
    public Network network(NetworkShape shape, int vocabularySize) {
      return new Gru(vocabularySize, shape.width(), shape.layers(), shape.dropout());
    }

    @Override
    Network read(JsonObject config, int vocabularySize) {
      return network(recurrent(config), vocabularySize);
    }
  },
  /** A recurrent network of cells with a long memory. */
  LSTM {
    @Override
    public Network network(NetworkShape shape, int vocabularySize) {
      return new Lstm(vocabularySize, shape.width(), shape.layers(), shape.dropout());
    }

    @Override
    Network read(JsonObject config, int vocabularySize) {
      return network(recurrent(config), vocabularySize);
    }
  },
  /** A transformer as GPT-2. */
  GPT2 {
    @Override
    public Network network(NetworkShape shape, int vocabularySize) {
      requireReadable(shape.layers(), shape.width(), shape.positions());
      return new Gpt2(
          vocabularySize,
          shape.layers(),
          shape.heads(),
          shape.width(),
          shape.positions(),
          shape.biases(),
          shape.dropout());
    }

    @Override
    Network read(JsonObject config, int vocabularySize) {
      return network(Gpt2Config.shape(config), vocabularySize);
    }
  },
  /** A transformer as they are made now. */
  GPT {
    @Override
    public Network network(NetworkShape shape, int vocabularySize) {
      requireReadable(shape.layers(), shape.width(), shape.positions());
      return new Gpt(
          vocabularySize,
          shape.layers(),
          shape.heads(),
          shape.width(),
          shape.positions(),
          shape.dropout());
    }

    @Override
    Network read(JsonObject config, int vocabularySize) {
      int width = number(config, "n_embd");
      return network(
          new NetworkShape(
              number(config, "n_layer"),
              number(config, "n_head"),
              width,
              width,
              1,
              number(config, "n_positions"),
              false,
              config.number("resid_pdrop")),
          vocabularySize);
    }
  };

  private static final int MOST_NUMBERS = 1 << 27; // half a gigabyte

  /** The kind of a type of models, if it is a network. */
  public static Optional<NetworkKind> named(String type) {
    for (NetworkKind kind : values()) {
      if (kind.type().equals(type)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The type of its models: {@link Network#type}. */
  public String type() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A network.
   *
   * @throws IllegalArgumentException if there is none of that shape
   */
  public abstract Network network(NetworkShape shape, int vocabularySize);

  /**
   * The network that a config.json describes.
   *
   * @throws dev.prose.text.InvalidFileException if a value is missing, or not of its type
   * @throws IllegalArgumentException if there is no network of that shape
   */
  abstract Network read(JsonObject config, int vocabularySize);

  /** A network's numbers in a few words, for a person. */
  public static String describe(Network network) {
    return switch (network) {
      case Mlp mlp ->
          format(
              "%,d tokens of %,d numbers, %,d hidden units",
              mlp.context(), mlp.embedding(), mlp.width());
      case Rnn rnn -> recurrent(rnn.layers(), rnn.width());
      case Gru gru -> recurrent(gru.layers(), gru.width());
      case Lstm lstm -> recurrent(lstm.layers(), lstm.width());
      case Gpt2 gpt2 -> transformer(gpt2.layers(), gpt2.heads(), gpt2.width(), gpt2.positions());
      case Gpt gpt -> transformer(gpt.layers(), gpt.heads(), gpt.width(), gpt.positions());
      default -> network.config().toString();
    };
  }

  private static String recurrent(int layers, int width) {
    return format("%s of %,d units", layers(layers), width);
  }

  private static String transformer(int layers, int heads, int width, int positions) {
    return format(
        "%s, %s, %,d wide, sees %,d tokens",
        layers(layers), heads == 1 ? "1 head" : heads + " heads", width, positions);
  }

  private static String format(String format, Object... arguments) {
    return String.format((Locale) null, format, arguments);
  }

  private static String layers(int layers) {
    return layers == 1 ? "1 layer" : layers + " layers";
  }

  /** How many tokens a network sees at most, where losses are measured in windows of so many. */
  public static OptionalInt window(Network network) {
    return switch (network) {
      case Gpt2 gpt2 -> OptionalInt.of(gpt2.positions());
      case Gpt gpt -> OptionalInt.of(gpt.positions());
      default -> OptionalInt.empty();
    };
  }

  /**
   * Refuses a transformer that takes more than a gigabyte or so to read with, for the keys and
   * values of the tokens before, or the shares of a whole window.
   */
  private static void requireReadable(int layers, int width, int positions) {
    if ((double) layers * width * positions > MOST_NUMBERS
        || (double) positions * positions > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          format(
              "a transformer of %s, %,d wide, that sees %,d tokens takes too much memory to read: layers times width times tokens can be %,d, and tokens times tokens too",
              layers(layers), width, positions, MOST_NUMBERS));
    }
  }

  private static NetworkShape recurrent(JsonObject config) {
    int width = number(config, "hidden_size");
    int layers = number(config, "num_hidden_layers");
    return new NetworkShape(layers, 1, width, 1, 1, 1, true, config.number("dropout"));
  }

  private static int number(JsonObject config, String key) {
    return (int) config.count(key, Integer.MAX_VALUE);
  }
}
