package dev.prose.corpora;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Takes a play in Jon Bosak's XML, gives its speeches as plain text, wherever they stand (scenes,
 * prologues, epilogues).
 *
 * <p>Speakers are spelt as the XML spells them. Those who speak together share one heading, "ROSS
 * and ANGUS:". Stage directions are dropped, even inside a line, and a line that held nothing else
 * goes with them. Runs of white space become one blank.
 */
final class PlayReader {
  /** The prologue of Romeo and Juliet names no speaker; its second one does. */
  private static final String UNNAMED_SPEAKER = "Chorus";

  private final StringBuilder text;
  private final StringBuilder speakers = new StringBuilder();
  private final StringBuilder lines = new StringBuilder();

  /**
   * @param text where the speeches are added
   */
  PlayReader(StringBuilder text) {
    this.text = text;
  }

  /**
   * Adds all speeches of a play.
   *
   * @throws XMLStreamException if it is not well-formed
   */
  void read(InputStream xml) throws XMLStreamException {
    // The JDK's own parser, whatever else is on the class path: the same text on every machine.
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

  /** The element's own words, without those of the elements in it; stands at its end afterwards. */
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
