// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.extension;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import java.nio.file.Path;

/**
 * An extension that creates a span for each {@code app.Steps.step}, and passes all spans to the
 * application through the exporter {@code journal}.
 */
public final class StepsExtension {
  private StepsExtension() {}

  /** Compiles the extension and returns its jar. */
  public static Path jar(Application application) {
    Path jar = BuildOutput.newFolder("steps-extension").resolve("steps.jar");
    return SourceFolder.copyOf(
            BuildOutput.root().resolve("it-tests/src/test/apps/chains-extension"))
        .addResource(OddExtension.SERVICES, "com.example.steps.StepsModule\n")
        .addResource(
            "META-INF/services/dev.clew.api.export.SpanExporterProvider",
            "com.example.steps.JournalProvider\n")
        .jar(jar, ParrotExample.hookClassPath(application.classPath().get(0)));
  }
}
