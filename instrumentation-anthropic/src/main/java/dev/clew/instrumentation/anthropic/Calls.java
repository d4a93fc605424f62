// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.ClientOptions;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.http.HttpCalls;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.http.ServiceClients;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.Providers;

/** The calls of anthropic-java. */
final class Calls extends HttpCalls {
  private static final ServiceClient UNKNOWN = ServiceClient.unknown(Providers.ANTHROPIC);

  Calls(CallObservations observations) {
    super(
        observations,
        new AnthropicLibrary(),
        new ServiceClients<>(ClientOptions.class, Calls::client, UNKNOWN));
  }

  private static ServiceClient client(ClientOptions options, boolean async) {
    // Before 2.72, which added this accessor, only the HTTP client knew the back end, and the
    // options had the default URL, whatever the client was built with.
    String provider = Accessors.text(options, "openTelemetryProviderName");
    return provider == null
        ? new ServiceClient(null, Providers.ANTHROPIC, async)
        : new ServiceClient(Accessors.text(options, "baseUrl"), provider, async);
  }
}
