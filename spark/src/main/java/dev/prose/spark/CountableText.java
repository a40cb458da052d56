package dev.prose.spark;

import dev.prose.token.Tokenizer;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaRDD;

/** A text on many machines, to be counted. */
interface CountableText {
  /** What encodes it. */
  Tokenizer tokenizer();

  /** The token between the sequences that it has, if it is not one. */
  OptionalInt separator();

  /** The first tokens that train, at most so many; none of a text that is many sequences. */
  int[] beginning(int most);

  /** The windows of the part that trains: a sorted run in each partition. */
  JavaRDD<Block> runs(int order);
}
