// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.examples.modelserver.Usage;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.observation.ChatModelMeterObservationHandler;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.observation.DefaultChatModelObservationConvention;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.function.FunctionToolCallback;

/**
 * An application that observes Spring AI as Spring Boot's Actuator sets it up: meters, a tracer
 * over OpenTelemetry, a handler and a convention of its own. It notes whatever these see.
 */
final class ObservedApplication implements AutoCloseable {
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<ReadableSpan> spans = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(10);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final SdkTracerProvider tracing =
      SdkTracerProvider.builder().addSpanProcessor(new EndedSpans()).build();
  private final ModelServer server =
      ModelServer.start(
          SequenceScript.of(
              Reply.toolCalls(new ToolCall("call_1", "fare", "{\"to\":\"Rome\"}"))
                  .usage(Usage.of(10, 5)),
              Reply.text("90 euros.").usage(Usage.of(20, 6))));
  private final ChatClient client;

  ObservedApplication() {
    registry
        .observationConfig()
        .observationHandler(new NotingHandler()) // the last to be told of an end
        .observationHandler(new ChatModelMeterObservationHandler(meters))
        .observationHandler(new DefaultMeterObservationHandler(meters))
        .observationHandler(
            new DefaultTracingObservationHandler(
                new OtelTracer(tracing.get("app"), new OtelCurrentTraceContext(), event -> {})));
    OpenAiChatOptions.Builder options = OpenAiChatOptions.builder();
    options.baseUrl(server.baseUrl()).apiKey("key").maxRetries(0);
    options.model("gpt-4o");
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .options(options.build())
            .observationRegistry(registry)
            .meterRegistry(meters)
            .build();
    model.setObservationConvention(new NotingConvention());
    client = ChatClient.builder(model, registry, null, null).build();
  }

  /** Calls within an observed request, and returns the answer. */
  String call() {
    return Observation.createNotStarted("request", registry).observe(() -> ask().call().content());
  }

  /** Streams within an observed request, and returns the answer once all observations ended. */
  String stream() throws InterruptedException {
    String answer =
        Observation.createNotStarted("request", registry)
            .observe(() -> String.join("", ask().stream().content().collectList().block()));
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    return answer;
  }

  @SuppressWarnings("removal") // as in the other tests
  private ChatClient.ChatClientRequestSpec ask() {
    return client
        .prompt("What is the fare to Rome?")
        .toolCallbacks(
            FunctionToolCallback.builder("fare", (Map<String, Object> input) -> "90 euros")
                .description("The fare to a city")
                .inputType(Map.class)
                .build());
  }

  /** Returns what handler and convention have seen, in order. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  /** Returns OpenTelemetry's spans, in the order in which they ended. */
  List<SpanData> spans() {
    return spans.stream().map(ReadableSpan::toSpanData).toList();
  }

  /** Returns the names of OpenTelemetry's spans as an indented tree. */
  String tree() {
    return tree(SpanId.getInvalid(), "");
  }

  private String tree(String parent, String indent) {
    return spans().stream()
        .filter(span -> span.getParentSpanId().equals(parent))
        .map(span -> indent + span.getName() + "\n" + tree(span.getSpanId(), indent + "  "))
        .collect(Collectors.joining());
  }

  /** Returns how often each meter has counted. */
  List<String> meters() {
    return meters.getMeters().stream()
        .filter(meter -> !meter.getId().getName().startsWith("okhttp"))
        .map(ObservedApplication::describe)
        .sorted()
        .toList();
  }

  private static String describe(Meter meter) {
    double count =
        StreamSupport.stream(meter.measure().spliterator(), false)
            .filter(each -> each.getStatistic() == Statistic.COUNT)
            .mapToDouble(each -> each.getValue())
            .sum();
    String type = meter.getId().getTag("gen_ai.token.type");
    return meter.getId().getName() + (type == null ? "" : " " + type) + " " + (int) count;
  }

  int requests() {
    return server.requests().size();
  }

  @Override
  public void close() {
    server.close();
    tracing.close();
  }

  private final class NotingConvention extends DefaultChatModelObservationConvention {
    @Override
    public String getContextualName(ChatModelObservationContext context) {
      seen.add("convention: " + context.getRequest().getInstructions().size() + " messages");
      return super.getContextualName(context);
    }
  }

  /** Notes the observations of Spring AI; others are of the SDK's HTTP client. */
  private final class NotingHandler implements ObservationHandler<Observation.Context> {
    @Override
    public void onStart(Observation.Context context) {
      if (isOfSpring(context)) {
        seen.add("start " + context.getName());
      }
    }

    @Override
    public void onStop(Observation.Context context) {
      if (isOfSpring(context)) {
        seen.add("stop " + context.getContextualName() + ": " + values(context));
      }
      ended.countDown();
    }

    private static boolean isOfSpring(Observation.Context context) {
      return !context.getName().startsWith("okhttp");
    }

    private static String values(Observation.Context context) {
      return context.getAllKeyValues().stream()
          .filter(value -> !value.getKey().endsWith(".id") && !value.getKey().endsWith("schema"))
          .sorted()
          .map(KeyValue::getValue)
          .collect(Collectors.joining(", "));
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  private final class EndedSpans implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      spans.add(span);
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
