// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.trace.WeakIdentityMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The runs that a server is carrying out, by the queues of their events and by task. */
final class ServedRuns {
  private final WeakIdentityMap<Object, ServedRun> byQueue = new WeakIdentityMap<>();
  private final WeakIdentityMap<Object, Object> queues = new WeakIdentityMap<>();
  private final ConcurrentMap<String, ServedRun> executing = new ConcurrentHashMap<>();

  /** Notes to which queue an emitter of events passes them. */
  void emits(Object emitter, Object queue) {
    queues.put(emitter, queue);
  }

  /** Returns the queue of what an executor got for its events. */
  Object queueOf(Object target) {
    Object queue = queues.get(target);
    return queue == null ? target : queue;
  }

  void started(Object queue, @Nullable String taskId, ServedRun run) {
    byQueue.put(queue, run);
    if (taskId != null) {
      executing.put(taskId, run);
    }
  }

  void returned(@Nullable String taskId, ServedRun run) {
    if (taskId != null) {
      executing.remove(taskId, run);
    }
  }

  @Nullable ServedRun ofQueue(Object queue) {
    return byQueue.isEmpty() ? null : byQueue.get(queue);
  }

  void forget(Object queue) {
    byQueue.remove(queue);
  }

  /** Returns the run of a task whose executor has not returned, or null. */
  @Nullable ServedRun ofTask(@Nullable String taskId) {
    return taskId == null ? null : executing.get(taskId);
  }
}
