package dev.prose.token.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import dev.prose.token.Tokenizer;
import dev.prose.token.bpe.BpeOptions;
import dev.prose.token.bpe.BpeTokenization;
import dev.prose.token.pieces.Splitters;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of tokenizers that somebody else made, some of them in bad faith. */
class TokenizerFileTest {
  private static final String LEARNED =
      new String(
          JsonObject.format(
              new BpeTokenization(Splitters.named("gpt2"), new BpeOptions(260))
                  .tokenizer("the cat and the hat")
                  .json()),
          StandardCharsets.UTF_8);

  @TempDir Path folder;

  private Tokenizer read(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1);
    return TokenizerFile.read(file, Optional.empty());
  }

  private Tokenizer json(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("tokenizer.json"), content);
    return TokenizerFile.read(file, Optional.empty());
  }

  @Test
  void whatWasLearnedIsRead() throws IOException {
    assertThat(json(LEARNED).decode(json(LEARNED).encode("the cat"))).isEqualTo("the cat");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"normalizer\" : null | \"normalizer\" : {\"type\":\"NFC\"} | \"normalizer\" is a rule that Prose does not know (NFC)",
        "\"post_processor\" : null | \"post_processor\" : {\"type\":\"TemplateProcessing\"} | (TemplateProcessing)",
        "\"truncation\" : null | \"truncation\" : {\"max_length\":5} | \"truncation\" is a rule",
        "\"type\" : \"BPE\" | \"type\" : \"Unigram\" | \"model.type\" is Unigram",
        "\"dropout\" : null | \"dropout\" : 0.1 | \"model.dropout\" makes encoding random",
        "\"byte_fallback\" : false | \"byte_fallback\" : true | \"model.byte_fallback\"",
        "\"end_of_word_suffix\" : null | \"end_of_word_suffix\" : \"</w>\" | \"model.end_of_word_suffix\"",
        "\"add_prefix_space\" : false, | \"add_prefix_space\" : true, | must be false",
        "\"at\" : 256 | \"at\" : 1 | has the id 1, which another token has too",
        "\"at\" : 256 | \"at\" : 999 | must be a whole number from 0 to 258, but is 999",
        "\"at\" : 256 | \"你\" : 256 | is not written in the characters that stand for bytes",
        "\"at\" : 256 | \"ax\" : 256 | \"model.merges\" names at 0 the tokens [a, t], of which the two together is not in the vocabulary",
        "[ \"a\", \"t\" ] | [ \"a\" ] | has an entry that is no pair, at 0",
        "\"a\" : 97 | \"ab\" : 97 | names at 0 the tokens [a, t], of which the first",
      })
  void whatCannotBeHonouredIsRefusedByName(String part, String changed, String message) {
    String content = LEARNED.replace(part, changed);
    assertThat(content).as("the part is there").isNotEqualTo(LEARNED);
    assertThatThrownBy(() -> json(content))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("tokenizer.json")
        .hasMessageContaining(message);
  }

  /** A word-level file of Hugging Face cuts at punctuation, and decodes with spaces. */
  @Test
  void wordsThatAreCutOtherwiseAreRefusedByTheRule() {
    String words =
        """
        {"pre_tokenizer": {"type": "Whitespace"}, "decoder": null,
         "model": {"type": "WordLevel", "vocab": {"a": 0, "[UNK]": 1}, "unk_token": "[UNK]"}}
        """;
    assertThatThrownBy(() -> json(words))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("\"pre_tokenizer\" is a rule that Prose does not know (Whitespace)");
    assertThatThrownBy(() ->
            json(
                words
                    .replace("Whitespace", "WhitespaceSplit")
                    .replace(": null", ": {\"type\": \"WordPiece\"}")))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("\"decoder\" is a rule that Prose does not know (WordPiece)");
  }

  @Test
  void addedTokensAreHonouredUnlessTheyHaveRules() throws IOException {
    String added =
        LEARNED.replace(
            "\"added_tokens\" : [ ]",
            "\"added_tokens\" : [ {\"id\":259,\"content\":\"<|end|>\",\"lstrip\":false} ]");
    Tokenizer tokenizer = json(added);
    assertThat(tokenizer.encode("the<|end|>the")).containsExactly(258, 259, 258);
    assertThatThrownBy(() -> json(added.replace("\"lstrip\":false", "\"lstrip\":true")))
        .hasMessageContaining("lstrip")
        .hasMessageContaining("<|end|>");
    assertThatThrownBy(() -> json(added.replace(":259", ":300")))
        .hasMessageContaining("not all ids below it");
    assertThatThrownBy(() -> json(added.replace(":259", ":5")))
        .isInstanceOf(InvalidFileException.class);
    assertThatThrownBy(() -> json(added.replace("\"at\" : 256", "\"at\" : 259")))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("\"model.vocab.at\" has the id 259, which another token has too");
    String withHole = added.replace("\"at\" : 256", "\"<|end|>\" : 259");
    assertThatThrownBy(() -> json(withHole))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("\"model.vocab\" has no token with the id 256");
    String named = added.replace(":259,\"content\":\"<|end|>\"", ":256,\"content\":\"at\"");
    assertThat(json(named).encode("at")).containsExactly(256);
  }

  @Test
  void aByteWithoutATokenIsMissed() {
    assertThatThrownBy(() -> json(LEARNED.replace("\"~\" : 126", "\"~~\" : 126")))
        .hasMessageContaining("no token stands for the byte 0x7E alone");
  }

  @Test
  void ranksAreIds() throws IOException {
    StringBuilder ranks = new StringBuilder();
    for (int b = 0; b < 256; b++) {
      byte[] bytes = {(byte) b};
      ranks.append(Base64.getEncoder().encodeToString(bytes)).append(' ').append(b).append('\n');
    }
    String bytes = ranks.toString();
    assertThat(read("r50k_base.tiktoken", bytes + "dGg= 256\ndGhl 257\n").encode("the then"))
        .containsExactly(257, 32, 257, 'n');
    assertThatThrownBy(() -> read("mine.tiktoken", bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mine.tiktoken does not say by which pattern");
    for (String wrong :
        new String[] {
          "dGg= 257\n", "dGg=\n", "d!g= 256\n", "dGg= x\n", "YQ== 256\n", "\u00E9 256\n"
        }) {
      assertThatThrownBy(() -> read("gpt2.tiktoken", bytes + "\n" + wrong))
          .as(wrong)
          .isInstanceOf(InvalidFileException.class)
          .hasMessageContaining("gpt2.tiktoken");
    }
  }

  @Test
  void ranksOfLongTokensAreReadInNoTime() {
    StringBuilder ranks = new StringBuilder();
    for (int b = 0; b < 256; b++) {
      ranks.append(base64((char) b + "")).append(' ').append(b).append('\n');
    }
    for (int k = 0; k < 20; k++) {
      ranks.append(base64("a".repeat(2 << k))).append(' ').append(256 + k).append('\n');
    }
    for (int k = 0; k < 10_000; k++) {
      ranks.append(base64("=" + k)).append(' ').append(276 + k).append('\n');
    }
    Tokenizer tokenizer =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> read("gpt2.tiktoken", ranks.toString()));
    assertThat(tokenizer.encode("a".repeat((1 << 20) + 7))).containsExactly(275, 257, 256, 'a');
  }

  private static String base64(String latin) {
    return Base64.getEncoder().encodeToString(latin.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    Path file = folder.resolve("gpt2.tiktoken");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(1L << 32);
    }
    assertThatThrownBy(() -> TokenizerFile.read(file, Optional.empty()))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("4,294,967,296 bytes");
  }
}
