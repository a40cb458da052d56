package dev.prose.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What the JDK packs comes out whole; what is damaged never comes out as if it were whole. */
class GunzipTest {
  private static final byte[] ROSE =
      "A rose is a rose is a rose.\n".getBytes(StandardCharsets.UTF_8);

  static byte[] gzip(byte[]... members) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (byte[] member : members) {
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(member);
      }
    }
    return packed.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** As a pipe gives them: a few at a time, and never known to be available. */
  private static InputStream drip(byte[] bytes, int most) {
    return new InputStream() {
      private final ByteArrayInputStream in = new ByteArrayInputStream(bytes);

      @Override
      public int read() {
        return in.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        return in.read(target, offset, Math.min(length, most));
      }
    };
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    return new Gunzip(new ByteArrayInputStream(packed), "a.gz").readAllBytes();
  }

  @Test
  void membersFollowOneAnotherHoweverTheyCome() throws IOException {
    for (int seed = 0; seed < 30; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      byte[][] members = new byte[random.nextInt(4) + 1][];
      for (int m = 0; m < members.length; m++) {
        members[m] = new byte[random.nextInt(3) * random.nextInt(30_000)];
        for (int i = 0; i < members[m].length; i++) {
          members[m][i] = (byte) (random.nextInt(8) * random.nextInt(8));
        }
      }
      int most = random.nextInt(100) + 1;
      assertThat(new Gunzip(drip(gzip(members), most), "a.gz").readAllBytes())
          .as("seed %d", seed)
          .isEqualTo(joined(members));
    }
  }

  @Test
  void aHeaderMayHaveAllThatTheFormatAllows() throws IOException {
    byte[] plain = gzip(ROSE);
    byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
    byte[] fixed = {0x1F, (byte) 0x8B, 8, 0b11111, 1, 2, 3, 4, 0, 3};
    byte[] extra = {3, 0, 'x', 0, 'z'};
    byte[] texts = "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(joined(fixed, extra, texts));
    byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    byte[] member = joined(fixed, extra, texts, checksum, body);
    assertThat(unpack(joined(member, plain))).isEqualTo(joined(ROSE, ROSE));
  }

  @Test
  void zerosMayPadTheEnd() throws IOException {
    assertThat(unpack(joined(gzip(ROSE), new byte[20_000]))).isEqualTo(ROSE);
    assertThat(unpack(joined(gzip(ROSE), new byte[9], gzip(ROSE)))).isEqualTo(joined(ROSE, ROSE));
    assertThat(unpack(gzip(new byte[0]))).isEmpty();
  }

  /** The JDK's stream gives the first member, and nothing more. */
  @Test
  void whatFollowsAMemberIsNotPassedOver() throws IOException {
    byte[] member = gzip(ROSE);
    assertThatThrownBy(() -> unpack(joined(member, "more".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(InvalidTextException.class)
        .hasMessage(
            "a.gz cannot be unpacked by gzip: what follows is not gzip's at byte offset "
                + member.length);
  }

  @Test
  void whatIsCutOffAnywhereIsRefused() throws IOException {
    byte[] packed = gzip(ROSE, ROSE);
    int first = gzip(ROSE).length;
    for (int length = 1; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      if (length == first) {
        assertThat(unpack(cut)).isEqualTo(ROSE);
      } else {
        assertThatThrownBy(() -> unpack(cut))
            .as("after %d bytes", length)
            .isInstanceOf(InvalidTextException.class)
            .hasMessage("a.gz cannot be unpacked by gzip: it is cut off at byte offset " + length);
      }
    }
  }

  @Test
  void aBitThatFlipsChangesNoText() throws IOException {
    byte[] packed = gzip(ROSE, ROSE);
    byte[] expected = joined(ROSE, ROSE);
    int refused = 0;
    for (int bit = 0; bit < packed.length * 8; bit++) {
      byte[] flipped = packed.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertThat(unpack(flipped)).as("bit %d", bit).isEqualTo(expected);
      } catch (InvalidTextException e) {
        assertThat(e.problem()).isInstanceOf(TextProblem.DamagedGzip.class);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(packed.length * 4);
  }
}
