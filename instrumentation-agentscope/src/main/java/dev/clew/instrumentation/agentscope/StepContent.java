// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.data.CustomData;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.Values;
import io.agentscope.core.message.Msg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of the span of a pipeline or a memory's method. */
final class StepContent implements CallPayload {
  private final StepHook.Step step;
  private volatile @Nullable Object output;

  StepContent(StepHook.Step step) {
    this.step = step;
  }

  @Override
  public void result(Object answer) {
    output = Values.snapshot(answer);
  }

  @Override
  public boolean isComplete() {
    return output != null;
  }

  @Override
  public CustomData render() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("class", step.owner());
    data.put("input", tree(step.input()));
    data.put("output", tree(output));
    data.values().removeIf(Objects::isNull);
    return new CustomData(step.name(), data);
  }

  /** Returns messages as their texts; other objects of the application's are not looked into. */
  private static @Nullable Object tree(@Nullable Object value) {
    if (value instanceof Msg message) {
      return Contents.text(message);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> trees = new ArrayList<>(list.size());
      list.forEach(each -> trees.add(tree(each)));
      return trees;
    }
    return value instanceof String ? value : null;
  }

  @Override
  public long retainedBytes() {
    return 4_096;
  }
}
