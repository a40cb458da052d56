package dev.prose.corpora;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Takes a play in Jon Bosak's XML, gives all its speeches as plain text, those of prologues and
 * epilogues too.
 *
 * <p>Speakers are spelt as in the XML. Those who speak together share one heading, "ROSS and
 * ANGUS:". Stage directions are dropped, even inside a line, as is a line that consists only of
 * one. Runs of white space become one space.
 */
final class PlayReader {
  /** The first prologue of Romeo and Juliet names no speaker; the second one names this. */
  private static final String UNNAMED_SPEAKER = "Chorus";

  private final StringBuilder text;
  private final StringBuilder speakers = new StringBuilder();
  private final StringBuilder lines = new StringBuilder();

  /**
   * @param text the speeches are appended to it
   */
  PlayReader(StringBuilder text) {
    this.text = text;
  }

  /**
   * Adds all speeches of a play.
   *
   * @throws XMLStreamException if the XML is not well-formed
   */
  void read(InputStream xml) throws XMLStreamException {
    // The JDK's own parser, whatever the class path has, for the same text on every machine.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader play = factory.createXMLStreamReader(xml);
    while (play.hasNext()) {
      switch (play.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(play);
        case XMLStreamConstants.END_ELEMENT -> end(play);
        default -> {}
      }
    }
    play.close();
  }

  private void start(XMLStreamReader play) throws XMLStreamException {
    switch (play.getLocalName()) {
      case "SPEAKER" -> {
        String speaker = words(play);
        speakers.append(speakers.isEmpty() ? "" : " and ");
        speakers.append(speaker.isEmpty() ? UNNAMED_SPEAKER : speaker);
      }
      case "LINE" -> {
        String line = words(play);
        if (!line.isEmpty()) {
          lines.append(line).append('\n');
        }
      }
      default -> {}
    }
  }

  private void end(XMLStreamReader play) {
    if (play.getLocalName().equals("SPEECH")) {
      text.append(text.isEmpty() ? "" : "\n").append(speakers).append(":\n").append(lines);
      speakers.setLength(0);
      lines.setLength(0);
    }
  }

  /** Reads an element to its end, and returns its text without that of the elements in it. */
  private static String words(XMLStreamReader play) throws XMLStreamException {
    StringBuilder words = new StringBuilder();
    int depth = 1;
    while (depth > 0) {
      switch (play.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (depth == 1) {
            words.append(play.getText());
          }
        }
        default -> {}
      }
    }
    return tidy(words);
  }

  private static String tidy(CharSequence words) {
    StringBuilder tidy = new StringBuilder(words.length());
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (!Character.isWhitespace(c)) {
        tidy.append(c);
      } else if (!tidy.isEmpty() && tidy.charAt(tidy.length() - 1) != ' ') {
        tidy.append(' ');
      }
    }
    return tidy.toString().stripTrailing();
  }
}
