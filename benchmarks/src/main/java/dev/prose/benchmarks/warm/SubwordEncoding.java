package dev.prose.benchmarks.warm;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.prose.token.bpe.BpeTokenizer;
import dev.prose.token.bpe.TiktokenFile;
import dev.prose.token.pieces.Splitters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures encoding a text with the tokens of cl100k_base. */
@State(Scope.Benchmark)
public class SubwordEncoding {
  public static final String PROSE = "Prose";
  public static final String JTOKKIT = "jtokkit";

  /** Encodes a text, and gives the ids in whatever form the library has. */
  private interface Encoder {
    Object encode(String text);
  }

  @Param({PROSE, JTOKKIT})
  private String library;

  @Param("")
  private String file;

  private String text;
  private Encoder encoder;

  @Setup
  public void read() throws IOException {
    text = Files.readString(Path.of(file));
    BpeTokenizer ours = ours();
    Encoding theirs = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    String start = text.substring(0, Math.min(text.length(), 10_000));
    if (!Arrays.equals(ours.encode(start), theirs.encodeOrdinary(start).toArray())) {
      throw new IllegalStateException("the two do not give the same ids");
    }
    encoder = library.equals(PROSE) ? ours::encode : theirs::encodeOrdinary;
  }

  /** From the ranks that jtokkit carries. */
  private static BpeTokenizer ours() throws IOException {
    Path ranks = Files.createTempFile("cl100k_base", ".tiktoken");
    try (InputStream carried =
        Objects.requireNonNull(
            Encodings.class.getResourceAsStream("/com/knuddels/jtokkit/cl100k_base.tiktoken"))) {
      Files.copy(carried, ranks, StandardCopyOption.REPLACE_EXISTING);
      return new BpeTokenizer(TiktokenFile.read(ranks), Splitters.named("gpt4"));
    } finally {
      Files.delete(ranks);
    }
  }

  @Benchmark
  public Object encode() {
    return encoder.encode(text);
  }
}
