// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaimodels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.HookPoint;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.moderation.Generation;
import org.springframework.ai.moderation.Moderation;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.ai.moderation.ModerationResponse;

/**
 * Calls the application's own models with the application's own requests and answers: these are
 * called only as often as without Clew.
 */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringAiModelsModule());

  private static volatile UnaryOperator<Object> made = UnaryOperator.identity();

  static Stream<Method> hooked() throws ClassNotFoundException {
    List<Method> hooked = new ArrayList<>();
    for (HookPoint point : new SpringAiModelsModule().hookPoints()) {
      String file = point.className().replace('.', '/') + ".class";
      if (point.implementations()
          && OwnObjectsTest.class.getClassLoader().getResource(file) != null) {
        for (Method method : Class.forName(point.className()).getMethods()) {
          if (method.getName().equals(point.methodName())
              && !method.isBridge()
              && List.of(method.getParameterTypes()[0].getName()).equals(point.parameterTypes())) {
            hooked.add(method);
          }
        }
      }
    }
    assertThat(hooked).hasSizeGreaterThan(2);
    return hooked.stream();
  }

  @BeforeAll
  static void answerWithSamples() {
    Probe.answerWith(OwnObjectsTest::sample);
  }

  @AfterEach
  void samplesAreRealAgain() {
    made = UnaryOperator.identity();
    Probe.calls();
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void ownModel_isNotCalled(Method hooked) throws Exception {
    call(hooked);

    assertThat(Probe.calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void ownSubclassesOfRequestAndAnswer_areNotCalled(Method hooked) throws Exception {
    made = Probe::like;

    call(hooked);

    assertThat(Probe.calls()).isEmpty();
  }

  private static void call(Method hooked) throws Exception {
    Object model = Probe.implementing(hooked.getDeclaringClass());
    try {
      hooked.invoke(model, sample(hooked.getParameterTypes()[0]));
    } catch (InvocationTargetException refused) {
      // Calls by the library's own default methods do not count.
    }
    Probe.export(() -> weaving.spans().spans().forEach(span -> span.payload().render()));
    assertThat(weaving.spans().spans()).hasSize(1);
  }

  @SuppressWarnings("unchecked")
  private static <T> T like(T object) {
    return (T) made.apply(object);
  }

  private static @Nullable Object sample(Type type) {
    ImageOptions options = like(ImageOptionsBuilder.builder().model("painter-1").build());
    List<Object> samples =
        List.of(
            like(new EmbeddingRequest(List.of("Rome"), null)),
            like(
                new EmbeddingResponse(
                    List.of(like(new Embedding(new float[] {1}, 0))),
                    like(new EmbeddingResponseMetadata("m-1", like(new DefaultUsage(1, 2)))))),
            like(new ImagePrompt(List.of(like(new ImageMessage("Rome"))), options)),
            like(
                new ImageResponse(
                    List.of(like(new ImageGeneration(like(new Image("https://x/y", null))))))),
            like(new ModerationPrompt("Rome")),
            like(
                new ModerationResponse(
                    like(
                        new Generation(
                            like(
                                Moderation.builder()
                                    .id("m")
                                    .model("m-1")
                                    .results(List.of())
                                    .build()))))));
    return type instanceof Class<?> wanted
        ? samples.stream()
            .filter(wanted::isInstance)
            .findFirst()
            .orElseGet(() -> Probe.implementing(wanted))
        : Map.of();
  }
}
