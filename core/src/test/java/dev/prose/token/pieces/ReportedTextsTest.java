package dev.prose.token.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that other libraries were reported to cut wrongly. */
class ReportedTextsTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        // tiktoken-go/tokenizer#24: contractions in capitals
        "gpt4;I'M we'll THEY'RE we'd;I|'M| we|'ll| THEY|'RE| we|'d",
        "gpt4o;I'M we'll THEY'RE we'd;I'M| we'll| THEY'RE| we'd",
        "gpt2;I'M we'll;I|'|M| we|'ll",
        // The same thread: the long s is an s in another case.
        "gpt4;it'\u017F;it|'\u017F",
        "gpt4o;it'\u017Fo;it'\u017F|o",
        "gpt2;it'\u017F;it|'|\u017F",
        // ggml-org/llama.cpp#7033: contractions in both cases, and what only looks like one
        "gpt4;'RE you? 'M sure, 'D We'Ve a'lL';'RE| you|?| '|M| sure|,| '|D| We|'Ve| a|'lL|'",
        // mattn/tensai#163: marks within words, of Devanagari, Thai and Hebrew
        "gpt4o;\u0928\u092E\u0938\u094D\u0924\u0947 \u0E17\u0E35\u0E48 \u05E2\u05B4\u05D1\u05B0;\u0928\u092E\u0938\u094D\u0924\u0947| \u0E17\u0E35\u0E48| \u05E2\u05B4\u05D1\u05B0",
        // invergent-ai/surogate#105: the same marks end a word for GPT-4, and may begin one
        "gpt4;\u0928\u092E\u0938\u094D\u0924\u0947;\u0928\u092E\u0938|\u094D\u0924|\u0947",
        "gpt2;\u0928\u092E\u0938\u094D\u0924\u0947;\u0928\u092E\u0938|\u094D|\u0924|\u0947",
        // invergent-ai/surogate#176: U+0085 is white space
        "gpt4;!\u0085;!|\u0085",
        "gpt2;!\u0085a;!|\u0085|a",
        // openvinotoolkit/openvino_tokenizers#742: U+180E and U+FEFF are none
        "gpt2;a\u180E\uFEFFb;a|\u180E\uFEFF|b",
        "gpt4;a\u180E\uFEFFb;a|\u180E\uFEFF|b",
        // ggml-org/llama.cpp#7530: U+2029 is
        "gpt2;\u2029 \uA3E4;\u2029| \uA3E4",
        // ggml-org/llama.cpp#7328: fractions are numbers
        "gpt2;ied 4 \u00BD months;ied| 4| \u00BD| months",
        "gpt4;4\u00BD\u2177\u00B2 ok;4\u00BD\u2177|\u00B2| ok",
        // NVIDIA/TensorRT-Model-Connect#942: the last of several spaces belongs to the word
        "gpt4;def f():~    return  x;def| f|():~|   | return| | x",
        // crusoecloud/fastokens#59: white space between line ends is one piece with them
        "gpt4o;a ~  ~b;a| ~  ~|b",
        "gpt4;a~ ~~\tb;a|~ ~~|\tb",
        // huggingface/transformers#5340: a space at the end
        "gpt2;import tensorflow as ;import| tensorflow| as| ",
        // ggml-org/llama.cpp#3502 and #7033: emoji of several characters
        "gpt2;\uD83D\uDE80 (normal) \uD83D\uDE36\u200D\uD83C\uDF2B\uFE0F ok;\uD83D\uDE80| (|normal|)| \uD83D\uDE36\u200D\uD83C\uDF2B\uFE0F| ok",
        "gpt4o;\uD83D\uDE36\u200D\uD83C\uDF2B\uFE0Fok;\uD83D\uDE36\u200D\uD83C\uDF2B\uFE0F|ok",
        // ysenarath/sinling#10: U+200D within a word of Sinhala
        "gpt4o;\u0DC3\u0DCF\u0DB8\u0DCF\u0DB1\u0DCA\u200D\u0DBA;\u0DC3\u0DCF\u0DB8\u0DCF\u0DB1\u0DCA|\u200D\u0DBA",
        // kekzl/imp#660: a symbol belongs to the letters after it
        "gpt4;a->b (x):~;a|->|b| (|x|):~",
        // winkjs/wink-tokenizer#22 and fnl/segtok#26: other apostrophes
        "gpt4;can\u2019t O\u02BCHara;can|\u2019t| O\u02BCHara",
        "words;can\u2019t O\u02BCHara's;can\u2019t| |O\u02BCHara's",
      })
  void areCutAsTheExpressionSays(String name, String text, String pieces) {
    List<String> expected = Arrays.asList(pieces.replace('~', '\n').split("\\|", -1));
    assertThat(Pieces.of(Splitters.named(name), text.replace('~', '\n'))).isEqualTo(expected);
  }
}
