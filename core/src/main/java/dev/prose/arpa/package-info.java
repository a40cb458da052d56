/**
 * Takes ARPA files, the text format of n-gram models that KenLM and SRILM read and write, gives
 * models; and back. To read a model that KenLM trained on text whose characters are written as
 * {@link dev.prose.token.chars.CharacterWords} says:
 *
 * {@snippet :
 * ArpaModel arpa = ArpaReader.read(Path.of("train.arpa"));
 * Tokenizer tokenizer = arpa.tokenizer().withOnUnknown(OnUnknown.REPLACE);
 * NGramCursor cursor = arpa.model().cursor();
 * for (int token : tokenizer.encode("To be")) {
 *   System.out.println(tokenizer.decode(token) + " " + cursor.logProbability(token));
 *   cursor.advance(token);
 * }
 * }
 *
 * <p>A model that KenLM trained on any text, its words between white space as they are:
 *
 * {@snippet :
 * ArpaModel arpa =
 *     ArpaReader.read(Path.of("words.arpa"), ArpaTokens.whitespace(), new LoadListener() {});
 * }
 *
 * <p>To write a model for KenLM:
 *
 * {@snippet :
 * CharTokenizer tokenizer = CharTokenizer.of(text);
 * Tokens tokens = Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
 * NGramModel model = KneserNey.ESTIMATED.fit(NGramCounts.of(tokens, 5));
 * try (OutputStream out = Files.newOutputStream(Path.of("model.arpa"))) {
 *   ArpaWriter.write(new ArpaModel(BackoffForm.of(model), tokenizer), out);
 * }
 * }
 */
@NullMarked
package dev.prose.arpa;

import org.jspecify.annotations.NullMarked;
