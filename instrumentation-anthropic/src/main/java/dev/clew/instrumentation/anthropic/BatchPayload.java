// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.data.CustomData;
import dev.clew.kit.http.ServiceClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a batch request's span: the state of the batch as the provider reports it, and how
 * many requests it has; not the requests themselves.
 */
final class BatchPayload extends AnthropicPayload {
  private final String name;
  private final @Nullable String id;
  private final int requests;
  private volatile @Nullable Object result;

  BatchPayload(ServiceClient client, String name, Object params) {
    super(client, null);
    this.name = name;
    this.id = Fields.BY_NAME.text(params, "messageBatchId");
    this.requests = Fields.BY_NAME.list(Fields.BY_NAME.read(params, "_body"), "_requests").size();
  }

  @Override
  public void result(Object parsed) {
    result = parsed;
  }

  @Override
  public boolean mayRequestTools() {
    return false;
  }

  @Override
  public CustomData render() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("provider", client().provider());
    data.put("server_address", client().serverAddress());
    data.put("id", id);
    if (requests > 0) {
      data.put("requests", requests);
    }
    data.putAll(AnthropicJson.read(result).values());
    data.remove("type");
    data.values().removeIf(Objects::isNull);
    return new CustomData(name, details(data));
  }
}
