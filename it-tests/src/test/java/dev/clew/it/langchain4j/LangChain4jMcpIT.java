// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.OnRequest;
import dev.clew.it.harness.RunningJvm;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** LangChain4j's MCP client with servers in separate processes and over HTTP. */
class LangChain4jMcpIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("stdio again", Reply.text("as I said"))
          .on(
              "stdio",
              Reply.toolCalls(
                  new ToolCall("call_1", "fare", "{\"to\":\"Lisbon\"}"),
                  new ToolCall("call_2", "seats", "{}")),
              Reply.text("189 EUR, seats unknown"))
          .on("http again", Reply.text("as I said"))
          .on(
              "http",
              Reply.toolCalls(new ToolCall("call_3", "fare", "{\"to\":\"Porto\"}")),
              Reply.text("189 EUR"));

  private static final String TREES =
      """
      agent Assistant.answer
        mcp_tools tools/list
        generation chat gpt-4o
        function fare
        function seats ERROR tool_error: no seat map
        generation chat gpt-4o
      agent Assistant.answer
        generation chat gpt-4o
      function fare
      mcp_tools prompts/list
      mcp_tools prompts/get greeting
      mcp_tools resources/list
      mcp_tools resources/read file:///fares.csv
      function slow ERROR timeout: The MCP server did not answer in time
      function crash ERROR
      function fare
      agent Assistant.answer
        mcp_tools tools/list
        generation chat gpt-4o
        function fare
        generation chat gpt-4o
      agent Assistant.answer
        generation chat gpt-4o
      """;

  private static Application application(String core, String mcp) {
    return Application.compile(
        "langchain4j-mcp",
        LibraryClasspath.of(
            "dev.langchain4j:langchain4j:" + core,
            "dev.langchain4j:langchain4j-open-ai:" + core,
            "dev.langchain4j:langchain4j-mcp:" + mcp));
  }

  private static TracedRun run(Jdk jdk, String core, String mcp) {
    return Comparison.of(jdk, application(core, mcp)).model(MODEL).run();
  }

  /** Versions differ in when they notice that a server's process has ended. */
  private static String trees(TracedRun run) {
    return run.traces().describe().replaceAll("(function crash ERROR).*", "$1");
  }

  @NewestJdk
  void toolsPromptsAndResources_areTracedOverBothTransports(Jdk jdk) {
    TracedRun run = run(jdk, "1.19.0", "1.18.1-beta28");

    assertThat(trees(run)).isEqualTo(TREES);
    TraceTree stdio = run.traces().trees().get(0);
    TracedSpan listing = stdio.only("mcp_tools");
    assertThat(listing.data().path("server").asText()).isEqualTo("fares-desk");
    assertThat(listing.data().path("result")).hasToString("[\"fare\",\"seats\"]");
    TracedSpan fare = stdio.named("fare");
    assertThat(fare.data().at("/mcp_data/server").asText()).isEqualTo("fares-desk");
    assertThat(fare.data().path("output").asText()).isEqualTo("189 EUR to Lisbon");
    assertThat(fare.clew().at("/attributes/mcp.method.name").asText()).isEqualTo("tools/call");
    assertThat(fare.clew().at("/attributes/network.transport").asText()).isEqualTo("pipe");
    TraceTree http = run.traces().about("\"http-desk\"");
    JsonNode attributes = http.named("fare").clew().path("attributes");
    assertThat(attributes.path("network.transport").asText()).isEqualTo("tcp");
    assertThat(attributes.path("mcp.session.id").asText()).isEqualTo("session-1");
    assertThat(attributes.path("mcp.protocol.version").asText()).startsWith("20");
    assertServersReceivedSpanIds(run);
  }

  static List<Arguments> earlierVersions() {
    return List.of(
        arguments("1.4.0", "1.4.0-beta10"),
        arguments("1.11.0", "1.11.0-beta19"),
        arguments("1.16.1", "1.15.1-beta25"));
  }

  @OnRequest
  @ParameterizedTest
  @MethodSource("earlierVersions")
  void earlierVersion_isTraced(String core, String mcp) {
    TracedRun run = run(Jdk.running(), core, mcp);

    assertThat(trees(run)).isEqualTo(TREES);
    assertServersReceivedSpanIds(run);
  }

  @Test
  void propagationSwitchedOff_leavesTheRequestsAlone() {
    TracedRun run =
        Comparison.of(Jdk.running(), application("1.19.0", "1.18.1-beta28"))
            .model(MODEL)
            .tracing(jvm -> jvm.agent("propagate.mcp=false"))
            .run();

    assertThat(received(run)).allSatisfy(line -> assertThat(line).doesNotContain("traceparent"));
    assertThat(trees(run)).isEqualTo(TREES);
  }

  @NewestJdk
  void serverOnStdio_saysTheSameWithTheAgent(Jdk jdk) {
    ForkedJvm server =
        ForkedJvm.of(jdk, application("1.19.0", "1.18.1-beta28").withMain("app.Server"));

    JvmExit plain = converse(server);
    JvmExit traced = converse(server.agent("exporters=console,log=debug"));

    assertThat(plain.stdout().lines()).hasSize(4);
    assertThat(traced.stdout()).isEqualTo(plain.stdout());
    assertThat(traced.stderr()).contains("chat ");
  }

  private static JvmExit converse(ForkedJvm jvm) {
    try (RunningJvm server = jvm.start()) {
      server.writeLine(
          "{'id':1,'method':'initialize','params':{'protocolVersion':'2025-06-18'}}"
              .replace('\'', '"'));
      server.writeLine("{'id':2,'method':'tools/list'}".replace('\'', '"'));
      server.writeLine(
          "{'id':3,'method':'tools/call','params':{'name':'opinion'}}".replace('\'', '"'));
      server.writeLine("{'id':4,'method':'ping'}".replace('\'', '"'));
      server.closeStdin();
      return server.await();
    }
  }

  /** Every tool call has sent the ids of its span to the server, and nothing else has. */
  private static void assertServersReceivedSpanIds(TracedRun run) {
    List<String> spans =
        run.traces().trees().stream()
            .flatMap(tree -> tree.spans("function").stream())
            .map(span -> hex(span.traceId(), 32) + "-" + hex(span.id(), 16))
            .toList();
    List<String> sent =
        received(run).stream()
            .map(LangChain4jMcpIT::json)
            .map(message -> message.at("/params/_meta/traceparent").asText())
            .filter(value -> !value.isEmpty())
            .map(value -> value.replaceFirst("^00-(.*)-01$", "$1"))
            .toList();
    assertThat(sent).containsExactlyInAnyOrderElementsOf(spans);
  }

  private static String hex(String id, int digits) {
    return id.substring(id.indexOf('_') + 1).substring(0, digits);
  }

  private static List<String> received(TracedRun run) {
    try {
      List<String> lines = new ArrayList<>();
      for (String log : List.of("stdio.jsonl", "http.jsonl")) {
        lines.addAll(Files.readAllLines(run.exit().home().resolveSibling(log)));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
