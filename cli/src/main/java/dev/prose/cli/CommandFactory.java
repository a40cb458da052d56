package dev.prose.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands and gives each the console. */
record CommandFactory(Console console) implements IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    Object command;
    if (type == TrainCommand.class) {
      command = new TrainCommand(console);
    } else if (type == GenerateCommand.class) {
      command = new GenerateCommand(console);
    } else if (type == InspectCommand.class) {
      command = new InspectCommand(console);
    } else {
      return CommandLine.defaultFactory().create(type);
    }
    return type.cast(command);
  }
}
