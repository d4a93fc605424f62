// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was chosen in Clew's own settings; null means that OpenTelemetry's variables may choose.
 *
 * @param endpoint the base address, to which the path of the signal is added
 * @param headers {@code name=value} pairs
 * @param serviceName names the service
 * @param resourceAttributes {@code name=value} pairs
 * @param words vocabularies by the names in the settings
 */
public record OtlpChoices(
    @Nullable String endpoint,
    @Nullable String headers,
    @Nullable Boolean gzip,
    @Nullable Duration timeout,
    @Nullable String certificate,
    @Nullable String clientKey,
    @Nullable String clientCertificate,
    @Nullable String serviceName,
    @Nullable String resourceAttributes,
    List<String> words,
    String profile) {

  /** Without what may be secret. */
  @Override
  public String toString() {
    return "OtlpChoices[" + words + ", " + profile + "]";
  }
}
