// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.api.trace.Scope;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Records and answers {@code McpClientTransport.connect}, as a call like any other. A transport
 * that was connected from the tape starts no process and opens no connection.
 */
final class ConnectHook implements Hook<ConnectHook.Connecting> {
  private final Connections connections;

  ConnectHook(Connections connections) {
    this.connections = connections;
  }

  /** A transport that connects for real. */
  record Connecting(@Nullable TapeRecorder recorder, Scope inside) {}

  @Override
  @SuppressWarnings("unchecked") // its messages are of a type that is read nowhere here
  public @Nullable Connecting enter(Call call) {
    Function<Mono<Object>, Mono<Object>> handler = call.argument(0, Function.class);
    if (handler == null || Connections.isInside()) {
      return null;
    }
    Object transport = call.self(Object.class);
    TapeDecision decision =
        connections.tape().begin(TapeRequest.mcp(transport.getClass(), "connect", null));
    TapeAnswer answer = decision.played();
    Connection connection = new Connection(handler, answer != null, connections.json());
    connections.put(transport, connection);
    if (answer != null) {
      Throwable failure = answer.failure();
      call.answer(() -> failure == null ? Mono.empty() : Missing.failing(failure));
      return null;
    }
    call.replaceArgument(0, connection.recording());
    return new Connecting(decision.recorder(), Connections.inside());
  }

  @Override
  public @Nullable Object exit(
      Connecting connecting, @Nullable Object result, @Nullable Throwable thrown) {
    connecting.inside().close();
    TapeRecorder recorder = connecting.recorder();
    if (recorder == null) {
      return result;
    }
    if (thrown != null) {
      recorder.failed(thrown);
    }
    return result instanceof Mono<?> connected
        ? connected.doOnSuccess(any -> recorder.complete()).doOnError(recorder::failed)
        : result;
  }
}
