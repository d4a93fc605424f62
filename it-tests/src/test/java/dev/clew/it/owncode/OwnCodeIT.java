// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.owncode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.Usage;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A support desk written without any library: named in the configuration, annotated, and with spans
 * of the manual API.
 */
class OwnCodeIT {
  private static final Path PROGRAM = BuildOutput.root().resolve("it-tests/src/test/apps/own-code");

  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on(
              "order 17",
              Reply.text("CALL track 17").usage(Usage.of(20, 4)),
              Reply.text("CALL weather Lisbon").usage(Usage.of(30, 4)),
              Reply.text("It waits for the rain to stop.").usage(Usage.of(40, 8)))
          .on(
              "order 99",
              Reply.text("CALL refund 99").usage(Usage.of(20, 4)),
              Reply.text("There is no such order.").usage(Usage.of(30, 6)));

  /** The annotations, by the first words of the methods that have them. */
  private static final Map<String, String> ANNOTATIONS = new LinkedHashMap<>();

  static {
    ANNOTATIONS.put(
        "  String handle(",
        "@dev.clew.annotation.AgentSpan(name = \"desk\", group = \"$1.customer\", input = \"$1.text\")");
    ANNOTATIONS.put("  String answer(", "@dev.clew.annotation.AgentSpan(name = \"$this.name\")");
    ANNOTATIONS.put("    void route(", "@dev.clew.annotation.HandoffSpan(target = \"$1.name\")");
    ANNOTATIONS.put(
        "    Verdict check(",
        "@dev.clew.annotation.GuardrailSpan(name = \"safety\", triggered = \"$result.blocked\")");
    ANNOTATIONS.put(
        "    CompletableFuture<Integer> file(",
        "@dev.clew.annotation.Traced(name = \"file\", metadata = \"customer=$1\")");
    ANNOTATIONS.put(
        "    public String run(", "@dev.clew.annotation.ToolSpan(name = \"$this.name\")");
    ANNOTATIONS.put(
        "  Answer complete(",
        "@dev.clew.annotation.Traced(type = dev.clew.annotation.Traced.Type.GENERATION,"
            + " model = \"$this.name\", provider = \"acme\", output = \"$result.text\","
            + " inputTokens = \"$result.inputTokens\", outputTokens = \"$result.outputTokens\")");
  }

  /**
   * What a developer writes around those methods with the manual API. Each starts a method of the
   * same signature, and the method itself continues under another name.
   */
  private static final Map<String, String> SPANS = new LinkedHashMap<>();

  static {
    SPANS.put(
        "  String handle(",
        """
          String handle(Request request) {
            return Spans.in(
                dev.clew.Clew.agent("desk").groupId(request.customer()).input(request.text()),
                () -> handled(request));
          }

          String handled(""");
    SPANS.put(
        "  String answer(",
        """
          String answer(String question) {
            return Spans.in(dev.clew.Clew.agent(name).input(question), () -> answered(question));
          }

          String answered(""");
    SPANS.put(
        "    void route(",
        """
          void route(Specialist target, String question) {
            dev.clew.Clew.handoff("desk", target.getName()).record();
            routed(target, question);
          }

          void routed(""");
    SPANS.put(
        "    Verdict check(",
        """
          Verdict check(String text) {
            try (dev.clew.ClewSpan span = dev.clew.Clew.guardrail("safety").input(text).start()) {
              Verdict verdict = checked(text);
              span.triggered(verdict.blocked());
              return verdict;
            }
          }

          Verdict checked(""");
    SPANS.put(
        "    CompletableFuture<Integer> file(",
        """
          CompletableFuture<Integer> file(String customer, String answer) {
            dev.clew.ClewSpan span =
                dev.clew.Clew.custom("file").attribute("metadata.customer", customer).startDetached();
            return filed(customer, answer).whenComplete((number, thrown) -> span.close());
          }

          CompletableFuture<Integer> filed(""");
    SPANS.put(
        "    public String run(",
        """
            public String run(String argument) {
              String of = name().equals("weather") ? "city" : "order";
              return Spans.in(
                  dev.clew.Clew.tool(name()).input(java.util.Map.of(of, argument)),
                  () -> ran(argument));
            }

            public String ran(""");
    SPANS.put(
        "  Answer complete(",
        """
          Answer complete(List<Map<String, String>> messages) {
            try (dev.clew.ClewSpan span =
                dev.clew.Clew.generation("chat " + name).model("acme", name).start()) {
              messages.forEach(m -> span.message(m.get("role"), m.get("content")));
              Answer answer = completed(messages);
              span.output(answer.text()).usage(answer.inputTokens(), answer.outputTokens());
              return answer;
            }
          }

          Answer completed(""");
  }

