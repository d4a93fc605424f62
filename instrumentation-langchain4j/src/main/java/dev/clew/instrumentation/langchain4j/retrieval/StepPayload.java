// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.OperationPayload;
import dev.langchain4j.rag.query.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of the span for a preparatory step: a query in, queries or retrievers out. */
final class StepPayload implements OperationPayload {
  private final String verb;
  private final String receiver;
  private final Query query;
  private volatile List<Object> results = List.of();

  StepPayload(String verb, String receiver, Query query) {
    this.verb = verb;
    this.receiver = receiver;
    this.query = query;
  }

  @Override
  public SpanType type() {
    return SpanType.CUSTOM;
  }

  @Override
  public String name() {
    return verb + " " + receiver;
  }

  void results(List<Object> stepResults) {
    results = stepResults;
  }

  @Override
  public CustomData render() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("query", Queries.text(query));
    data.put(
        "result",
        results.stream()
            .map(
                each ->
                    each instanceof Query resultQuery
                        ? Queries.text(resultQuery)
                        : String.valueOf(each))
            .toList());
    return new CustomData(name(), data);
  }
}
