/**
 * Takes ARPA files, the text format of n-gram models that KenLM and SRILM read and write, gives
 * models; and back. To read a model that KenLM trained on text whose characters are written as
 * {@link dev.prose.arpa.ArpaWords} says:
 *
 * {@snippet :
 * ArpaModel arpa = ArpaReader.read(Path.of("train.arpa"));
 * CharTokenizer tokenizer = new CharTokenizer(arpa.vocabulary(), OnUnknown.REPLACE);
 * NGramCursor cursor = arpa.model().cursor();
 * for (int token : tokenizer.encode("To be")) {
 *   System.out.println(tokenizer.decode(token) + " " + cursor.logProbability(token));
 *   cursor.advance(token);
 * }
 * }
 *
 * <p>To write a model for KenLM:
 *
 * {@snippet :
 * CharTokenizer tokenizer = CharTokenizer.of(text);
 * Tokens tokens = Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
 * NGramModel model = KneserNey.ESTIMATED.fit(NGramCounts.of(tokens, 5));
 * try (OutputStream out = Files.newOutputStream(Path.of("model.arpa"))) {
 *   ArpaWriter.write(new ArpaModel(BackoffForm.of(model), tokenizer.vocabulary()), out);
 * }
 * }
 */
@NullMarked
package dev.prose.arpa;

import org.jspecify.annotations.NullMarked;
