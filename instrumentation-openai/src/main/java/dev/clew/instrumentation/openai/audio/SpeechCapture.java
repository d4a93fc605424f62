// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.audio;

import com.openai.models.audio.speech.SpeechCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.call.CallCapture;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What speech says: the text spoken, and of the sound its type and how much of it was read. */
final class SpeechCapture extends CallCapture {
  private final SpeechCreateParams params;
  private volatile long bytes;

  SpeechCapture(Client client, SpeechCreateParams params) {
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
    return FIXED_BYTES + params._input().asString().map(String::length).orElse(0);
  }

  @Override
  public GenerationData render() {
    JsonTree asked = JsonTree.read(params._body());
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>(asked.values());
    parameters.keySet().removeAll(Set.of("model", "input"));
    Part.Media sound = new Part.Media("audio", contentType(), null, bytes, null);
    return new GenerationData.Builder()
        .provider(client().provider())
        .serverAddress(client().serverAddress())
        .requestModel(asked.text("model"))
        .parameters(parameters)
        .input(List.of(Message.text("user", asked.textOrEmpty("input"))))
        .output(bytes == 0 ? List.of() : List.of(Message.of("assistant", List.of(sound))))
        .details(details(Map.of("operation", "speech")))
        .build();
  }
}
