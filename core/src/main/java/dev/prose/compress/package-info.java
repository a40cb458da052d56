/**
 * Takes a file and a model, gives a smaller file, and back again to the byte: an arithmetic coder
 * that is told each next token's probabilities by the model.
 *
 * <p>To read it: {@link dev.prose.compress.ArithmeticEncoder} turns symbols into bytes, {@link
 * dev.prose.compress.ArithmeticDecoder} bytes into symbols; {@link
 * dev.prose.compress.PredictedFrequencies} makes whole numbers of a model's probabilities, {@link
 * dev.prose.compress.UnitCoder} goes along a text, on either side in the same words, and {@link
 * dev.prose.compress.Header} is what a compressed file begins with.
 */
@NullMarked
package dev.prose.compress;

import org.jspecify.annotations.NullMarked;
