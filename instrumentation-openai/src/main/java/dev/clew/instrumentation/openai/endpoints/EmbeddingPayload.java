// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.Usage;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.kit.http.ServiceClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of an embedding span: numbers only. Texts and vectors, which may be large, are not
 * kept.
 */
final class EmbeddingPayload extends OpenAiPayload {
  private final @Nullable String requestModel;
  private final int inputs;
  private volatile @Nullable Integer dimensions;
  private volatile @Nullable String responseModel;
  private volatile @Nullable Usage usage;

  EmbeddingPayload(ServiceClient client, Object params) {
    super(client);
    this.requestModel = ModelName.ofRequest(params);
    this.inputs = count(Fields.BY_NAME.read(params, "_input"));
    this.dimensions = integer(number(params, "_dimensions"));
  }

  private static int count(@Nullable Object input) {
    Object several = Fields.BY_NAME.first(input, "arrayOfStrings", "arrayOfTokenArrays");
    return several instanceof List<?> list ? list.size() : 1;
  }

  private static @Nullable Long number(@Nullable Object owner, String accessor) {
    return Fields.BY_NAME.read(owner, accessor) instanceof Long number ? number : null;
  }

  private static @Nullable Integer integer(@Nullable Long number) {
    return number == null ? null : (Integer) number.intValue();
  }

  @Override
  public void result(Object parsed) {
    responseModel = Fields.BY_NAME.text(parsed, "_model");
    Object counted = Fields.BY_NAME.read(parsed, "_usage");
    if (counted != null) {
      Long input = number(counted, "_promptTokens");
      Long total = number(counted, "_totalTokens");
      usage = new Usage(input, null, total, null, null, null, null, null, false);
    }
    List<?> vectors = Fields.BY_NAME.list(parsed, "_data");
    if (dimensions == null && !vectors.isEmpty()) {
      int length = Fields.BY_NAME.list(vectors.get(0), "_embedding").size();
      dimensions = length == 0 ? null : (Integer) length;
    }
  }

  /** The complete content, because nothing of the library is kept. */
  @Override
  public EmbeddingData outline() {
    return render();
  }

  @Override
  public EmbeddingData render() {
    return new EmbeddingData(
        client().provider(), requestModel, responseModel, dimensions, inputs, usage);
  }
}
