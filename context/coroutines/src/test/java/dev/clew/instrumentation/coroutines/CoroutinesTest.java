// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** A coroutine keeps the context in which it was started, whoever resumes it. */
@ParameterizedClass
@FieldSource("VERSIONS")
class CoroutinesTest {
  static final List<LibraryVersion> VERSIONS = LibraryVersion.supportedBy(new CoroutinesModule());

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new CoroutinesModule(), new ConcurrentModule());

  @Parameter LibraryVersion version;

  private final ExecutorService stranger =
      Executors.newSingleThreadExecutor(task -> new Thread(null, task, "stranger", 0, false));

  @AfterEach
  void stop() {
    stranger.shutdownNow();
  }

  @Test
  void onTheDefaultDispatcher_everyPieceIsInTheContextOfTheLaunch() throws Exception {
    Context origin = context("origin");

    assertThat(ran(Journey.OnDefault.class, origin)).hasSize(5).containsOnly(origin);
  }

  @Test
  void onAnExecutor_everyPieceIsInTheContextOfTheLaunch() throws Exception {
    Context origin = context("origin");

    assertThat(ran(Journey.OnExecutor.class, origin)).hasSize(5).containsOnly(origin);
  }

  @Test
  void inRunBlocking_everyPieceIsInTheContextOfTheCaller() throws Exception {
    Context origin = context("origin");

    assertThat(ran(Journey.InRunBlocking.class, origin)).hasSize(5).containsOnly(origin);
  }

  @Test
  void unconfined_everyPieceIsInTheContextOfTheLaunch_whoeverResumesIt() throws Exception {
    Context origin = context("origin");

    assertThat(ran(Journey.OnUnconfined.class, origin)).hasSize(5).containsOnly(origin);
  }

  @Test
  void ofTwoCoroutinesOnOneThread_eachHasItsOwn() throws Exception {
    Context one = context("one");
    Context other = context("other");

    assertThat(ran(Journey.OnDefault.class, one)).containsOnly(one);
    assertThat(ran(Journey.OnDefault.class, other)).containsOnly(other);
  }

  @Test
  void outsideATrace_noPieceHasAContext_norHasTheThreadOneLeft() throws Exception {
    ran(Journey.OnDefault.class, context("before"));

    assertThat(ran(Journey.OnDefault.class, Context.root()))
        .hasSize(5)
        .containsOnly(Context.root());
  }

  /** Returns the contexts of the parts; a thread in another trace resumes the coroutine. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // a role has no type arguments
  private List<Context> ran(Class<? extends Function> journey, Context origin) throws Exception {
    Context others = context("stranger's");
    Executor resuming =
        resume ->
            stranger.execute(
                () -> {
                  try (Scope ignored = others.makeCurrent()) {
                    resume.run();
                  }
                });
    Function<Executor, List<Context>> begin = version.load(Function.class, journey);
    try (Scope ignored = origin.makeCurrent()) {
      return begin.apply(resuming);
    }
  }

  private static Context context(String name) {
    return Context.root()
        .with(
            weaving
                .spans()
                .tracer()
                .start(
                    Context.root(), SpanType.CUSTOM, name, () -> new CustomData(name, Map.of())));
  }
}
