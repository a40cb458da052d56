package dev.prose.arpa;

import dev.prose.model.NGramTrie;
import dev.prose.token.whitespace.WhitespaceTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that stand between white space in a text. */
final class WordTokens extends ArpaTokens {
  @Override
  String meaning(String word) {
    if (!WhitespaceTokenizer.isWord(word)) {
      throw new IllegalArgumentException(
          "has white space in it, at which Prose divides words, though the tool that made the file did not. Replace that in the tool's text, and make the file again");
    }
    return ArpaWords.isUnknown(word) ? ArpaWords.UNKNOWN : word;
  }

  @Override
  String described(String meaning) {
    return "the unknown word";
  }

  @Override
  Assignment assign(List<ReadWords.Word> words, boolean... possible) {
    boolean sentences = possible[ReadWords.SENTENCE];
    Optional<String> lineEnd = sentences ? Optional.empty() : lineEnd(words);
    List<String> ofTokens = new ArrayList<>(); // [id]
    ofTokens.add(ArpaWords.UNKNOWN);
    int[] tokens = new int[words.size()];
    int unknown = NGramTrie.NONE;
    for (int word = 0; word < tokens.length; word++) {
      String meaning = words.get(word).meaning();
      if (word == ReadWords.SENTENCE ? sentences : lineEnd.filter(meaning::equals).isPresent()) {
        tokens[word] = ofTokens.size();
        ofTokens.add(WhitespaceTokenizer.LINE_END);
      } else if (word == ReadWords.SENTENCE) {
        tokens[word] = NGramTrie.NONE;
      } else if (meaning.equals(ArpaWords.UNKNOWN)) {
        tokens[word] = 0;
        unknown = word;
      } else {
        tokens[word] = ofTokens.size();
        ofTokens.add(meaning);
      }
    }
    return new Assignment(new WhitespaceTokenizer(ofTokens, ArpaWords.UNKNOWN), unknown, tokens);
  }

  /** The word that is a line end in a file without sentences. */
  private static Optional<String> lineEnd(List<ReadWords.Word> words) {
    Set<String> meanings = words.stream().map(ReadWords.Word::meaning).collect(Collectors.toSet());
    return WhitespaceTokenizer.lineEndAmong(meanings);
  }
}
