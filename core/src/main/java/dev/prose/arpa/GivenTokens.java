package dev.prose.arpa;

import dev.prose.model.NGramTrie;
import dev.prose.token.Tokenizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** Words that are those of a given tokenizer's tokens. */
final class GivenTokens extends ArpaTokens {
  private static final String LINE_END = "\n";
  private static final String END_OF_TEXT = "\u0003";

  private final Tokenizer tokenizer;
  private final Map<String, Integer> ids = new HashMap<>(); // of words

  GivenTokens(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    String[] words = ArpaWords.of(tokenizer);
    for (int id = 0; id < words.length; id++) {
      ids.putIfAbsent(words[id], id);
    }
  }

  @Override
  String meaning(String word) {
    if (ArpaWords.isUnknown(word)) {
      return ArpaWords.UNKNOWN;
    }
    if (!ids.containsKey(word)) {
      throw new IllegalArgumentException(
          "is none of the tokenizer's %,d tokens. Bring the tokenizer with which the model's text was made"
              .formatted(tokenizer.vocabularySize()));
    }
    return word;
  }

  @Override
  String described(String meaning) {
    return "the unknown word";
  }

  @Override
  Assignment assign(List<ReadWords.Word> words, boolean... possible) {
    int[] tokens = new int[words.size()];
    int unknown = NGramTrie.NONE;
    for (int word = 1; word < tokens.length; word++) {
      String meaning = words.get(word).meaning();
      if (meaning.equals(ArpaWords.UNKNOWN)) {
        unknown = word;
        tokens[word] = tokenizer.unknownToken().orElse(NGramTrie.NONE);
      } else {
        tokens[word] = Objects.requireNonNull(ids.get(meaning));
      }
    }
    tokens[ReadWords.SENTENCE] = possible[ReadWords.SENTENCE] ? sentence(tokens) : NGramTrie.NONE;
    return new Assignment(tokenizer, unknown, tokens);
  }

  /** The token around sentences: a line end, unless that is a word in them. */
  private int sentence(int... tokens) {
    for (String text : List.of(LINE_END, END_OF_TEXT)) {
      OptionalInt token = tokenizer.token(text);
      if (token.isPresent() && !isAmong(tokens, token.getAsInt())) {
        return token.getAsInt();
      }
    }
    throw new IllegalArgumentException(
        "nothing is left to stand for %s and %s: the tokenizer has neither a line end nor U+0003 that is not a word of the file"
            .formatted(ArpaWords.BEGIN, ArpaWords.END));
  }

  /** Whether a token is that of a word other than those around sentences. */
  private static boolean isAmong(int[] tokens, int token) {
    for (int word = 1; word < tokens.length; word++) {
      if (tokens[word] == token) {
        return true;
      }
    }
    return false;
  }
}
