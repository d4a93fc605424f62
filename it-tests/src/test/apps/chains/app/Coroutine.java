// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
import kotlinx.coroutines.GlobalScope;

/**
 * A coroutine that is suspended for a moment, is resumed by another thread, and then does its work.
 * Written as Kotlin's compiler compiles a suspending lambda.
 */
final class Coroutine extends SuspendLambda
    implements Function2<CoroutineScope, Continuation<? super Unit>, Object> {
  private final Executor resumer;
  private final Runnable work;
  private final CompletableFuture<Void> done;
  private int next;

  private Coroutine(
      Executor resumer, Runnable work, CompletableFuture<Void> done, Continuation<?> completion) {
    super(2, unchecked(completion));
    this.resumer = resumer;
    this.work = work;
    this.done = done;
  }

  /** How a coroutine is started. */
  enum Kind {
    /** On the library's own threads. */
    COROUTINE {
      @Override
      void begin(Coroutine coroutine) {
        launch(Dispatchers.getDefault(), coroutine);
      }
    },
    /** On the caller's thread, in an event loop. */
    RUN_BLOCKING {
      @Override
      void begin(Coroutine coroutine) throws InterruptedException {
        BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE, coroutine);
      }
    },
    /** On the thread that resumes it, in the middle of that thread's own step. */
    UNCONFINED_COROUTINE {
      @Override
      void begin(Coroutine coroutine) {
        launch(Dispatchers.getUnconfined(), coroutine);
      }
    };

    abstract void begin(Coroutine coroutine) throws InterruptedException;

    /** Returns the hop; {@code resumer} is a thread that takes part in no chain. */
    Scenario.Hop hop(Executor resumer) {
      return (step, work) -> {
        CompletableFuture<Void> done = new CompletableFuture<>();
        begin(new Coroutine(resumer, work, done, null));
        done.get();
      };
    }
  }

  private static void launch(CoroutineContext dispatcher, Coroutine coroutine) {
    BuildersKt.launch(GlobalScope.INSTANCE, dispatcher, CoroutineStart.DEFAULT, coroutine);
  }

  @Override
  public Continuation<Unit> create(Object scope, Continuation<?> completion) {
    return unchecked(new Coroutine(resumer, work, done, completion));
  }

  @Override
  public Object invoke(CoroutineScope scope, Continuation<? super Unit> completion) {
    return ((Coroutine) (Continuation<?>) create(scope, completion)).invokeSuspend(Unit.INSTANCE);
  }

  @Override
  protected Object invokeSuspend(Object result) {
    if (next++ == 0) {
      Object waited = DelayKt.delay(1, unchecked(this));
      if (waited == IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
        return waited;
      }
      next++; // resumed before it could suspend
    }
    if (next == 2) {
      Continuation<Unit> rest = unchecked(IntrinsicsKt.intercepted(this));
      resumer.execute(() -> rest.resumeWith(Unit.INSTANCE));
      return IntrinsicsKt.getCOROUTINE_SUSPENDED();
    }
    try {
      work.run();
      done.complete(null);
    } catch (RuntimeException trouble) {
      done.completeExceptionally(trouble);
    }
    return Unit.INSTANCE;
  }

  @SuppressWarnings("unchecked") // as Kotlin's compiler does
  private static <T> Continuation<T> unchecked(Continuation<?> any) {
    return (Continuation<T>) any;
  }
}
