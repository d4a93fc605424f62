// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.client;

import dev.clew.kit.value.Providers;
import org.jspecify.annotations.Nullable;

/**
 * The client that a call is made with, as far as a span tells of it.
 *
 * @param baseUrl as configured, or null if this version of the library keeps it elsewhere
 * @param azure whether the client was told that it talks to Azure
 * @param async whether its calls may go on after the method called has returned
 */
public record Client(@Nullable String baseUrl, boolean azure, boolean async) {
  static final Client UNKNOWN = new Client(null, false);

  /** Describes a client that may be of either sort. */
  public Client(@Nullable String baseUrl, boolean azure) {
    this(baseUrl, azure, true);
  }

  /** Returns who answers, under OpenTelemetry's names. */
  public String provider() {
    return Providers.ofUrl(baseUrl, azure ? Providers.AZURE_OPENAI : Providers.OPENAI);
  }

  /** Returns the base URL without user information, query and fragment; null if unknown. */
  public @Nullable String serverAddress() {
    return baseUrl == null ? null : Providers.address(baseUrl);
  }
}
