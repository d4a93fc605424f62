// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.ownobjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.withSettings;

import dev.clew.api.hook.HookPoint;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.instrumentation.langchain4j.tape.LangChain4jTapeModule;
import dev.clew.testkit.Probe;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.MockMakers;

/** As {@link OwnObjectsTest}, while a tape is recorded. */
class OwnTapedObjectsTest {
  private static final RecordedTape TAPE = new RecordedTape();

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(TAPE, new LangChain4jTapeModule(), new LangChain4jModule());

  static List<OwnObjectsTest.Hooked> hooked() throws ClassNotFoundException {
    List<OwnObjectsTest.Hooked> hooked = new ArrayList<>();
    for (HookPoint point : new LangChain4jTapeModule().hookPoints()) {
      if (point.implementations()) {
        Class<?> type = Class.forName(point.className());
        for (Method method : type.getMethods()) {
          if (method.getName().equals(point.methodName()) && OwnObjectsTest.takes(point, method)) {
            hooked.add(new OwnObjectsTest.Hooked(type, method));
          }
        }
      }
    }
    assertThat(hooked).hasSizeGreaterThan(8);
    return hooked;
  }

  @BeforeAll
  static void knowWhatStandsBeforeTheApplication() {
    Probe.answerWith(Samples::of);
    Probe.passesOn("HandlerProxy.invoke");
  }

  @BeforeEach
  void record() {
    TAPE.record();
  }

  @AfterEach
  void samplesAreRealAgain() {
    TAPE.stop();
    Samples.vary(value -> value);
    Probe.calls();
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void ownImplementation_isNotCalled(OwnObjectsTest.Hooked hooked) throws Exception {
    call(Probe.implementing(hooked.type()), hooked);

    assertThat(Probe.calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void ownSubclassesOfWhatIsTakenAndReturned_areNotCalled(OwnObjectsTest.Hooked hooked)
      throws Exception {
    Samples.vary(Probe::like);

    call(Probe.implementing(hooked.type()), hooked);

    assertThat(Probe.calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void mockOfTheInterface_seesOneCall(OwnObjectsTest.Hooked hooked) throws Exception {
    Object mock =
        mock(
            hooked.type(),
            withSettings()
                .mockMaker(MockMakers.SUBCLASS)
                .defaultAnswer(call -> Samples.of(call.getMethod().getGenericReturnType())));

    call(mock, hooked);

    assertThat(
            mockingDetails(mock).getInvocations().stream()
                .filter(each -> !each.getMethod().getName().equals("toString")))
        .hasSize(1);
  }

  private static void call(Object receiver, OwnObjectsTest.Hooked hooked) throws Exception {
    try {
      hooked
          .method()
          .invoke(
              receiver,
              Stream.of(hooked.method().getGenericParameterTypes()).map(Samples::of).toArray());
    } catch (InvocationTargetException refused) {
      // Calls by the library's own default methods do not count.
    }
  }
}
