// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Clew must not call arguments, answers, contents and transports written by an application. */
@SuppressWarnings("deprecation") // available in all versions
class OwnObjectsTest {
  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new McpModule());

  private McpDesk desk;
  private McpAsyncClient client;

  /** The SDK's own calls after a subscription go through these. */
  @BeforeAll
  static void declareDelegatingFrames() {
    Probe.passesOn("TracedMono.subscribe", "CallSubscriber.", "ServedMono.subscribe");
  }

  @BeforeEach
  void open() throws Exception {
    desk = McpDesk.open();
    client =
        McpClient.async(new OwnTransport(transport(desk.url())))
            .jsonSchemaValidator(Probe.implementing(JsonSchemaValidator.class))
            .build();
    client.initialize().block();
  }

  @AfterEach
  void close() {
    client.close();
    desk.close();
    Probe.calls();
  }

  private static McpClientTransport transport(String url) {
    return HttpClientStreamableHttpTransport.builder(url).build();
  }

  private static <T> T inSpan(Callable<T> asking) throws Exception {
    Span trip =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "trip", () -> new CustomData("trip", Map.of()));
    try (Scope inside = Context.root().with(trip).makeCurrent()) {
      return asking.call();
    } finally {
      trip.end();
      Probe.export(() -> weaving.spans().spans().forEach(span -> span.payload().render()));
    }
  }

  private CallToolResult call(Map<String, Object> arguments, Map<String, Object> meta)
      throws Exception {
    return inSpan(() -> client.callTool(new CallToolRequest("seat", arguments, meta)).block());
  }

  @Test
  void ownArguments_areAskedNothing() throws Exception {
    assertThat(call(new OwnMap<>(Map.of("row", 7)), null)).isNotNull();

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownArgumentsBehindAViewOfTheJdk_areAskedNothing() throws Exception {
    Map<String, Object> view = Collections.unmodifiableMap(new OwnMap<>(Map.of("row", 7)));

    assertThat(call(view, Collections.synchronizedMap(new OwnMap<>(Map.of())))).isNotNull();

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void argumentsWithinArguments_areAskedNothing() throws Exception {
    List<Object> own = new OwnList<>(List.of("aisle"));

    assertThat(call(Map.of("seats", own, "views", Collections.unmodifiableList(own)), null))
        .isNotNull();

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void orderOfMetaData_isNotAsked() throws Exception {
    Map<String, Object> meta = new TreeMap<>(new OwnOrder());
    meta.put("user", "7");

    assertThat(call(Map.of(), meta)).isNotNull();

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownAnswerOfATransport_isAskedNothing() throws Exception {
    assertThat(call(Map.of(), null).content()).isInstanceOf(OwnList.class);
    assertThat(inSpan(() -> client.listTools().block()).tools()).hasSize(2);

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownContent_isAskedNothing() throws Exception {
    OwnTransport.content = new OwnContent();
    try {
      assertThat(call(Map.of(), null).content()).hasSize(1);
    } finally {
      OwnTransport.content = null;
    }

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked")
  void ownSubscriber_isAskedNothing() throws Exception {
    Probe.answerWith(
        type ->
            type == reactor.util.context.Context.class
                ? reactor.util.context.Context.empty()
                : null);

    CoreSubscriber<CallToolResult> own = Probe.implementing(CoreSubscriber.class);
    inSpan(
        () -> {
          client.callTool(new CallToolRequest("seat", Map.of(), null)).subscribe(own);
          return "";
        });

    assertThat(Probe.calls()).isEmpty();
  }

  /** Transforms received messages arbitrarily. */
  private static final class OwnTransport implements McpClientTransport {
    private static volatile Content content;

    private final McpClientTransport behind;

    OwnTransport(McpClientTransport behind) {
      this.behind = behind;
    }

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
      Probe.note("Transport", "protocolVersions");
      return behind.protocolVersions();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      Probe.note("Transport", "unmarshalFrom");
      T made = behind.unmarshalFrom(data, type);
      if (made instanceof CallToolResult called) {
        List<Content> contents =
            content == null ? new OwnList<>(called.content()) : new ArrayList<>(List.of(content));
        return (T) new CallToolResult(contents, called.isError(), null, null);
      }
      return made instanceof ListToolsResult listed
          ? (T) new ListToolsResult(new OwnList<>(listed.tools()), null)
          : made;
    }
  }

  private static final class OwnContent implements Content {
    @Override
    public String type() {
      Probe.note("Content", "type");
      return "own";
    }

    @Override
    public Map<String, Object> meta() {
      Probe.note("Content", "meta");
      return Map.of();
    }
  }

  private static final class OwnOrder implements Comparator<String> {
    @Override
    public int compare(String one, String other) {
      Probe.note("Comparator", "compare");
      return one.compareTo(other);
    }
  }

  private static final class OwnMap<K, V> extends AbstractMap<K, V> {
    private final Map<K, V> entries;

    OwnMap(Map<K, V> entries) {
      this.entries = entries;
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
      Probe.note("Map", "entrySet");
      return entries.entrySet();
    }

    /** The export thread may call this on captured values. */
    @Override
    public String toString() {
      return "own";
    }
  }

  private static final class OwnList<E> extends AbstractList<E> {
    private final List<E> elements;

    OwnList(List<E> elements) {
      this.elements = elements;
    }

    @Override
    public E get(int index) {
      Probe.note("List", "get");
      return elements.get(index);
    }

    @Override
    public int size() {
      Probe.note("List", "size");
      return elements.size();
    }

    /** The export thread may call this on captured values. */
    @Override
    public String toString() {
      return "own";
    }
  }
}
