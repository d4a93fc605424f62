// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.OperationPayload;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request is about and what it returns: a task's id and state. */
final class TaskPayload implements OperationPayload {
  private final String name;
  private final @Nullable Object subject;
  private volatile @Nullable Object task;

  TaskPayload(String name, @Nullable Object subject) {
    this.name = name;
    this.subject = subject;
  }

  @Override
  public SpanType type() {
    return SpanType.CUSTOM;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void result(Object answer) {
    task = answer;
  }

  @Override
  public CustomData render() {
    Object known = task == null ? subject : task;
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    String id = Sdk.ID.textOf(subject);
    data.put("task_id", id != null ? id : Sdk.TASK_ID.textOf(subject));
    data.put("state", Sdk.stateOf(Sdk.STATUS.of(known)));
    data.values().removeIf(value -> value == null);
    return new CustomData(name, data);
  }

  @Override
  public long retainedBytes() {
    return 2_048;
  }
}
