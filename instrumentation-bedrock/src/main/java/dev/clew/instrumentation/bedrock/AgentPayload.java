// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.api.data.AgentData;
import dev.clew.kit.value.JsonTree;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The content of the span of an agent that the service runs, or of a knowledge base that answers:
 * what it was asked, its answer, and its steps as far as the service reports them.
 */
final class AgentPayload extends BedrockPayload {
  private final String name;
  private final String method;

  AgentPayload(Object client, SdkRequest request, String name, String method) {
    super(client, request, !method.equals(BedrockAgentsModule.GENERATE));
    this.name = name;
    this.method = method;
  }

  @Override
  public AgentData outline() {
    return data(null, Map.of(), null, Map.of());
  }

  @Override
  public AgentData render() {
    JsonTree asked = SdkJson.read(request());
    Map<String, @Nullable Object> details =
        asked.only(List.of("agentAliasId", "flowAliasIdentifier", "foundationModel"));
    details.put("operation", method);
    Object output = isStreamed() ? output(details) : answer(SdkJson.read(result()), details);
    return data(
        asked.text("instruction"),
        asked.only(List.of("inputText", "inputs", "input")),
        output,
        details(details));
  }

  private AgentData data(
      @Nullable String instructions,
      Map<String, @Nullable Object> inputs,
      @Nullable Object output,
      Map<String, @Nullable Object> details) {
    return new AgentData(
        name, null, instructions, List.of(), List.of(), null, inputs, output, details);
  }

  private static @Nullable Object answer(JsonTree answer, Map<String, @Nullable Object> details) {
    details.putAll(answer.only(List.of("citations", "guardrailAction", "sessionId")));
    return answer.object("output").text("text");
  }

  /** Returns what the events of a stream say; everything else they have is added to the details. */
  private @Nullable Object output(Map<String, @Nullable Object> details) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    List<Object> outputs = new ArrayList<>();
    List<Object> trace = new ArrayList<>();
    List<Object> citations = new ArrayList<>();
    for (Object each : events()) {
      JsonTree event = SdkJson.read(each);
      Map<String, @Nullable Object> values = event.values();
      if (values.get("bytes") instanceof byte[] piece) {
        text.writeBytes(piece); // decoded when complete: a character may be in two pieces
      } else if (values.get("text") instanceof String piece) {
        text.writeBytes(piece.getBytes(UTF_8));
      } else if (values.containsKey("trace")) {
        trace.add(event.object("trace").values());
      } else if (values.containsKey("retrievedReferences")) {
        citations.add(event.without(Set.of("citation"))); // the same again
      } else if (values.containsKey("invocationInputs")) {
        details.put("return_control", values);
      } else if (values.containsKey("completionReason")) {
        details.put("completion_reason", values.get("completionReason"));
      } else if (values.containsKey("action")) {
        details.put("guardrailAction", values.get("action"));
      } else if (values.get("content") != null) {
        outputs.add(event.object("content").values());
      }
    }
    details.putAll(new JsonTree(Map.of("trace", trace, "citations", citations)).values());
    details.values().removeIf(List.of()::equals);
    if (text.size() > 0) {
      return text.toString(UTF_8);
    }
    return outputs.size() == 1 ? outputs.get(0) : outputs.isEmpty() ? null : outputs;
  }
}
