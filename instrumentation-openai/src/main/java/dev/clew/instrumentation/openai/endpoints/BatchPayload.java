// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import dev.clew.api.data.CustomData;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.http.ServiceClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of a batch request's span: the state of the batch as the provider reports it. */
final class BatchPayload extends OpenAiPayload {
  private final String name;
  private final Object params;
  private volatile @Nullable Object result;

  BatchPayload(ServiceClient client, String name, Object params) {
    super(client);
    this.name = name;
    this.params = params;
  }

  @Override
  public void result(Object parsed) {
    this.result = parsed;
  }

  @Override
  public CustomData render() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("provider", client().provider());
    data.put("server_address", client().serverAddress());
    data.put("id", Fields.BY_NAME.text(params, "batchId"));
    data.putAll(OpenAiJson.readBody(params).values());
    Object response = result;
    if (response != null) {
      data.putAll(OpenAiJson.read(response).values());
    }
    data.remove("object");
    data.values().removeIf(Objects::isNull);
    return new CustomData(name, details(data));
  }
}
