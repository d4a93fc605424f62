// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The contract for the instrumentation of any HTTP client. The test for each client implements
 * sending and adds what is specific to that client.
 */
public abstract class HttpClientContract {
  private static final RemoteParent CALLER =
      new RemoteParent(
          "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", false, "a=1", "user=7");

  protected final HeaderServer server = HeaderServer.start();

  /** Returns the extension that weaves the client. */
  protected abstract WeavingExtension weaving();

  /**
   * Gets {@code url}, following redirects, and returns the body.
   *
   * @param traceparent a header that the application itself sets, or null
   */
  protected abstract String send(String url, @Nullable String traceparent) throws Exception;

  /** Starts a tool span. */
  protected final Span start(Context parent) {
    return weaving()
        .spans()
        .tracer()
        .start(
            parent,
            SpanType.FUNCTION,
            "tool",
            () -> new FunctionData("tool", null, null, null, null, false));
  }

  /** Returns the header that identifies {@code span}. */
  protected static String traceparent(Span span) {
    return "00-" + span.traceId() + "-" + span.spanId() + "-01";
  }

  @AfterEach
  protected void stop() {
    server.close();
  }

  @Test
  protected void requestInsideASpan_namesIt() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("127.0.0.1", "/"), null)).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly(traceparent(tool));
    assertThat(server.received("tracestate")).containsOnlyNulls();
  }

  @Test
  protected void requestInsideAnotherOnesTrace_takesStateAndBaggageAlong() throws Exception {
    Span tool = start(Context.root().with(RemoteParent.KEY, CALLER));
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("127.0.0.1", "/"), null)).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent"))
        .containsExactly("00-" + CALLER.traceId() + "-" + tool.spanId() + "-00");
    assertThat(server.received("tracestate")).containsExactly("a=1");
    assertThat(server.received("baggage")).containsExactly("user=7");
  }

  @Test
  protected void requestToAHostThatIsNotMeant_isUnchanged() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("localhost", "/"), null)).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsOnlyNulls().hasSize(1);
  }

  @Test
  protected void redirectToAHostThatIsNotMeant_isUnchanged() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("127.0.0.1", "/away"), null)).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly(traceparent(tool), null);
  }

  /** Spring's hook adds headers to the request itself, which clients keep across redirects. */
  @Test
  protected void headersThatAnotherHookAdded_areTakenOffAtARedirect() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("127.0.0.1", "/away"), traceparent(tool))).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly(traceparent(tool), null);
  }

  @Test
  protected void requestOutsideATrace_isUnchanged() throws Exception {
    assertThat(send(server.url("127.0.0.1", "/"), null)).isEqualTo("served");

    assertThat(server.received("traceparent")).containsOnlyNulls().hasSize(1);
  }

  @Test
  protected void headerOfTheApplication_stays() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("127.0.0.1", "/"), "mine")).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly("mine");
  }
}
