package dev.prose.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  @TempDir Path folder;

  @Test
  void isWhereTheSystemKeepsCaches() {
    String root = folder.toString();
    Path home = folder.resolve("home");
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", root), "Linux", home.toString()))
        .contains(folder.resolve("prose"));
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), "Linux", home.toString()))
        .contains(home.resolve(".cache/prose"));
    assertThat(CacheFolder.of(Map.of("HOME", root), "Mac OS X", home.toString()))
        .contains(folder.resolve(".cache/prose"));
    assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", root), "Windows 11", home.toString()))
        .contains(folder.resolve("prose/cache"));
    assertThat(CacheFolder.of(Map.of(), "Windows 11", home.toString()))
        .contains(home.resolve("AppData/Local/prose/cache"));
    assertThat(CacheFolder.of(Map.of(), "Linux", "?")).isEmpty();
  }
}
