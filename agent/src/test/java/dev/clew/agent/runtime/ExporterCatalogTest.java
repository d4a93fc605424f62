// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.agent.TestJar;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.OpenAiIngestSettings;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import dev.clew.exporter.file.FileSettings;
import dev.clew.exporter.openai.IngestTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterCatalogTest {
  private static final String EXPORTERS =
      "META-INF/services/dev.clew.api.export.SpanExporterProvider";
  private static final String PROCESSORS =
      "META-INF/services/dev.clew.api.export.SpanProcessorProvider";

  @TempDir Path folder;
  private final CapturedLog said = new CapturedLog();

  @Test
  void exporters_areChosenByName() {
    assertThat(catalog("clew.exporters", "console,file").chosen())
        .extracting(ExporterChoice::name)
        .containsExactly("console", "file");
    assertThat(catalog("clew.exporters", "none").chosen()).isEmpty();
    assertThat(said.lines()).isEmpty();
  }

  @Test
  void exportersOfClew_comeByTheServiceLoader_inTheOrderOfTheirList() {
    assertThat(catalog().builtIn()).containsExactly("file", "console", "otlp", "openai");
  }

  @Test
  void exporter_thatSaysItIsUseless_isOffInOneLine() {
    ExporterCatalog catalog =
        catalog("clew.exporters", "openai,file", "clew.openai.api-key", "sk-secret sk-second");

    assertThat(catalog.chosen()).extracting(ExporterChoice::name).containsExactly("file");
    assertThat(said.lines())
        .singleElement()
        .asString()
        .contains("clew.exporters=openai is off: apiKey is empty or contains characters")
        .doesNotContain("sk-s");
  }

  @Test
  void unknownExporter_isSaidWithThoseThereAre() {
    List<ExporterChoice> chosen = catalog("clew.exporters", "fiel,console").chosen();

    assertThat(chosen).extracting(ExporterChoice::name).containsExactly("console");
    assertThat(said.lines())
        .singleElement()
        .asString()
        .endsWith(
            "clew.exporters names fiel; available: file, console, otlp,"
                + " openai, prometheus, none");
  }

  @Test
  void onlyUnknownExporters_leaveTheDefault() {
    List<ExporterChoice> chosen = catalog("clew.exporters", "fiel").chosen();

    assertThat(chosen).extracting(ExporterChoice::name).containsExactly("file");
    assertThat(said.lines()).singleElement().asString().endsWith("; using file");
  }

  @Test
  void extension_bringsExporterAndProcessorWithSettingsOfTheirOwn() throws IOException {
    Path jar = extension("feather", "settings.get(\"file\").length()");
    ExporterCatalog catalog =
        catalog("clew.exporters", "feather", "clew.feather.file", "x", "clew.tenant.name", "acme");
    try (ExtensionJar opened = open(jar)) {
      assertThat(catalog.addExtension(opened)).isTrue();

      assertThat(catalog.extensions()).containsExactly("feather", "tenant");
      assertThat(catalog.parts().processors()).extracting(p -> p.name()).containsExactly("acme");
      ExporterChoice feather = catalog.chosen().get(0);
      assertThat(feather.maker().get().name()).isEqualTo("feather");
      assertThat(feather.local()).isFalse();
      assertThat(said.lines()).isEmpty();
    }
  }

  @Test
  void extension_readsTimesAndSizesAsClewWritesThem() throws IOException {
    String sum =
        "(int) (settings.getDuration(\"pause\").toSeconds() + settings.getBytes(\"room\"))"
            + " / (settings.getBoolean(\"loud\") && settings.getBytes(\"none\") == null ? 1 : 0)";
    ExporterCatalog catalog =
        catalog(
            "clew.exporters",
            "feather",
            "clew.feather.pause",
            "2m",
            "clew.feather.room",
            "1KB",
            "clew.feather.loud",
            "yes",
            "clew.feather.none",
            "much");
    try (ExtensionJar opened = open(extension("feather", sum))) {
      catalog.addExtension(opened);

      assertThat(catalog.chosen().get(0).maker().get().name()).isEqualTo("feather");
    }
    assertThat(said.lines())
        .singleElement()
        .asString()
        .contains("clew.feather.none=much (system property) is not a whole number; expected");
  }

  @Test
  void extension_withoutAModuleOfTheJdk_isOffInOneLine() throws IOException {
    String needs = "public List<String> requiredModules() { return List.of(\"java.odd\"); }";
    Path jar = extension("feather", "1", needs, "com.example.Feathers\n");
    ExporterCatalog catalog = catalog("clew.exporters", "feather");
    try (ExtensionJar opened = open(jar)) {
      catalog.addExtension(opened);

      assertThat(catalog.chosen()).isEmpty();
    }
    assertThat(said.lines())
        .singleElement()
        .asString()
        .contains("clew.exporters=feather is off because this Java runtime has no module java.odd");
  }

  @Test
  void extension_whoseCheckThrows_isOffInOneLine() throws IOException {
    String throwing =
        "public String configurationError(ExporterSettings settings) { throw new"
            + " IllegalStateException(\"odd\"); }";
    Path jar = extension("feather", "1", throwing, "com.example.Feathers\n");
    ExporterCatalog catalog = catalog("clew.exporters", "feather");
    try (ExtensionJar opened = open(jar)) {
      catalog.addExtension(opened);

      assertThat(catalog.chosen()).isEmpty();
    }
    assertThat(said.lines())
        .singleElement()
        .asString()
        .contains(jar + ", exporter feather is broken and skipped; its check threw")
        .contains("odd");
  }

  @Test
  void defaults_areThoseOfTheReferencePage() {
    Settings unset = new Settings(List.of(), said.log::warn);
    FileSettings file = FileSettings.in(folder);

    assertThat(file.maxFileBytes()).isEqualTo(unset.get(ClewSettings.FILE_MAX_BYTES));
    assertThat(file.maxTotalBytes()).isEqualTo(unset.get(ClewSettings.FILE_MAX_TOTAL_BYTES));
    assertThat(file.maxAge()).isEqualTo(unset.get(ClewSettings.FILE_MAX_AGE));
    assertThat(IngestTarget.OPENAI).isEqualTo(unset.get(OpenAiIngestSettings.ENDPOINT));
  }

  @Test
  void processor_isSwitchedOffByItsName() throws IOException {
    ExporterCatalog catalog = catalog("clew.tenant.enabled", "false");
    try (ExtensionJar opened = open(extension("feather", "1"))) {
      catalog.addExtension(opened);

      assertThat(catalog.parts().processors()).isEmpty();
    }
  }

  @Test
  void exporter_whoseMakingFails_isSaidWithRemedy() throws IOException {
    ExporterCatalog catalog = catalog("clew.exporters", "feather");
    Path jar = extension("feather", "Integer.parseInt(\"no port\")");
    try (ExtensionJar opened = open(jar)) {
      catalog.addExtension(opened);
      ExporterChoice feather = catalog.chosen().get(0);

      org.assertj.core.api.Assertions.assertThatThrownBy(() -> feather.maker().get())
          .isInstanceOf(NumberFormatException.class);
      assertThat(said.lines())
          .singleElement()
          .asString()
          .contains(jar + ": exporter feather cannot be created")
          .contains("correct clew.feather.* or remove it from clew.exporters")
          .contains("no port");
    }
  }

  @Test
  void names_thatClewNeedsItself_areRefused() throws IOException {
    for (String taken : List.of("file", "none", "queue", "My Own")) {
      ExporterCatalog catalog = catalog();
      try (ExtensionJar opened = open(extension(taken, "1"))) {
        catalog.addExtension(opened);
      }
      assertThat(catalog.extensions()).containsExactly("tenant");
    }
    assertThat(said.lines()).hasSize(4).allMatch(line -> line.contains("it is skipped"));
  }

  @Test
  void jarWhoseProviderIsMissing_isSaidInOneLine() throws IOException {
    Path jar = new TestJar(folder).file(EXPORTERS, "com.example.Gone\n").write("gone.jar", "");
    try (ExtensionJar opened = open(jar)) {
      assertThat(catalog().addExtension(opened)).isTrue();
    }
    assertThat(said.lines()).singleElement().asString().contains("com.example.Gone not found");
  }

  @Test
  void providerThatIsMissing_doesNotTakeTheNextWithIt() throws IOException {
    Path jar = extension("feather", "1", "", "com.example.Gone\ncom.example.Feathers\n");
    try (ExtensionJar opened = open(jar)) {
      ExporterCatalog catalog = catalog();
      assertThat(catalog.addExtension(opened)).isTrue();

      assertThat(catalog.extensions()).containsExactly("feather", "tenant");
    }
    assertThat(said.lines()).singleElement().asString().contains("com.example.Gone not found");
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

  private Path extension(String name, String onCreate) throws IOException {
    return extension(name, onCreate, "", "com.example.Feathers\n");
  }

  private Path extension(String name, String onCreate, String members, String services)
      throws IOException {
    String exporter =
        """
        package com.example;
        import dev.clew.api.export.*;
        import java.util.List;
        public final class Feathers implements SpanExporterProvider {
          public String name() { return "%s"; }
          %s
          public SpanExporter create(ExporterSettings settings) {
            int made = %s;
            return new SpanExporter() {
              public String name() { return "%s"; }
              public void export(List<ExportRecord> batch) {}
            };
          }
        }
        """
            .formatted(name, members, onCreate, name);
    String processor =
        """
        package com.example;
        import dev.clew.api.export.*;
        public final class Tenants implements SpanProcessorProvider {
          public String name() { return "tenant"; }
          public SpanProcessor create(ExporterSettings settings) {
            String tenant = settings.get("name");
            return new SpanProcessor() {
              public String name() { return tenant; }
              public SpanRecord process(SpanRecord span) { return span; }
            };
          }
        }
        """;
    return new TestJar(folder)
        .source("com.example.Feathers", exporter)
        .source("com.example.Tenants", processor)
        .file(EXPORTERS, services)
        .file(PROCESSORS, "com.example.Tenants\n")
        .write(name.replace(' ', '-') + ".jar", "");
  }
}
