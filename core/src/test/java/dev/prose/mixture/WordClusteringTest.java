package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import dev.prose.token.chars.CharTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordClusteringTest {
  private static final int TEXTS = 2;

  private final Map<String, CharTokenizer> tokenizers = new HashMap<>();

  private CharTokenizer tokenizer(String text) {
    return tokenizers.computeIfAbsent(text, CharTokenizer::of);
  }

  private WordClasses classes(String text, boolean lines) {
    CharTokenizer tokenizer = tokenizer(text);
    CharacterTraits traits = CharacterTraits.of(tokenizer.vocabulary());
    return WordClustering.of(tokenizer.encode(text), traits, lines);
  }

  /** [class - 1]: its words in lower case. */
  private List<Set<String>> members(String text) {
    WordClasses classes = classes(text, false);
    return IntStream.range(1, WordClasses.COUNT)
        .mapToObj(classes::members)
        .map(words ->
            words.stream()
                .map(word -> tokenizer(text).decode(word).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new)))
        .collect(Collectors.toUnmodifiableList());
  }

  /** A language of four kinds of words, each of which comes in its place of a sentence. */
  @Test
  void wordsThatAreUsedAlikeAreTogether() {
    SplitMix64 random = new SplitMix64(1);
    StringBuilder text = new StringBuilder();
    for (int sentence = 0; sentence < 6_000; sentence++) {
      for (String kind : List.of("d", "a", "n", "v")) {
        // Sixty words of each kind, so that some have to share their classes.
        String number =
            Integer.toString(1 + random.nextInt(60), 26)
                .chars()
                .mapToObj(digit -> Character.toString('a' + Character.digit(digit, 26)))
                .collect(Collectors.joining());
        text.append(kind).append(number).append(' ');
      }
      text.append(". ");
    }
    List<Set<String>> members = members(text.toString());
    assertThat(members.stream().mapToInt(Set::size).sum()).isEqualTo(4 * 60 + 1);
    assertThat(members)
        .allSatisfy(each ->
            assertThat(each.stream().map(word -> word.charAt(0)).distinct().count())
                .isLessThanOrEqualTo(1));
  }

  /** Once no word moves any more, none could move and raise the likelihood. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noWordHasABetterClass(boolean lines) {
    for (long seed = 0; seed < TEXTS; seed++) {
      String text = sentences(seed);
      CharTokenizer tokenizer = tokenizer(text);
      int[] tokens = tokenizer.encode(text);
      CharacterTraits traits = CharacterTraits.of(tokenizer.vocabulary());
      WordClasses classes = WordClustering.of(tokens, traits, lines, 100);
      List<String> words = textbookWords(text, lines);
      Map<String, Integer> found = new HashMap<>();
      for (int word = 0; word < classes.size(); word++) {
        found.put(
            tokenizer.decode(classes.word(word)).toLowerCase(Locale.ROOT), classes.classAt(word));
      }
      assertThat(found.keySet()).as("seed %d", seed).isEqualTo(frequent(words));
      assertThat(found).hasSizeGreaterThan(WordClasses.COUNT);
      double reached = likelihood(words, found);
      for (String word : List.copyOf(found.keySet())) {
        int was = Objects.requireNonNull(found.get(word));
        for (int other = 1; other < WordClasses.COUNT; other++) {
          found.put(word, other);
          assertThat(likelihood(words, found))
              .as("seed %d, %s in class %d", seed, word, other)
              .isLessThan(reached + 1e-5);
        }
        found.put(word, was);
      }
    }
  }

  /** What comes beside a word is not what is used like it. */
  @Test
  void neighborsAreNotAlike() {
    assertThat(members("u w ".repeat(20))).contains(Set.of("u"), Set.of("w"));
  }

  /** Random sentences of fifty words, in which some are followed by themselves or their like. */
  private static String sentences(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    String[] gaps = {" ", " ", ", ", ". ", "?\n", "\n", " -- "};
    StringBuilder text = new StringBuilder();
    int last = 0;
    for (int i = 0; i < 700; i++) {
      last = random.nextInt(3) == 0 ? (last + random.nextInt(2)) % 50 : random.nextInt(50);
      String word = (char) ('a' + last % 10) + "'É了xy".substring(0, 1 + last / 10);
      text.append(random.nextInt(4) == 0 ? word.toUpperCase(Locale.ROOT) : word)
          .append(gaps[random.nextInt(gaps.length)]);
    }
    return text.toString();
  }

  private static List<String> textbookWords(String text, boolean lines) {
    List<String> words = new ArrayList<>();
    for (String each : text.split("(?<=[.?\n])|(?=[.?\n])|[ ,-]+", -1)) {
      if (each.equals("\n")) {
        words.add(lines ? "" : "skipped");
      } else if (!each.isBlank()) {
        words.add(each.strip().toLowerCase(Locale.ROOT));
      }
    }
    words.removeIf("skipped"::equals);
    return words;
  }

  private static Set<String> frequent(List<String> words) {
    return words.stream()
        .filter(word ->
            !word.isEmpty() && words.stream().filter(word::equals).count() >= FrequentWords.LEAST)
        .collect(Collectors.toSet());
  }

  /** The logarithm of the likelihood, but for a constant. */
  private static double likelihood(List<String> words, Map<String, Integer> classes) {
    Map<List<Integer>, Integer> pairs = new HashMap<>();
    Map<Integer, Integer> first = new HashMap<>();
    Map<Integer, Integer> second = new HashMap<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (!words.get(i).isEmpty() && !words.get(i + 1).isEmpty()) {
        int one = classes.getOrDefault(words.get(i), 0);
        int other = classes.getOrDefault(words.get(i + 1), 0);
        pairs.merge(List.of(one, other), 1, Integer::sum);
        first.merge(one, 1, Integer::sum);
        second.merge(other, 1, Integer::sum);
      }
    }
    return sum(pairs) - sum(first) - sum(second);
  }

  private static double sum(Map<?, Integer> counts) {
    return counts.values().stream().mapToDouble(count -> count * Math.log(count)).sum();
  }

  /** Texts without words, of one word, with one that is too long, and of more than there may be. */
  @Test
  void anyTextHasClasses() {
    assertThat(classes("\n \n", false)).isEqualTo(WordClasses.NONE);
    assertThat(members("ha ".repeat(8)).stream().flatMap(Set::stream)).containsExactly("ha");
    assertThat(classes("a".repeat(65).concat(" ").repeat(9), false).size()).isZero();
    assertThat(classes("a\n".repeat(9), true).size()).isOne();
    String many =
        IntStream.range(0, FrequentWords.LEAST * (WordClasses.MOST_WORDS + 100))
            .map(i -> 0x4E00 + i % (WordClasses.MOST_WORDS + 100))
            .mapToObj(i -> Character.toString(i) + " ")
            .collect(Collectors.joining());
    assertThat(classes(many, false).size()).isEqualTo(WordClasses.MOST_WORDS);
  }

  @Test
  void impossibleClassesAreRefused() {
    CharacterTraits traits = CharacterTraits.of(CharTokenizer.of("ab. ").vocabulary());
    int blank = 0;
    int mark = 1;
    int letter = 2;
    assertThat(WordClasses.of(new int[][] {{letter}, {mark}}, new int[] {1, 39}, traits).size())
        .isEqualTo(2);
    int[][][] words = {
      {{}},
      {{blank}},
      {{mark, mark}},
      {{letter, mark}},
      {{-1}},
      {{4}},
      {new int[65]},
      {{letter}, {letter}}
    };
    for (int[][] each : words) {
      int[] classes = IntStream.range(0, each.length).map(i -> 1).toArray();
      assertThatThrownBy(() -> WordClasses.of(each, classes, traits))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int other : new int[] {-1, 0, 40}) {
      assertThatThrownBy(() -> WordClasses.of(new int[][] {{letter}}, new int[] {other}, traits))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
