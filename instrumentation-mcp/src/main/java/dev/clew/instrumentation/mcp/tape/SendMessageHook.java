// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.api.trace.Scope;
import dev.clew.kit.tape.ToolTape;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Records and answers {@code McpClientTransport.sendMessage}. */
final class SendMessageHook implements Hook<SendMessageHook.Sent> {
  private final Connections connections;

  SendMessageHook(Connections connections) {
    this.connections = connections;
  }

  /** A request on its way to a real server. */
  record Sent(Connection connection, Object id, Scope inside) {}

  @Override
  public @Nullable Sent enter(Call call) {
    Object transport = call.self(Object.class);
    Connection connection = connections.of(transport);
    if (connection == null || Connections.isInside()) {
      return null;
    }
    if (!(call.argument(0, Object.class) instanceof JSONRPCRequest request)) {
      if (connection.isPlayed()) {
        call.answer(Mono::empty); // nobody is there to be notified
      }
      return null;
    }
    if (request.method().equals("ping")) { // how often depends on the clock
      if (connection.isPlayed()) {
        call.answer(() -> answered(connection, request.id(), "{\"result\":{}}", null));
      }
      return null;
    }
    // A tool that runs has no recorded calls, since its result was recorded instead.
    TapeDecision decision =
        ToolTape.isRunning()
            ? TapeDecision.PASS
            : connections.tape().begin(onTape(transport, request));
    TapeAnswer answer = decision.played();
    if (answer != null) {
      Throwable failure = answer.failure();
      call.answer(
          () ->
              failure == null
                  ? answered(connection, request.id(), answer.text(), answer)
                  : Missing.failing(failure));
      return null;
    }
    TapeRecorder recorder = decision.recorder();
    if (recorder != null) {
      connection.sent(request.id(), recorder);
    }
    return new Sent(connection, request.id(), Connections.inside());
  }

  private TapeRequest onTape(Object transport, JSONRPCRequest request) {
    Object params = request.params() == null ? Map.of() : request.params();
    return TapeRequest.mcp(
        transport.getClass(),
        request.method(),
        () -> connections.json().write(params).getBytes(StandardCharsets.UTF_8));
  }

  /** Completes as a message does that was sent; the answer comes from another thread. */
  private Mono<Object> answered(
      Connection connection, Object id, String text, @Nullable TapeAnswer answer) {
    return Mono.fromRunnable(
        () -> connections.tape().executor().execute(() -> answer(connection, id, text, answer)));
  }

  private static void answer(
      Connection connection, Object id, String text, @Nullable TapeAnswer answer) {
    try {
      if (answer != null) {
        answer.await();
      }
      connection.answer(id, text);
    } catch (ReflectiveOperationException | InterruptedException unanswered) {
      throw new IllegalStateException("clew: the tape's answer cannot be read", unanswered);
    }
  }

  @Override
  public @Nullable Object exit(Sent sent, @Nullable Object result, @Nullable Throwable thrown) {
    sent.inside().close();
    if (thrown != null) {
      sent.connection().failed(sent.id(), thrown);
    }
    return result instanceof Mono<?> message
        ? message.doOnError(failure -> sent.connection().failed(sent.id(), failure))
        : result;
  }
}
