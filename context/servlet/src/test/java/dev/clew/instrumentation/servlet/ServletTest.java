// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.ContextPropagation;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("versions")
class ServletTest {
  private static final List<LibraryVersion> JAVA_EE =
      LibraryVersion.supportedBy(new JavaxServletModule());

  private static final List<LibraryVersion> JAKARTA_EE =
      LibraryVersion.supportedBy(new ServletModule());

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new ServletModule(), new JavaxServletModule());

  @Parameter LibraryVersion version;

  static Stream<LibraryVersion> versions() {
    return Stream.concat(JAVA_EE.stream(), JAKARTA_EE.stream());
  }

  @BeforeAll
  static void enableThreadInheritance() {
    ContextPropagation.enableThreadInheritance(); // as the agent does
  }

  @Test
  void parentThatArrives_isCurrentWhileTheServletServes_andWhereItContinuesLater()
      throws Exception {
    Class<?> servlet = JAVA_EE.contains(version) ? NotingJavaxServlet.class : NotingServlet.class;

    Object answers = serving().apply(servlet.getName());

    assertThat(answers).isEqualTo(List.of("b7ad6b7169203331", "none", "b7ad6b7169203331", "none"));
  }

  @SuppressWarnings("unchecked")
  private Function<String, List<String>> serving() throws Exception {
    return version.load(Function.class, ServingTomcat.class);
  }
}
