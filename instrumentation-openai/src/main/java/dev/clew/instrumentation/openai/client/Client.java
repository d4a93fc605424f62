// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.client;

import dev.clew.kit.value.Providers;
import org.jspecify.annotations.Nullable;

/**
 * The client that makes a call, as recorded in spans.
 *
 * @param baseUrl as configured, or null if this version of the library stores it elsewhere
 * @param azure whether the client is configured for Azure
 * @param async whether its calls may continue after the method has returned
 */
public record Client(@Nullable String baseUrl, boolean azure, boolean async) {
  static final Client UNKNOWN = new Client(null, false);

  /** Creates a client that may be blocking or asynchronous. */
  public Client(@Nullable String baseUrl, boolean azure) {
    this(baseUrl, azure, true);
  }

  /** Returns the provider's name as defined by OpenTelemetry. */
  public String provider() {
    return Providers.ofUrl(baseUrl, azure ? Providers.AZURE_OPENAI : Providers.OPENAI);
  }

  /** Returns the base URL without user information, query and fragment; null if unknown. */
  public @Nullable String serverAddress() {
    return baseUrl == null ? null : Providers.address(baseUrl);
  }
}
