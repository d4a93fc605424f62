// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.Clew;
import dev.clew.ClewSpan;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of classes of the application, whose methods may do anything. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ManualModule());

  @ParameterizedTest
  @ValueSource(classes = {Map.class, List.class, Set.class, Collection.class, CharSequence.class})
  void ownValue_isNotCalledOnTheApplicationsThread(Class<?> type) {
    Object own = Probe.implementing(type);
    try (ClewSpan span = Clew.agent("desk").input(own).data("x", own).start()) {
      span.output(own).data("y", Map.of("key", own)).data("z", List.of(own));
    }

    assertThat(Probe.calls()).isEmpty();
    Probe.export(() -> weaving.spans().only().payload().render());
    assertThat(Probe.calls()).allMatch("Object.hashCode by Values.text"::equals); // in toString
  }

  @Test
  void ownException_isNotCalledOnTheApplicationsThread() {
    RuntimeException own = new OwnException();
    try (ClewSpan span = Clew.tool("lookup").start()) {
      span.error(own);
    }

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.spans().only().error().throwable()).isSameAs(own);
  }

  private static final class OwnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      Probe.note("OwnException", "getMessage");
      return "own";
    }

    @Override
    public synchronized Throwable getCause() {
      Probe.note("OwnException", "getCause");
      return super.getCause();
    }
  }
}
