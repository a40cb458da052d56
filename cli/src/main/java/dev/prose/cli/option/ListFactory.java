package dev.prose.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Makes the objects that picocli asks for: the lists of options with several values, and hardly
 * ever anything else. picocli's own factory begins by searching all jars for Groovy, which opens
 * them all and takes milliseconds of a start.
 */
final class ListFactory implements IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    return type == List.class
        ? type.cast(new ArrayList<>())
        : CommandLine.defaultFactory().create(type);
  }
}
