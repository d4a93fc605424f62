// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.agent.TestJar;
import dev.clew.api.data.FunctionData;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.exporter.extension.ExtensionPart;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionPartsTest {
  private static final String SERVICES = "META-INF/services/dev.clew.api.export.";

  @TempDir Path folder;
  private final CapturedLog said = new CapturedLog();

  @Test
  void redactor_ofAnExtension_changesContent() throws IOException {
    ExporterCatalog catalog = catalog(redactor("(text, field) -> text.replace(\"a\", \"b\")"));

    assertThat(shown(catalog, "banana").output()).isEqualTo("bbnbnb");
    assertThat(said.lines()).isEmpty();
  }

  @Test
  void redactor_thatCannotBeCreated_withholdsAllContent() throws IOException {
    ExporterCatalog catalog = catalog(redactor("settings.get(\"x\").equals(\"\") ? null : null"));

    assertThat(shown(catalog, "banana").output()).isEqualTo("[withheld: a redactor failed]");
    assertThat(said.lines().get(0)).contains("redactor mask is broken and skipped; its create");
    assertThat(catalog.parts().all())
        .extracting(ExtensionPart::use)
        .containsExactly(ExtensionPart.Use.BROKEN);
  }

  @Test
  void redactor_thatCannotBeLoaded_withholdsAllContent() throws IOException {
    Path jar =
        new TestJar(folder)
            .file(SERVICES + "ContentRedactorProvider", "com.example.Gone\n")
            .write("gone.jar", "");
    ExporterCatalog catalog = catalog(jar);

    assertThat(shown(catalog, "banana").output()).isEqualTo("[withheld: a redactor failed]");
    assertThat(said.lines().get(0)).contains("com.example.Gone not found");
  }

  @Test
  void redactor_disabled_isNotUsed() throws IOException {
    ExporterCatalog catalog =
        catalog(redactor("(text, field) -> \"\""), "clew.mask.enabled", "false");

    assertThat(shown(catalog, "banana").output()).isEqualTo("banana");
    assertThat(catalog.parts().all())
        .extracting(ExtensionPart::use)
        .containsExactly(ExtensionPart.Use.DISABLED);
  }

  @Test
  void idGenerator_ofAnExtension_makesTheIds_andOnlyTheFirstIsUsed() throws IOException {
    ExporterCatalog catalog = catalog();
    try (ExtensionJar first = open(ids("first", "a".repeat(32)));
        ExtensionJar second = open(ids("second", "b".repeat(32)))) {
      catalog.addExtension(first);
      catalog.addExtension(second);

      assertThat(start(catalog).traceId()).isEqualTo("a".repeat(32));
    }
    assertThat(said.lines()).singleElement().asString().contains("id generator second of ");
  }

  @Test
  void idGenerator_thatIsWrong_isCountedAndSaidOnce() throws IOException {
    ExporterCatalog catalog = catalog(ids("wrong", "short"));

    assertThat(start(catalog).traceId()).matches("[0-9a-f]{32}");

    ExtensionPart part = catalog.parts().all().get(0);
    assertThat(part.failures()).isEqualTo(1);
    assertThat(said.lines())
        .singleElement()
        .asString()
        .contains("id generator wrong of ")
        .contains("newTraceId() returned short")
        .endsWith("; Clew makes the ids itself");
  }

  @Test
  void extension_withoutOtherParts_leavesIdsAndPricesAlone() {
    ExporterCatalog catalog = catalog();

    assertThat(catalog.parts().ids()).isNull();
    assertThat(catalog.parts().all()).isEmpty();
  }

  private static FunctionData shown(ExporterCatalog catalog, String output) {
    RenderSettings settings = RenderSettings.defaults().withExtensions(catalog.parts().redactors());
    AtomicReference<SpanRecord> rendered = new AtomicReference<>();
    RecordingTracer tracer =
        new RecordingTracer(
            span -> rendered.set(new SpanRenderer(settings).render(span)),
            new CapturedLog().log,
            InstantSource.system(),
            10);
    FunctionData data = new FunctionData("f", null, output, null, null, false);
    tracer.start(Context.root(), SpanType.FUNCTION, "f", () -> data).end();
    return (FunctionData) rendered.get().data();
  }

  private Span start(ExporterCatalog catalog) {
    return new RecordingTracer(
            span -> {}, said.log, InstantSource.system(), 10, () -> null, catalog.parts().ids())
        .start(
            Context.root(),
            SpanType.FUNCTION,
            "f",
            () -> new FunctionData("f", null, null, null, null, false));
  }

  private ExporterCatalog catalog(Path jar, String... namesAndValues) {
    ExporterCatalog catalog = catalog(namesAndValues);
    catalog.addExtension(open(jar));
    return catalog;
  }

  private ExporterCatalog catalog(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    Settings settings =
        new Settings(List.of(SettingsSource.systemProperties(properties)), said.log::warn);
    return new ExporterCatalog(settings, folder, said.log);
  }

  private ExtensionJar open(Path jar) {
    return ExtensionJar.open(List.of(jar.toString()), said.log).get(0);
  }

  private Path redactor(String expression) throws IOException {
    String source =
        """
        package com.example;
        import dev.clew.api.export.*;
        public final class Masks implements ContentRedactorProvider {
          public String name() { return "mask"; }
          public ContentRedactor create(ExporterSettings settings) {
            return %s;
          }
        }
        """
            .formatted(expression);
    return new TestJar(folder)
        .source("com.example.Masks", source)
        .file(SERVICES + "ContentRedactorProvider", "com.example.Masks\n")
        .write("mask.jar", "");
  }

  private Path ids(String name, String traceId) throws IOException {
    String source =
        """
        package com.example;
        import dev.clew.api.export.*;
        public final class Ids implements IdGeneratorProvider, IdGenerator {
          public String name() { return "%s"; }
          public IdGenerator create(ExporterSettings settings) { return this; }
          public String newTraceId() { return "%s"; }
          public String newSpanId() { return "0123456789abcdef"; }
        }
        """
            .formatted(name, traceId);
    return new TestJar(folder.resolve(name))
        .source("com.example.Ids", source)
        .file(SERVICES + "IdGeneratorProvider", "com.example.Ids\n")
        .write(name + ".jar", "");
  }
}
