// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.data.RetrievalData;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** The content of the span of a search in a knowledge base. */
final class RetrievalPayload extends BedrockPayload {
  RetrievalPayload(Object client, SdkRequest request) {
    super(client, request, false);
  }

  @Override
  public RetrievalData render() {
    JsonTree asked = SdkJson.read(request());
    Long limit =
        asked
            .object("retrievalConfiguration")
            .object("vectorSearchConfiguration")
            .number("numberOfResults");
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    for (JsonTree found : SdkJson.read(result()).objects("retrievalResults")) {
      documents.add(document(found));
    }
    return new RetrievalData(
        asked.text("knowledgeBaseId"),
        asked.object("retrievalQuery").text("text"),
        limit == null ? null : (Integer) limit.intValue(),
        documents);
  }

  private static Map<String, @Nullable Object> document(JsonTree found) {
    Map<String, @Nullable Object> document = found.only(List.of("score"));
    document.put("text", found.object("content").text("text"));
    document.put("source", source(found.object("location")));
    document.values().removeIf(Objects::isNull);
    return document;
  }

  /** Returns the address of a document: each kind of location has a structure with one. */
  private static @Nullable String source(JsonTree location) {
    for (String kind : location.values().keySet()) {
      for (String field : List.of("uri", "url", "id")) {
        String source = location.object(kind).text(field);
        if (source != null) {
          return source;
        }
      }
    }
    return null;
  }
}
