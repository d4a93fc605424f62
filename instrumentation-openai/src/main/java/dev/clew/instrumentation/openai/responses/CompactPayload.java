// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.data.ResponseData;
import dev.clew.api.trace.Context;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.responsejson.ResponseAnswer;
import dev.clew.instrumentation.openai.responsejson.ResponseRequest;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.ServiceClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a compaction's span: the original conversation, the compacted one, and the tokens.
 */
final class CompactPayload extends ResponseObjectPayload {
  private final Object params;

  CompactPayload(ServiceClient client, Object params, @Nullable String model, ToolLoop tools) {
    super(client, model, false, tools, null);
    this.params = params;
  }

  @Override
  protected void arrived(AnsweredResponse response) {}

  /** Tool calls in the compacted conversation were made earlier. */
  @Override
  public void followUp(Context caller) {}

  @Override
  public long retainedBytes() {
    return super.retainedBytes() + ResponseSize.ofRequest(params);
  }

  @Override
  public ResponseData render() {
    ResponseRequest request = new ResponseRequest(OpenAiJson.readBody(params));
    ResponseAnswer answer = answer();
    var generation =
        generation(request, answer, Map.of("operation", "compact"))
            .output(answer.items())
            .usage(answer.usage());
    return response(generation.build(), request, answer);
  }
}
