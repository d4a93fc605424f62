// SPDX-License-Identifier: Apache-2.0
package app;

import io.a2a.client.Client;
import io.a2a.client.config.ClientConfig;
import io.a2a.client.transport.jsonrpc.JSONRPCTransport;
import io.a2a.client.transport.jsonrpc.JSONRPCTransportConfig;
import io.a2a.server.ServerCallContext;
import io.a2a.server.agentexecution.AgentExecutor;
import io.a2a.server.agentexecution.RequestContext;
import io.a2a.server.auth.UnauthenticatedUser;
import io.a2a.server.events.EventQueue;
import io.a2a.server.events.InMemoryQueueManager;
import io.a2a.server.events.MainEventBus;
import io.a2a.server.tasks.AgentEmitter;
import io.a2a.server.tasks.InMemoryTaskStore;
import io.a2a.spec.AgentCapabilities;
import io.a2a.spec.AgentCard;
import io.a2a.spec.AgentInterface;
import io.a2a.spec.Message;
import io.a2a.spec.MessageSendParams;
import io.a2a.spec.TextPart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/** A client and an executor as of 1.0: asks a URL for an answer or a stream, or serves. */
public final class Records implements BiConsumer<String, String> {
  @Override
  public void accept(String action, String url) {
    try {
      if (action.equals("serve")) {
        serve();
      } else {
        ask(url, action.equals("stream"));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Message message() {
    return Message.builder()
        .role(Message.Role.ROLE_USER)
        .contextId("trip-1")
        .taskId("task-1")
        .parts(List.of(new TextPart("dragons")))
        .build();
  }

  private static void ask(String url, boolean streaming) throws Exception {
    AgentCard card =
        AgentCard.builder()
            .name("teller")
            .description("Tells stories")
            .version("7")
            .capabilities(new AgentCapabilities(true, false, false, List.of()))
            .defaultInputModes(List.of("text"))
            .defaultOutputModes(List.of("text"))
            .skills(List.of())
            .supportedInterfaces(List.of(new AgentInterface("JSONRPC", url)))
            .build();
    Client client =
        Client.builder(card)
            .clientConfig(new ClientConfig.Builder().setStreaming(streaming).build())
            .withTransport(JSONRPCTransport.class, new JSONRPCTransportConfig())
            .build();
    CountDownLatch over = new CountDownLatch(1);
    client.sendMessage(
        message(), List.of((event, from) -> {}), error -> over.countDown(), null);
    if (streaming) {
      over.await();
    }
  }

  private static void serve() {
    EventQueue queue =
        new InMemoryQueueManager(new InMemoryTaskStore(), new MainEventBus())
            .createOrTap("task-1");
    RequestContext request =
        new RequestContext.Builder()
            .setParams(MessageSendParams.builder().message(message()).build())
            .setTaskId("task-1")
            .setContextId("trip-1")
            .setServerCallContext(
                new ServerCallContext(UnauthenticatedUser.INSTANCE, Map.of(), Set.of()))
            .build();
    new Teller().execute(request, new AgentEmitter(request, queue));
  }

  /** An agent that answers with an artifact. */
  private static final class Teller implements AgentExecutor {
    @Override
    public void execute(RequestContext request, AgentEmitter emitter) {
      emitter.startWork();
      emitter.addArtifact(List.of(new TextPart("a story")));
      emitter.complete();
    }

    @Override
    public void cancel(RequestContext request, AgentEmitter emitter) {}
  }
}
