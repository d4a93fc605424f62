// SPDX-License-Identifier: Apache-2.0
package app;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.beta.sessions.events.BetaManagedAgentsAgentCustomToolUseEvent;
import com.anthropic.models.beta.sessions.events.BetaManagedAgentsStreamSessionEvents;
import com.anthropic.models.beta.sessions.events.BetaManagedAgentsUserCustomToolResultEventParams;
import com.anthropic.models.beta.sessions.events.BetaManagedAgentsUserMessageEventParams;
import com.anthropic.models.beta.sessions.events.EventSendParams;
import com.anthropic.services.blocking.beta.sessions.EventService;
import java.util.Iterator;

/** Gives two tasks to an agent that Anthropic hosts, and runs its tool. */
public final class Main {
  private static final String SESSION = "sesn_trip";

  private Main() {}

  public static void main(String[] args) {
    AnthropicClient client =
        AnthropicOkHttpClient.builder()
            .baseUrl(args[0].replace("/v1", ""))
            .apiKey(args[1])
            .maxRetries(0)
            .build();
    System.out.println(client.beta().sessions().retrieve(SESSION).agent().name());
    EventService events = client.beta().sessions().events();
    try (StreamResponse<BetaManagedAgentsStreamSessionEvents> stream =
        events.streamStreaming(SESSION)) {
      Iterator<BetaManagedAgentsStreamSessionEvents> each = stream.stream().iterator();
      run(events, each, "fare");
      run(events, each, "plain");
    }
    client.close();
    System.exit(3);
  }

  private static void run(
      EventService events, Iterator<BetaManagedAgentsStreamSessionEvents> each, String task) {
    events.send(
        SESSION,
        EventSendParams.builder()
            .addEvent(
                BetaManagedAgentsUserMessageEventParams.builder().addTextContent(task).build())
            .build());
    while (true) {
      BetaManagedAgentsStreamSessionEvents event = each.next();
      if (event.isAgentMessage()) {
        event.asAgentMessage().content().forEach(block -> System.out.println(block._json()));
      } else if (event.isAgentCustomToolUse()) {
        answer(events, event.asAgentCustomToolUse());
      } else if (event.isSessionStatusIdle()
          && event.asSessionStatusIdle().stopReason().isEndTurn()) {
        return;
      }
    }
  }

  private static void answer(EventService events, BetaManagedAgentsAgentCustomToolUseEvent use) {
    System.out.println(use.name() + " " + use.input()._additionalProperties());
    events.send(
        SESSION,
        EventSendParams.builder()
            .addEvent(
                BetaManagedAgentsUserCustomToolResultEventParams.builder()
                    .customToolUseId(use.id())
                    .addTextContent("90 euros")
                    .build())
            .build());
  }
}
