package dev.prose.corpora;

import dev.prose.text.Corpus;
import dev.prose.text.CorpusOrigin;
import dev.prose.text.CorpusProvider;
import dev.prose.text.LoadListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * Hamlet, Macbeth, and Romeo and Juliet, in that order: a built-in corpus that needs no network. It
 * has the form of Tiny Shakespeare: the speaker and a colon, the lines, and a blank line between
 * speeches.
 */
public final class Plays implements CorpusProvider {
  static final String NAME = "plays";

  /** Jon Bosak's XML edition, from eXist-db's samples. */
  private static final List<String> FILES = List.of("hamlet.xml", "macbeth.xml", "r_and_j.xml");

  private static final String FOLDER = "/org/exist/samples/shakespeare/";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Hamlet, Macbeth, Romeo and Juliet: 401,532 characters of 63 kinds";
  }

  @Override
  public CorpusOrigin origin() {
    return new CorpusOrigin.BuiltIn("Jon Bosak's XML edition, from org.exist-db:exist-samples");
  }

  @Override
  public Corpus load(LoadListener listener) throws IOException {
    StringBuilder text = new StringBuilder(1 << 19);
    for (String file : FILES) {
      append(file, text);
    }
    return Corpus.of(NAME, text.toString());
  }

  private static void append(String file, StringBuilder text) throws IOException {
    try (InputStream xml = Plays.class.getResourceAsStream(FOLDER + file)) {
      if (xml == null) {
        throw new IOException(
            "The built-in plays are not on the class path: "
                + FOLDER
                + file
                + " is missing. Add exist-samples, on which prose-corpora depends");
      }
      new PlayReader(text).read(xml);
    } catch (XMLStreamException e) {
      throw new IOException("The built-in play " + file + " cannot be parsed", e);
    }
  }
}
