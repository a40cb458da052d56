package dev.prose.benchmarks.peers;

/** A model of characters that some library made. */
public interface TextModel {
  /** The mean of -ln of what the model gives each character of a text, in nats. */
  double loss(String text);
}
