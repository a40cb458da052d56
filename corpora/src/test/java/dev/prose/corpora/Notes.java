package dev.prose.corpora;

import dev.prose.text.LoadListener;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it hears. */
final class Notes implements LoadListener {
  final List<String> notices = new ArrayList<>();
  final List<String> progress = new ArrayList<>();

  @Override
  public void progress(String source, long bytes, long total) {
    progress.add(source + " " + bytes + "/" + total);
  }

  @Override
  public void notice(String message) {
    notices.add(message);
  }
}
