// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.ClientOptions;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.Providers;
import org.jspecify.annotations.Nullable;

/**
 * The client that makes a call, as recorded in spans.
 *
 * @param baseUrl as configured, or null if this version of the library stores it elsewhere
 * @param provider its name as defined by OpenTelemetry
 * @param async whether its calls may continue after the method has returned
 */
record Client(@Nullable String baseUrl, String provider, boolean async) {
  static final Client UNKNOWN = new Client(null, Providers.ANTHROPIC, true);

  static Client of(ClientOptions options, boolean async) {
    // Before 2.72, which added this accessor, only the HTTP client knew the back end, and the
    // options had the default URL, whatever the client was built with.
    String provider = Accessors.text(options, "openTelemetryProviderName");
    return provider == null
        ? new Client(null, Providers.ANTHROPIC, async)
        : new Client(Accessors.text(options, "baseUrl"), provider, async);
  }

  /** Returns the base URL without user information, query and fragment; null if unknown. */
  @Nullable String serverAddress() {
    return baseUrl == null ? null : Providers.address(baseUrl);
  }
}
