// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.Values;
import io.agentscope.core.message.Msg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of the span of a pipeline, a memory's method or a search. */
final class StepContent implements CallPayload {
  private static final int MAX_DOCUMENTS = 100;

  private final Step step;
  private volatile @Nullable Object output;

  StepContent(Step step) {
    this.step = step;
  }

  /**
   * A call of a step's method.
   *
   * @param limit how many documents a search asks for, if known
   */
  record Step(String label, String owner, @Nullable Object input, @Nullable Long limit) {
    String name() {
      return label + " " + owner;
    }

    boolean isSearch() {
      return label.equals(AgentScopeModule.SEARCH);
    }
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
  public SpanData render() {
    Object result = output;
    if (step.isSearch()) {
      List<?> found = result instanceof List<?> list ? list : List.of();
      return new RetrievalData(
          step.owner(),
          step.input() instanceof String query ? query : null,
          step.limit() == null ? null : (Integer) step.limit().intValue(),
          found.stream()
              .limit(MAX_DOCUMENTS)
              .filter(LibraryObjects::mayCall)
              .map(StepContent::document)
              .toList());
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("class", step.owner());
    data.put("input", tree(step.input()));
    data.put("output", tree(result));
    data.values().removeIf(Objects::isNull);
    return new CustomData(step.name(), data);
  }

  private static Map<String, @Nullable Object> document(Object document) {
    Object metadata = LibraryObjects.READER.read(document, "getMetadata");
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", LibraryObjects.READER.text(document, "getId"));
    tree.put("score", LibraryObjects.READER.read(document, "getScore"));
    tree.put("text", LibraryObjects.READER.text(metadata, "getContentText"));
    tree.put("source", LibraryObjects.READER.text(metadata, "getDocId"));
    tree.values().removeIf(Objects::isNull);
    return tree;
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
    return 8_192;
  }
}
