package dev.prose.token.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.json.JsonObject;
import dev.prose.random.SplitMix64;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest extends SplitterContract {
  @Override
  Splitter splitter() {
    return new LineSplitter(Splitters.named("gpt4"));
  }

  @Test
  void eachLineIsCutAsATextOfItsOwn() {
    for (String name : List.of("gpt2", "gpt4", "gpt4o", "words")) {
      Splitter within = Splitters.named(name);
      for (long seed = 0; seed < 2_000; seed++) {
        String text = MixedText.of(new SplitMix64(seed));
        List<String> expected = new ArrayList<>();
        for (String line : text.split("(?<=\n)|(?=\n)", -1)) {
          expected.addAll(line.equals("\n") ? List.of(line) : Pieces.of(within, line));
        }
        assertThat(Pieces.of(new LineSplitter(within), text))
            .as("%s, seed %d", name, seed)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void aFileOfItCutsInTheSameWay() {
    for (String name : Splitters.names()) {
      Splitter splitter = new LineSplitter(Splitters.named(name));
      byte[] json = JsonObject.format(splitter.json());
      Splitter read = PreTokenizerJson.read(JsonObject.parse(Path.of("tokenizer.json"), json));
      assertThat(read).as(name).isInstanceOf(LineSplitter.class);
      assertThat(read.json()).as(name).isEqualTo(splitter.json());
    }
  }
}
