/**
 * Takes what a person asks for by name (a corpus, a file, a folder, a URL, standard input), gives
 * its text: a {@link dev.prose.text.Corpus}, or a {@link dev.prose.text.StreamedCorpus} if it may
 * be too large for memory. Downloads are checked and cached; the plays are built in.
 */
@NullMarked
package dev.prose.corpora;

import org.jspecify.annotations.NullMarked;
