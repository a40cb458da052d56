package dev.prose.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.text.Corpus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaysTest {
  private final Corpus plays = load();

  private static Corpus load() {
    try {
      return new Plays().load();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Golden values from an extraction in another language, with another XML parser. */
  @Test
  void isTheSameTextEverywhere() {
    assertThat(plays.length()).isEqualTo(401_532);
    assertThat(plays.text().codePoints().distinct()).hasSize(63);
    assertThat(plays.sha256())
        .isEqualTo("f519e59fb98f2914ded685b83a831b2f0c1eba4be807874cb99f4b2bece0fcba");
    assertThat(plays.text())
        .startsWith("BERNARDO:\nWho's there?\n\nFRANCISCO:\nNay, answer me: stand")
        .contains("\n\nChorus:\nTwo households, both alike in dignity,\n")
        .contains("\n\nMARCELLUS and BERNARDO:\n")
        .endsWith("\nThan this of Juliet and her Romeo.\n");
  }

  @Test
  void everySpeechHasASpeakerAndLinesAndNothingElse() {
    List<String> speeches = List.of(plays.text().split("\n\n"));
    assertThat(speeches)
        .hasSize(1138 + 649 + 841)
        .allSatisfy(speech -> assertThat(speech).matches("[A-Za-z ]+:(\\n\\S(.*\\S)?)+\\n?"));
    assertThat(plays.text()).doesNotContain("  ", "\t", "\r", "<", ">", "&#", "\n\n\n");
  }

  @Test
  void speechesAreFoundWhereverTheyStandAndTidied() throws Exception {
    String play =
        """
        <?xml version="1.0"?><!DOCTYPE PLAY SYSTEM "file:///nowhere/play.dtd">
        <PLAY><TITLE>No</TITLE><INDUCT><SPEECH><SPEAKER>A  a</SPEAKER>
        <LINE><STAGEDIR>Aside <X>y</X></STAGEDIR>  One
         two &amp; <!-- no -->three </LINE><LINE><STAGEDIR>Sings</STAGEDIR></LINE>
        </SPEECH></INDUCT><EPILOGUE><SPEECH><SPEAKER>B</SPEAKER><SPEAKER>C</SPEAKER><STAGEDIR>No</STAGEDIR>
        <LINE>Four</LINE><SUBHEAD>No</SUBHEAD><LINE>five</LINE></SPEECH></EPILOGUE></PLAY>
        """;
    StringBuilder text = new StringBuilder();
    new PlayReader(text).read(new ByteArrayInputStream(play.getBytes(StandardCharsets.UTF_8)));
    assertThat(text.toString()).isEqualTo("A a:\nOne two & three\n\nB and C:\nFour\nfive\n");
  }
}
