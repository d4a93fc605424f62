// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.data.AgentData;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The content of the span of an agent that the service runs: what it was asked, its answer, and its
 * steps as far as the service reports them.
 */
final class AgentPayload extends BedrockPayload {
  private static final int MAX_EVENTS = 1_000;
  private static final long MAX_BYTES = 2_000_000;
  private static final long PER_EVENT = 1_024;

  private static final String USAGE = "usage";
  private static final String INSTRUCTION = "instruction";
  private static final Set<String> INPUTS = Set.of("inputText", "inputs", "input");

  private final String name;
  private final String method;
  // Both guarded by this.
  private final List<Object> events = new ArrayList<>();
  private long bytes;
  private long dropped;

  AgentPayload(Object client, SdkRequest request, String name, String method) {
    super(client, request);
    this.name = name;
    this.method = method;
  }

  String name() {
    return name;
  }

  @Override
  public boolean isStreamed() {
    return !method.equals(BedrockModule.RETRIEVE_AND_GENERATE);
  }

  @Override
  public synchronized void chunk(Object event) {
    if (Sdk.own(event) == null) {
      return;
    }
    long size = Accessors.read(event, "bytes") instanceof SdkBytes text ? length(text) : 0;
    if (events.size() < MAX_EVENTS && bytes + size <= MAX_BYTES) {
      events.add(event);
      bytes += size;
    } else {
      dropped++;
    }
  }

  private static int length(SdkBytes text) {
    return text.asByteArrayUnsafe().length;
  }

  @Override
  synchronized void restarted() {
    events.clear();
    bytes = 0;
    dropped = 0;
  }

  @Override
  public synchronized long retainedBytes() {
    return RetainedBytes.PER_CALL
        + RetainedBytes.of(Sdk.text(request(), "inputText"))
        + bytes
        + PER_EVENT * events.size();
  }

  @Override
  public AgentData outline() {
    return new AgentData(name, null, null, List.of(), List.of(), null, Map.of(), null, Map.of());
  }

  @Override
  public AgentData render() {
    JsonTree asked = SdkJson.read(request());
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    INPUTS.forEach(field -> inputs.put(field, asked.values().get(field)));
    inputs.values().removeIf(Objects::isNull);
    Reading reading = new Reading();
    arrived().forEach(event -> reading.add(SdkJson.read(event)));
    reading.addResponse(SdkJson.read(result()));
    Map<String, @Nullable Object> details = new LinkedHashMap<>(reading.details());
    details.put("operation", method);
    for (String field : List.of("agentAliasId", "flowAliasIdentifier", "foundationModel")) {
      details.put(field, asked.values().get(field));
    }
    if (dropped > 0) {
      details.put("dropped_events", dropped);
    }
    details.values().removeIf(Objects::isNull);
    return new AgentData(
        name,
        null,
        asked.text(INSTRUCTION),
        List.of(),
        names(asked, "actionGroups", "actionGroupName"),
        null,
        inputs,
        reading.output(),
        details(details));
  }

  private synchronized List<Object> arrived() {
    return new ArrayList<>(events);
  }

  private static List<String> names(JsonTree asked, String list, String field) {
    return asked.objects(list).stream().map(each -> each.textOrEmpty(field)).toList();
  }

  /** What the events of a stream come to. */
  private static final class Reading {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<Object> outputs = new ArrayList<>();
    private final List<Object> trace = new ArrayList<>();
    private final Map<String, @Nullable Object> details = new LinkedHashMap<>();
    private long inputTokens;
    private long outputTokens;

    void add(JsonTree event) {
      Map<String, @Nullable Object> values = event.values();
      if (values.get("bytes") instanceof byte[] piece) {
        text.writeBytes(piece); // decoded when complete: a character may be in two pieces
      } else if (values.containsKey("trace")) {
        trace.add(event.object("trace").values());
        addUsage(event.object("trace"));
      } else if (values.containsKey("invocationInputs")) {
        details.put("return_control", values);
      } else if (values.containsKey("completionReason")) {
        details.put("completion_reason", values.get("completionReason"));
      } else if (values.get("content") != null) {
        outputs.add(event.object("content").values());
      }
    }

    /** Adds the tokens of a model that the agent called, which have no span of their own. */
    private void addUsage(JsonTree step) {
      for (Object kind : step.values().values()) {
        JsonTree usage =
            JsonTree.of(kind).object("modelInvocationOutput").object("metadata").object(USAGE);
        inputTokens += orZero(usage.number("inputTokens"));
        outputTokens += orZero(usage.number("outputTokens"));
      }
    }

    private static long orZero(@Nullable Long count) {
      return count == null ? 0 : count;
    }

    /** Adds what is answered without a stream. */
    void addResponse(JsonTree response) {
      String answer = response.object("output").text("text");
      if (answer != null) {
        outputs.add(answer);
        details.put("citations", response.list("citations"));
      }
      details.put("session_id", response.text("sessionId"));
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
      if (inputTokens + outputTokens > 0) {
        details.put(USAGE, Map.of("input_tokens", inputTokens, "output_tokens", outputTokens));
      }
      return details;
    }
  }
}
