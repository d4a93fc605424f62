// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.FakeSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A span whose application was redeployed before it was rendered. */
class ClosedClassLoaderTest {
  private final SpanRenderer renderer = new SpanRenderer(RenderSettings.defaults());

  @Test
  void classThatCannotBeLoadedAnyMore_isNamedOnTheSpan() throws Exception {
    SpanRecord span = renderer.render(FakeSpan.of(1, SpanType.CUSTOM, ofClosedApplication()));

    assertThat(span.attributes())
        .containsEntry(
            SpanRenderer.CONTENT_DROPPED,
            "class not loadable: " + Answer.class.getName() + " (was its class loader closed?)");
    assertThat(span.data()).isEqualTo(new CustomData("span 1", Map.of()));
  }

  @Test
  void payload_thatKnowsSomethingItself_stillSaysIt() throws Exception {
    Payload lost = ofClosedApplication();
    SpanData outline = new GenerationData.Builder().requestModel("gpt-4o").build();
    Payload payload =
        new Payload() {
          @Override
          public SpanData render() {
            return lost.render();
          }

          @Override
          public SpanData outline() {
            return outline;
          }
        };

    SpanRecord span = renderer.render(FakeSpan.of(1, SpanType.GENERATION, payload));

    assertThat(span.data()).isEqualTo(outline);
    assertThat((String) span.attributes().get(SpanRenderer.CONTENT_DROPPED))
        .startsWith("class not loadable: ");
  }

  /** Rendering it needs a class that its loader has not loaded before it was closed. */
  private static Payload ofClosedApplication() throws Exception {
    URL classes = Application.class.getProtectionDomain().getCodeSource().getLocation();
    Supplier<?> application;
    try (OwnClasses loader = new OwnClasses(classes)) {
      application =
          (Supplier<?>)
              loader.loadClass(Application.class.getName()).getDeclaredConstructor().newInstance();
    }
    return () -> new CustomData("turn", Map.of("text", application.get()));
  }

  /** An application that uses a further class of its own. */
  public static final class Application implements Supplier<String> {
    @Override
    public String get() {
      return new Answer().text();
    }
  }

  /** That class. */
  public static final class Answer {
    String text() {
      return "42";
    }
  }

  private static final class OwnClasses extends URLClassLoader {
    OwnClasses(URL classes) {
      super(new URL[] {classes}, OwnClasses.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean own = name.startsWith(ClosedClassLoaderTest.class.getName());
      return own ? findClass(name) : super.loadClass(name, resolve);
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
