package dev.prose.benchmarks.peers;

/** A library's model of characters. */
public interface TextModel {
  /** The mean of -ln p over the characters of a text, in nats per character. */
  double loss(String text);
}
