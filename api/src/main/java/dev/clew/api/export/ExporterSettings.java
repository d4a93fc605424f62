// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user has set for one exporter or processor, and what it may know of the process.
 *
 * <p>Implemented by Clew. A value that cannot be read costs the user one line and counts as not
 * set.
 */
public interface ExporterSettings {
  /**
   * Returns the value of {@code clew.<name of the exporter>.<key>}, or null if it is not set.
   * Precedence is as for every setting: system property, agent argument, environment variable,
   * file.
   */
  @Nullable String get(String key);

  /** Returns what is set as true or false, or null if nobody set it. */
  @Nullable Boolean getBoolean(String key);

  /** Returns a time such as 500ms, 5s, 2m, 6h or 14d, or null if nobody set it. */
  @Nullable Duration getDuration(String key);

  /** Returns a number of bytes, set as 65536, 512KB, 64MB or 1GB, or null if nobody set it. */
  @Nullable Long getBytes(String key);

  /** Returns Clew's folder, {@code clew.home}; it need not exist. */
  Path home();

  /**
   * Returns whether the user vouches for that folder, {@code clew.home.trusted}. Otherwise nothing
   * should be stored there if it is a symbolic link or belongs to another user.
   */
  boolean homeTrusted();

  /**
   * Returns what describes this process, by the names of OpenTelemetry's resource conventions:
   * {@code service.name}, {@code host.name}, {@code process.pid} and so on, with what the user has
   * set for them. String, Boolean, Long and Double values. The first call may wait for the name of
   * the host, so not before {@link SpanExporterProvider#create}.
   */
  Map<String, Object> resource();

  /** Says something to the user on stderr, once for each distinct line. */
  void warn(String line);
}
