package dev.prose.token.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.json.JsonObject;
import dev.prose.random.SplitMix64;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

  /**
   * The window that is searched for the line's end may end within a character, or among stray
   * bytes.
   */
  @Test
  void noCharacterIsCutAmongBytesThatAreNone() {
    for (int before = 55; before < 65; before++) {
      for (int stray = 0; stray < 80; stray += 7) {
        byte[] utf8 = new byte[before + 2 + stray + 1];
        Arrays.fill(utf8, (byte) 'a');
        utf8[before] = (byte) 0xC3; // é
        utf8[before + 1] = (byte) 0xA9;
        Arrays.fill(utf8, before + 2, before + 2 + stray, (byte) 0x80);
        Splitter whole = new LineSplitter(Splitters.named("gpt2"));
        assertThat(whole.end(utf8, 0, utf8.length, true))
            .as("%d letters, %d stray bytes", before, stray)
            .isEqualTo(Splitters.named("gpt2").end(utf8, 0, utf8.length, true));
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
