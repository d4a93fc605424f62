// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.trace.SpanType;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.value.Accessors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Traces agents and flows that the service runs, and its knowledge bases. */
final class AgentHook extends RequestHook {
  AgentHook(Calls calls) {
    super(calls);
  }

  @Override
  @Nullable HookedCall begin(SdkRequest request, String method, Object client) {
    if (method.equals(BedrockAgentsModule.RETRIEVE)) {
      String name = base(Sdk.text(request, "knowledgeBaseId"));
      return calls().begin(SpanType.RETRIEVAL, name, new RetrievalPayload(client, request), null);
    }
    String name = name(request, method);
    AgentPayload payload = new AgentPayload(client, request, name, method);
    HookedCall begun = calls().begin(SpanType.AGENT, name, payload, null);
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
    Object generating = Accessors.read(request, "retrieveAndGenerateConfiguration");
    Object searched = Accessors.read(generating, "knowledgeBaseConfiguration");
    String base = Accessors.text(searched, "knowledgeBaseId");
    return base == null ? method : base(base);
  }

  private static String base(@Nullable String id) {
    return "knowledge base " + id;
  }
}
