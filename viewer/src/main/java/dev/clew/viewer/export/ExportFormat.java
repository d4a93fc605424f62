// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The export formats. */
public enum ExportFormat {
  JSON("application/json", "json", Integer.MAX_VALUE),
  JSONL("application/jsonl", "jsonl", Integer.MAX_VALUE),
  CSV("text/csv", "csv", Integer.MAX_VALUE),
  PARQUET("application/vnd.apache.parquet", "parquet", Integer.MAX_VALUE),
  OTLP("application/jsonl", "otlp.jsonl", Integer.MAX_VALUE),
  OPENAI("application/json", "openai.json", Integer.MAX_VALUE),
  HTML("text/html", "html", 50),
  MARKDOWN("text/markdown", "md", 50);

  private final String contentType;
  private final String extension;
  private final int maxTraces;

  ExportFormat(String contentType, String extension, int maxTraces) {
    this.contentType = contentType;
    this.extension = extension;
    this.maxTraces = maxTraces;
  }

  public static Optional<ExportFormat> of(String name) {
    return Arrays.stream(values()).filter(format -> format.wire().equals(name)).findFirst();
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String contentType() {
    return contentType;
  }

  public String extension() {
    return extension;
  }

  /** Whether it is more than text. */
  public boolean isBinary() {
    return this == PARQUET;
  }

  /** For people: the beginnings of texts of megabytes are enough. */
  boolean forReading() {
    return this == HTML || this == MARKDOWN;
  }

  /** More would not be useful in one file. */
  public int maxTraces() {
    return maxTraces;
  }
}
