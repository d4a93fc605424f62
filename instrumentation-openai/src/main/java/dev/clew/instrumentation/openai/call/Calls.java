// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.ClientOptions;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.http.HttpCalls;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.http.ServiceClients;
import dev.clew.kit.value.Providers;

/** The calls of openai-java. */
public final class Calls extends HttpCalls {
  private static final ServiceClient UNKNOWN = ServiceClient.unknown(Providers.OPENAI);

  public Calls(CallObservations observations) {
    super(
        observations,
        new OpenAiLibrary(),
        new ServiceClients<>(ClientOptions.class, Calls::client, UNKNOWN));
  }

  private static ServiceClient client(ClientOptions options, boolean async) {
    String url = options.baseUrl();
    boolean azure = options.azureServiceVersion() != null;
    String provider = Providers.ofUrl(url, azure ? Providers.AZURE_OPENAI : Providers.OPENAI);
    return new ServiceClient(url, provider, async);
  }
}
