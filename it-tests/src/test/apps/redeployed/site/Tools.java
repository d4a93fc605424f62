// SPDX-License-Identifier: Apache-2.0
package site;

import dev.langchain4j.agent.tool.Tool;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Uses hops that retain something for a while. */
public final class Tools implements AutoCloseable {
  private static final ThreadLocal<Object> OWN = new ThreadLocal<>();

  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final Timer timer = new Timer(true);
  private final ScheduledExecutorService shared;
  private final Callable<?> question;

  /** Calls on its own threads and on those of the container. */
  Tools(ScheduledExecutorService shared, Callable<?> question) {
    this.shared = shared;
    this.question = question;
  }

  @Tool
  public String fanOut() throws Exception {
    OWN.set(this);
    pool.submit(question).get();
    CompletableFuture.supplyAsync(this::ask).thenApply(Object::toString).join();
    onTimerAndThread();
    // Cancelled before it is due: the scheduler keeps such a task in its queue until then.
    ScheduledFuture<?> later = shared.schedule(question, 1, TimeUnit.HOURS);
    later.cancel(false);
    shared.submit(question).get();
    CompletableFuture<Object> never = new CompletableFuture<>();
    never.thenApply(x -> x).orTimeout(1, TimeUnit.MILLISECONDS).handle(Tools::timedOut).join();
    OWN.remove();
    return "fanned out";
  }

  private void onTimerAndThread() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(2);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            done.countDown();
          }
        },
        1);
    Thread thread = new Thread(done::countDown);
    thread.start();
    done.await();
    thread.join();
  }

  private static Object timedOut(Object result, Throwable failure) {
    return failure instanceof TimeoutException;
  }

  private Object ask() {
    try {
      return question.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    timer.cancel();
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  ExecutorService pool() {
    return pool;
  }
}
