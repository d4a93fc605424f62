// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.SuspendLambda;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.ExecutorsKt;
import kotlinx.coroutines.GlobalScope;

/**
 * A coroutine that records the context of each of its parts: when started, resumed by another
 * thread, after a delay, on another dispatcher, and back. Written like the output of Kotlin's
 * compiler for a suspending lambda.
 */
final class Journey extends SuspendLambda
    implements Function2<CoroutineScope, Continuation<? super Unit>, Object> {
  private static final ContextKey<String> INNER = ContextKey.named("inner");

  private final Executor resumer;
  private final List<Context> seen;
  private final CompletableFuture<List<Context>> arrived;
  private int next;

  Journey(
      Executor resumer,
      List<Context> seen,
      CompletableFuture<List<Context>> arrived,
      Continuation<Object> completion) {
    super(2, completion);
    this.resumer = resumer;
    this.seen = seen;
    this.arrived = arrived;
  }

  static Journey from(Executor resumer) {
    return new Journey(resumer, new ArrayList<>(), new CompletableFuture<>(), null);
  }

  List<Context> arrived() {
    try {
      return arrived.get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("after " + seen, e);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public Continuation<Unit> create(Object scope, Continuation<?> completion) {
    return (Continuation<Unit>)
        (Continuation<?>) new Journey(resumer, seen, arrived, (Continuation<Object>) completion);
  }

  @Override
  public Object invoke(CoroutineScope scope, Continuation<? super Unit> completion) {
    return ((Journey) (Continuation<?>) create(scope, completion)).invokeSuspend(Unit.INSTANCE);
  }

  @Override
  protected Object invokeSuspend(Object result) {
    Object outcome;
    do {
      seen.add(Context.current());
      if (next == 3) {
        arrived.complete(seen);
        return Unit.INSTANCE;
      }
      outcome = piece(next++);
    } while (outcome != IntrinsicsKt.getCOROUTINE_SUSPENDED());
    return outcome;
  }

  private Object piece(int number) {
    return switch (number) {
      case 0 -> {
        Continuation<Object> rest = IntrinsicsKt.intercepted(this);
        resumer.execute(() -> rest.resumeWith(Unit.INSTANCE));
        yield IntrinsicsKt.getCOROUTINE_SUSPENDED();
      }
      case 1 -> DelayKt.delay(1, unit(this));
      default -> elsewhere();
    };
  }

  /** Starts a part in a context of its own, from which the journey has to return. */
  private Object elsewhere() {
    Context here = Context.current();
    Context there = here.with(INNER, "elsewhere");
    try (Scope ignored = there.makeCurrent()) {
      Elsewhere piece =
          new Elsewhere(
              () -> seen.add(Context.current() == there ? here : Context.current()), null);
      return BuildersKt.withContext(Dispatchers.getIO(), piece, unit(this));
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Continuation<T> unit(Continuation<?> any) {
    return (Continuation<T>) any;
  }

  /** The part on the other dispatcher. */
  private static final class Elsewhere extends SuspendLambda
      implements Function2<CoroutineScope, Continuation<? super Unit>, Object> {
    private final Runnable work;

    Elsewhere(Runnable work, Continuation<Object> completion) {
      super(2, completion);
      this.work = work;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Continuation<Unit> create(Object scope, Continuation<?> completion) {
      return (Continuation<Unit>)
          (Continuation<?>) new Elsewhere(work, (Continuation<Object>) completion);
    }

    @Override
    public Object invoke(CoroutineScope scope, Continuation<? super Unit> completion) {
      return ((Elsewhere) (Continuation<?>) create(scope, completion)).invokeSuspend(Unit.INSTANCE);
    }

    @Override
    protected Object invokeSuspend(Object result) {
      work.run();
      return Unit.INSTANCE;
    }
  }

  /** On the library's threads. */
  static final class OnDefault implements Function<Executor, List<Context>> {
    @Override
    public List<Context> apply(Executor resumer) {
      Journey journey = from(resumer);
      launch(Dispatchers.getDefault(), journey);
      return journey.arrived();
    }
  }

  /** On one of the application's threads. */
  static final class OnExecutor implements Function<Executor, List<Context>> {
    @Override
    public List<Context> apply(Executor resumer) {
      ExecutorService own = Executors.newSingleThreadExecutor();
      try {
        Journey journey = from(resumer);
        launch(ExecutorsKt.from(own), journey);
        return journey.arrived();
      } finally {
        own.shutdown();
      }
    }
  }

  /** On the caller's thread, in an event loop. */
  static final class InRunBlocking implements Function<Executor, List<Context>> {
    @Override
    public List<Context> apply(Executor resumer) {
      Journey journey = from(resumer);
      try {
        BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE, journey);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return journey.arrived();
    }
  }

  /** On whatever thread resumes it. */
  static final class OnUnconfined implements Function<Executor, List<Context>> {
    @Override
    public List<Context> apply(Executor resumer) {
      Journey journey = from(resumer);
      launch(Dispatchers.getUnconfined(), journey);
      return journey.arrived();
    }
  }

  private static void launch(CoroutineContext dispatcher, Journey journey) {
    BuildersKt.launch(GlobalScope.INSTANCE, dispatcher, CoroutineStart.DEFAULT, journey);
  }
}
