// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.api.data.Usage;
import dev.clew.exporter.metrics.MeasuredSpans;
import dev.clew.exporter.metrics.SpanMetrics;
import dev.clew.exporter.otlp.OtlpReceiver;
import dev.clew.exporter.otlp.OtlpReceiver.Answer;
import dev.clew.exporter.otlp.OtlpReceiver.Received;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MetricsSenderTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.5Z");

  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final SpanMetrics spans = new SpanMetrics(100);
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Semaphore begun = new Semaphore(0);

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void request_isWhatTheOfficialClassesRead() throws Exception {
    spans.accept(
        MeasuredSpans.priced(
            MeasuredSpans.call(Usage.of(310, 25)), Map.of("clew.cost.total", 0.125)));

    sendOnce();

    Received received = receiver.received().get(0);
    assertThat(received.path()).isEqualTo("/v1/metrics");
    Map<String, Metric> metrics = metrics(received);
    HistogramDataPoint duration =
        metrics.get("gen_ai.client.operation.duration").getHistogram().getDataPoints(0);
    assertThat(duration.getCount()).isEqualTo(1);
    assertThat(duration.getSum()).isEqualTo(1.0);
    assertThat(duration.getExplicitBoundsList()).hasSize(14).startsWith(0.01).endsWith(81.92);
    assertThat(duration.getBucketCountsList()).hasSize(15).containsOnlyOnce(1L);
    assertThat(duration.getBucketCounts(7)).isEqualTo(1);
    assertThat(duration.getStartTimeUnixNano()).isEqualTo(1_000_000_000L);
    assertThat(duration.getTimeUnixNano()).isEqualTo(1_795_262_400_500_000_000L);
    assertThat(attributes(duration.getAttributesList()))
        .containsEntry("gen_ai.provider.name", "openai")
        .containsEntry("gen_ai.request.model", "gpt-4o-mini");
    assertThat(metrics.get("gen_ai.client.operation.duration").getUnit()).isEqualTo("s");
  }

  @Test
  void request_hasWholeCountersAndAmounts() throws Exception {
    spans.accept(MeasuredSpans.priced(MeasuredSpans.call(null), Map.of("clew.cost.total", 0.125)));

    sendOnce();

    Map<String, Metric> metrics = metrics(receiver.received().get(0));
    NumberDataPoint count = metrics.get("clew.spans").getSum().getDataPoints(0);
    NumberDataPoint cost = metrics.get("clew.cost").getSum().getDataPoints(0);
    assertThat(count.getAsInt()).isEqualTo(1);
    assertThat(cost.getAsDouble()).isEqualTo(0.125);
    assertThat(metrics.get("clew.cost").getSum().getIsMonotonic()).isTrue();
    assertThat(metrics.get("clew.cost").getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(metrics.get("clew.pipeline.queued").getGauge().getDataPoints(0).hasAsInt()).isTrue();
  }

  @Test
  void request_saysWhatProcessItIsOf() throws Exception {
    sendOnce();

    ExportMetricsServiceRequest request = decoded(receiver.received().get(0));
    assertThat(attributes(request.getResourceMetrics(0).getResource().getAttributesList()))
        .containsEntry("service.name", "tests")
        .containsKey("service.instance.id");
    assertThat(request.getResourceMetrics(0).getScopeMetrics(0).getScope().getName())
        .isEqualTo("dev.clew");
  }

  @Test
  void counts_areCumulative() throws Exception {
    MetricsSender sender = sender(Duration.ofMillis(1));
    spans.accept(MeasuredSpans.ok(MeasuredSpans.call(null)));
    sender.start();
    awaitAnswers(2);

    sender.close(AMPLE);

    assertThat(receiver.received())
        .allSatisfy(
            each ->
                assertThat(metrics(each).get("clew.spans").getSum().getDataPoints(0).getAsInt())
                    .isEqualTo(1));
  }

  @Test
  void receiver_thatIsAwayIsSaidOnceAndItsReturnToo() throws Exception {
    receiver.answering(Answer.status(503), Answer.status(503));
    MetricsSender sender = sender(Duration.ofMillis(1));

    sender.start();
    awaitAnswers(3);
    sender.close(AMPLE);

    assertThat(said).hasSize(2);
    assertThat(said.get(0)).contains("cannot send metrics", "answered 503");
    assertThat(said.get(1)).contains("accepts metrics again");
  }

  @Test
  void receiver_thatRejectsSomeIsSaidOnce() throws Exception {
    ExportMetricsServiceResponse partial =
        ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(3)
                    .setErrorMessage("too many labels"))
            .build();
    Answer answer = Answer.status(200).body("application/x-protobuf", partial.toByteString());
    receiver.answering(answer, answer);
    MetricsSender sender = sender(Duration.ofMillis(1));

    sender.start();
    awaitAnswers(2);
    sender.close(AMPLE);

    assertThat(said).singleElement().asString().contains("rejected 3", "too many labels");
  }

  @Test
  void close_isNotHeldUpByAReceiverThatDoesNotAnswer() throws Exception {
    receiver.silent();
    MetricsSender sender = sender(NEVER);
    sender.start();

    sender.close(Duration.ofMillis(50));

    assertThat(said).singleElement().asString().contains("in time");
  }

  /** A request begins when the answer to the one before has been dealt with. */
  private void awaitAnswers(int answers) throws InterruptedException {
    begun.acquire(answers + 1);
  }

  private Instant now() {
    begun.release();
    return NOW;
  }

  private void sendOnce() {
    MetricsSender sender = sender(NEVER);
    sender.start();
    sender.close(AMPLE);
  }

  private MetricsSender sender(Duration interval) {
    URI endpoint = receiver.endpoint().resolve("/v1/metrics");
    return MetricsSenders.of(endpoint, spans, interval, this::now, said::add);
  }

  private static Map<String, Metric> metrics(Received received) {
    return decoded(received).getResourceMetrics(0).getScopeMetrics(0).getMetricsList().stream()
        .collect(Collectors.toMap(Metric::getName, metric -> metric));
  }

  private static ExportMetricsServiceRequest decoded(Received received) {
    try {
      return ExportMetricsServiceRequest.parseFrom(received.body());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, each -> each.getValue().getStringValue()));
  }
}
