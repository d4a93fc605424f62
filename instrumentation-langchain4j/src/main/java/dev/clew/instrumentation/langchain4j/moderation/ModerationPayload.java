// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.data.GuardrailData;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.operation.ModelInfo;
import dev.clew.instrumentation.langchain4j.operation.ModelPayload;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.call.Operation;
import dev.clew.kit.value.Values;
import dev.langchain4j.model.moderation.Moderation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of a moderation span: the verdict, with categories if the provider's own answer was
 * observed. The texts, including the flagged one, are not kept, because a guardrail's details are
 * exported even where content is switched off.
 */
final class ModerationPayload extends ModelPayload {
  static final ContextKey<Operation<ModerationPayload>> KIND =
      ContextKey.named("langchain4j.moderation");

  /** The name by which the SDK beneath recognises that the span represents its call. */
  private static final String NAME = "moderation";

  private static final int MAX_VERDICTS = 100;

  private final List<Object> verdicts = new ArrayList<>();
  private volatile @Nullable String requestModel;
  private volatile @Nullable Integer inputs;
  private volatile @Nullable Moderation moderation;
  private volatile @Nullable Map<?, ?> metadata;

  ModerationPayload(ModelInfo model) {
    super(model);
    this.requestModel = model.modelName();
  }

  @Override
  public SpanType type() {
    return SpanType.GUARDRAIL;
  }

  @Override
  public String name() {
    return model().spanName(NAME);
  }

  void requested(@Nullable String modelName, @Nullable Integer texts) {
    requestModel = modelName != null ? modelName : requestModel;
    inputs = texts != null ? texts : inputs;
  }

  void answered(@Nullable Moderation verdict, @Nullable Map<?, ?> details) {
    moderation = LibraryObjects.callableOrNull(verdict);
    metadata = details;
  }

  /** Records the provider's verdict on one text, as an object of its client. */
  synchronized void verdict(Object verdict) {
    if (verdicts.size() < MAX_VERDICTS) {
      verdicts.add(verdict);
    }
  }

  @Override
  protected synchronized GuardrailData describe() {
    Moderation verdict = moderation;
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    put(details, "provider", model().provider());
    put(details, "request_model", requestModel);
    put(details, "model_class", model().className());
    put(details, "inputs", inputs);
    List<Object> results = new ArrayList<>();
    verdicts.forEach(each -> results.add(describe(each)));
    put(details, "results", results.isEmpty() ? null : results);
    Map<?, ?> additional = metadata;
    put(
        details,
        "metadata",
        additional == null || additional.isEmpty() ? null : Values.tree(additional));
    return new GuardrailData(NAME, verdict != null && verdict.flagged(), details);
  }

  private static Map<String, Object> describe(Object verdict) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("flagged", Boolean.TRUE.equals(Accessors.read(verdict, "isFlagged")));
    List<String> applying = new ArrayList<>();
    valuesOf(Accessors.read(verdict, "categories"))
        .forEach(
            (category, applies) -> {
              if (Boolean.TRUE.equals(applies)) {
                applying.add(category);
              }
            });
    result.put("categories", applying);
    result.put("category_scores", valuesOf(Accessors.read(verdict, "categoryScores")));
    return result;
  }

  /**
   * Returns the values of the accessors of {@code object} whose types suit a category or a score.
   */
  private static Map<String, Object> valuesOf(@Nullable Object object) {
    Map<String, Object> values = new TreeMap<>();
    if (!LibraryObjects.mayCall(object) || object == null) {
      return values;
    }
    for (Method method : object.getClass().getMethods()) {
      Class<?> type = method.getReturnType();
      if (method.getParameterCount() == 0 && (type == Boolean.class || type == Double.class)) {
        Object value = Accessors.read(object, method.getName());
        if (value != null) {
          values.put(method.getName(), value);
        }
      }
    }
    return values;
  }

  private static void put(
      Map<String, @Nullable Object> details, String key, @Nullable Object value) {
    if (value != null) {
      details.put(key, value);
    }
  }
}
