/**
 * Takes n-gram models of other tools and gives them this library's: models in ARPA's text format,
 * as KenLM and SRILM read and write it. A file of KenLM's, for instance, trained on text whose
 * characters stand apart as {@link dev.prose.arpa.ArpaWords} says:
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
 * <p>And a model of this library's for KenLM:
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
