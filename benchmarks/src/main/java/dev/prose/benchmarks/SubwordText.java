package dev.prose.benchmarks;

import dev.prose.random.SplitMix64;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The texts that are encoded as subwords. All of them are made, but for the first. */
enum SubwordText {
  ENGLISH("the text") {
    @Override
    Path file(Setting setting) {
      return setting.text();
    }
  },
  CHINESE("Chinese") {
    @Override
    String text(Setting setting) {
      return chinese();
    }
  },
  SOURCE("Java source code") {
    @Override
    String text(Setting setting) throws IOException {
      return source(setting);
    }
  },
  ONE_LETTER("a megabyte of one letter") {
    @Override
    String text(Setting setting) {
      return "a".repeat(1 << 20);
    }
  },
  RANDOM_LETTERS("100,000 random letters") {
    @Override
    String text(Setting setting) {
      SplitMix64 random = new SplitMix64(SEED);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 100_000; i++) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      return text.toString();
    }
  };

  private static final long SEED = 1337;
  private static final int LENGTH = 500_000; // characters of Chinese
  private static final int MOST_SOURCE = 2_000_000; // characters of source code

  // The most frequent characters of modern Chinese, the most frequent first.
  private static final String FREQUENT =
      "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
          + "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军"
          + "者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见"
          + "被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真"
          + "论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直"
          + "德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记";

  private final String title;

  SubwordText(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** A file with the text. */
  Path file(Setting setting) throws IOException {
    return Files.writeString(setting.work().resolve("subwords-" + name() + ".txt"), text(setting));
  }

  String text(Setting setting) throws IOException {
    return Files.readString(setting.text());
  }

  /** Sentences of clauses of random characters, of which the first ones come more often. */
  private static String chinese() {
    SplitMix64 random = new SplitMix64(SEED);
    StringBuilder text = new StringBuilder();
    while (text.length() < LENGTH) {
      for (int clause = 1 + random.nextInt(3); clause > 0; clause--) {
        for (int left = 4 + random.nextInt(12); left > 0; left--) {
          text.append(FREQUENT.charAt(random.nextInt(1 + random.nextInt(FREQUENT.length()))));
        }
        text.append(clause > 1 ? '，' : '。');
      }
      text.append(random.nextInt(8) == 0 ? "\n" : "");
    }
    return text.toString();
  }

  /** Of java.util, or Prose's own where the JDK has come without sources. */
  private static String source(Setting setting) throws IOException {
    Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    StringBuilder text = new StringBuilder();
    if (Files.exists(sources)) {
      try (ZipFile zip = new ZipFile(sources.toFile())) {
        List<? extends ZipEntry> entries =
            zip.stream()
                .filter(entry -> entry.getName().matches("java.base/java/util/.*\\.java"))
                .toList();
        for (ZipEntry entry : entries) {
          text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } else {
      Predicate<Path> isJava = file -> file.toString().endsWith(".java");
      try (Stream<Path> files = Files.walk(setting.checkout().resolve("core/src/main/java"))) {
        for (Path file : files.filter(isJava).sorted().toList()) {
          text.append(Files.readString(file));
        }
      }
    }
    return text.substring(0, Math.min(text.length(), MOST_SOURCE));
  }
}
