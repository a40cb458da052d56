package dev.prose.corpora;

import dev.prose.file.AtomicFile;
import dev.prose.text.LoadListener;
import dev.prose.text.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file that is downloaded once and then kept, and whose SHA-256 is known in advance. Bytes that
 * do not match it are neither kept nor returned.
 *
 * <p>The SHA-256 is checked after a download. The kept file is checked for damage by its CRC-32,
 * which the JVM computes natively from the first call on: SHA-256 would take a tenth of a short
 * run.
 *
 * @param name the name in messages
 * @param source where it is downloaded from
 * @param sha256 the SHA-256 of the bytes, in lower-case hexadecimal
 * @param crc32 the CRC-32 of the bytes
 * @param folder where it is kept; empty if there is no cache folder
 * @param fileName the file's name in that folder
 * @param download downloads it
 */
record CachedDownload(
    String name,
    URI source,
    String sha256,
    long crc32,
    Optional<Path> folder,
    String fileName,
    Download download) {

  /**
   * The file's bytes: from the cache if they are there and undamaged, else downloaded.
   *
   * @throws DownloadException if they cannot be downloaded, or have another SHA-256
   */
  byte[] bytes(LoadListener listener) throws DownloadException {
    byte[] kept = kept(listener);
    if (kept != null) {
      return kept;
    }
    byte[] bytes = download.fetch(source, name, listener);
    String actual = Sha256.of(bytes);
    if (!actual.equals(sha256)) {
      throw new DownloadException(
          WebAddress.shown(source),
          "its SHA-256 is " + actual + " and should be " + sha256,
          "Something between here and there may have changed it; try again",
          null);
    }
    keep(bytes, listener);
    return bytes;
  }

  /** The kept file, which need not exist; empty if there is no cache folder. */
  Optional<Path> file() {
    return folder.map(path -> path.resolve(fileName));
  }

  private byte @Nullable [] kept(LoadListener listener) {
    if (folder.isEmpty()) {
      return null;
    }
    Path file = folder.get().resolve(fileName);
    try {
      byte[] bytes = Files.readAllBytes(file);
      CRC32 checksum = new CRC32();
      checksum.update(bytes);
      if (checksum.getValue() == crc32) {
        return bytes;
      }
      listener.notice(file + " is damaged (its checksum is wrong): downloading it again");
    } catch (NoSuchFileException _) {
      // Not downloaded yet.
    } catch (IOException e) {
      listener.notice(
          file + " cannot be read (" + FileFailure.reason(e) + "): downloading it again");
    }
    return null;
  }

  private void keep(byte[] bytes, LoadListener listener) {
    try {
      if (folder.isEmpty()) {
        throw new IOException("there is no home folder");
      }
      Files.createDirectories(folder.get());
      AtomicFile.replace(folder.get().resolve(fileName), bytes);
    } catch (IOException e) {
      listener.notice(
          name
              + " could not be kept"
              + folder.map(path -> " in " + path).orElse("")
              + " ("
              + FileFailure.reason(e)
              + "): it will be downloaded again next time");
    }
  }
}
