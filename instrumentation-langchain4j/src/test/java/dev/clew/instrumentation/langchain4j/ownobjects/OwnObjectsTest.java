// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.ownobjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.withSettings;

import dev.clew.api.hook.HookPoint;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.instrumentation.langchain4j.MockitoModule;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiImageModel;
import dev.langchain4j.model.openai.OpenAiLanguageModel;
import dev.langchain4j.model.openai.OpenAiModerationModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingLanguageModel;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.aggregator.DefaultContentAggregator;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.router.LanguageModelQueryRouter;
import dev.langchain4j.rag.query.transformer.ExpandingQueryTransformer;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.MockMakers;
import org.mockito.invocation.Invocation;

/**
 * Calls every method hooked in application classes, with application objects: those are called only
 * as often as without Clew, however arguments and results are created.
 */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new LangChain4jModule(), new MockitoModule());

  /** Library classes that applications often mock. */
  private static final List<Class<?>> OF_LIBRARY =
      List.of(
          OpenAiChatModel.class,
          OpenAiStreamingChatModel.class,
          OpenAiEmbeddingModel.class,
          OpenAiModerationModel.class,
          OpenAiImageModel.class,
          OpenAiLanguageModel.class,
          OpenAiStreamingLanguageModel.class,
          DefaultRetrievalAugmentor.class,
          DefaultContentAggregator.class,
          EmbeddingStoreContentRetriever.class,
          LanguageModelQueryRouter.class,
          ExpandingQueryTransformer.class,
          DefaultToolExecutor.class,
          DefaultMcpClient.class,
          InMemoryEmbeddingStore.class);

  /** A method of a library interface that applications implement. */
  record Hooked(Class<?> type, Method method) {
    @Override
    public String toString() {
      return type.getSimpleName() + "." + method.getName() + List.of(method.getParameterTypes());
    }

    Object @org.jspecify.annotations.Nullable [] arguments() {
      return Stream.of(method.getGenericParameterTypes()).map(Samples::of).toArray();
    }
  }

  static List<Hooked> hooked() throws ClassNotFoundException {
    List<Hooked> hooked = new ArrayList<>();
    for (HookPoint point : new LangChain4jModule().hookPoints()) {
      if (!point.implementations()) {
        continue;
      }
      Class<?> type = Class.forName(point.className());
      for (Method method : type.getMethods()) {
        if (method.getName().equals(point.methodName()) && takes(point, method)) {
          hooked.add(new Hooked(type, method));
        }
      }
    }
    assertThat(hooked).hasSizeGreaterThan(40);
    return hooked;
  }

  static boolean takes(HookPoint point, Method method) {
    List<String> wanted = point.parameterTypes();
    if (wanted == null) {
      return true;
    }
    Class<?>[] types = method.getParameterTypes();
    boolean same = types.length == wanted.size();
    for (int i = 0; same && i < types.length; i++) {
      same = wanted.get(i).equals(HookPoint.ANY) || wanted.get(i).equals(types[i].getTypeName());
    }
    return same;
  }

  @BeforeAll
  static void knowWhatStandsBeforeTheApplication() {
    Probe.answerWith(Samples::of);
    Probe.passesOn("HandlerProxy.invoke", "TracedRetriever.retrieve", "EndingListener.accept");
  }

  @AfterEach
  void samplesAreRealAgain() {
    Samples.vary(value -> value);
    Probe.calls();
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void ownImplementation_isNotCalled(Hooked hooked) throws Exception {
    Object own = Probe.implementing(hooked.type());

    call(own, hooked);

    assertThat(Probe.calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void ownSubclassesOfWhatIsTakenAndReturned_areNotCalled(Hooked hooked) throws Exception {
    Samples.vary(Probe::like);

    call(Probe.implementing(hooked.type()), hooked);

    assertThat(Probe.calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void mockOfTheInterface_seesOneCall(Hooked hooked) throws Exception {
    Object mock = mock(hooked.type(), withSettings().defaultAnswer(OwnObjectsTest::sample));

    call(mock, hooked);

    assertThat(interactions(mock)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void mockBySubclass_seesOneCall(Hooked hooked) throws Exception {
    Object mock =
        mock(
            hooked.type(),
            withSettings().mockMaker(MockMakers.SUBCLASS).defaultAnswer(OwnObjectsTest::sample));

    call(mock, hooked);

    assertThat(interactions(mock)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void mockOfTheLibrarysClass_seesOneCall(Hooked hooked) throws Exception {
    for (Class<?> type : OF_LIBRARY) {
      if (hooked.type().isAssignableFrom(type)) {
        Object mock =
            mock(
                type,
                withSettings().mockMaker(MockMakers.INLINE).defaultAnswer(OwnObjectsTest::sample));

        call(mock, hooked);

        assertThat(interactions(mock)).as("of %s", type).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void mocksOfWhatIsTakenAndReturned_seeNoCall(Hooked hooked) throws Exception {
    List<Object> mocks = new ArrayList<>();
    Samples.vary(
        value -> {
          Object mock = mock(value.getClass(), withSettings().mockMaker(MockMakers.INLINE));
          mocks.add(mock);
          return mock;
        });
    Object model =
        mock(
            hooked.type(),
            withSettings().defaultAnswer(OwnObjectsTest::sample)); // does not touch them

    call(model, hooked);

    assertThat(mocks.stream().mapToInt(OwnObjectsTest::interactions).sum()).isZero();
  }

  private static Object sample(org.mockito.invocation.InvocationOnMock invocation) {
    return Samples.of(invocation.getMethod().getGenericReturnType());
  }

  private static int interactions(Object mock) {
    return (int)
        mockingDetails(mock).getInvocations().stream()
            .map(Invocation::getMethod)
            .filter(method -> !method.getName().equals("toString"))
            .count();
  }

  private static void call(Object receiver, Hooked hooked) throws Exception {
    try {
      hooked.method().invoke(receiver, hooked.arguments());
    } catch (InvocationTargetException refused) {
      // Calls by the library's own default methods do not count.
    }
    Probe.export(() -> weaving.spans().spans().forEach(span -> span.payload().render()));
  }
}
