// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.images.ImageGenerateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.instrumentation.openai.HookedApi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Image streams exist since 2.x. */
@Tag("newest")
@SuppressWarnings("MustBeClosedChecker") // passed on
class ImageStreamTest {
  @Test
  void generateStreaming_completedEvent_isTheAnswer() {
    try (HookedApi api = new HookedApi()) {
      api.server.events(
          """
          {"type":"image_generation.partial_image","b64_json":"AA==","partial_image_index":0,
           "created_at":1,"size":"1024x1024","quality":"high","background":"opaque",
           "output_format":"png"}""",
          """
          {"type":"image_generation.completed","b64_json":"AAAA","created_at":1,
           "size":"1024x1024","quality":"high","background":"opaque","output_format":"png",
           "usage":{"total_tokens":3,"input_tokens":1,"output_tokens":2,
           "input_tokens_details":{"text_tokens":1,"image_tokens":0}}}""");
      ImageGenerateParams params = ImageGenerateParams.builder().prompt("A fox").build();
      var service = api.client.withRawResponse().images();

      // No lambda may name the event type, or older versions would not load this class.
      long events =
          HookedApi.around(
                  new EndpointHook(api.calls),
                  "stream",
                  service,
                  params,
                  () -> service.generateStreaming(params))
              .parse()
              .stream()
              .count();

      assertThat(events).isEqualTo(2);
      assertThat(api.spans.only().status()).isEqualTo(SpanStatus.OK);
      GenerationData data = api.spans.only(GenerationData.class);
      assertThat(data.usage()).extracting("output").isEqualTo(2L);
      assertThat(data.output().get(0).parts())
          .singleElement()
          .isInstanceOfSatisfying(
              Part.Media.class, image -> assertThat(image.mimeType()).isEqualTo("image/png"));
      assertThat(data.details()).containsEntry("size", "1024x1024").doesNotContainKey("b64_json");
    }
  }
}
