// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class ResubmissionsTest {
  private static final Context CONTEXT =
      Context.root().with(ContextKey.named("test"), "somewhere in a trace");

  private final Resubmissions resubmissions = new Resubmissions();

  @Test
  void submissionsOfATaskThatIsGone_countNoMore() {
    WeakReference<Object> discarded = discarded();
    while (discarded.get() != null) {
      System.gc();
    }

    while (resubmissions.count() > 0) { // the collector notifies with a delay
      resubmissions.removeFirst(new Object());
    }

    assertThat(resubmissions.removeFirst(new Object())).isNull();
  }

  @Test
  void submissionsOfOneTask_areTakenOldestFirst() {
    Object task = new Object();
    resubmissions.add(task, CONTEXT);
    resubmissions.add(task, Context.root());

    assertThat(resubmissions.removeFirst(task)).isSameAs(CONTEXT);
    assertThat(resubmissions.removeFirst(task)).isSameAs(Context.root());
    assertThat(resubmissions.removeFirst(task)).isNull();
    assertThat(resubmissions.count()).isZero();
  }

  private WeakReference<Object> discarded() {
    Object task = new Object();
    resubmissions.add(task, CONTEXT);
    resubmissions.add(task, CONTEXT);
    return new WeakReference<>(task);
  }
}
