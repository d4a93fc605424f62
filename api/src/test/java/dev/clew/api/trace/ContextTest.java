// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContextTest {
  private static final ContextKey<String> USER = ContextKey.named("user");

  private final Context agent = Context.root().with(new FakeSpan("agent"));
  private final Context tool = agent.with(new FakeSpan("tool"));

  @AfterEach
  void threadIsLeftOutsideAnyTrace() {
    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void root_hasNeitherSpanNorValues() {
    assertThat(Context.root().span()).isNull();
    assertThat(Context.root().get(USER)).isNull();
  }

  @Test
  void with_leavesTheOriginalUnchanged() {
    Context changed = agent.with(USER, "ann").with(new FakeSpan("other"));

    assertThat(changed.span().name()).isEqualTo("other");
    assertThat(changed.get(USER)).isEqualTo("ann");
    assertThat(agent.span().name()).isEqualTo("agent");
    assertThat(agent.get(USER)).isNull();
  }

  @Test
  void value_hidesAnEarlierOneOfItsKey() {
    Context context = agent.with(USER, "ann").with(USER, "bob");

    assertThat(context.get(USER)).isEqualTo("bob");
  }

  @Test
  void keysOfOneName_areDifferentKeys() {
    Context context = agent.with(USER, "ann");

    assertThat(context.get(ContextKey.<String>named("user"))).isNull();
  }

  @Test
  void nestedScopes_giveBackTheContextBefore() {
    try (Scope outer = agent.makeCurrent()) {
      try (Scope inner = tool.makeCurrent()) {
        assertThat(Context.current()).isSameAs(tool);
      }
      assertThat(Context.current()).isSameAs(agent);
    }
  }

  @Test
  void scope_closedTwice_doesNotCloseTheOneAround() {
    try (Scope outer = agent.makeCurrent()) {
      Scope inner = tool.makeCurrent();
      inner.close();
      inner.close();

      assertThat(Context.current()).isSameAs(agent);
    }
  }

  @Test
  void scope_closedTwice_doesNotCloseAScopeOpenedSince() {
    Scope first = agent.makeCurrent();
    first.close();
    try (Scope second = tool.makeCurrent()) {
      first.close();

      assertThat(Context.current()).isSameAs(tool);
    }
  }

  @Test
  void outerScope_closedFirst_takesAForgottenInnerOneAlong() {
    Scope outer = agent.makeCurrent();
    tool.makeCurrent();

    outer.close();

    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void innerScope_closedLate_doesNotBringItsContextBack() {
    Scope outer = agent.makeCurrent();
    Scope inner = tool.makeCurrent();
    outer.close();
    Context next = Context.root().with(USER, "next");
    try (Scope later = next.makeCurrent()) {
      inner.close();

      assertThat(Context.current()).isSameAs(next);
    }
  }

  @Test
  void scope_closedOnAnotherThread_isOverOnItsOwnThread() throws Exception {
    try (Scope outer = agent.makeCurrent()) {
      Scope inner = tool.makeCurrent();

      onAnotherThread(inner::close);

      assertThat(Context.current()).isSameAs(agent);
    }
  }

  @Test
  void scope_closedOnAnotherThreadAndThenOnItsOwn_leavesNothingBehind() throws Exception {
    Scope scope = agent.makeCurrent();
    onAnotherThread(scope::close);

    scope.close();

    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void scope_closedOnAnotherThread_leavesThatThreadsContext() throws Exception {
    Scope scope = agent.makeCurrent();

    Context seen =
        CompletableFuture.supplyAsync(
                () -> {
                  try (Scope own = tool.makeCurrent()) {
                    scope.close();
                    return Context.current();
                  }
                })
            .get();

    assertThat(seen).isSameAs(tool);
  }

  @Test
  void anotherThread_startsOutsideAnyTrace() throws Exception {
    try (Scope scope = agent.makeCurrent()) {
      assertThat(CompletableFuture.supplyAsync(Context::current).get()).isSameAs(Context.root());
    }
  }

  @Test
  void wrappedCallable_runsInTheContextAndGivesTheThreadBack() throws Exception {
    Callable<Context> wrapped = agent.wrap((Callable<Context>) Context::current);

    try (Scope scope = tool.makeCurrent()) {
      assertThat(wrapped.call()).isSameAs(agent);
      assertThat(Context.current()).isSameAs(tool);
    }
  }

  @Test
  void wrappedRunnable_thatThrows_givesTheThreadBack() {
    Runnable wrapped =
        agent.wrap(
            (Runnable)
                () -> {
                  throw new IllegalStateException("in " + Context.current());
                });

    assertThatThrownBy(wrapped::run)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("in Context(agent)");
    assertThat(Context.current()).isSameAs(Context.root());
  }

  private static void onAnotherThread(Runnable task) throws InterruptedException {
    Thread thread = new Thread(task);
    thread.start();
    thread.join();
  }
}
