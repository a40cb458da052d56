package dev.prose.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.text.CorpusProvider;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorporaTest {
  @Test
  void theInstalledOnesAreFoundByName() {
    Corpora corpora = Corpora.installed();
    assertThat(corpora.names()).containsExactly("plays", "tinyshakespeare");
    assertThat(corpora.all()).hasSize(2).noneMatch(corpus -> corpus.description().isBlank());
    assertThat(corpora.find("plays")).containsInstanceOf(Plays.class);
    assertThat(corpora.find("Plays")).isEmpty();
  }

  @Test
  void theMissingOneIsExplained() throws IOException {
    Corpora corpora = Corpora.installed();
    assertThat(corpora.require("plays")).isInstanceOf(Plays.class);
    assertThatThrownBy(() -> corpora.require("tinyshakespear"))
        .isInstanceOf(SourceNotFoundException.class)
        .hasMessage(
            "There is no corpus \"tinyshakespear\". Did you mean tinyshakespeare?"
                + " The corpora are: plays, tinyshakespeare");
  }

  @Test
  void twoOfOneNameAreRefused() {
    CorpusProvider one = new FakeCorpus("one", "1");
    assertThatThrownBy(() -> new Corpora(List.of(one, new FakeCorpus("one", "2"))).names())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Two corpora are called one");
    assertThatThrownBy(() -> new Corpora(List.of(new FakeCorpus("a/b", "1"))).names())
        .hasMessageContaining("\"a/b\"");
  }

  @Test
  void namesOfFilesAreToldApartWithoutLookingForProviders() {
    Corpora untouched =
        new Corpora(() -> {
          throw new AssertionError("looked for providers");
        });
    assertThat(List.of("a.txt", "./plays", "-", "a b", "", "https://a.org"))
        .allSatisfy(name -> assertThat(untouched.find(name)).isEmpty());
  }
}
