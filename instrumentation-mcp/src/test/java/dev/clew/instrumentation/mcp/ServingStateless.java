// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** A stateless SDK server, which is called with and without a span. */
final class ServingStateless implements UnaryOperator<String> {
  private static final Map<String, Object> META =
      Map.of("_meta", Map.of("traceparent", ServingTools.TRACEPARENT));

  @Override
  public String apply(String kind) {
    Wireless transport = new Wireless();
    Runnable stop = kind.equals("sync") ? sync(transport) : async(transport);
    try {
      return transport.call(META) + ", then " + transport.call(Map.of());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      stop.run();
    }
  }

  private static Runnable sync(Wireless transport) {
    var server =
        McpServer.sync(transport)
            .serverInfo("desk", "1")
            .toolCall(
                ServingTools.tool(), answering(() -> ServingTools.result(ServingTools.current())))
            .build();
    return server::close;
  }

  private static Runnable async(Wireless transport) {
    var server =
        McpServer.async(transport)
            .serverInfo("desk", "1")
            .toolCall(ServingTools.tool(), answering(ServingTools::later))
            .build();
    return server::close;
  }

  /** The first parameter has another type since 0.13, which a lambda would name. */
  private static <C, R> BiFunction<C, CallToolRequest, R> answering(Supplier<R> answer) {
    return (context, request) -> answer.get();
  }

  /** Passes requests to the server like a servlet, without one. */
  private static final class Wireless implements McpStatelessServerTransport {
    private McpStatelessServerHandler handler;

    @Override
    public void setMcpHandler(McpStatelessServerHandler given) {
      handler = given;
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }

    String call(Map<String, Object> meta) throws ReflectiveOperationException {
      Map<String, Object> parameters = new HashMap<>(Map.of("name", "seat", "arguments", Map.of()));
      parameters.putAll(meta);
      Object request = new JSONRPCRequest("2.0", "tools/call", 1, parameters);
      Mono<?> answer = (Mono<?>) handle().invoke(handler, nothing(), request);
      return String.valueOf(Objects.requireNonNull(answer.block()))
          .replaceFirst("(?s).*<(.*)>.*", "$1");
    }

    private static Method handle() throws NoSuchMethodException {
      for (Method each : McpStatelessServerHandler.class.getMethods()) {
        if (each.getName().equals("handleRequest")) {
          return each;
        }
      }
      throw new NoSuchMethodException("handleRequest");
    }

    private static Object nothing() throws ReflectiveOperationException {
      return handle().getParameterTypes()[0].getField("EMPTY").get(null);
    }
  }
}
