// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Payload;
import dev.clew.kit.value.RetainedBytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of a node's span: what it has changed in the state. */
public final class NodePayload implements Payload {
  private final String name;
  private final @Nullable Map<String, Object> before;
  private volatile @Nullable Map<String, Object> after;

  /**
   * Describes a node that is starting.
   *
   * @param before the state before it, a copy that the library made of its own accord
   */
  public NodePayload(String name, @Nullable Map<String, Object> before) {
    this.name = name;
    this.before = before;
  }

  public String name() {
    return name;
  }

  /** Records the state after the node, or a branch's update of it. */
  public void after(Map<String, Object> state) {
    after = state;
  }

  @Override
  public CustomData render() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    Map<String, Object> state = after;
    if (state != null) {
      data.put("update", changes(state));
    }
    return new CustomData(name, data);
  }

  /** Compares the trees, because equals of the application's objects may do anything. */
  private Map<String, @Nullable Object> changes(Map<String, Object> state) {
    Map<String, @Nullable Object> changed = StateTree.of(state);
    Map<String, @Nullable Object> old = before == null ? Map.of() : StateTree.of(before);
    changed.entrySet().removeIf(entry -> isUnchanged(old, entry));
    return changed;
  }

  private static boolean isUnchanged(
      Map<String, @Nullable Object> old, Map.Entry<String, @Nullable Object> entry) {
    return old.containsKey(entry.getKey())
        && Objects.equals(old.get(entry.getKey()), entry.getValue());
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL + StateTree.retainedBytes(after);
  }
}
