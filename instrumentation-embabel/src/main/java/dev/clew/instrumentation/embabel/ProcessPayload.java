// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.embabel;

import dev.clew.api.data.AgentData;
import dev.clew.kit.agent.AgentPayload;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a process's span: its agent, the actions that ran, and the last result. */
final class ProcessPayload implements AgentPayload {
  private static final int MAX_ACTIONS = 200;

  private final String name;
  private final @Nullable String description;
  private final @Nullable String id;
  private final @Nullable String parentId;
  private final List<String> actions = new ArrayList<>();
  private volatile @Nullable Object answer;
  private volatile @Nullable String status;

  ProcessPayload(Object process) {
    this.name = Processes.agent(process);
    this.description = Processes.description(process);
    this.id = Processes.id(process);
    this.parentId = Processes.parentId(process);
  }

  /** Returns the id of a process that is not part of another one. */
  @Nullable String rootId() {
    return parentId == null ? id : null;
  }

  void actionStarts(String action) {
    synchronized (actions) {
      if (actions.size() < MAX_ACTIONS) {
        actions.add(action);
      }
    }
  }

  /** Records the status after the run. */
  void ended(@Nullable String after) {
    status = after;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void answered(@Nullable Object result) {
    answer = result;
  }

  @Override
  public @Nullable Object output() {
    return answer;
  }

  @Override
  public AgentData render() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("process_id", id);
    details.put("parent_process_id", parentId);
    details.put("status", status);
    details.put("description", description);
    synchronized (actions) {
      details.put("actions", List.copyOf(actions));
    }
    details.values().removeIf(value -> value == null);
    return new AgentData(
        name, null, null, List.of(), List.of(), null, Map.of(), Values.tree(answer), details);
  }

  @Override
  public long retainedBytes() {
    return 2 * RetainedBytes.PER_CALL;
  }
}
