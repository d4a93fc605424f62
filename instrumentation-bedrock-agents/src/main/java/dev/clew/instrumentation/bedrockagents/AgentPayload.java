// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrockagents;

import dev.clew.api.data.AgentData;
import dev.clew.kit.value.JsonTree;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The content of the span of an agent that the service runs: what it was asked, its answer, and its
 * steps as far as the service reports them.
 */
final class AgentPayload extends BedrockPayload {
  private final String name;
  private final String method;

  AgentPayload(SdkRequest request, String name, String method) {
    super(request, true);
    this.name = name;
    this.method = method;
  }

  String name() {
    return name;
  }

  @Override
  public AgentData outline() {
    return new AgentData(name, null, null, List.of(), List.of(), null, Map.of(), null, Map.of());
  }

  @Override
  public AgentData render() {
    JsonTree asked = SdkJson.read(request());
    Reading reading = new Reading();
    events().forEach(event -> reading.add(SdkJson.read(event)));
    Map<String, @Nullable Object> details = reading.details();
    details.put("operation", method);
    for (String field : List.of("agentAliasId", "flowAliasIdentifier", "foundationModel")) {
      details.put(field, asked.values().get(field));
    }
    details.values().removeIf(Objects::isNull);
    return new AgentData(
        name,
        null,
        asked.text("instruction"),
        List.of(),
        List.of(),
        null,
        inputs(asked),
        reading.output(),
        details(details));
  }

  private static Map<String, @Nullable Object> inputs(JsonTree asked) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    for (String field : List.of("inputText", "inputs")) {
      inputs.put(field, asked.values().get(field));
    }
    inputs.values().removeIf(Objects::isNull);
    return inputs;
  }

  /** What the events of a stream come to. */
  private static final class Reading {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<Object> outputs = new ArrayList<>();
    private final List<Object> trace = new ArrayList<>();
    private final Map<String, @Nullable Object> details = new LinkedHashMap<>();

    void add(JsonTree event) {
      Map<String, @Nullable Object> values = event.values();
      if (values.get("bytes") instanceof byte[] piece) {
        text.writeBytes(piece); // decoded when complete: a character may be in two pieces
      } else if (values.containsKey("trace")) {
        trace.add(event.object("trace").values());
      } else if (values.containsKey("invocationInputs")) {
        details.put("return_control", values);
      } else if (values.containsKey("completionReason")) {
        details.put("completion_reason", values.get("completionReason"));
      } else if (values.get("content") != null) {
        outputs.add(event.object("content").values());
      }
    }

    @Nullable Object output() {
      if (text.size() > 0) {
        return text.toString(StandardCharsets.UTF_8);
      }
      return outputs.size() == 1 ? outputs.get(0) : outputs.isEmpty() ? null : outputs;
    }

    Map<String, @Nullable Object> details() {
      if (!trace.isEmpty()) {
        details.put("trace", trace);
      }
      return details;
    }
  }
}
