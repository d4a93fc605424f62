// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user's settings for one exporter or processor, and a description of this process.
 *
 * <p>Implemented by Clew. A value that cannot be parsed is reported in one line and counts as not
 * set.
 */
public interface ExporterSettings {
  /**
   * Returns the value of {@code clew.<name of the exporter>.<key>}, or null if it is not set.
   * Precedence is as for every setting: system property, agent argument, environment variable,
   * file.
   */
  @Nullable String get(String key);

  /** Returns a boolean setting, or null if it is not set. */
  @Nullable Boolean getBoolean(String key);

  /** Returns a duration such as 500ms, 5s, 2m, 6h or 14d, or null if it is not set. */
  @Nullable Duration getDuration(String key);

  /** Returns a number of bytes, written as 65536, 512KB, 64MB or 1GB, or null if it is not set. */
  @Nullable Long getBytes(String key);

  /** Returns Clew's folder, {@code clew.home}; it need not exist. */
  Path home();

  /**
   * Returns whether the user has declared that folder safe with {@code clew.home.trusted}.
   * Otherwise nothing should be stored there if it is a symbolic link or belongs to another user.
   */
  boolean isHomeTrusted();

  /**
   * Returns the attributes of this process under the names of OpenTelemetry's resource conventions:
   * {@code service.name}, {@code host.name}, {@code process.pid} and so on, including those set by
   * the user. String, Boolean, Long and Double values. The first call may have to resolve the host
   * name, so it must not happen before {@link SpanExporterProvider#create}.
   */
  Map<String, Object> resource();

  /** Prints a line for the user on stderr, once for each distinct line. */
  void warn(String line);
}
