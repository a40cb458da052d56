package dev.prose.corpora;

import dev.prose.text.CorpusProvider;
import java.net.URI;
import java.nio.file.Path;

/** Something that a person can name as data to learn from. */
public sealed interface DataSource {
  /** The name in reports: a corpus's, file's or folder's name, a URL, or "stdin". */
  String name();

  /** The source as the person wrote it, for messages. */
  String given();

  /** A corpus that has a name. */
  record Named(CorpusProvider provider) implements DataSource {
    @Override
    public String name() {
      return provider.name();
    }

    @Override
    public String given() {
      return provider.name();
    }
  }

  /** One file, or a pipe. */
  record OneFile(String given, Path path) implements DataSource {
    @Override
    public String name() {
      return String.valueOf(path.getFileName());
    }
  }

  /** Every file in a folder and its subfolders. */
  record Folder(String given, Path path) implements DataSource {
    @Override
    public String name() {
      // "." and ".." are not names, but the folder that they mean has one.
      Path name = path.toAbsolutePath().normalize().getFileName();
      return name == null ? given : name.toString();
    }
  }

  /** A file behind an http or https URL. */
  record WebFile(URI url) implements DataSource {
    @Override
    public String name() {
      return WebAddress.shown(url);
    }

    @Override
    public String given() {
      return WebAddress.shown(url);
    }
  }

  /** Standard input. */
  record StandardInput() implements DataSource {
    static final String SPEC = "-";

    @Override
    public String name() {
      return "stdin";
    }

    @Override
    public String given() {
      return "stdin";
    }
  }
}
