// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import dev.clew.api.message.Message;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The content of a transcription or translation span: the text without word timestamps. */
final class TranscriptPayload extends MediaPayload {
  private static final Set<String> READ =
      Set.of("text", "usage", "type", "segments", "words", "logprobs", "model");

  private final StreamedText text = new StreamedText();

  TranscriptPayload(ServiceClient client, String operation, MultipartForm form, boolean streamed) {
    super(client, operation, form::values, form.files(), streamed);
  }

  @Override
  public void chunk(Object chunk) {
    Object done = Fields.BY_NAME.read(chunk, "transcriptTextDone");
    if (done != null) {
      result(done);
    }
    text.add(Fields.BY_NAME.text(Fields.BY_NAME.read(chunk, "transcriptTextDelta"), "_delta"));
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL
        + text.retainedBytes()
        + RetainedBytes.of(Fields.BY_NAME.text(result(), "_text"));
  }

  @Override
  JsonTree answer() {
    String received = text.text();
    return result() != null || received == null
        ? super.answer()
        : new JsonTree(Map.of("text", received));
  }

  @Override
  List<Message> output(JsonTree requestJson, JsonTree answer) {
    String transcript = answer.text("text");
    return transcript == null ? List.of() : List.of(Message.text("assistant", transcript));
  }

  @Override
  Set<String> read() {
    return READ;
  }
}
