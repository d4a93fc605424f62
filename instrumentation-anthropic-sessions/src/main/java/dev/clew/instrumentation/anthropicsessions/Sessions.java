// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import com.anthropic.core.ClientOptions;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.errors.AnthropicServiceException;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpLibrary;
import dev.clew.kit.http.ResponseOrigin;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.http.ServiceClients;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.Providers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions in use, the latest ones; shared by the hooks of one application class loader. */
final class Sessions implements HttpLibrary {
  private static final int MAX = 100;
  private static final LibraryClasses LIBRARY = LibraryClasses.in("com.anthropic.");
  private static final ResponseOrigin ORIGIN = new ResponseOrigin(LIBRARY, HttpResponse.class);

  private final CallObservations observations;
  private final ServiceClients<ClientOptions> clients =
      new ServiceClients<>(
          ClientOptions.class, Sessions::client, ServiceClient.unknown(Providers.ANTHROPIC));

  /** Guarded by this. */
  private final Map<String, Session> byId =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          return size() > MAX;
        }
      };

  Sessions(CallObservations observations) {
    this.observations = observations;
  }

  private static ServiceClient client(ClientOptions options, boolean async) {
    String provider = Accessors.text(options, "openTelemetryProviderName"); // since 2.72
    return provider == null
        ? new ServiceClient(null, Providers.ANTHROPIC, async)
        : new ServiceClient(Accessors.text(options, "baseUrl"), provider, async);
  }

  CallObservations observations() {
    return observations;
  }

  /** Returns the client whose service is called. */
  ServiceClient client(Object service) {
    return clients.of(service);
  }

  synchronized Session of(String id) {
    return byId.computeIfAbsent(id, Session::new);
  }

  @Override
  public @Nullable Object observe(Object result, HttpCall call) {
    return result instanceof HttpResponseFor<?> response ? observed(response, call) : null;
  }

  private static <T> HttpResponseFor<T> observed(HttpResponseFor<T> response, HttpCall call) {
    int status = ORIGIN.isOfLibrary(response) ? response.statusCode() : 0;
    return call.response(
        response, new ObservedResponse<>(response, call), ObservedResponse.PROXY, status, false);
  }

  @Override
  public int statusCode(Throwable thrown) {
    return thrown instanceof AnthropicServiceException error && LIBRARY.mayCall(error)
        ? error.statusCode()
        : 0;
  }
}
