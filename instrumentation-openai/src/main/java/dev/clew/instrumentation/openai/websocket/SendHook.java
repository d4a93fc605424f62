// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.responses.ResponseCalls;
import dev.clew.kit.http.HttpCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Observes commands to the server: {@code AsyncResponseConnection.send(ResponsesClientEvent,
 * String, Channel)}, through which all lanes and the blocking view go, and {@code
 * WebSocketConnection.send(Object)} of the beta.
 *
 * <p>Only {@code response.create} starts a call.
 */
final class SendHook implements Hook<SendHook.Sent> {
  /** The beta connection also serves APIs with commands of the same name. */
  private static final List<String> COMMANDS =
      List.of(
          "com.openai.models.responses.ResponsesClientEvent",
          "com.openai.models.beta.responses.BetaResponsesClientEvent");

  record Sent(OpenCalls calls, HttpCall call) {}

  private final Calls calls;
  private final ResponseCalls responses;
  private final Connections connections;

  SendHook(Calls calls, ResponseCalls responses, Connections connections) {
    this.calls = calls;
    this.responses = responses;
    this.connections = connections;
  }

  @Override
  public @Nullable Sent enter(Call call) {
    Object command = call.required(0, Object.class);
    Object create =
        COMMANDS.contains(command.getClass().getName())
            ? Fields.BY_NAME.read(command, "responseCreate")
            : null;
    if (create == null) {
      return null;
    }
    String lane = call.argumentCount() > 1 ? call.argument(1, String.class) : null;
    lane = lane != null ? lane : Fields.BY_NAME.text(create, "_streamId");
    Map<String, String> details = new LinkedHashMap<>(Map.of("transport", "websocket"));
    if (lane != null) {
      details.put("lane", lane);
    }
    HttpCall started = responses.begin(calls.client(call), create, true, details);
    if (started == null) {
      return null;
    }
    OpenCalls open = connections.of(call.self(Object.class));
    open.add(lane, started); // the answer may arrive before the method returns
    return new Sent(open, started);
  }

  @Override
  public @Nullable Object exit(Sent sent, @Nullable Object result, @Nullable Throwable thrown) {
    if (!sent.call().sent(thrown)) {
      sent.calls().remove(sent.call());
    }
    return result;
  }
}
