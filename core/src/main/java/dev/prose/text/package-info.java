/**
 * Takes bytes, gives a named text: a {@link dev.prose.text.Corpus} that knows its length and
 * SHA-256, or a {@link dev.prose.text.StreamedCorpus} that is read in pieces.
 */
@NullMarked
package dev.prose.text;

import org.jspecify.annotations.NullMarked;
