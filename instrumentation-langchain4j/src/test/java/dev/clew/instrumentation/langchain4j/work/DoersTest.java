// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DoersTest {
  @Test
  void lambda_isCalledTheSameInEachRun() {
    Supplier<String> lambda = () -> "x";

    assertThat(Doers.isLambda(lambda)).isTrue();
    assertThat(Doers.name(lambda)).isEqualTo("DoersTest lambda");
  }

  @Test
  void otherObject_isCalledByItsClass() {
    assertThat(Doers.isLambda("x")).isFalse();
    assertThat(Doers.name("x")).isEqualTo("String");
  }
}
