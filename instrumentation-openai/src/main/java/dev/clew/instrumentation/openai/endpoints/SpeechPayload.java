// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The content of a speech span: the text, the audio type and how many bytes were read. */
final class SpeechPayload extends OpenAiPayload {
  private final Object params;
  private volatile long bytes;

  SpeechPayload(ServiceClient client, Object params) {
    super(client);
    this.params = params;
  }

  @Override
  public void result(Object parsed) {}

  @Override
  public void bytesRead(long total) {
    this.bytes = total;
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL + RetainedBytes.of(Fields.BY_NAME.read(params, "_input"));
  }

  @Override
  public GenerationData render() {
    JsonTree request = OpenAiJson.readBody(params);
    Part.Media sound = new Part.Media("audio", contentType(), null, bytes, null);
    return generation()
        .requestModel(request.text("model"))
        .parameters(request.without(Set.of("model", "input")))
        .input(List.of(Message.text("user", request.textOrEmpty("input"))))
        .output(bytes == 0 ? List.of() : List.of(Message.of("assistant", List.of(sound))))
        .details(details(Map.of("operation", "speech")))
        .build();
  }
}
