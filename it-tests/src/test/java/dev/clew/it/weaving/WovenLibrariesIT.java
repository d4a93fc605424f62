// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three hooks in every method of entire libraries, one of which may answer: the JVM verifies each
 * woven class.
 */
class WovenLibrariesIT {
  private static final Duration LIMIT = Duration.ofMinutes(20);

  static List<Corpus> classPaths() {
    return Corpus.classPaths();
  }

  @ParameterizedTest
  @MethodSource("classPaths")
  void everyMethod_isWovenAndPassesTheVerifier(Corpus corpus) {
    JvmExit exit =
        WeavingProgram.jvm(Jdk.running())
            .arguments("verify", WeavingProgram.path(corpus.jars()))
            .start()
            .await(LIMIT);

    System.out.println(corpus + ": " + exit.stdout().lines().limit(5).toList());
    assertThat(exit.stdout().lines()).contains("errors 0");
    assertThat(exit.stdout()).doesNotContain("classes 0\n");
    assertThat(exit.stderr().lines()).allMatch(line -> line.contains(" is not woven: "));
    assertThat(exit.code()).isZero();
  }
}
