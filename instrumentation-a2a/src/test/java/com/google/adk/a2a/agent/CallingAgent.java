// SPDX-License-Identifier: Apache-2.0
package com.google.adk.a2a.agent;

import io.a2a.client.Client;
import io.a2a.spec.A2AClientException;
import io.a2a.spec.Message;
import java.util.List;

/** Calls a client as ADK's remote agent does, with consumers whose classes are in its package. */
public final class CallingAgent {
  private CallingAgent() {}

  public static void call(Client client, Message message) throws A2AClientException {
    client.sendMessage(message, List.of((event, card) -> {}), error -> {}, null);
  }
}
