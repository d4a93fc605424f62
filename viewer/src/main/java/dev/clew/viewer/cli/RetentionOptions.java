// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.query.Quantities;
import dev.clew.viewer.store.Retention;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that limit what is kept. */
final class RetentionOptions {

  @Option(
      names = "--max-age",
      paramLabel = "AGE",
      description = "Maximum age of traces, such as 14d or 12h.")
  @Nullable String maxAge;

  @Option(names = "--max-traces", paramLabel = "COUNT", description = "Maximum number of traces.")
  @Nullable Long maxTraces;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "Maximum size of the store, such as 500M or 2G.")
  @Nullable String maxSize;

  boolean any() {
    return maxAge != null || maxTraces != null || maxSize != null;
  }

  /** The limits given, without defaults. */
  Retention given() {
    return new Retention(age(), maxTraces, size());
  }

  /** The limits given, or else 30 days and 2 GB. */
  Retention withDefaults() {
    Duration age = age();
    Long size = size();
    return new Retention(
        age == null ? Duration.ofDays(30) : age,
        maxTraces,
        size == null ? (Long) (2L << 30) : size);
  }

  private @Nullable Duration age() {
    String text = maxAge;
    return text == null
        ? null
        : Quantities.duration(text)
            .orElseThrow(
                () ->
                    new Failures.CommandFailed(
                        Main.USAGE, "--max-age must be a duration such as 14d or 12h"));
  }

  private @Nullable Long size() {
    String text = maxSize;
    if (text == null) {
      return null;
    }
    String upper = text.toUpperCase(Locale.ROOT).replaceAll("I?B$", "");
    int shift = upper.endsWith("K") ? 10 : upper.endsWith("M") ? 20 : upper.endsWith("G") ? 30 : 0;
    try {
      return Long.parseLong(shift == 0 ? upper : upper.substring(0, upper.length() - 1)) << shift;
    } catch (NumberFormatException e) {
      throw new Failures.CommandFailed(Main.USAGE, "--max-size must be a size such as 500M or 2G");
    }
  }
}
