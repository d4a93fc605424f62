// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.BatchJobSource;
import dev.clew.api.data.CustomData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content of a batch request's span: the state of the batch as the provider reports it, and how
 * many requests it has; not the requests themselves, nor their answers.
 */
final class BatchPayload extends GenAiPayload {
  private static final Set<String> NOT_STATE =
      Set.of("src", "dest", "outputInfo", "sdkHttpResponse");

  private final String name;
  private final @Nullable String id;
  private final int requests;

  BatchPayload(String name, @Nullable String model, @Nullable String id, @Nullable Object source) {
    super(model);
    this.name = name;
    this.id = id;
    this.requests =
        source instanceof BatchJobSource own && GenAiLibrary.own(own) != null
            ? GenAiLibrary.safe(own.inlinedRequests().orElse(null)).size()
            : 0;
  }

  @Override
  public CustomData outline() {
    return new CustomData(name, Map.of());
  }

  @Override
  public CustomData render() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("provider", client().provider());
    data.put("server_address", client().serverAddress());
    data.put("model", model());
    data.put("name", id);
    if (requests > 0) {
      data.put("requests", requests);
    }
    data.putAll(GenAiJson.read(result()).without(NOT_STATE));
    data.values().removeIf(Objects::isNull);
    return new CustomData(name, details(data));
  }
}
