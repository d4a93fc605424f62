// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.alerts;

import dev.clew.viewer.alerts.AlertState.Delivery;
import dev.clew.viewer.store.StoreException;
import dev.clew.viewer.store.TraceStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates rules every few seconds and tells webhooks. Several viewers of one store may do so: who
 * replaces a rule's state first tells, the others see that it has been told.
 */
public final class AlertService implements AutoCloseable {

  private static final long SECONDS_BETWEEN = 5;

  /** After a day nobody wants to be told any more. */
  private static final long GIVE_UP_MILLIS = 86_400_000;

  private final AlertBook book;
  private final AlertEvaluation evaluation;
  private final Webhook webhook = new Webhook();
  private final Clock clock;
  private final Consumer<String> log;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "clew-viewer-alerts");
            made.setDaemon(true);
            return made;
          });
  private @Nullable String failure;

  public AlertService(TraceStore store, Clock clock, Consumer<String> log) {
    this.book = new AlertBook(store);
    this.evaluation = new AlertEvaluation(store, clock);
    this.clock = clock;
    this.log = log;
  }

  public void start() {
    var unused = thread.scheduleWithFixedDelay(this::guarded, 1, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }

  private void guarded() {
    try {
      evaluate();
      deliver();
      failure = null;
    } catch (StoreException e) {
      tellOnce("alerts: " + e.getMessage());
    } catch (RuntimeException e) {
      tellOnce("alerts: unexpected: " + e);
    }
  }

  private void tellOnce(String text) {
    if (!text.equals(failure)) {
      failure = text;
      log.accept(text);
    }
  }

  /** Looks at all rules once. */
  public void evaluate() {
    for (AlertRule rule : book.rules()) {
      if (rule.enabled()) {
        evaluate(rule);
      }
    }
  }

  private void evaluate(AlertRule rule) {
    AlertState state = book.state(rule.name());
    AlertState next;
    try {
      next = evaluation.after(state, rule);
    } catch (IllegalArgumentException e) {
      tellOnce("alert " + rule.name() + " cannot be evaluated: " + e.getMessage());
      return;
    }
    boolean changed = !next.equals(state) && book.change(rule.name(), state, next) != null;
    if (changed && next.events() > state.events()) {
      log.accept("alert " + next.history().get(0).text());
    }
  }

  /** Tells each webhook that is waited for long enough the first event it does not know. */
  public void deliver() {
    for (AlertRule rule : book.rules()) {
      AlertState state = book.state(rule.name());
      if (!state.deliveries().isEmpty()
          && state.deliveries().get(0).nextMillis() <= clock.millis()) {
        deliver(rule, state, state.deliveries().get(0));
      }
    }
  }

  private void deliver(AlertRule rule, AlertState state, Delivery delivery) {
    String address = rule.webhook();
    long now = clock.millis();
    if (address == null || now - delivery.event().millis() > GIVE_UP_MILLIS) {
      if (address != null) {
        log.accept(
            "alert " + rule.name() + ": gave up telling " + rule.maskedWebhook() + " after a day");
      }
      done(rule, delivery.event());
      return;
    }
    List<Delivery> waiting = new ArrayList<>(state.deliveries());
    Delivery attempt = delivery.attempted(now);
    waiting.set(0, attempt);
    if (book.change(rule.name(), state, state.withDeliveries(waiting)) == null) {
      return;
    }
    String problem = webhook.tell(address, delivery.event(), rule);
    if (problem == null) {
      done(rule, delivery.event());
    } else {
      if (attempt.attempts() == 1) {
        log.accept(
            "alert "
                + rule.name()
                + ": "
                + rule.maskedWebhook()
                + ": "
                + problem
                + "; trying again");
      }
      book.update(
          rule.name(),
          latest -> latest.withDeliveries(replaced(latest.deliveries(), attempt.failed(problem))));
    }
  }

  private static List<Delivery> replaced(List<Delivery> deliveries, Delivery with) {
    return deliveries.stream()
        .map(each -> each.event().id().equals(with.event().id()) ? with : each)
        .toList();
  }

  private void done(AlertRule rule, AlertEvent event) {
    book.update(
        rule.name(),
        state ->
            state.withDeliveries(
                state.deliveries().stream()
                    .filter(each -> !each.event().id().equals(event.id()))
                    .toList()));
  }

  /** Sends a test event; empty if it worked, otherwise what did not. */
  public Optional<String> test(AlertRule rule) {
    String address = rule.webhook();
    if (address == null) {
      return Optional.of("the alert has no webhook");
    }
    AlertEvent event =
        new AlertEvent(
            "test-" + clock.millis(),
            rule.name(),
            clock.millis(),
            true,
            0,
            rule.name() + ": a test");
    return Optional.ofNullable(webhook.tell(address, event, rule));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
