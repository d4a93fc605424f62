// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {
  private static final Object SELF = new Object();
  private static final Object[] ARGUMENTS = {"argument"};

  /** The source of handles in these tests. */
  interface Linker {
    MethodHandle link(String hookId, String phase, Class<?> woven) throws Exception;
  }

  @AfterEach
  void disconnect() {
    Dispatcher.connect(null);
  }

  @Test
  void withoutLinker_handlesDoNothing() throws Throwable {
    MethodHandle enter = Dispatcher.link("lib-0", "enter", String.class);
    MethodHandle exit = Dispatcher.link("lib-0", "exit", String.class);

    assertThat(enter.type()).isEqualTo(Dispatcher.ENTER);
    assertThat(exit.type()).isEqualTo(Dispatcher.EXIT);
    assertThat(entered(enter)).isNull();
    assertThat(exited(exit, "result")).isEqualTo("result");
  }

  @Test
  void linker_isAskedWithHookPhaseAndClass() throws Throwable {
    connect((hookId, phase, woven) -> handle(phase, hookId + " " + phase + " " + woven.getName()));

    assertThat(entered(Dispatcher.link("lib-0", "enter", String.class)))
        .isEqualTo("lib-0 enter java.lang.String");
    assertThat(exited(Dispatcher.link("lib-0", "exit", String.class), "result"))
        .isEqualTo("lib-0 exit java.lang.String");
  }

  @Test
  void hookThatCannotBeMade_leavesHandlesThatDoNothing() throws Throwable {
    connect((hookId, phase, woven) -> null);

    assertThat(entered(Dispatcher.link("lib-0", "enter", String.class))).isNull();
    assertThat(exited(Dispatcher.link("lib-0", "exit", String.class), "result"))
        .isEqualTo("result");
  }

  @Test
  void linkerThatThrows_leavesHandlesThatDoNothingAndLogsIt(@TempDir Path folder) throws Exception {
    ChildJvm child = ChildJvm.run(folder, Map.of(), List.of(), LinkAtABrokenLinker.class);

    assertThat(child.err())
        .containsExactly(
            "[clew] warning: hook lib-0 is off in java.lang.String:"
                + " java.lang.NoClassDefFoundError: lib/Gone");
    assertThat(child.out()).isEqualTo("null");
    assertThat(child.exitCode()).isZero();
  }

  /** Runs in a separate JVM. */
  static final class LinkAtABrokenLinker {
    public static void main(String[] arguments) throws Throwable {
      connect(
          (hookId, phase, woven) -> {
            throw new NoClassDefFoundError("lib/Gone");
          });
      System.out.print(entered(Dispatcher.link("lib-0", "enter", String.class)));
    }
  }

  @Test
  void hookCalledWhileAnotherIsLinked_doesNothingYetAndWorksLater() throws Throwable {
    List<MethodHandle> inner = new ArrayList<>();
    List<Object> during = new ArrayList<>();
    connect(
        (hookId, phase, woven) -> {
          if (hookId.equals("outer-0")) {
            inner.add(Dispatcher.link("inner-0", "enter", woven));
            inner.add(Dispatcher.link("inner-0", "exit", woven));
            during.add(unchecked(() -> entered(inner.get(0))));
            during.add(unchecked(() -> exited(inner.get(1), "result")));
          }
          return handle(phase, hookId);
        });

    assertThat(entered(Dispatcher.link("outer-0", "enter", String.class))).isEqualTo("outer-0");

    assertThat(during).containsExactly(null, "result");
    assertThat(inner.get(0).type()).isEqualTo(Dispatcher.ENTER);
    assertThat(inner.get(1).type()).isEqualTo(Dispatcher.EXIT);
    assertThat(entered(inner.get(0))).isEqualTo("inner-0");
    assertThat(exited(inner.get(1), "result")).isEqualTo("inner-0");
  }

  @Test
  void hookLinkedLate_isLinkedOnce() throws Throwable {
    List<String> linked = new ArrayList<>();
    List<MethodHandle> inner = new ArrayList<>();
    connect(
        (hookId, phase, woven) -> {
          linked.add(hookId);
          if (hookId.equals("outer-0")) {
            inner.add(Dispatcher.link("inner-0", "enter", woven));
          }
          return handle(phase, hookId);
        });
    Dispatcher.link("outer-0", "enter", String.class);

    entered(inner.get(0));
    entered(inner.get(0));

    assertThat(linked).containsExactly("outer-0", "inner-0");
  }

  @Test
  void hookLinkedLate_servesManyThreadsAtOnce() throws Exception {
    List<MethodHandle> inner = new ArrayList<>();
    connect(
        (hookId, phase, woven) -> {
          if (hookId.equals("outer-0")) {
            inner.add(Dispatcher.link("inner-0", "enter", woven));
          }
          return handle(phase, hookId);
        });
    Dispatcher.link("outer-0", "enter", String.class);
    int threads = 8;
    CyclicBarrier start = new CyclicBarrier(threads);
    Callable<Object> call =
        () -> {
          start.await();
          return unchecked(() -> entered(inner.get(0)));
        };
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Object> result : executor.invokeAll(java.util.Collections.nCopies(8, call))) {
        assertThat(result.get()).isEqualTo("inner-0");
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void linkingOnOneThread_doesNotHoldUpAnother() throws Exception {
    CountDownLatch linking = new CountDownLatch(1);
    CountDownLatch otherDone = new CountDownLatch(1);
    connect(
        (hookId, phase, woven) -> {
          if (hookId.equals("slow-0")) {
            linking.countDown();
            assertThat(otherDone.await(30, TimeUnit.SECONDS)).isTrue();
          }
          return handle(phase, hookId);
        });
    CompletableFuture<Object> slow =
        CompletableFuture.supplyAsync(
            () -> unchecked(() -> entered(Dispatcher.link("slow-0", "enter", String.class))));
    linking.await();

    Object fast = unchecked(() -> entered(Dispatcher.link("fast-0", "enter", String.class)));
    otherDone.countDown();

    assertThat(fast).isEqualTo("fast-0");
    assertThat(slow.get()).isEqualTo("slow-0");
  }

  /** Returns a handle of the right type that always returns {@code answer}. */
  private static MethodHandle handle(String phase, String answer) {
    MethodType type = phase.equals("enter") ? Dispatcher.ENTER : Dispatcher.EXIT;
    return MethodHandles.dropArguments(
        MethodHandles.constant(Object.class, answer), 0, type.parameterList());
  }

  private static void connect(Linker linker) {
    try {
      Dispatcher.connect(
          MethodHandles.lookup()
              .findVirtual(
                  Linker.class,
                  "link",
                  MethodType.methodType(
                      MethodHandle.class, String.class, String.class, Class.class))
              .bindTo(linker));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Calls like woven byte code. */
  private static Object entered(MethodHandle enter) throws Throwable {
    return (Object) enter.invokeExact(SELF, ARGUMENTS);
  }

  private static Object exited(MethodHandle exit, Object result) throws Throwable {
    return (Object) exit.invokeExact((Object) "state", result, (Throwable) null);
  }

  private interface Throwing {
    Object run() throws Throwable;
  }

  private static Object unchecked(Throwing task) {
    try {
      return task.run();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
