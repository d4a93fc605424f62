// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
  private static final Context FIRST = Context.root().with(ContextKey.named("test"), 1);
  private static final Context SECOND = Context.root().with(ContextKey.named("test"), 2);

  private final Subscriptions subscriptions = new Subscriptions();
  private final Object subscriber = new Object();

  @Test
  void subscriber_hasTheContextOfItsLatestSubscription() {
    try (Scope ignored = FIRST.makeCurrent()) {
      subscriptions.note(subscriber);
    }
    try (Scope ignored = SECOND.makeCurrent()) {
      subscriptions.note(subscriber);
    }

    assertThat(subscriptions.of(subscriber)).isSameAs(SECOND);
  }

  @Test
  void contextThatIsNotedOnce_doesNotReplaceAnother() {
    try (Scope ignored = FIRST.makeCurrent()) {
      subscriptions.note(subscriber);
    }
    try (Scope ignored = SECOND.makeCurrent()) {
      subscriptions.noteOnce(subscriber);
    }

    assertThat(subscriptions.of(subscriber)).isSameAs(FIRST);
  }

  @Test
  void subscriptionOutsideAnyTrace_isNotNoted() {
    assertThat(subscriptions.note(subscriber)).isFalse();

    assertThat(subscriptions.of(subscriber)).isNull();
  }

  @Test
  void signalsWithoutContext_takeNothingFromThoseThatHaveOne() {
    try (Scope ignored = FIRST.makeCurrent()) {
      subscriptions.note(subscriber);
    }

    for (int i = 0; i < 10_000; i++) {
      assertThat(subscriptions.of(this)).isNull();
    }

    assertThat(subscriptions.of(subscriber)).isSameAs(FIRST);
  }

  @Test
  @SuppressWarnings("UnusedAssignment") // so that the subscriber can be collected
  void subscriberThatIsGone_leavesRoomForOthers() {
    Object gone = new Object();
    try (Scope ignored = FIRST.makeCurrent()) {
      subscriptions.note(gone);
    }
    gone = null;
    System.gc();
    for (int i = 0; i < 10_000; i++) {
      assertThat(subscriptions.of(this)).isNull();
    }

    try (Scope ignored = SECOND.makeCurrent()) {
      subscriptions.note(subscriber);
    }

    assertThat(subscriptions.of(subscriber)).isSameAs(SECOND);
  }
}
