// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.ContextPropagation;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JettyTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new ServletModule(), new JavaxServletModule());

  @BeforeAll
  static void enableThreadInheritance() {
    ContextPropagation.enableThreadInheritance(); // as the agent does
  }

  @ParameterizedTest
  @ValueSource(strings = {"9.4.58.v20250814", "11.0.26", "12.1.1"})
  @SuppressWarnings("unchecked")
  void parentThatArrives_isCurrentInJetty_andWhereTheServletContinuesLater(String jetty)
      throws Exception {
    boolean javax = jetty.startsWith("9");
    Class<?> servlet = javax ? NotingJavaxServlet.class : NotingServlet.class;
    Function<String, List<String>> serving =
        LibraryVersion.of("jetty", jetty).load(Function.class, ServingJetty.class);

    assertThat(serving.apply(servlet.getName()))
        .isEqualTo(List.of("b7ad6b7169203331", "none", "b7ad6b7169203331", "none"));
  }
}
