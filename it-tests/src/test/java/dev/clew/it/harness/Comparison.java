// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.RecordedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Runs an application without and with the agent, and compares what the application and the model
 * server saw: stdout, stderr, exit code, requests with their bodies and headers. Also checks that
 * the API key appears nowhere in Clew's output.
 *
 * <p>Comparisons that differ only in {@link #tracing} share the run without the agent.
 *
 * <p>By default the application receives the model's base URL as its first argument and the API key
 * as its second.
 */
public final class Comparison {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String API_KEY = "sk-it-5ecre7-0123456789abcdef";

  /** The port and the time differ, and the ids are random. */
  private static final Set<String> VOLATILE_HEADERS =
      Set.of(
          "host",
          "idempotency-key",
          "x-amz-date",
          "amz-sdk-invocation-id",
          "date",
          "x-ms-client-request-id");

  private final ForkedJvm jvm;
  private final Supplier<ModelEndpoint> provider;
  private final BiFunction<ForkedJvm, String, ForkedJvm> addressing;
  private final UnaryOperator<ForkedJvm> tracing;
  private final Map<List<String>, Observed> plainByArguments;

  private Comparison(
      ForkedJvm jvm,
      Supplier<ModelEndpoint> provider,
      BiFunction<ForkedJvm, String, ForkedJvm> addressing,
      UnaryOperator<ForkedJvm> tracing,
      Map<List<String>, Observed> plainByArguments) {
    this.jvm = jvm;
    this.provider = provider;
    this.addressing = addressing;
    this.tracing = tracing;
    this.plainByArguments = plainByArguments;
  }

  /** Compares runs of an application. */
  public static Comparison of(Jdk jdk, Application application) {
    return of(ForkedJvm.of(jdk, application));
  }

  /** Compares runs of a JVM to which the agent is added. */
  public static Comparison of(ForkedJvm jvm) {
    return new Comparison(
        jvm,
        () -> ModelEndpoint.of(new ScriptedModel().begin()),
        (started, baseUrl) -> started.arguments(baseUrl, API_KEY),
        ForkedJvm::agent,
        new ConcurrentHashMap<>());
  }

  /** With a model that gives these answers. */
  public Comparison model(ScriptedModel answers) {
    return model(answers::begin);
  }

  /** With a model that plays a new script in each run. */
  public Comparison model(Supplier<ModelScript> script) {
    return provider(() -> ModelEndpoint.of(script.get()));
  }

  /** With another kind of provider, started anew for each run. */
  public Comparison provider(Supplier<ModelEndpoint> started) {
    return new Comparison(jvm, started, addressing, tracing, new ConcurrentHashMap<>());
  }

  /** With environment variables that contain the model's address and the key. */
  public Comparison addressedBy(String baseUrlName, String apiKeyName) {
    return new Comparison(
        jvm,
        provider,
        (started, baseUrl) ->
            started.environment(baseUrlName, baseUrl).environment(apiKeyName, API_KEY),
        tracing,
        new ConcurrentHashMap<>());
  }

  /** With another way to add the agent than {@link ForkedJvm#agent()}. */
  public Comparison tracing(UnaryOperator<ForkedJvm> change) {
    return new Comparison(jvm, provider, addressing, change, plainByArguments);
  }

  /** Runs both and fails on any difference. */
  public TracedRun run(String... arguments) {
    return run(List.of(), arguments);
  }

  /** Like {@link #run(String...)}, but Clew must log exactly these lines to stderr. */
  public TracedRun run(List<String> agentLog, String... arguments) {
    TracedRun run = compare(Observed::seen, arguments);
    assertThat(run.exit().agentLog()).as("what Clew logs").isEqualTo(agentLog);
    return run;
  }

  /** Like {@link #run(String...)}, but Clew may write anything to stderr. */
  public TracedRun runShowing(String... arguments) {
    return compare(observed -> observed.withStderr("").seen(), arguments);
  }

  private TracedRun compare(Function<Observed, String> view, String... arguments) {
    Observed plain =
        plainByArguments.computeIfAbsent(List.of(arguments), key -> observe(jvm, arguments));
    Observed traced = observe(tracing.apply(jvm), arguments);
    assertThat(view.apply(traced)).isEqualTo(view.apply(plain));
    TracedRun run = new TracedRun(traced.exit, traced.exit.traces(), traced.requests);
    assertNoKey(run);
    return run;
  }

  private static void assertNoKey(TracedRun run) {
    assertThat(run.exit().stderr()).doesNotContain(API_KEY);
    run.traces().files().forEach(file -> assertThat(file).content().doesNotContain(API_KEY));
  }

  private Observed observe(ForkedJvm started, String... arguments) {
    try (ModelEndpoint server = provider.get()) {
      JvmExit exit = addressing.apply(started, server.baseUrl()).arguments(arguments).run();
      return new Observed(exit, server.requests());
    }
  }

  private record Observed(JvmExit exit, List<RecordedRequest> requests) {
    Observed withStderr(String stderr) {
      return new Observed(new JvmExit(exit.code(), exit.stdout(), stderr, exit.home()), requests);
    }

    /** Returns everything that must be equal, as one text, so that a failure shows the place. */
    String seen() {
      String stderr =
          exit.stderr()
              .lines()
              .filter(line -> !line.startsWith("[clew] "))
              .map(line -> line + "\n")
              .collect(Collectors.joining());
      String received =
          requests.stream().map(Observed::normalised).sorted().collect(Collectors.joining("\n"));
      return TracedSpan.withoutPorts(
          "exit code %d%n--- stdout%n%s--- stderr%n%s--- requests%n%s"
              .formatted(exit.code(), exit.stdout(), stderr, received));
    }

    private static String normalised(RecordedRequest request) {
      Map<String, List<String>> headers = new TreeMap<>(request.headers());
      headers.keySet().removeAll(VOLATILE_HEADERS);
      return "%s %s%n%s%n%s"
          .formatted(request.method(), request.path(), headers, toolsSorted(request.body()));
    }

    /** LangChain4j offers tools in the order of reflection, which is undefined. */
    private static String toolsSorted(String body) {
      try {
        JsonNode json = MAPPER.readTree(body);
        if (json.path("tools") instanceof ArrayNode tools) {
          List<JsonNode> sorted = new ArrayList<>();
          tools.forEach(sorted::add);
          sorted.sort(Comparator.comparing(JsonNode::toString));
          tools.removeAll().addAll(sorted);
          return json.toPrettyString();
        }
        return body;
      } catch (JsonProcessingException e) {
        return body;
      }
    }
  }
}
