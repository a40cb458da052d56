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
 * A file that is downloaded once and then kept, and whose every byte is known beforehand by its
 * SHA-256. Bytes that do not match are neither kept nor given.
 *
 * <p>The SHA-256 is checked when the bytes come from outside. What was kept is checked for damage
 * by its CRC-32, which the JVM computes natively from the first call on: SHA-256 is a tenth of a
 * short run.
 *
 * @param name what to call it
 * @param source where it is downloaded from
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param crc32 of its bytes
 * @param folder where it is kept; empty where there is no place for it
 * @param fileName how the file is called there
 * @param download how it is downloaded
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
   * Its bytes, from the cache where they are there and whole.
   *
   * @throws DownloadException if they are not, and cannot be downloaded either
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

  /** Where it is kept; empty where there is no place for it. */
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
      // The first time.
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
