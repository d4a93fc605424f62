// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrockagents;

import dev.clew.api.trace.SpanType;
import dev.clew.kit.stream.HookedCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Traces agents and flows that the service runs, and searches in its knowledge bases. */
final class AgentHook extends RequestHook {
  AgentHook(Calls calls) {
    super(calls);
  }

  @Override
  @Nullable HookedCall begin(SdkRequest request, String method) {
    if (method.equals(BedrockAgentsModule.RETRIEVE)) {
      String name = "knowledge base " + Sdk.text(request, "knowledgeBaseId");
      return calls().begin(SpanType.RETRIEVAL, name, new RetrievalPayload(request), null);
    }
    AgentPayload payload = new AgentPayload(request, name(request, method), method);
    HookedCall begun = calls().begin(SpanType.AGENT, payload.name(), payload, null);
    String session = Sdk.text(request, "sessionId");
    if (begun != null && session != null) {
      begun.setGroupId(session);
    }
    return begun;
  }

  private static String name(SdkRequest request, String method) {
    for (String member : List.of("agentName", "agentId", "flowIdentifier")) {
      String name = Sdk.text(request, member);
      if (name != null) {
        return name;
      }
    }
    return method;
  }
}
