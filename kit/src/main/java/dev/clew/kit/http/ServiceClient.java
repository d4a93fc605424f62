// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import dev.clew.kit.value.Providers;
import org.jspecify.annotations.Nullable;

/**
 * The client that makes a call, as recorded in spans.
 *
 * @param baseUrl as configured, or null if this version of the library stores it elsewhere
 * @param provider its name as defined by OpenTelemetry
 * @param async whether its calls may continue after the method has returned
 */
public record ServiceClient(@Nullable String baseUrl, String provider, boolean async) {
  /** Returns a client of which only the provider is known, blocking or asynchronous. */
  public static ServiceClient unknown(String provider) {
    return new ServiceClient(null, provider, true);
  }

  /** Returns the base URL without user information, query and fragment; null if unknown. */
  public @Nullable String serverAddress() {
    return baseUrl == null ? null : Providers.address(baseUrl);
  }
}
