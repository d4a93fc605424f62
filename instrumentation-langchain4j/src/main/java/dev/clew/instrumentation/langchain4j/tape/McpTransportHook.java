// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.tape.ToolTape;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Records and answers what transports send to MCP servers. Starting one is a call like any other: a
 * transport that was started from the tape has no server, and so its notifications and health
 * checks go nowhere. Of methods that call each other, the outermost counts.
 */
@SuppressWarnings("FutureReturnValueIgnored") // they are the library's or its caller's to look at
final class McpTransportHook implements Hook<McpTransportHook.Sent> {
  static final String START = "start";
  static final String INITIALIZE = "initialize";
  static final String REQUEST = "executeOperationWithResponse";
  static final String NOTIFY = "executeOperationWithoutResponse";
  static final String CHECK_HEALTH = "checkHealth";
  static final String CLOSE = "close";

  private static final ContextKey<Boolean> INSIDE = ContextKey.named("tape.mcp");

  private final Tape tape;
  private final WeakIdentityMap<Object, McpServerOnTape> started = new WeakIdentityMap<>();

  McpTransportHook(Tape tape) {
    this.tape = tape;
  }

  /** A message on its way to a real server. */
  record Sent(@Nullable TapeRecorder recorder, Scope inside) {}

  @Override
  public @Nullable Sent enter(Call call) {
    String method = String.valueOf(call.label());
    Object transport = call.self(Object.class);
    McpServerOnTape server = started.get(transport);
    if (Context.current().get(INSIDE) != null) {
      return null;
    }
    switch (method) {
      case NOTIFY, CHECK_HEALTH, CLOSE -> {
        if (server != null && !server.isReal()) {
          call.answer(() -> null);
        }
        return null;
      }
      case START -> {
        return start(call, transport);
      }
      default -> {
        McpRequest request = McpRequest.of(call.argument(0, Object.class));
        return request == null ? null : request(call, transport, request, server);
      }
    }
  }

  private @Nullable Sent start(Call call, Object transport) {
    TapeDecision decision = tape.begin(McpRequest.connect(transport));
    TapeAnswer answer = decision.played();
    if (answer == null) {
      return new Sent(decision.recorder(), inside());
    }
    started.put(transport, new McpServerOnTape(transport, call.argument(0, Object.class)));
    call.answer(
        () -> {
          answer.await();
          throwFailure(answer);
          return null;
        });
    return null;
  }

  private @Nullable Sent request(
      Call call, Object transport, McpRequest request, @Nullable McpServerOnTape server) {
    if (request.isPing()) { // how often depends on the clock
      if (server != null && !server.isReal()) {
        call.answer(() -> CompletableFuture.completedFuture(request.answer("{\"result\":{}}")));
      }
      return null;
    }
    boolean initializing = INITIALIZE.equals(call.label());
    if (server != null && initializing) {
      server.initializedWith(call.required(0, Object.class));
    }
    // A tool that runs has no recorded calls, since its result was recorded instead.
    TapeDecision decision =
        ToolTape.isRunning() ? TapeDecision.PASS : tape.begin(request.onTape(transport));
    TapeAnswer answer = decision.played();
    if (answer != null) {
      call.answer(() -> later(answer, request));
      return null;
    }
    Scope inside = inside();
    if (server != null && !server.isReal()) {
      Exception failure = server.makeReal(!initializing);
      if (failure != null) {
        inside.close();
        call.answer(() -> CompletableFuture.failedFuture(failure));
        return null;
      }
    }
    return new Sent(decision.recorder(), inside);
  }

  private static Scope inside() {
    return Context.current().with(INSIDE, true).makeCurrent();
  }

  private CompletableFuture<JsonNode> later(TapeAnswer answer, McpRequest request) {
    CompletableFuture<JsonNode> future = new CompletableFuture<>();
    tape.executor()
        .execute(
            () -> {
              try {
                answer.await();
                throwFailure(answer);
                future.complete(request.answer(answer.text()));
              } catch (Throwable thrown) {
                future.completeExceptionally(thrown);
              }
            });
    return future;
  }

  private static void throwFailure(TapeAnswer answer) throws Exception {
    if (answer.failure() instanceof Error error) {
      throw error;
    }
    if (answer.failure() instanceof Exception exception) {
      throw exception;
    }
  }

  @Override
  public @Nullable Object exit(Sent sent, @Nullable Object result, @Nullable Throwable thrown) {
    sent.inside().close();
    TapeRecorder recorder = sent.recorder();
    if (recorder == null) {
      return result;
    }
    if (thrown != null) {
      recorder.failed(thrown);
    } else if (result instanceof CompletableFuture<?> future) {
      future.whenComplete((answer, failure) -> ended(recorder, answer, failure));
    } else {
      recorder.complete();
    }
    return result;
  }

  private static void ended(
      TapeRecorder recorder, @Nullable Object answer, @Nullable Throwable failure) {
    if (failure != null) {
      recorder.failed(failure);
    } else {
      recorder.piece(McpRequest.text(answer instanceof JsonNode node ? node : NullNode.instance));
      recorder.complete();
    }
  }
}
