// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.codeexecutors.CodeExecutionUtils.CodeExecutionInput;
import com.google.adk.codeexecutors.CodeExecutionUtils.CodeExecutionResult;
import com.google.adk.memory.MemoryEntry;
import com.google.adk.memory.SearchMemoryResponse;
import dev.clew.api.data.CustomData;
import dev.clew.kit.call.CallPayload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of the span of a code execution or a memory search. */
final class StepPayload implements CallPayload {
  private final String name;
  private final Object input;
  private volatile @Nullable Object output;

  StepPayload(String name, Object input) {
    this.name = name;
    this.input = input;
  }

  @Override
  public void result(Object answer) {
    output = answer;
  }

  @Override
  public boolean isComplete() {
    return output != null;
  }

  @Override
  public CustomData render() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    if (input instanceof String query) {
      data.put("query", query);
    } else if (input instanceof CodeExecutionInput code && AdkClasses.mayCall(code)) {
      data.put("code", code.code());
    }
    Object result = output;
    if (result instanceof CodeExecutionResult run && AdkClasses.mayCall(run)) {
      data.put("stdout", run.stdout());
      data.put("stderr", run.stderr());
    } else if (result instanceof SearchMemoryResponse found && AdkClasses.mayCall(found)) {
      data.put("memories", texts(found.memories()));
    }
    return new CustomData(name, data);
  }

  private static List<String> texts(List<MemoryEntry> memories) {
    return memories.stream()
        .filter(AdkClasses::mayCall)
        .map(memory -> Contents.text(memory.content()))
        .toList();
  }

  @Override
  public long retainedBytes() {
    return 4_096L + (input instanceof String query ? query.length() : 0);
  }
}
