// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.data.GuardrailData;
import dev.clew.kit.value.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** The content of the span of a guardrail that the application calls itself. */
final class GuardrailPayload extends BedrockPayload {
  private final String name;

  GuardrailPayload(Object client, SdkRequest request) {
    super(client, request, false);
    String id = Sdk.text(request, "guardrailIdentifier");
    this.name = id == null ? "checks" : id;
  }

  String name() {
    return name;
  }

  @Override
  public GuardrailData render() {
    JsonTree asked = SdkJson.read(request());
    JsonTree answer = SdkJson.read(result());
    Map<String, @Nullable Object> details =
        answer.only(List.of("action", "actionReason", "assessments", "results", "usage"));
    details.put("version", asked.text("guardrailVersion"));
    details.put("source", asked.text("source"));
    details.put("content", ContentBlocks.texts(asked.objects("content")));
    details.put("outputs", ContentBlocks.texts(answer.objects("outputs")));
    details.values().removeIf(Objects::isNull);
    boolean triggered = "GUARDRAIL_INTERVENED".equals(answer.text("action"));
    return new GuardrailData(name, triggered, details(details));
  }

  @Override
  public GuardrailData outline() {
    return new GuardrailData(name, false, Map.of());
  }
}
