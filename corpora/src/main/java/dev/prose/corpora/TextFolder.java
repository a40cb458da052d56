package dev.prose.corpora;

import dev.prose.text.LoadListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * Takes a folder, gives the files in it and its subfolders. Hidden files and folders are left out;
 * links are followed, except those that lead back to a folder above them.
 */
final class TextFolder extends SimpleFileVisitor<Path> {
  private final Path root;
  private final LoadListener listener;
  private final List<Path> files = new ArrayList<>();

  private TextFolder(Path root, LoadListener listener) {
    this.root = root;
    this.listener = listener;
  }

  /**
   * The files, sorted by their path relative to the folder, with {@code /} between names, by UTF-16
   * units: the same order on every machine and in every locale.
   *
   * @param listener is told of broken links
   * @throws IOException if a folder cannot be read
   */
  static List<Path> files(Path root, LoadListener listener) throws IOException {
    TextFolder folder = new TextFolder(root, listener);
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, folder);
    // Not Path's own order, which ignores case on Windows.
    folder.files.sort(
        Comparator.comparing(
            file -> root.relativize(file).toString().replace(File.separatorChar, '/')));
    return folder.files;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    return folder.equals(root) || !Files.isHidden(folder)
        ? FileVisitResult.CONTINUE
        : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (Files.isHidden(file)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isRegularFile()) {
      files.add(file);
    } else if (attributes.isSymbolicLink()) {
      listener.notice(file + " is left out: it links to a file that is not there");
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof FileSystemLoopException || Files.isHidden(file)) {
      return FileVisitResult.CONTINUE;
    }
    throw FileFailure.cannotRead(file.toString(), failure);
  }
}
