package dev.prose.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.NGramModel;
import dev.prose.random.SplitMix64;
import dev.prose.smooth.KneserNey;
import dev.prose.text.Corpus;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.kinds.TokenKind;
import dev.prose.token.pieces.Splitters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PartEvaluationTest {
  private static final int ORDER = 4;

  private static String text(int size, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      text.append("é\uFFFDab cd\n".charAt(random.nextInt(8)));
    }
    return text.append('\n').toString();
  }

  private static void assertPartsAreTheWhole(Tokenizer tokenizer, String training, String text) {
    Tokens train = Tokens.of(tokenizer.encode(training), tokenizer.vocabularySize());
    NGramModel model = KneserNey.ESTIMATED.fit(NGramCounts.of(train, ORDER));
    Tokens tokens = Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
    for (int parts : new int[] {1, 2, 9, 40}) {
      List<PartEvaluation> evaluations = new ArrayList<>();
      for (int part = parts - 1; part >= 0; part--) {
        long from = tokens.size() * part / parts;
        long to = tokens.size() * (part + 1) / parts;
        long context = Math.min(from, ORDER - 1);
        evaluations.add(
            PartEvaluation.of(model, tokenizer, tokens.slice(from - context, to), context, false));
      }
      PartEvaluation all = evaluations.getFirst();
      evaluations.subList(1, parts).forEach(all::add);
      assertThat(all.text()).isEqualTo(TextEvaluation.of(model, tokenizer, tokens));
      assertThat(all.words(tokenizer))
          .isEqualTo(WordEvaluation.of(model, tokenizer, tokens, false));
    }
  }

  @Test
  void partsAreTogetherTheWhole() {
    String training = text(3000, 1);
    assertPartsAreTheWhole(CharTokenizer.of(training), training, text(700, 2));
    Tokenizer words =
        TokenKind.WHITESPACE
            .tokenization(OptionalInt.of(12), Splitters.named("gpt2"))
            .tokenize(new Corpus("", training, ""))
            .tokenizer();
    assertPartsAreTheWhole(words, training, text(700, 2));
  }

  @Test
  void theLinesOfAListAreTogetherTheList() {
    String training = text(3000, 1);
    Tokenizer tokenizer = CharTokenizer.of(training);
    int lineEnd = tokenizer.token("\n").orElseThrow();
    Tokens train = Tokens.of(tokenizer.encode(training), tokenizer.vocabularySize());
    NGramModel model = KneserNey.ESTIMATED.fit(NGramCounts.ofSequences(train, ORDER, lineEnd));
    String text = text(700, 3);
    Tokens tokens = Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
    PartEvaluation all = null;
    String before = "";
    for (String line : text.splitWithDelimiters("\n", 0)) {
      before += line;
      if (line.equals("\n")) {
        String part = all == null ? before : "\n" + before;
        PartEvaluation ofLine =
            PartEvaluation.of(
                model,
                tokenizer,
                Tokens.of(tokenizer.encode(part), tokenizer.vocabularySize()),
                all == null ? 0 : 1,
                true);
        if (all == null) {
          all = ofLine;
        } else {
          all.add(ofLine);
        }
        before = "";
      }
    }
    PartEvaluation whole = Objects.requireNonNull(all);
    assertThat(whole.text()).isEqualTo(TextEvaluation.of(model, tokenizer, tokens));
    assertThat(whole.words(tokenizer)).isEqualTo(WordEvaluation.of(model, tokenizer, tokens, true));
  }
}
