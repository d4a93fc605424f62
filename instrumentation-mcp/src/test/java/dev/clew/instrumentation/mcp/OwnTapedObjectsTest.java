// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.mcp.tape.McpTapeModule;
import dev.clew.testkit.Probe;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** Transports of an application, and its arguments, while a tape is recorded and replayed. */
@SuppressWarnings("deprecation") // available in all versions
class OwnTapedObjectsTest {
  private static final RecordedTape TAPE = new RecordedTape();

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(TAPE, new McpTapeModule());

  private McpDesk desk;

  @BeforeAll
  static void declareDelegatingFrames() {
    Probe.passesOn("Connection.lambda");
  }

  @BeforeEach
  void open() throws Exception {
    desk = McpDesk.open();
    TAPE.record();
  }

  @AfterEach
  void close() {
    TAPE.stop();
    desk.close();
    Probe.calls();
  }

  private String seat(Map<String, Object> arguments) {
    McpAsyncClient client =
        McpClient.async(
                new OwnTransport(HttpClientStreamableHttpTransport.builder(desk.url()).build()))
            .jsonSchemaValidator(Probe.implementing(JsonSchemaValidator.class))
            .build();
    try {
      client.initialize().block();
      return client.callTool(new CallToolRequest("seat", arguments, null)).block().content() + "";
    } finally {
      client.close();
    }
  }

  @Test
  void ownTransport_isCalledByTheSdkAlone_andSendsNothingOnAReplay() {
    String live = seat(Map.of("row", 7));

    assertThat(TAPE.entries()).hasSize(3);
    assertThat(Probe.calls()).isEmpty();
    desk.close();
    TAPE.replay();
    assertThat(seat(Map.of("row", 7))).isEqualTo(live);
  }

  @Test
  void ownArguments_areNotReadOnTheApplicationsThread() {
    assertThat(seat(new OwnMap(Map.of("row", 7)))).contains("seat 7");

    assertThat(Probe.calls()).isEmpty();
  }

  private record OwnTransport(McpClientTransport behind) implements McpClientTransport {
    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
      Probe.note("Transport", "connect");
      return behind.connect(handler);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      Probe.note("Transport", "sendMessage");
      return behind.sendMessage(message);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return behind.closeGracefully();
    }

    @Override
    public List<String> protocolVersions() {
      return behind.protocolVersions(); // asked by the SDK
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      Probe.note("Transport", "unmarshalFrom");
      return behind.unmarshalFrom(data, type);
    }
  }

  /** Clew writes arguments on a thread of its own. */
  private static final class OwnMap extends AbstractMap<String, Object> {
    private final Map<String, Object> entries;

    OwnMap(Map<String, Object> entries) {
      this.entries = entries;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      if (!Thread.currentThread().getName().startsWith("clew")) {
        Probe.note("Map", "entrySet");
      }
      return entries.entrySet();
    }
  }
}
