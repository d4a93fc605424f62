// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.exporter.thread.ExportCpu;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread's work on a job, and what the watching thread has observed of it.
 *
 * <p>Time is counted in checks, not by the clock: on a machine that is short of processors, or was
 * suspended, the thread has not had the time that the clock shows.
 */
final class RenderTurn {
  /** A waiting thread is stuck after it has been observed in the same call this often. */
  private static final int LOOKS_WAITING = 3;

  /** The same for a thread that needs the CPU but does not get it, or is in native code. */
  private static final int LOOKS_AT_MOST = 15;

  private final ForeignCalls calls;
  private final Thread thread = Thread.currentThread();
  private final AtomicLong sequence = new AtomicLong();
  private int task = -1; // written before the sequence, read after it
  private boolean left;

  // Used by the watching thread:
  private long seenSequence = -1;
  private @Nullable Object seenSubject;
  private int looks;
  private long cpuNanos;

  RenderTurn(UnresponsiveClasses unresponsive) {
    this.calls = new ForeignCalls(unresponsive);
  }

  /**
   * A thread that makes no progress.
   *
   * @param index of the task
   * @param subject the object that does not answer
   */
  record Stuck(Thread thread, int index, Object subject, List<StackTraceElement> stack) {
    /** Returns the method that does not return, as far as that can be determined from outside. */
    String culprit() {
      return Culprit.of(subject, stack);
    }
  }

  ForeignCalls calls() {
    return calls;
  }

  void begin(int index) {
    task = index;
    sequence.lazySet(sequence.getPlain() + 1);
  }

  /** Records that the thread has finished its work; clears an interrupt that came too late. */
  @SuppressWarnings("InterruptedExceptionSwallowed")
  synchronized void end() {
    begin(-1);
    Thread.interrupted();
  }

  /** Returns whether another thread does the work of this one. */
  synchronized boolean isLeft() {
    return left;
  }

  /** Abandons the thread if {@code skip} takes its task from it; returns whether it did. */
  synchronized boolean leave(BooleanSupplier skip) {
    if (!isWorking() || !skip.getAsBoolean()) {
      return false;
    }
    left = true;
    thread.interrupt(); // if it is waiting, this may end the wait
    return true;
  }

  boolean isWorking() {
    return sequence.get() > 0 && task >= 0;
  }

  /** Returns the call the thread is stuck in, or null if it is not known to be stuck. */
  @Nullable Stuck look(long lookNanos, boolean impatient) {
    long now = sequence.get();
    int index = task;
    Object subject = calls.subject();
    if (subject == null || index < 0) {
      seenSubject = null;
      return null;
    }
    if (now != seenSequence || subject != seenSubject) {
      seenSequence = now;
      seenSubject = subject;
      looks = 1;
      cpuNanos = ExportCpu.nanos(thread);
      return null;
    }
    looks++;
    boolean enough = looks >= LOOKS_WAITING && (looks >= LOOKS_AT_MOST || isStuck(lookNanos));
    if (!enough && !impatient) {
      return null;
    }
    List<StackTraceElement> stack = List.of(thread.getStackTrace());
    return now == sequence.get() ? new Stuck(thread, index, subject, stack) : null;
  }

  private boolean isStuck(long lookNanos) {
    return switch (thread.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      default -> ExportCpu.nanos(thread) - cpuNanos >= lookNanos;
    };
  }
}
