// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp.tape;

import dev.clew.api.tape.TapeRecorder;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The connection of a transport: recorded, or one that there is only on the tape. */
final class Connection {
  private final Function<Mono<Object>, Mono<Object>> handler;
  private final boolean played;
  private final McpJson json;
  private final Map<Object, TapeRecorder> pending = new ConcurrentHashMap<>();

  /**
   * Creates a connection.
   *
   * @param handler what the client does with the messages of the server
   */
  Connection(Function<Mono<Object>, Mono<Object>> handler, boolean played, McpJson json) {
    this.handler = handler;
    this.played = played;
    this.json = json;
  }

  boolean isPlayed() {
    return played;
  }

  /** Records the answers among the messages of the server on their way to the client. */
  Function<Mono<Object>, Mono<Object>> recording() {
    return messages -> handler.apply(messages.doOnNext(this::received));
  }

  void sent(Object id, TapeRecorder recorder) {
    pending.put(id, recorder);
  }

  void failed(Object id, Throwable thrown) {
    TapeRecorder recorder = pending.remove(id);
    if (recorder != null) {
      recorder.failed(thrown);
    }
  }

  private void received(Object message) {
    if (!(message instanceof JSONRPCResponse response) || response.id() == null) {
      return;
    }
    TapeRecorder recorder = pending.remove(response.id());
    String text = recorder == null ? null : text(response);
    if (recorder != null && text != null) {
      recorder.piece(text);
      recorder.complete();
    }
  }

  /** Runs outside the guard of hooks; an answer that cannot be written is not recorded. */
  private @Nullable String text(JSONRPCResponse response) {
    try {
      return json.write(
          response.error() == null
              ? Collections.singletonMap("result", response.result())
              : Map.of("error", response.error()));
    } catch (ReflectiveOperationException | RuntimeException cannotBeWritten) {
      return null;
    }
  }

  /** Hands the client what was recorded, as the answer to the request {@code id}. */
  void answer(Object id, String recorded) throws ReflectiveOperationException {
    Map<?, ?> answer = json.read(recorded, Map.class);
    Object error = answer.get("error");
    JSONRPCResponse response =
        new JSONRPCResponse(
            "2.0",
            id,
            answer.get("result"),
            error == null
                ? null
                : json.read(json.write(error), JSONRPCResponse.JSONRPCError.class));
    handler.apply(Mono.just(response)).subscribe();
  }
}
