// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Usages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of a legacy completion's span; a stream's last chunk has the reason of its end. */
final class CompletionPayload extends AnthropicPayload {
  private final Object params;
  private final boolean streamed;
  private final StreamedText text = new StreamedText();
  private volatile @Nullable Object last;

  CompletionPayload(ServiceClient client, Object params, boolean streamed) {
    super(client, null);
    this.params = params;
    this.streamed = streamed;
  }

  @Override
  public void result(Object parsed) {
    chunk(parsed);
  }

  @Override
  public void chunk(Object chunk) {
    text.add(Fields.BY_NAME.text(chunk, "_completion"));
    last = chunk;
  }

  @Override
  public boolean isStreamed() {
    return streamed;
  }

  @Override
  public boolean isComplete() {
    return Fields.BY_NAME.read(last, "_stopReason") != null;
  }

  @Override
  public boolean mayRequestTools() {
    return false;
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL
        + RetainedBytes.of(Fields.BY_NAME.read(params, "_prompt"))
        + text.retainedBytes();
  }

  @Override
  public GenerationData render() {
    JsonTree request = AnthropicJson.read(Fields.BY_NAME.read(params, "_body"));
    JsonTree answer = AnthropicJson.read(last);
    String said = text.text();
    String reason = answer.text("stop_reason");
    return Usages.orEstimate(
        generation()
            .requestModel(request.text("model"))
            .responseModel(answer.text("model"))
            .responseId(answer.text("id"))
            .parameters(request.without(Set.of("model", "prompt", "stream")))
            .input(List.of(Message.text("user", request.textOrEmpty("prompt"))))
            .output(said == null ? List.of() : List.of(Message.text("assistant", said)))
            .finishReasons(reason == null ? List.of() : List.of(reason))
            .details(details(Map.of()))
            .build());
  }
}
