// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Hooks {@code ThreadPoolExecutor.execute} to store the task's context. */
final class ExecuteHook implements Hook<Resubmissions.Submission> {
  private final Tasks tasks;

  ExecuteHook(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public Resubmissions.@Nullable Submission enter(Call call) {
    Runnable task = call.argument(0, Runnable.class);
    return task == null ? null : tasks.queued(task);
  }

  @Override
  public @Nullable Object exit(
      Resubmissions.Submission state, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      tasks.withdrawn(state); // rejected
    }
    return result;
  }
}
