// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.images.ImageCreateVariationParams;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.HookedApi;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"MustBeClosedChecker", "deprecation"}) // passed on; deprecated in newer versions
class ImageHookTest {
  private static final String SHA256 =
      "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c";

  private final HookedApi api = new HookedApi();

  @AfterEach
  void close() {
    api.close();
  }

  private static Part.Media image() {
    return new Part.Media("image", null, null, 3L, SHA256);
  }

  @Test
  void generate_base64_keepsSizeAndHash() {
    api.server.json(
        """
        {"created":1713833628,"data":[{"b64_json":"AAAA","revised_prompt":"A red fox"}],
         "usage":{"total_tokens":100,"input_tokens":50,"output_tokens":50,
         "input_tokens_details":{"text_tokens":10,"image_tokens":40}}}""");
    ImageGenerateParams params =
        ImageGenerateParams.builder().model("gpt-image-1").prompt("A fox").n(1).build();
    var service = api.client.withRawResponse().images();

    HookedApi.around(new EndpointHook(api.calls), service, params, () -> service.generate(params))
        .parse();

    assertThat(api.spans.only().name()).isEqualTo("generate image gpt-image-1");
    GenerationData data = api.spans.only(GenerationData.class);
    assertThat(data.input()).containsExactly(Message.text("user", "A fox"));
    assertThat(data.output())
        .containsExactly(
            Message.of(
                "assistant", List.of(new Part.Other("revised_prompt", "A red fox"), image())));
    assertThat(data.usage())
        .isEqualTo(new Usage(50L, 50L, 100L, null, null, null, null, null, false));
    assertThat(data.details()).containsEntry("operation", "image_generate");
    assertThat(data.toString()).doesNotContain("AAAA");
  }

  @Test
  void generateAsync_url_isKept() {
    api.server.json("{\"created\":1,\"data\":[{\"url\":\"https://images.example/1.png\"}]}");
    ImageGenerateParams params = ImageGenerateParams.builder().prompt("A fox").build();
    var service = api.client.async().withRawResponse().images();

    HookedApi.around(new EndpointHook(api.calls), service, params, () -> service.generate(params))
        .join()
        .parse();

    assertThat(api.spans.only().name()).isEqualTo("generate image");
    assertThat(api.spans.only(GenerationData.class).output().get(0).parts())
        .containsExactly(new Part.Media("image", null, "https://images.example/1.png", null, null));
  }

  @Test
  void edit_upload_reachesTheServerWhole() {
    api.server.json("{\"created\":1,\"data\":[{\"b64_json\":\"AAAA\"}]}");
    ImageEditParams params =
        ImageEditParams.builder()
            .image(new ByteArrayInputStream("PNG-BYTES".getBytes(StandardCharsets.UTF_8)))
            .prompt("Bluer")
            .model("gpt-image-1")
            .build();
    var service = api.client.withRawResponse().images();

    HookedApi.around(new EndpointHook(api.calls), service, params, () -> service.edit(params))
        .parse();

    assertThat(api.server.requests().get(0)).contains("PNG-BYTES");
    GenerationData data = api.spans.only(GenerationData.class);
    assertThat(data.requestModel()).isEqualTo("gpt-image-1");
    List<Part> input = data.input().get(0).parts();
    assertThat(input).hasSize(2).contains(new Part.Text("Bluer"));
    assertThat(((Part.Media) input.get(0)).bytes()).isEqualTo(9L);
    assertThat(data.output().get(0).parts()).containsExactly(image());
  }

  @Test
  void createVariation_upload_isInputWithoutText() {
    api.server.json("{\"created\":1,\"data\":[{\"b64_json\":\"AAAA\"}]}");
    ImageCreateVariationParams params =
        ImageCreateVariationParams.builder()
            .image(new ByteArrayInputStream("PNG-BYTES".getBytes(StandardCharsets.UTF_8)))
            .build();
    var service = api.client.withRawResponse().images();

    HookedApi.around(
            new EndpointHook(api.calls), service, params, () -> service.createVariation(params))
        .parse();

    assertThat(api.spans.only(GenerationData.class).input().get(0).parts())
        .singleElement()
        .isInstanceOf(Part.Media.class);
  }
}
