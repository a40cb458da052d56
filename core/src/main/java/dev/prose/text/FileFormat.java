package dev.prose.text;

import java.util.Optional;

/** Formats of files that are not plain text, recognized by their first bytes. */
public enum FileFormat {
  GZIP(Kind.PACKED, "compressed by gzip", "\u001F\u008B\b"),
  BZIP2(Kind.PACKED, "compressed by bzip2", "BZh?1AY&SY"),
  XZ(Kind.PACKED, "compressed by xz", "\u00FD7zXZ\0"),
  ZSTANDARD(Kind.PACKED, "compressed by zstd", "(\u00B5/\u00FD"),
  LZ4(Kind.PACKED, "compressed by lz4", "\u0004\"M\u0018"),
  LZIP(Kind.PACKED, "compressed by lzip", "LZIP\u0001"),
  COMPRESS(Kind.PACKED, "compressed by compress", "\u001F\u009D"),
  ZIP(Kind.PACKED, "a zip archive, as .docx, .odt, .epub and .jar files are too", "PK\u0003\u0004"),
  SEVEN_ZIP(Kind.PACKED, "a 7z archive", "7z\u00BC\u00AF'\u001C"),
  RAR(Kind.PACKED, "a rar archive", "Rar!\u001A\u0007"),
  TAR(Kind.PACKED, "a tar archive", "?".repeat(257) + "ustar"),
  PDF(Kind.DOCUMENT, "a PDF document", "%PDF-"),
  OLE(
      Kind.DOCUMENT,
      "a document of Microsoft Office",
      "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"),
  PARQUET(Kind.TABLE, "a Parquet table", "PAR1\u0015"),
  SQLITE(Kind.TABLE, "an SQLite database", "SQLite format 3\0"),
  PNG(Kind.PICTURE, "a PNG picture", "\u0089PNG\r\n\u001A\n"),
  JPEG(Kind.PICTURE, "a JPEG picture", "\u00FF\u00D8\u00FF"),
  GIF(Kind.PICTURE, "a GIF picture", "GIF8?a");

  /** What a person can do about a format. */
  public enum Kind {
    /** Unpack it. */
    PACKED,
    /** Save it as plain text. */
    DOCUMENT,
    /** Export a column of it. */
    TABLE,
    /** Nothing: there is no text in it. */
    PICTURE
  }

  private static final char ANY = '?';

  private final Kind kind;
  private final String description;
  private final String magic; // one character per byte; ANY is any byte

  FileFormat(Kind kind, String description, String magic) {
    this.kind = kind;
    this.description = description;
    this.magic = magic;
  }

  /** What a person can do about this format. */
  public Kind kind() {
    return kind;
  }

  /** What such a file is, to follow "it is": "compressed by gzip", "a PDF document". */
  public String description() {
    return description;
  }

  /**
   * The format of a file.
   *
   * @param beginning the file's first bytes, at least 262 if it has as many
   * @return the format; empty if it is none of these, as for plain text
   */
  public static Optional<FileFormat> of(byte[] beginning) {
    for (FileFormat format : values()) {
      if (format.begins(beginning)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private boolean begins(byte[] bytes) {
    if (bytes.length < magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      char expected = magic.charAt(i);
      if (expected != ANY && (byte) expected != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
