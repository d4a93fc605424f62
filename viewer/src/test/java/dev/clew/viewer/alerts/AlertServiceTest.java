// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.clew.viewer.Recording;
import dev.clew.viewer.alerts.AlertState.Standing;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.memory.MemoryTraceStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real receiver; only the time is made. */
final class AlertServiceTest {

  private final TestClock clock = new TestClock();
  private final TraceStore store = new MemoryTraceStore(clock);
  private final AlertBook book = new AlertBook(store);
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private final AlertService service = new AlertService(store, clock, log::add);
  private HttpServer receiver;
  private int traces;

  @BeforeEach
  void listen() throws IOException {
    listen(0);
  }

  private void listen(int port) throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    receiver.createContext(
        "/hook/secret",
        exchange -> {
          received.add(Json.read(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    service.close();
    receiver.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook/secret";
  }

  private void rule(String condition) {
    book.save(new AlertRule("failing", condition, "5m", "", 1, address(), true));
  }

  private void trace(boolean fails) {
    Recording recording = new Recording(++traces, clock.millis() * 1_000_000);
    recording.span(
        null,
        "agent",
        "desk",
        0,
        100,
        record -> {
          Recording.data(record).put("name", "desk");
          if (fails) {
            Recording.fail(record, "com.shop.RefundException", "card expired");
          }
        });
    store.write(Batch.of(recording.records()));
  }

  /** What the service does every five seconds, for some time. */
  private void run(Duration time) {
    for (long seconds = 0; seconds < time.toSeconds(); seconds += 5) {
      service.evaluate();
      service.deliver();
      clock.now = clock.now.plusSeconds(5);
    }
  }

  private List<String> told() {
    return received.stream().map(event -> event.get("state").asText()).toList();
  }

  @Test
  void alert_firesOnce_andResolves() {
    rule("error_rate>0.5");
    trace(true);

    run(Duration.ofMinutes(4));
    assertThat(told()).containsExactly("firing");
    assertThat(received.get(0).get("text").asText())
        .isEqualTo("failing fires: error rate 100 % > 50 % over 5m");

    for (int i = 0; i < 3; i++) {
      trace(false);
    }
    run(Duration.ofMinutes(10));
    assertThat(told()).containsExactly("firing", "resolved");
    assertThat(log).hasSize(2);
  }

  @Test
  void receiverThatIsDownForAMinute_isToldOnce_inOrder() throws IOException {
    rule("error_rate>0.5");
    int port = receiver.getAddress().getPort();
    receiver.stop(0);
    trace(true);

    run(Duration.ofMinutes(1));
    assertThat(book.state("failing").deliveries()).hasSize(1);
    assertThat(book.state("failing").deliveries().get(0).lastError())
        .isEqualTo("no answer: ConnectException");
    listen(port);
    run(Duration.ofMinutes(3));

    assertThat(told()).containsExactly("firing");
    run(Duration.ofMinutes(10));
    assertThat(told()).containsExactly("firing", "resolved");
    assertThat(book.state("failing").deliveries()).isEmpty();
    assertThat(log).filteredOn(line -> line.contains("trying again")).hasSize(1);
    assertThat(String.join("\n", log)).doesNotContain("secret");
  }

  @Test
  void severalViewersOfOneStore_tellOnce() {
    rule("error_rate>0.5");
    trace(true);
    try (AlertService other = new AlertService(store, clock, log::add)) {
      for (int i = 0; i < 3; i++) {
        service.evaluate();
        other.evaluate();
        other.deliver();
        service.deliver();
      }
    }

    assertThat(told()).containsExactly("firing");
  }

  @Test
  void viewerThatStartsAnew_doesNotTellAgain() {
    rule("error_rate>0.5");
    trace(true);
    run(Duration.ofSeconds(20));
    try (AlertService again = new AlertService(store, clock, log::add)) {
      again.evaluate();
      again.deliver();
    }

    assertThat(told()).containsExactly("firing");
  }

  @Test
  void tooFewTraces_areNoAlert() {
    book.save(new AlertRule("failing", "error_rate>0.5", "5m", "", 10, address(), true));
    trace(true);

    run(Duration.ofMinutes(1));

    assertThat(received).isEmpty();
    assertThat(book.state("failing").standing()).isEqualTo(Standing.NO_DATA);
  }

  @Test
  void filter_restrictsWhatCounts() {
    book.save(new AlertRule("failing", "failed>0", "5m", "name:refunds", 0, address(), true));
    trace(true);

    run(Duration.ofMinutes(1));

    assertThat(book.state("failing").standing()).isEqualTo(Standing.OK);
  }

  @Test
  void volume_isComparedWithTheSameTimeOfTheDaysBefore() {
    Instant today = clock.now;
    for (int day = 7; day > 0; day--) {
      clock.now = today.minus(Duration.ofDays(day));
      for (int i = 0; i < 10; i++) {
        trace(false);
      }
    }
    clock.now = today;
    rule("volume_change<0.5");
    for (int i = 0; i < 4; i++) {
      trace(false);
    }

    run(Duration.ofSeconds(10));

    assertThat(told()).containsExactly("firing");
    assertThat(received.get(0).get("value").asDouble()).isEqualTo(0.4);
  }

  @Test
  void webhook_isMasked_andSurvivesASaveOfTheMask() {
    rule("error_rate>0.5");
    AlertRule shown = book.rule("failing").orElseThrow();
    String mask = shown.maskedWebhook();

    book.save(new AlertRule("failing", "error_rate>0.1", "1h", "", 1, mask, true));

    assertThat(mask).doesNotContain("secret");
    assertThat(book.rule("failing").orElseThrow().webhook()).isEqualTo(address());
  }

  @ParameterizedTest
  @CsvSource({
    "error_rate,5m,'',condition: \"error_rate\" is not a condition",
    "error_rate>1,5,'',over: \"5\" is not from 1m to 31d",
    "error_rate>1,5m,'duration>',filter: ",
  })
  void ruleThatCannotBeApplied_isRefused(
      String condition, String over, String filter, String message) {
    AlertRule rule = new AlertRule("a", condition, over, filter, 1, null, true);

    assertThatThrownBy(() -> book.save(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static final class TestClock extends Clock {

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
