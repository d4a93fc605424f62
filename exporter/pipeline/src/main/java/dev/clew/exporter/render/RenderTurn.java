// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.exporter.thread.ExportCpu;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread's work on a job, and what whoever watches has seen of it.
 *
 * <p>Time is counted in looks, not by the clock: on a machine that is short of processors, or was
 * asleep, the thread has not had the time that the clock says.
 */
final class RenderTurn {
  /** A thread that waits for something is stuck when it is seen at it as often. */
  private static final int LOOKS_WAITING = 3;

  /** One that computes and gets no time to, or is in native code. */
  private static final int LOOKS_AT_MOST = 15;

  private final ForeignCalls calls;
  private final Thread thread = Thread.currentThread();
  private final AtomicLong sequence = new AtomicLong();
  private int task = -1; // written before the sequence, read after it
  private boolean left;

  // Of the thread that watches:
  private long seenSequence = -1;
  private @Nullable Object seenSubject;
  private int looks;
  private long cpuNanos;

  RenderTurn(UnresponsiveClasses unresponsive) {
    this.calls = new ForeignCalls(unresponsive);
  }

  /**
   * A thread that does not get on.
   *
   * @param index of the task
   * @param subject who does not answer
   */
  record Stuck(Thread thread, int index, Object subject, List<StackTraceElement> stack) {
    /** Returns the method that does not return, as far as that can be told from outside. */
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

  /** Notes that the thread has ended its work; an interrupt that came late goes no further. */
  @SuppressWarnings("InterruptedExceptionSwallowed")
  synchronized void end() {
    begin(-1);
    Thread.interrupted();
  }

  /** Returns whether somebody else does the work of this thread. */
  synchronized boolean isLeft() {
    return left;
  }

  /** Leaves the thread to itself if {@code skip} takes its task from it; returns whether it did. */
  synchronized boolean leave(BooleanSupplier skip) {
    if (!isWorking() || !skip.getAsBoolean()) {
      return false;
    }
    left = true;
    thread.interrupt(); // if it waits, that may end it
    return true;
  }

  boolean isWorking() {
    return sequence.get() > 0 && task >= 0;
  }

  /** Returns what the thread is stuck in, or null if it is not, or not known to be. */
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
