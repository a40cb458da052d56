package dev.prose.token.pieces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreTokenizerJsonTest {
  private static final String BYTES =
      "{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':false}";

  private static Splitter read(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    return PreTokenizerJson.read(JsonObject.parse(Path.of("tokenizer.json"), bytes));
  }

  private static Splitter readSplit(String expression) {
    byte[] json = JsonObject.format(PreTokenizerJson.split(expression));
    return PreTokenizerJson.read(JsonObject.parse(Path.of("tokenizer.json"), json));
  }

  @Test
  void byteLevelCutsAsGpt2DoesUnlessItSaysOtherwise() {
    assertThat(read("{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true}"))
        .isSameAs(Splitters.named("gpt2"));
    assertThat(read("{'type':'ByteLevel','add_prefix_space':false,'use_regex':true}"))
        .isSameAs(Splitters.named("gpt2"));
    assertThat(read(BYTES)).isSameAs(Splitters.named("whole"));
  }

  @Test
  void publishedExpressionsAreKnown() {
    assertThat(
            readSplit(
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"))
        .isSameAs(Splitters.named("gpt2"));
    assertThat(readSplit(Gpt4Splitter.CL100K.expression())).isSameAs(Splitters.named("gpt4"));
    assertThat(
            readSplit(
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"))
        .isSameAs(Gpt4Splitter.LLAMA3);
    assertThat(
            readSplit(
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"))
        .isSameAs(Gpt4Splitter.QWEN2);
    assertThat(readSplit("\\p{L}+")).isInstanceOf(RegexSplitter.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'type':'Metaspace'}; 'type' must be ByteLevel, or a Sequence of Split and ByteLevel, but is 'Metaspace'",
        "{'type':'ByteLevel','add_prefix_space':true}; 'add_prefix_space' must be false",
        "{'type':'ByteLevel'}; 'add_prefix_space' is missing",
        "{'type':'Sequence'}; 'pretokenizers' must be a list of two: Split and ByteLevel",
        "{'type':'Sequence','pretokenizers':[SPLIT]}; 'pretokenizers' must be a list of two: Split and ByteLevel",
        "{'type':'Sequence','pretokenizers':[1,BYTES]}; 'pretokenizers[0]' must be an object",
        "{'type':'Sequence','pretokenizers':[{'type':'Digits'},BYTES]}; 'pretokenizers[0].type' must be Split, but is 'Digits'",
        "{'type':'Sequence','pretokenizers':[SPLIT,{'type':'ByteLevel','add_prefix_space':false}]}; 'pretokenizers[1].use_regex' must be false, as Split has cut the text already",
        "{'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'Regex':'a'},'behavior':'Removed','invert':false},BYTES]}; 'pretokenizers[0].behavior' must be Isolated, but is Removed",
        "{'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'Regex':'a'},'behavior':'Isolated','invert':true},BYTES]}; 'pretokenizers[0].invert' must be false",
        "{'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'String':'a'},'behavior':'Isolated','invert':false},BYTES]}; 'pretokenizers[0].pattern.Regex' is missing",
        "{'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'Regex':'(a'},'behavior':'Isolated','invert':false},BYTES]}; 'pretokenizers[0].pattern.Regex' cannot be used: the regular expression '(a' cannot cut a text: Unclosed group (near character 3)",
      })
  void whatNoSplitterDoesIsRefusedByName(String json, String message) {
    String split = "{'type':'Split','pattern':{'Regex':'a'},'behavior':'Isolated','invert':false}";
    assertThatThrownBy(() -> read(json.replace("BYTES", BYTES).replace("SPLIT", split)))
        .isInstanceOf(InvalidFileException.class)
        .hasMessage("tokenizer.json: " + message.replace('\'', '"'));
  }
}
