// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardErrorTest {
  @Test
  void failureOfACalledMethod_isNamedWithoutTheCall() {
    Throwable failure = new InvocationTargetException(new IOException("no such entry"));

    assertThat(StandardError.describe(failure))
        .startsWith("java.io.IOException: no such entry (at dev.clew.agent.StandardErrorTest.");
  }

  @Test
  void cause_isNamedBesideWhatCameOfIt() {
    Throwable root = new IOException("disk is gone");
    Throwable failure =
        new InvocationTargetException(
            new IllegalStateException("cannot start", new RuntimeException("wrapped", root)));

    assertThat(StandardError.describe(failure))
        .startsWith(
            "java.lang.IllegalStateException: cannot start, caused by java.io.IOException: disk is"
                + " gone (at ");
  }

  @Test
  void controlCharacters_doNotReachTheTerminal(@TempDir Path folder) throws Exception {
    ChildJvm child = ChildJvm.run(folder, Map.of(), List.of(), Say.class);

    assertThat(child.err()).containsExactly("[clew] ?[2Jtwo?lines");
  }

  /** Runs in a separate JVM. */
  static final class Say {
    public static void main(String[] arguments) {
      StandardError.print("\u001b[2Jtwo\nlines");
    }
  }

  @Test
  void describe_failureForPeople_isItsMessage() {
    Exception failure = new Exception("run.tape does not exist", null, false, false) {};

    assertThat(StandardError.describe(failure)).isEqualTo("run.tape does not exist");
  }
}
