package dev.prose.benchmarks;

import java.io.IOException;

/** A part of the report, and the measurements that it needs. */
interface Chapter {
  /** One word by which a person can request the chapter. */
  String name();

  void write(Setting setting, Report report) throws IOException, InterruptedException;
}
