// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.client;

import com.openai.core.ClientOptions;
import dev.clew.kit.http.ServiceClients;

/** Finds the client of a service object. */
public final class Clients {
  private final ServiceClients<ClientOptions, Client> clients =
      new ServiceClients<>(ClientOptions.class, Clients::client, Client.UNKNOWN);

  /** Returns the client of a {@code …ServiceImpl$WithRawResponseImpl}. */
  public Client of(Object service) {
    return clients.of(service);
  }

  private static Client client(ClientOptions options, boolean async) {
    return new Client(options.baseUrl(), options.azureServiceVersion() != null, async);
  }
}
