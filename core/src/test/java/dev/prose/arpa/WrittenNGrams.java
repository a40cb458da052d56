package dev.prose.arpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramTrie;
import java.util.List;
import java.util.Set;

/** Compares a model with the lines of an ARPA file, read in the plainest way there is. */
final class WrittenNGrams {
  private static final Set<String> AROUND_SENTENCES = Set.of(ArpaWords.BEGIN, ArpaWords.END);

  private WrittenNGrams() {}

  /**
   * Each n-gram must have the probability and the weight that its line says.
   *
   * @return how many lines were compared
   */
  static int compare(ArpaModel arpa, String file) {
    int length = 0;
    int compared = 0;
    for (String line : file.lines().toList()) {
      if (line.matches("\\\\\\d+-grams:")) {
        length = Integer.parseInt(line.substring(1, line.indexOf('-')));
      } else if (length > 0 && !line.isBlank() && !line.startsWith("\\")) {
        List<String> fields = List.of(line.split("[\t ]", -1));
        List<String> words = fields.subList(1, length + 1);
        boolean isContext = length < arpa.model().order() && !words.getLast().equals(ArpaWords.END);
        String weight = fields.size() > length + 1 ? fields.getLast() : "0";
        if (length > 1 || Double.parseDouble(fields.getFirst()) > -99) {
          compare(arpa, words, fields.getFirst(), isContext ? weight : "");
          compared++;
        }
      }
    }
    return compared;
  }

  private static void compare(
      ArpaModel arpa, List<String> words, String probability, String weight) {
    BackoffNGramModel model = arpa.model();
    int level = words.size() - 1;
    int node = model.trie().nodeOf(words.stream().mapToInt(word -> token(arpa, word)).toArray());
    assertThat(node).as("%s", words).isNotEqualTo(NGramTrie.NONE);
    if (!words.equals(List.of(ArpaWords.BEGIN))) {
      assertThat(Math.log10(model.probabilities().get(level).get(node)))
          .as("%s", words)
          .isCloseTo(Double.parseDouble(probability), within(1e-5));
    }
    if (!weight.isEmpty()) {
      assertThat(Math.log10(model.weights().get(level).get(node)))
          .as("%s", words)
          .isCloseTo(Double.parseDouble(weight), within(1e-5));
    }
  }

  static int token(ArpaModel arpa, String word) {
    return AROUND_SENTENCES.contains(word)
        ? arpa.model().separator().orElseThrow()
        : List.of(ArpaWords.of(arpa.tokenizer())).indexOf(word);
  }
}
