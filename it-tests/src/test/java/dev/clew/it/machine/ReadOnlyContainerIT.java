// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** A container whose files cannot be written, those in the temporary folder included. */
class ReadOnlyContainerIT {
  @Test
  void noHomeAndNothingToWriteTo_isSaidInOneLineWithTheRemedy() throws Exception {
    Path folder = BuildOutput.newFolder("container");
    Jdk inContainer = inAReadOnlyRoot(folder);
    assumeThat(isPossible(inContainer)).as("mounting takes privileges").isTrue();
    Application application =
        Application.compile("openai-basics", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));

    TracedRun run =
        Comparison.of(
                ForkedJvm.of(inContainer, application)
                    .environment("CLEW_HOME", "")
                    .environment("HOME", "")
                    .option("-Duser.home=?")
                    .option("-Duser.name=sam")
                    .option("-Djava.io.tmpdir=" + folder))
            .model(
                new ScriptedModel()
                    .on("plain", Reply.text("plain answer"))
                    .on("streamed", Reply.text("an answer in pieces"))
                    .on("async", Reply.text("async answer"))
                    .on("failing", Reply.error(429, "Rate limit reached")))
            .runShowing();

    assertThat(run.exit().code()).isEqualTo(3);
    assertThat(run.exit().agentLog())
        .singleElement()
        .asString()
        .matches(
            "warning: lost since the last report: \\d+ records \\(file exporter: cannot write to "
                + folder.resolve("clew-sam/traces")
                + ": Read-only file system; set clew\\.home to a folder that can be written, or"
                + " clew\\.exporters to what needs none, such as console\\)");
  }

  /** Returns a JDK whose programs see the file system of {@code folder} read-only. */
  private static Jdk inAReadOnlyRoot(Path folder) throws IOException {
    Jdk jdk = Jdk.running();
    Path java = folder.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        """
        #!/bin/sh
        exec unshare -m sh -c 'mount --make-rprivate / \\
          && mount -o remount,bind,ro "$(findmnt -n -o TARGET --target %s)" \\
          && exec "$0" "$@"' %s "$@"
        """
            .formatted(folder, jdk.program("java")));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Jdk(jdk.feature(), folder);
  }

  private static boolean isPossible(Jdk inContainer) throws Exception {
    return new ProcessBuilder(inContainer.program("java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