  private static final String HELPER =
      """
      package app;

      import dev.clew.ClewSpan;
      import dev.clew.SpanBuilder;
      import java.util.function.Supplier;

      final class Spans {
        private Spans() {}

        static String in(SpanBuilder builder, Supplier<String> work) {
          try (ClewSpan span = builder.start()) {
            try {
              String result = work.get();
              span.output(result);
              return result;
            } catch (RuntimeException failure) {
              span.error(failure);
              throw failure;
            }
          }
        }
      }
      """;

  private static final String TREES =
      """
      agent desk
        guardrail safety
        handoff desk → shipping
        agent shipping
          generation chat acme-1
          function track
          generation chat acme-1
          function weather
          generation chat acme-1
        custom file
      agent desk
        guardrail safety
        handoff desk → billing
        agent billing
          generation chat acme-1
          function refund ERROR java.lang.IllegalArgumentException: order 99 is unknown
          generation chat acme-1
        custom file
      agent desk
        guardrail safety
      """;

  @Test
  void configuredMethods_areAFullTree() {
    Application plain = Application.compile("own-code", List.of());
    Path rules = PROGRAM.resolve("methods.txt");

    TracedRun run =
        Comparison.of(Jdk.running(), plain)
            .model(MODEL)
            .tracing(jvm -> jvm.option("-Dclew.methods.file=" + rules).agent())
            .run();

    assertContent(run);
  }

  @Test
  void annotatedMethods_areTheSameTree() {
    Application annotated =
        changed("own-code-annotated", ANNOTATIONS, (before, method) -> before + "\n" + method);

    TracedRun run = Comparison.of(Jdk.running(), annotated).model(MODEL).run();

    assertContent(run);
  }

  @Test
  void methodsWithSpansOfTheManualApi_areTheSameTree() {
    Application manual = changed("own-code-manual", SPANS, (wrapper, method) -> wrapper);

    TracedRun run = Comparison.of(Jdk.running(), manual).model(MODEL).run();

    assertContent(run);
  }

  private static void assertContent(TracedRun run) {
    assertThat(run.traces().describe()).isEqualTo(TREES);
    TracedSpan desk = run.traces().trees().get(0).named("desk");
    assertThat(desk.details().path("inputs")).hasToString("{\"input\":\"Where is order 17?\"}");
    assertThat(desk.details().path("output").asText())
        .isEqualTo("It waits for the rain to stop. (filed as 100)");
    TracedSpan track = run.traces().trees().get(0).named("track");
    assertThat(track.data().path("input").asText()).isEqualTo("{\"order\":\"17\"}");
    assertThat(track.data().path("output").asText()).isEqualTo("order 17 is in Lisbon");
    TracedSpan generation = run.traces().trees().get(1).spans("generation").get(0);
    assertThat(generation.tokens()).isEqualTo("20+4");
    assertThat(generation.data().path("model").asText()).isEqualTo("acme-1");
    assertThat(generation.data().path("input"))
        .hasToString(
            "[{\"role\":\"system\",\"content\":\"You are in billing.\"},"
                + "{\"role\":\"user\",\"content\":\"Refund order 99, please\"}]");
    TracedSpan refused = run.traces().trees().get(2).only("guardrail");
    assertThat(refused.data().path("triggered").asBoolean()).isTrue();
  }

  /**
   * The same program with changed methods, and the artifact that the changes need on its class
   * path.
   *
   * @param changes by the first words of a method
   * @param change joins a change with those words
   */
  private static Application changed(
      String name, Map<String, String> changes, BinaryOperator<String> change) {
    Path sources = BuildOutput.newFolder(name);
    Path classes = BuildOutput.newFolder("classes-" + name);
    Path api = BuildOutput.apiJar();
    try (Stream<Path> files = Files.list(PROGRAM.resolve("app"))) {
      for (Path file : files.toList()) {
        String source = Files.readString(file);
        for (Map.Entry<String, String> each : changes.entrySet()) {
          String method = "\n" + each.getKey();
          source = source.replace(method, "\n" + change.apply(each.getValue(), each.getKey()));
        }
        Files.writeString(sources.resolve(file.getFileName().toString()), source);
      }
      if (changes == SPANS) {
        Files.writeString(sources.resolve("Spans.java"), HELPER);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Application.compile(sources, List.of(api), classes);
    return new Application(List.of(classes, api), "app.Main");
  }
}
