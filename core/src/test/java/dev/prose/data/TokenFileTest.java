package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.prose.file.TemporaryFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest extends TokensContract {
  @TempDir private Path folder;
  private final List<TokenFile> files = new ArrayList<>();

  @Override
  Tokens tokens(int[] ids, int vocabularySize) throws IOException {
    TokenFile file = new TokenFile(TemporaryFile.in(folder), vocabularySize);
    files.add(file);
    int half = ids.length / 2;
    file.append(ids, half);
    file.append(Arrays.copyOfRange(ids, half, ids.length), ids.length - half);
    return file.tokens();
  }

  @AfterEach
  void close() throws IOException {
    for (TokenFile file : files) {
      file.close();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void onceItIsClosedItsTokensSaySo() throws IOException {
    Tokens tokens = tokens(new int[] {1, 2}, 3);
    files.removeLast().close();
    assertThatThrownBy(() -> tokens.at(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tokens.copyTo(0, new int[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  /** In a file with a hole, which takes no room on the disk. */
  @Test
  void positionsGoBeyondAnInt() throws IOException {
    long end = (1L << 33) + 10; // bytes
    Path path = folder.resolve("sparse");
    try (FileChannel channel =
            FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      assumeThat(Files.getFileStore(folder).getUsableSpace()).isGreaterThan(1L << 34);
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), end - 8);
      var segment = channel.map(FileChannel.MapMode.READ_ONLY, 0, end, arena);

      Tokens bytes = new MappedTokens(segment, 256);
      assertThat(bytes.size()).isEqualTo(end);
      assertThat(bytes.at(end - 1)).isEqualTo(8);
      Split split = Split.of(bytes, 0.5);
      assertThat(split.train().size()).isEqualTo((1L << 32) + 5);
      assertThat(split.validation().slice((1L << 32) + 3, (1L << 32) + 5).toArray())
          .containsExactly(7, 8);
      int[] last = new int[3];
      bytes.copyTo(end - 3, last, 0, 3);
      assertThat(last).containsExactly(6, 7, 8);

      Tokens shorts = new MappedTokens(segment, 1 << 16);
      assertThat(shorts.at((1L << 32) + 4)).isEqualTo(0x0807);
      assertThat(shorts.slice((1L << 32) + 3, (1L << 32) + 5).toArray())
          .containsExactly(0x0605, 0x0807);
    } finally {
      Files.delete(path);
    }
  }
}
