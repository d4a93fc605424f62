// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of objects that may be queued several times at once: a non-capturing lambda is a
 * single object, however often it is submitted. Each run takes the context of the oldest
 * submission.
 */
final class Resubmissions {
  /** Beyond this, the oldest submissions of an object run without their context. */
  private static final int MAX_WAITING = 1024;

  private final AtomicInteger count = new AtomicInteger();
  private final WeakIdentityMap<Object, Waiting> tasks =
      new WeakIdentityMap<>(waiting -> waiting.submissions.forEach(this::discarded));

  /** Returns null if nothing had to be stored. */
  @Nullable Submission add(Object task, Context context) {
    if (context == Context.root()) {
      // Only relevant if the same object is already queued with a context that must not apply here.
      if (count.get() == 0 || tasks.get(task) == null) {
        return null;
      }
    } else {
      tasks.putIfAbsent(task, new Waiting());
    }
    Waiting waiting = tasks.get(task);
    if (waiting == null) {
      return null;
    }
    Submission submission = new Submission(context.forStorage(), waiting);
    waiting.submissions.addLast(submission);
    count.incrementAndGet();
    if (waiting.size.incrementAndGet() > MAX_WAITING) {
      removed(waiting.submissions.pollFirst());
    }
    return submission;
  }

  /** Returns the context of the oldest submission, or null if none is known. */
  @Nullable Context removeFirst(Object task) {
    Waiting waiting = waiting(task);
    Submission first = waiting == null ? null : waiting.submissions.pollFirst();
    removed(first);
    return first == null ? null : first.context;
  }

  void removeLast(Object task) {
    Waiting waiting = waiting(task);
    if (waiting != null) {
      removed(waiting.submissions.pollLast());
    }
  }

  void remove(Submission submission) {
    if (submission.waiting.submissions.removeLastOccurrence(submission)) {
      removed(submission);
    }
  }

  /** Returns the number of queued submissions, as far as known. */
  int count() {
    return count.get();
  }

  /**
   * Called if a policy discarded the object silently, or the application removed it from the queue.
   */
  private void discarded(Submission submission) {
    removed(submission);
  }

  private @Nullable Waiting waiting(Object task) {
    return count.get() == 0 ? null : tasks.get(task);
  }

  private void removed(@Nullable Submission submission) {
    if (submission != null) {
      submission.waiting.size.decrementAndGet();
      count.decrementAndGet();
    }
  }

  /** One of possibly many submissions of an object. */
  static final class Submission {
    private final Context context;
    private final Waiting waiting;

    private Submission(Context context, Waiting waiting) {
      this.context = context;
      this.waiting = waiting;
    }
  }

  private static final class Waiting {
    final ConcurrentLinkedDeque<Submission> submissions = new ConcurrentLinkedDeque<>();
    final AtomicInteger size = new AtomicInteger();
  }
}
